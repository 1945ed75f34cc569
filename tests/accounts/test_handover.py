"""One sign-in serves every municipality of a person; nothing of it serves anybody else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from tenants.context import acting_in
from tenants.db import db
from tenants.models import Hosting
from tenants.owned import utcnow
from tests.accounts.ways import (
    PLATFORM,
    cookie,
    follow,
    go,
    press,
    sessions_of,
    sign_in_by_link,
)
from webapp.accounts.models import Account, Handover, Member, Session
from webapp.core.scopes import beside

SESSION = "__Host-session"


@pytest.fixture
def both(app, world, visitor):
    """Somebody who works in two towns, signed in to the first."""
    browser = visitor("kuopio")
    sign_in_by_link(app, browser, world.email("both"), world.tenant("kuopio"))
    return browser


def way_to(browser, site):
    """Ask `site` for entry, up to the address that carries the code."""
    answer = browser.get("/sign-in", base_url=site)
    answer = go(browser, answer.headers["Location"])
    assert "/welcome?code=" in answer.headers["Location"]
    return answer.headers["Location"]


def is_in(browser, site):
    return browser.get("/account/sessions", base_url=site).headers["Location"] == (
        PLATFORM + "/account/sessions"
    )


def test_who_signed_in_once_enters_the_next_town_with_one_press(app, world, both):
    page = go(both, PLATFORM + "/my-municipalities")
    assert "Kuopion kaupunki" in page.text and "Varkauden kaupunki" in page.text
    page = follow(both, go(both, PLATFORM + "/sign-in?to=varkaus"))
    assert page.status_code == 200 and both.site == world.site("varkaus")
    assert "Savon Yrittäjä" in page.text
    assert sessions_of(app, world.account("both")) == 3


def test_a_code_works_once(world, both):
    url = way_to(both, world.site("varkaus"))
    assert go(both, url).status_code == 303
    both.delete_cookie(SESSION, domain="varkaus.yhteispoyta.test", path="/")
    assert go(both, url).status_code == 400


def test_a_code_works_in_the_browser_that_asked_and_in_no_other(world, both, visitor):
    url = way_to(both, world.site("varkaus"))
    thief = visitor("varkaus")
    assert go(thief, url).status_code == 400
    thief.get("/sign-in")  # has a state, but another
    assert go(thief, url).status_code == 400
    assert go(both, url).status_code == 303


def test_a_code_of_one_town_is_worth_nothing_in_another(app, world, both):
    state = cookie(both, "__Host-state", "kuopio.yhteispoyta.test")
    assert state is None  # it went with the sign-in
    url = way_to(both, world.site("varkaus"))
    stolen = cookie(both, "__Host-state", "varkaus.yhteispoyta.test")
    both.delete_cookie(SESSION, domain="kuopio.yhteispoyta.test", path="/")
    both.set_cookie("__Host-state", stolen, domain="kuopio.yhteispoyta.test", secure=True)
    before = sessions_of(app, world.account("both"))
    assert go(both, url.replace("varkaus", "kuopio")).status_code == 400
    assert sessions_of(app, world.account("both")) == before
    assert go(both, url).status_code == 303


def test_a_code_is_dead_after_a_minute(app, world, both):
    url = way_to(both, world.site("varkaus"))
    with app.app_context(), beside(acting_in(world.tenant("varkaus"))):
        row = db.session.scalars(select(Handover).where(Handover.used_at.is_(None))).one()
        assert row.ends_at - row.created_at <= timedelta(seconds=61)
        row.ends_at = utcnow()
    assert go(both, url).status_code == 400


def test_a_code_dies_with_the_sign_in_behind_it(world, both):
    url = way_to(both, world.site("varkaus"))
    press(both, "/sign-out")
    assert go(both, url).status_code == 400


@pytest.mark.parametrize("code", ["", "x", "x" * 5000, "\0", "💩"])
def test_a_made_up_code_opens_nothing(both, world, code):
    both.get("/sign-in", base_url=world.site("varkaus"))
    answer = both.get("/welcome", base_url=world.site("varkaus"), query_string={"code": code})
    assert answer.status_code == 400 and "/sign-in" in answer.text


def test_a_session_of_one_town_is_worth_nothing_in_another(world, browser, visitor):
    anna = browser("both")
    token = cookie(anna, SESSION, "kuopio.yhteispoyta.test")
    stranger = visitor("varkaus")
    stranger.set_cookie(SESSION, token, domain="varkaus.yhteispoyta.test", secure=True)
    assert not is_in(stranger, world.site("varkaus"))
    stranger.set_cookie(SESSION, token, domain="yhteispoyta.test", secure=True)
    assert go(stranger, PLATFORM + "/account").headers["Location"].startswith("/sign-in")
    assert is_in(anna, world.site("kuopio"))


def test_who_is_no_member_stays_outside_and_is_told_so(world, both):
    page = follow(both, both.get("/sign-in", base_url=world.site("raasepori")))
    assert page.status_code == 403 and both.site == PLATFORM
    assert "Raaseporin kaupunki" in page.text
    assert cookie(both, SESSION, "raasepori.yhteispoyta.test") is None


def test_who_left_is_out_at_the_next_request(app, world, both):
    assert is_in(both, world.site("kuopio"))
    with app.app_context(), beside(acting_in(world.tenant("kuopio"))):
        everyone_of_that_name = select(Member).where(Member.account_id == world.account("both"))
        db.session.scalars(everyone_of_that_name).one().left_at = utcnow()
    assert not is_in(both, world.site("kuopio"))
    page = follow(both, both.get("/sign-in", base_url=world.site("kuopio")))
    assert page.status_code == 403
    assert follow(both, go(both, PLATFORM + "/sign-in?to=varkaus")).status_code == 200


def test_a_hosts_worker_is_out_when_the_agreement_ends(app, world, visitor):
    rautalampi, worker = world.tenant("rautalampi"), world.account("host_worker")
    with app.app_context():
        with beside(acting_in(world.tenant("mansikka"))):
            assert db.session.get(Account, worker)
        with beside(acting_in(rautalampi)):
            db.session.add(
                Member(
                    account_id=worker,
                    host_id=world.tenant("mansikka"),
                    first_name="Mansikan",
                    family_name="Hanketyöntekijä",
                )
            )
    browser = visitor("rautalampi")
    sign_in_by_link(app, browser, world.email("host_worker"), rautalampi, to="rautalampi")
    assert is_in(browser, world.site("rautalampi"))
    assert "Rautalammin" in go(browser, PLATFORM + "/my-municipalities").text
    with app.app_context(), beside(acting_in(rautalampi)):
        db.session.get(Hosting, world.hosting("mansikka-rautalampi")).end()
    assert not is_in(browser, world.site("rautalampi"))
    assert "Rautalammin" not in go(browser, PLATFORM + "/my-municipalities").text


def test_a_session_is_over_at_its_end_and_after_two_weeks_unused(app, world, browser):
    anna = browser("member")
    for change in ({"ends_at": utcnow()}, {"seen_at": utcnow() - timedelta(days=15)}):
        with app.app_context(), beside(acting_in(world.tenant("kuopio"))):
            db.session.execute(
                update(Session)
                .values(ends_at=utcnow() + timedelta(days=1), seen_at=utcnow())
                .execution_options(synchronize_session=False)
            )
        assert is_in(anna, world.site("kuopio"))
        with app.app_context(), beside(acting_in(world.tenant("kuopio"))):
            db.session.execute(
                update(Session).values(change).execution_options(synchronize_session=False)
            )
        assert not is_in(anna, world.site("kuopio"))


def test_being_seen_is_noted_every_five_minutes(app, world, browser):
    anna, old = browser("member"), utcnow() - timedelta(minutes=6)
    with app.app_context(), beside(acting_in(world.tenant("kuopio"))):
        db.session.execute(
            update(Session).values(seen_at=old).execution_options(synchronize_session=False)
        )
    anna.get("/account")
    first = _seen(app, world)
    anna.get("/account")
    assert first > old and _seen(app, world) == first


def _seen(app, world):
    with app.app_context(), beside(acting_in(world.tenant("kuopio"))):
        return db.session.scalar(select(Session.seen_at))
