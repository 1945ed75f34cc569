"""Everybody sees where they are signed in, and ends it: here, there, or everywhere."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select, update

from tenants.context import acting_in, as_person, operating
from tenants.db import db
from tenants.models import Tenant
from tenants.owned import utcnow
from tests.accounts.ways import (
    PLATFORM,
    ask_for_link,
    follow,
    go,
    press,
    sessions_of,
    sign_in_by_link,
)
from webapp.accounts.devices import device
from webapp.accounts.jobs import clear_away
from webapp.accounts.models import Account, Handover, Session, SignInLink
from webapp.core.scopes import beside

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
PHONE = "Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Mobile Safari/537.36"


@pytest.fixture
def signed_in(app, world, visitor):
    def sign_in(key="both", agent=FIREFOX, towns=("kuopio", "varkaus")):
        browser = visitor(towns[0])
        browser.environ_base["HTTP_USER_AGENT"] = agent
        for town in towns:
            if town == towns[0]:
                sign_in_by_link(app, browser, world.email(key), world.tenant(town), to=town)
            else:
                follow(browser, go(browser, PLATFORM + f"/sign-in?to={town}"))
        return browser

    return sign_in


def is_in(browser, site):
    answer = browser.get("/account/sessions", base_url=site)
    return not answer.headers.get("Location", "").startswith("/sign-in")


def test_the_list_names_device_and_municipalities(signed_in):
    laptop, _phone = signed_in(), signed_in(agent=PHONE, towns=("kuopio",))
    page = go(laptop, PLATFORM + "/account/sessions").text
    rows = re.findall(r"<tr>.*?</tr>", page, re.DOTALL)[1:]
    assert len(rows) == 2
    (mine,) = [row for row in rows if "Firefox, Linux" in row]
    (other,) = [row for row in rows if "Chrome, Android" in row]
    assert "Kuopio" in mine and "Varkaus" in mine and "ds-tag" in mine
    assert "Kuopio" in other and "Varkaus" not in other and "ds-tag" not in other


def test_one_device_is_signed_out_everywhere(app, world, signed_in):
    laptop, phone = signed_in(), signed_in(agent=PHONE)
    page = go(laptop, PLATFORM + "/account/sessions").text
    ids = re.findall(r"/account/sessions/([0-9a-f-]{36})/end", page)
    with app.app_context(), beside(as_person(world.account("both"))):
        theirs = db.session.scalar(
            select(Session.id).where(
                Session.device == "Chrome, Android", Session.parent_id.is_(None)
            )
        )
    assert len(ids) == 2 and str(theirs) in ids
    assert press(laptop, f"/account/sessions/{theirs}/end").status_code == 303
    for town in ("kuopio", "varkaus", "platform"):
        assert not is_in(phone, world.site(town))
        assert is_in(laptop, world.site(town))


def test_all_other_devices_are_signed_out_at_once(app, world, signed_in):
    laptop, phone, tablet = signed_in(), signed_in(agent=PHONE), signed_in(towns=("varkaus",))
    assert press(laptop, "/account/sessions/end-others").status_code == 303
    assert not is_in(phone, world.site("kuopio")) and not is_in(tablet, world.site("varkaus"))
    assert is_in(laptop, world.site("kuopio")) and is_in(laptop, world.site("varkaus"))
    assert sessions_of(app, world.account("both")) == 3


def test_the_own_device_can_be_signed_out_from_the_list(app, world, signed_in):
    laptop = signed_in()
    with app.app_context(), beside(as_person(world.account("both"))):
        own = db.session.scalar(select(Session.id).where(Session.parent_id.is_(None)))
    page = follow(laptop, press(laptop, f"/account/sessions/{own}/end"))
    assert page.request.path == "/sign-in" and sessions_of(app, world.account("both")) == 0


def test_nobody_ends_the_sessions_of_another(app, world, signed_in):
    mine, theirs = signed_in(), signed_in("member", towns=("kuopio",))
    with app.app_context(), beside(as_person(world.account("member"))):
        ids = db.session.scalars(select(Session.id)).all()
    for id in (*ids, uuid4()):
        assert press(mine, f"/account/sessions/{id}/end").status_code == 404
    assert sessions_of(app, world.account("member")) == len(ids) == 2
    assert is_in(theirs, world.site("kuopio"))


@pytest.mark.parametrize("town", ["kuopio", "platform"])
def test_signing_out_leaves_nothing_behind_on_a_shared_computer(app, world, signed_in, town):
    laptop, phone = signed_in(), signed_in(agent=PHONE)
    answer = laptop.post("/sign-out", base_url=world.site(town))
    assert answer.status_code == 303 and answer.headers["Location"] == "/"
    for where in ("kuopio", "varkaus", "platform"):
        assert not is_in(laptop, world.site(where))
        assert is_in(phone, world.site(where))
    page = follow(laptop, laptop.get("/sign-in", base_url=world.site("varkaus")))
    assert 'name="email"' in page.text


def test_signing_out_twice_is_no_error(visitor):
    assert visitor("kuopio").post("/sign-out").status_code == 303


def test_the_clock_clears_what_is_over(app, world, signed_in, visitor):
    kept = signed_in()
    signed_in(agent=PHONE)
    ask_for_link(visitor("platform"), world.email("member"))
    towns = [world.tenant(town) for town in ("kuopio", "varkaus", "platform")]
    old = utcnow() - timedelta(days=2)
    with app.app_context():
        for tenant in towns:
            with beside(acting_in(tenant)):
                over = (
                    update(Session).where(Session.device == "Chrome, Android").values(ends_at=old)
                )
                for change in (
                    over,
                    update(SignInLink).values(ends_at=old),
                    update(Handover).values(ends_at=old),
                ):
                    db.session.execute(change.execution_options(synchronize_session=False))
        for tenant in towns:
            with beside(acting_in(tenant)):
                clear_away()
        for tenant in towns:
            with beside(acting_in(tenant)):
                left = db.session.scalars(select(Session.device)).all()
                assert left == ["Firefox, Linux"]
                assert not db.session.scalars(select(SignInLink)).all()
                assert not db.session.scalars(select(Handover)).all()
    assert is_in(kept, world.site("kuopio"))


def test_the_language_is_chosen_for_all_municipalities(app, world, signed_in):
    laptop = signed_in()
    answer = press(laptop, "/account/language", language="sv")
    assert answer.status_code == 303
    assert 'lang="sv"' in follow(laptop, answer).text
    assert 'lang="sv"' in laptop.get("/", base_url=world.site("varkaus")).text
    with app.app_context(), beside(as_person(world.account("both"))):
        assert db.session.scalar(select(Account.language)) == "sv"
    for wrong in ("", "de", "fi\0"):
        assert press(laptop, "/account/language", language=wrong).status_code == 422


def test_the_account_page_shows_the_own_address(world, signed_in):
    assert world.email("both") in go(signed_in(), PLATFORM + "/account").text


def test_a_municipalitys_host_leads_to_the_account_on_the_platform(world, browser):
    for path in ("/account", "/account/sessions", "/my-municipalities"):
        assert browser("member").get(path).headers["Location"] == PLATFORM + path


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (FIREFOX, "Firefox, Linux"),
        (PHONE, "Chrome, Android"),
        ("Mozilla/5.0 (iPhone; CPU like Mac OS X) Safari/604.1", "Safari, iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64) Chrome/140 Safari/537.36 Edg/140", "Edge, Windows"),
        ("", ""),
        ("curl/8", ""),
    ],
)
def test_a_device_is_named_as_its_owner_knows_it(agent, name):
    assert device(agent) == name


def test_a_suspended_municipality_can_still_be_left(app, world, signed_in):
    laptop = signed_in(towns=("kuopio",))
    with app.app_context(), beside(operating(world.tenant("platform"))):
        db.session.get(Tenant, world.tenant("kuopio")).suspend()
    assert laptop.post("/sign-out", base_url=world.site("kuopio")).status_code == 303
    assert sessions_of(app, world.account("both")) == 0
