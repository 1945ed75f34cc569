"""Passwords are a second way in: hashed well, hard to guess, and silent about who has one."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from tenants.context import acting_in, as_person
from tenants.db import db
from tenants.owned import utcnow
from tests.accounts.ways import (
    PASSWORD,
    PLATFORM,
    follow,
    give_password,
    go,
    letters,
    press,
    sign_in_by_link,
)
from webapp.accounts import passwords
from webapp.accounts.models import Credentials, Session
from webapp.core.scopes import beside


@pytest.fixture
def anna(app, world, visitor):
    """At home on the platform, by link, a moment ago."""
    browser = visitor("platform")
    sign_in_by_link(app, browser, world.email("member"), world.tenant("platform"), to="www")
    return browser


def kept(app, account):
    with app.app_context(), beside(as_person(account)):
        return db.session.scalar(select(Credentials.password_hash))


def by_password(browser, email, password, to="kuopio", **form):
    return press(browser, "/sign-in/password", email=email, password=password, to=to, **form)


def test_a_password_signs_in(app, world, visitor):
    give_password(app, world.account("member"))
    browser = visitor("kuopio")
    page = follow(browser, by_password(browser, world.email("member"), PASSWORD, next="/areas"))
    assert page.status_code == 200 and browser.site == world.site("kuopio")
    assert page.request.path == "/areas" and "Kuopion Jäsen" in page.text


def test_unknown_address_wrong_password_and_no_password_are_answered_alike(app, world, visitor):
    give_password(app, world.account("member"))
    pages = set()
    for email in (world.email("member"), world.email("officer"), "nobody@example.org"):
        answer = by_password(visitor("platform"), email, "väärä salasana tämä")
        assert answer.status_code == 422
        text = re.sub(r'(name="csrf_token" value|content)="[^"]*"', "", answer.text)
        pages.add(text.replace(email, "…"))
    assert len(pages) == 1


def test_an_unknown_address_costs_the_same_hash(app, world, visitor, monkeypatch):
    hashed = []
    verify = passwords._hasher.verify
    monkeypatch.setattr(passwords, "_hasher", Counting(hashed, verify))
    for email in (world.email("member"), "nobody@example.org"):
        by_password(visitor("platform"), email, "väärä salasana tämä")
    assert len(hashed) == 2
    assert hashed[0].rsplit("$", 2)[0] == hashed[1].rsplit("$", 2)[0]


class Counting:
    def __init__(self, seen, verify):
        self.seen, self._verify = seen, verify
        self.hash = passwords._hasher.hash

    def verify(self, kept, password):
        self.seen.append(kept)
        return self._verify(kept, password)


def test_the_hash_is_argon2id_with_the_parameters_of_owasp(app, world):
    give_password(app, world.account("member"))
    assert kept(app, world.account("member")).startswith("$argon2id$v=19$m=19456,t=2,p=1$")


@pytest.mark.parametrize(
    "password",
    [
        "  välit ovat osa tätä  ",
        "päivänpaiste 🌞 ja poutaa",
        "x'; DROP TABLE account; --",
        "ä" * 3 + "pitkä lause " * 15,
    ],
)
def test_any_characters_and_long_sentences_work_untouched(app, world, visitor, anna, password):
    assert press(anna, "/account/password", password=password).status_code == 303
    assert by_password(visitor("platform"), world.email("member"), password).status_code == 303
    for wrong in (password[:-1], password.strip() + "!", password.upper()):
        assert by_password(visitor("platform"), world.email("member"), wrong).status_code == 422


def test_the_same_signs_from_another_keyboard_are_the_same_password(app, world, visitor, anna):
    press(anna, "/account/password", password="pa\u0308iva\u0308 paistaa taas")
    answer = by_password(visitor("platform"), world.email("member"), "p\u00e4iv\u00e4 paistaa taas")
    assert answer.status_code == 303


@pytest.mark.parametrize(
    "password",
    ["", "lyhyt", "password1234", "qwertyuiop12", "111111111111", "salasana1234", "x" * 201,
     "jasen.kuopio@example.org", "kuopionkuopion", "a\0b" * 6],
)  # fmt: skip
def test_an_easy_or_impossible_password_is_refused_at_the_field(app, world, anna, password):
    answer = press(anna, "/account/password", password=password)
    assert answer.status_code == 422 and "password-error" in answer.text
    assert kept(app, world.account("member")) is None


def test_a_change_is_told_by_mail(app, world, anna):
    press(anna, "/account/password", password=PASSWORD)
    press(anna, "/account/password/remove")
    told = letters(app, world.tenant("platform"), "accounts/mail/credentials_changed")
    assert [(email, params["what"]) for email, params in told] == [
        (world.email("member"), "password_set"),
        (world.email("member"), "password_removed"),
    ]
    assert kept(app, world.account("member")) is None


def test_a_sign_in_of_yesterday_is_not_enough_to_change_the_password(app, world, anna):
    with app.app_context(), beside(acting_in(world.tenant("platform"))):
        old = {"created_at": utcnow() - timedelta(hours=1)}
        db.session.execute(update(Session).values(old).execution_options(synchronize_session=False))
    answer = go(anna, PLATFORM + "/account/password")
    assert answer.headers["Location"] == "/sign-in?again=1&next=/account/password"
    assert 'name="email"' in go(anna, PLATFORM + answer.headers["Location"]).text
    assert press(anna, "/account/password", password=PASSWORD).status_code == 303
    assert kept(app, world.account("member")) is None
    give_password(app, world.account("member"))
    again = by_password(anna, world.email("member"), PASSWORD, to="www", next="/account/password")
    assert follow(anna, again).request.path == "/account/password"


def test_an_old_hash_is_renewed_at_the_next_sign_in(app, world, visitor):
    from argon2 import PasswordHasher

    weak = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
    with app.app_context(), beside(as_person(world.account("member"))):
        db.session.execute(update(Credentials).values(password_hash=weak))
    assert by_password(visitor("platform"), world.email("member"), PASSWORD).status_code == 303
    assert "m=19456" in kept(app, world.account("member"))
