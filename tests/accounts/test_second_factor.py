"""Administrators and operators show a code of their app; each code counts once."""

from __future__ import annotations

from datetime import date, timedelta

import pyotp
import pytest
from sqlalchemy import select, update

from tenants.context import acting_in, as_person
from tenants.db import db
from tenants.owned import utcnow
from tests.accounts.people import link_to
from tests.accounts.ways import (
    PLATFORM,
    cookie,
    end_exemption,
    follow,
    give_app,
    go,
    letters,
    press,
    sign_in_by_link,
)
from webapp.accounts.loading import COOKIE, open_session
from webapp.accounts.models import Appointment, Credentials, Member, Session
from webapp.accounts.recovery import take_app_away
from webapp.core.scopes import beside


@pytest.fixture
def secret(app, world):
    return give_app(app, world.account("admin"))


@pytest.fixture
def admin(app, world, visitor, secret):
    """Has pressed the link, has given no code."""
    browser = visitor("kuopio")
    page = sign_in_by_link(
        app, browser, world.email("admin"), world.tenant("kuopio"), next="/settings"
    )
    assert page.request.path == "/sign-in/code"
    return browser


def code(browser, digits, next="/settings"):
    return press(browser, "/sign-in/code", code=digits, to="kuopio", next=next)


def test_an_administrator_comes_in_with_the_code_only(app, world, admin, secret):
    assert admin.get("/settings", base_url=world.site("kuopio")).status_code == 303
    page = follow(admin, code(admin, pyotp.TOTP(secret).now()))
    assert page.status_code == 200 and page.request.path == "/settings"


def test_a_code_changes_the_sessions_token(admin, secret):
    before = cookie(admin, COOKIE, "yhteispoyta.test")
    code(admin, pyotp.TOTP(secret).now())
    assert cookie(admin, COOKIE, "yhteispoyta.test") != before


def test_a_code_counts_once(app, world, admin, secret, visitor):
    digits = pyotp.TOTP(secret).now()
    assert code(admin, digits).status_code == 303
    other = visitor("kuopio")
    sign_in_by_link(app, other, world.email("admin"), world.tenant("kuopio"))
    assert code(other, digits).status_code == 422


@pytest.mark.parametrize("digits", ["", "000000", "12345", "abcdef", "١٢٣٤٥٦", "1" * 30, "💩"])
def test_a_wrong_code_is_refused_at_the_field(admin, digits):
    answer = code(admin, digits)
    assert answer.status_code == 422 and "code-error" in answer.text


def test_a_code_of_two_minutes_ago_is_refused(admin, secret):
    old = pyotp.TOTP(secret).at(utcnow() - timedelta(minutes=2))
    assert code(admin, old).status_code == 422


def test_who_has_no_app_yet_takes_one_into_use_first(app, world, visitor):
    end_exemption(app, world.account("admin"))
    browser = visitor("kuopio")
    page = sign_in_by_link(app, browser, world.email("admin"), world.tenant("kuopio"))
    assert page.request.path == "/account/second-factor" and "data:image/svg+xml" in page.text
    with browser.session_transaction(base_url=PLATFORM) as form_session:
        secret = form_session["second_factor"]
    grouped = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
    assert grouped in page.text
    wrong = press(browser, "/account/second-factor", code="000000", to="kuopio", next="/")
    assert wrong.status_code == 422
    right = pyotp.TOTP(secret).now()
    answer = press(browser, "/account/second-factor", code=right, to="kuopio", next="/")
    assert follow(browser, answer).status_code == 200 and browser.site == world.site("kuopio")
    told = letters(app, world.tenant("platform"), "accounts/mail/credentials_changed")
    assert [params["what"] for _email, params in told] == ["app_added"]


def test_a_stolen_link_does_not_take_the_app_away(app, world, admin):
    """Who has the mail but not the phone changes no key, and comes into no municipality."""
    for path in ("/account/second-factor", "/account/password"):
        assert follow(admin, go(admin, PLATFORM + path)).request.path == "/sign-in/code"
    for path in ("/account/second-factor/remove", "/account/password"):
        assert press(admin, path, password="talvi tuli ja meni taas").status_code == 303
    with app.app_context(), beside(as_person(world.account("admin"))):
        row = db.session.scalars(select(Credentials)).one()
        assert row.totp_secret and row.password_hash is None


def test_the_app_goes_out_of_use_by_its_owner(app, world, admin, secret):
    follow(admin, code(admin, pyotp.TOTP(secret).now()))
    assert press(admin, "/account/second-factor/remove").status_code == 303
    page = follow(admin, go(admin, PLATFORM + "/account/second-factor"))
    assert page.status_code == 200
    with app.app_context(), beside(as_person(world.account("admin"))):
        assert db.session.scalar(select(Credentials.totp_secret)) is None


def test_operators_are_asked_on_the_platform(app, world, visitor):
    secret = give_app(app, world.account("operator"))
    browser = visitor("platform")
    page = sign_in_by_link(
        app, browser, world.email("operator"), world.tenant("platform"), to="www", next="/console"
    )
    assert page.request.path == "/sign-in/code"
    assert go(browser, PLATFORM + "/console").status_code == 303
    digits = pyotp.TOTP(secret).now()
    answer = press(browser, "/sign-in/code", code=digits, to="www", next="/console")
    assert follow(browser, answer).request.path == "/console"


def test_people_of_the_demonstration_are_spared_the_code(app, world, visitor):
    browser = visitor("kuopio")
    page = sign_in_by_link(
        app, browser, world.email("admin"), world.tenant("kuopio"), next="/settings"
    )
    assert page.status_code == 200 and page.request.path == "/settings"


def test_members_without_wide_rights_are_not_asked(app, world, visitor):
    end_exemption(app, world.account("officer"))
    browser = visitor("kuopio")
    sign_in_by_link(app, browser, world.email("officer"), world.tenant("kuopio"))
    assert browser.site == world.site("kuopio")


@pytest.fixture
def protected(app, world, visitor):
    """A member without wide rights who has taken an app into use and pressed the link."""
    secret, browser = give_app(app, world.account("both")), visitor("kuopio")
    page = sign_in_by_link(app, browser, world.email("both"), world.tenant("kuopio"))
    assert page.request.path == "/sign-in/code"
    return browser, secret


def test_who_chose_an_app_is_asked_for_its_code(world, protected):
    """The page that offers it says that nobody gets in with the mail alone."""
    browser, secret = protected
    assert browser.get("/members", base_url=world.site("kuopio")).status_code == 303
    page = follow(browser, code(browser, pyotp.TOTP(secret).now(), next="/members"))
    assert page.status_code == 200 and page.request.path == "/members"
    page = follow(browser, go(browser, PLATFORM + "/sign-in?to=varkaus"))
    assert page.status_code == 200 and browser.site == world.site("varkaus")


def test_without_wide_rights_the_code_lasts_as_long_as_the_sign_in(app, world, protected):
    browser, secret = protected
    follow(browser, code(browser, pyotp.TOTP(secret).now(), next="/members"))
    with app.app_context(), beside(acting_in(world.tenant("platform"))):
        old = {"strong_at": utcnow() - timedelta(days=5)}
        db.session.execute(update(Session).values(old).execution_options(synchronize_session=False))
    page = follow(browser, go(browser, PLATFORM + "/sign-in?to=varkaus"))
    assert page.status_code == 200 and browser.site == world.site("varkaus")


def test_an_invitation_does_not_lead_past_the_app(app, world, browser, visitor, post):
    give_app(app, world.account("varkaus_member"))
    email = world.email("varkaus_member")
    browser("admin").post("/members/invitations/new", data={"email": email, "language": "fi"})
    guest = visitor("kuopio")
    answer = guest.post(link_to(email, app, post), data={"answer": "accept", "first_name": "Anna"})
    assert answer.status_code == 303 and answer.location == "/sign-in"
    assert guest.get("/members").status_code == 303


def test_a_right_that_begins_later_asks_for_the_code_then(app, world, visitor):
    browser = visitor("kuopio")
    with app.app_context(), beside(acting_in(world.tenant("kuopio"))):
        token = open_session(db.session.get(Member, world.member("officer")))
    browser.set_cookie(COOKIE, token, domain="kuopio.yhteispoyta.test", secure=True)
    assert browser.get("/members").status_code == 200
    with app.app_context(), beside(acting_in(world.tenant("kuopio"))):
        db.session.add(
            Appointment(
                member_id=world.member("officer"), role="administrator", starts_on=date(2026, 1, 1)
            )
        )
    assert browser.get("/members").headers["Location"] == "/sign-in?next=/members"


def test_a_code_is_worth_half_a_day(app, world, admin, secret):
    follow(admin, code(admin, pyotp.TOTP(secret).now()))
    with app.app_context():
        for town in ("kuopio", "platform"):
            with beside(acting_in(world.tenant(town))):
                old = {"strong_at": utcnow() - timedelta(hours=13)}
                db.session.execute(
                    update(Session).values(old).execution_options(synchronize_session=False)
                )
    page = follow(admin, admin.get("/settings", base_url=world.site("kuopio")))
    assert page.request.path == "/sign-in/code"


def test_a_lost_phone_is_forgotten_by_who_keeps_the_machine(app, world, admin, secret):
    follow(admin, code(admin, pyotp.TOTP(secret).now()))
    take_app_away(app, "Paakayttaja.Kuopio@example.org ")
    page = sign_in_by_link(app, admin, world.email("admin"), world.tenant("kuopio"))
    assert page.request.path == "/account/second-factor" and "data:image" in page.text
    told = letters(app, world.tenant("platform"), "accounts/mail/credentials_changed")
    assert [params["what"] for _email, params in told] == ["app_removed"]
    with pytest.raises(SystemExit):
        take_app_away(app, "nobody@example.org")


def test_people_of_the_demonstration_are_spared_only_where_there_is_one(
    app, world, visitor, monkeypatch
):
    """Their rows may have stayed in a database that is no demonstration any more."""
    monkeypatch.setitem(app.config, "DEMONSTRATION", False)
    browser = visitor("kuopio")
    page = sign_in_by_link(app, browser, world.email("admin"), world.tenant("kuopio"))
    assert browser.site == PLATFORM and 'name="code"' in page.text
    assert browser.get("/settings", base_url=world.site("kuopio")).status_code == 303
