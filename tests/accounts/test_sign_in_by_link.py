"""A link in the mail signs in: once, within ten minutes, where it leads and nowhere else."""

from __future__ import annotations

import re
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select

from tenants.context import acting_in
from tenants.db import db
from tenants.owned import utcnow
from tests.accounts.ways import (
    PLATFORM,
    ask_for_link,
    cookie,
    follow,
    go,
    letters,
    link_in_mail,
    press,
    sessions_of,
    sign_in_by_link,
)
from webapp.accounts.models import Session, SignInLink
from webapp.core.scopes import beside


@pytest.fixture
def anna(visitor):
    return visitor("kuopio")


@pytest.fixture
def link(app, world, anna):
    ask_for_link(anna, world.email("member"))
    return link_in_mail(app, world.tenant("kuopio"))


def test_a_link_leads_through_both_hosts_to_the_page_that_was_wanted(app, world, anna):
    page = follow(anna, anna.get("/areas/new"))
    assert page.status_code == 200 and anna.site == PLATFORM
    assert 'name="next" type="hidden" value="/areas/new"' in page.text
    sign_in_by_link(app, anna, world.email("officer"), world.tenant("kuopio"), next="/areas/new")
    assert anna.site == world.site("kuopio")
    assert "Kuopion Viranhaltija" in anna.get("/areas").text


def test_both_hosts_have_their_own_cookie_that_no_other_host_sees(app, world, anna):
    sign_in_by_link(app, anna, world.email("member"), world.tenant("kuopio"))
    here = cookie(anna, "__Host-session", "kuopio.yhteispoyta.test")
    assert here and cookie(anna, "__Host-session", "yhteispoyta.test") != here


def test_the_cookie_is_host_only_secure_and_unseen_by_scripts(app, world, anna, link):
    answer = press(anna, link)
    (set_cookie,) = [c for c in answer.headers.getlist("Set-Cookie") if "__Host-session" in c]
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(set_cookie.split("; "))
    assert "Domain" not in set_cookie


def test_looking_at_a_link_changes_nothing(anna, link):
    for _look in range(5):
        page = go(anna, PLATFORM + link)
        assert page.status_code == 200 and "jasen.kuopio@example.org" in page.text
        assert "Set-Cookie" not in str(page.headers) or "__Host-session" not in str(page.headers)
    assert anna.head(link, base_url=PLATFORM).status_code == 200
    assert press(anna, link).status_code == 303


def test_a_link_works_once(anna, link):
    assert press(anna, link).status_code == 303
    again = press(anna, link)
    assert again.status_code == 410 and 'name="email"' in again.text
    assert go(anna, PLATFORM + link).status_code == 410


def test_fifty_presses_at_once_make_one_session(app, world, link, visitor):
    browsers = [visitor("platform") for _press in range(50)]
    with ThreadPoolExecutor(16) as threads:
        answers = list(threads.map(lambda browser: press(browser, link).status_code, browsers))
    assert sorted(answers) == [303] + [410] * 49
    assert sessions_of(app, world.account("member")) == 1


def test_a_link_is_dead_after_ten_minutes(app, world, anna, link):
    with app.app_context(), beside(acting_in(world.tenant("platform"))):
        row = db.session.scalars(select(SignInLink)).one()
        assert row.ends_at - row.created_at <= timedelta(minutes=10)
        row.ends_at = utcnow()
    assert go(anna, PLATFORM + link).status_code == 410
    assert press(anna, link).status_code == 410


def test_a_made_up_link_is_dead(anna):
    for token in ("x", "a" * 43, "%F0%9F%92%A9", "a" * 5000):
        assert press(anna, f"/sign-in/link/{token}").status_code == 410


def test_neither_the_link_nor_the_session_is_kept_in_the_open(app, world, anna, link):
    token = link.partition("?")[0].rpartition("/")[2]
    assert token not in str(letters(app, world.tenant("kuopio")))
    press(anna, link)
    given = cookie(anna, "__Host-session", "yhteispoyta.test")
    with app.app_context(), beside(acting_in(world.tenant("platform"))):
        kept = db.session.scalars(select(Session.token_hash)).all()
        kept += db.session.scalars(select(SignInLink.token_hash)).all()
    assert all(len(hash) == 32 for hash in kept)
    assert token.encode() not in kept and given.encode() not in kept


def test_a_link_of_the_platform_is_unknown_on_a_municipalitys_host(world, anna, link):
    assert anna.get(link).status_code == 404
    assert anna.post(link).status_code == 404
    assert press(anna, link).status_code == 303


def test_the_mail_speaks_for_the_municipality_that_was_asked(app, world, anna):
    ask_for_link(anna, world.email("both"), to="varkaus")
    assert letters(app, world.tenant("kuopio")) == []
    assert [email for email, _ in letters(app, world.tenant("varkaus"))] == [world.email("both")]


def test_a_stranger_there_is_led_to_the_own_municipalities(app, world, anna):
    ask_for_link(anna, world.email("member"), to="varkaus", next="/areas")
    assert letters(app, world.tenant("varkaus")) == []
    path = link_in_mail(app, world.tenant("platform"))
    page = follow(anna, press(anna, path))
    assert anna.site == PLATFORM and "Kuopion kaupunki" in page.text
    assert "Varkauden kaupunki" not in page.text


def test_known_and_unknown_addresses_are_answered_alike(world, visitor):
    answers, times = {}, {}
    emails = (world.email("member"), "nobody@example.org", world.email("varkaus_member"))
    for email in emails * 2:  # the first time everything is new
        browser, start = visitor("platform"), time.thread_time()
        answer = ask_for_link(browser, email)
        times[email] = time.thread_time() - start
        page = go(browser, PLATFORM + answer.headers["Location"])
        answers[email] = [_plain(answer, email), _plain(page, email)]
    one, *others = answers.values()
    assert others == [one, one]
    assert max(times.values()) - min(times.values()) < 0.15


def _plain(answer, email):
    """What is left of an answer without the address itself, form tokens and the form cookie."""
    text = re.sub(r'(name="csrf_token" value|content)="[^"]*"', "", answer.text.replace(email, "…"))
    own = ("Set-Cookie", "Content-Length")
    headers = [(name, value) for name, value in answer.headers if name not in own]
    return answer.status_code, headers, text


def test_a_new_sign_in_makes_a_new_session_and_ends_the_old(app, world, anna, link):
    """Nothing that an attacker put into the browser before lets him in afterwards."""
    anna.set_cookie("__Host-session", "planted", domain="yhteispoyta.test", secure=True)
    press(anna, link)
    first = cookie(anna, "__Host-session", "yhteispoyta.test")
    assert first != "planted"
    sign_in_by_link(app, anna, world.email("member"), world.tenant("kuopio"))
    assert cookie(anna, "__Host-session", "yhteispoyta.test") != first
    anna.set_cookie("__Host-session", first, domain="yhteispoyta.test", secure=True)
    assert go(anna, PLATFORM + "/account").status_code == 303


@pytest.mark.parametrize("email", ["", "a", "a@b", "x" * 300 + "@example.org", "a\0@example.org"])
def test_an_address_of_no_shape_is_explained_at_the_field(anna, email):
    answer = ask_for_link(anna, email)
    assert answer.status_code == 422 and "email-error" in answer.text


def test_an_unknown_place_is_not_found(anna):
    assert go(anna, PLATFORM + "/sign-in?to=atlantis").status_code == 404
