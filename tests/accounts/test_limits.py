"""Guessing is slow: per address and per network, also while Redis is away."""

from __future__ import annotations

import re
import socket
import time

import pytest
from redis import Redis

from tests.accounts.ways import ask_for_link, give_app, letters, press, sign_in_by_link
from tests.conftest import REDIS, settings
from webapp import create_app
from webapp.accounts import links
from webapp.core.extensions import limiter
from webapp.core.formats import date_typed, today


@pytest.fixture(autouse=True)
def swift(monkeypatch):
    monkeypatch.setattr(links, "ANSWER_AFTER", 0)


def by_password(browser, email):
    return press(browser, "/sign-in/password", email=email, password="väärä salasana", to="kuopio")


@pytest.mark.parametrize("email", ["jasen.kuopio@example.org", "nobody@example.org"])
def test_five_links_in_ten_minutes_for_one_address(visitor, email):
    codes = [ask_for_link(visitor("platform"), email).status_code for _try in range(6)]
    assert codes == [303] * 5 + [429]
    assert ask_for_link(visitor("platform"), email.upper()).status_code == 429
    assert ask_for_link(visitor("platform"), "toinen@example.org").status_code == 303


def test_thirty_links_in_ten_minutes_from_one_network(visitor):
    codes = [
        ask_for_link(visitor("platform"), f"nobody{n}@example.org").status_code for n in range(31)
    ]
    assert codes == [303] * 30 + [429]
    elsewhere = visitor("platform")
    elsewhere.environ_base["REMOTE_ADDR"] = "192.0.2.7"
    assert ask_for_link(elsewhere, "nobody@example.org").status_code == 303


@pytest.mark.parametrize("email", ["jasen.kuopio@example.org", "nobody@example.org"])
def test_ten_passwords_in_a_quarter_of_an_hour_for_one_address(visitor, email):
    codes = [by_password(visitor("platform"), email).status_code for _try in range(11)]
    assert codes == [422] * 10 + [429]


def spelt(email: str, number: int) -> str:
    """The same address in other letters: a wide sign for each one of the number's bits."""
    local, domain = email.split("@")
    wide = (chr(ord(it) + 0xFEE0) if number >> at & 1 else it for at, it in enumerate(domain))
    return "\ufeff" * number + local + "@" + "".join(wide)


def test_however_an_address_is_spelt_its_tries_are_counted(visitor):
    email = "jasen.kuopio@example.org"
    tried = [by_password(visitor("platform"), spelt(email, n)).status_code for n in range(11)]
    assert tried == [422] * 10 + [429]
    asked = [ask_for_link(visitor("platform"), spelt(email, n)).status_code for n in range(6)]
    assert asked == [303] * 5 + [429]


def test_nobody_hides_an_address_behind_signs_that_fall_away(visitor):
    email = "jasen.kuopio@example.org"
    far = (sign * (508 - seen) + email for sign in ("\ufeff", " ") for seen in range(6))
    tried = [by_password(visitor("platform"), it).status_code for it in far]
    assert tried == [422] * 10 + [429] * 2


def test_known_and_unknown_are_refused_with_the_same_page(visitor):
    pages = set()
    for email in ("jasen.kuopio@example.org", "nobody@example.org"):
        for _try in range(6):
            answer = ask_for_link(visitor("platform"), email)
        pages.add(answer.text.partition("<main")[2])
    assert len(pages) == 1


def test_ten_codes_in_a_quarter_of_an_hour_for_one_person(app, world, visitor):
    give_app(app, world.account("admin"))
    browser = visitor("kuopio")
    sign_in_by_link(app, browser, world.email("admin"), world.tenant("kuopio"))
    codes = [
        press(browser, "/sign-in/code", code="000000", to="kuopio").status_code
        for _try in range(11)
    ]
    assert codes == [422] * 10 + [429]


def invited(officer, email):
    data = {"email": email, "language": "fi"}
    return officer.post("/members/invitations/new", data=data).status_code


def test_nobody_sends_invitations_without_end(browser):
    officer = browser("officer")
    codes = [invited(officer, f"anna{n}@example.org") for n in range(61)]
    assert codes == [303] * 60 + [429]
    assert invited(browser("admin"), "anna@example.org") == 303


def test_five_invitations_in_ten_minutes_to_one_address(browser, world):
    """By way of whatever actor: who is invited already is not protected by that alone."""
    village, officer = f"/actors/{world.actor('juankoski_village')}", browser("officer")
    data = {"email": "Anna@example.org", "starts_on": date_typed(today()), "language": "fi"}
    codes = [
        officer.post(f"{village}/representatives", data=data).status_code for _time in range(6)
    ]
    assert codes == [303] * 5 + [429]
    assert browser("coordinator").post(f"{village}/representatives", data=data).status_code == 429


def test_five_times_again_in_ten_minutes(browser):
    officer = browser("officer")
    invited(officer, "anna@example.org")
    page = officer.get("/members/invitations").text
    again = re.search(r"/members/invitations/[0-9a-f-]{36}/renewal", page)[0]
    assert [officer.post(again).status_code for _time in range(6)] == [303] * 5 + [429]
    in_capitals = "/".join(it.upper() if len(it) == 36 else it for it in again.split("/"))
    assert officer.post(in_capitals).status_code == 429


def test_the_counters_know_no_address(visitor):
    ask_for_link(visitor("platform"), "jasen.kuopio@example.org")
    by_password(visitor("platform"), "jasen.kuopio@example.org")
    keys = b" ".join(Redis.from_url(REDIS).keys())
    assert b"links-address" in keys and b"jasen" not in keys and b"example" not in keys


def test_the_limits_hold_without_redis(app, world, database_url):
    """Each process counts for itself until Redis is back; nobody is locked out or let loose."""
    before = dict(vars(limiter))
    away = {"REDIS_URL": "redis://127.0.0.1:1", "RATELIMIT_STORAGE_URI": "redis://127.0.0.1:1"}
    lonely = create_app(settings(database_url) | away)
    lonely.test_client_class = app.test_client_class
    try:
        browser = lonely.test_client()
        codes = [ask_for_link(browser, world.email("member")).status_code for _try in range(6)]
        assert codes == [303] * 5 + [429]
        assert len(letters(app, world.tenant("kuopio"))) == 5
        codes = [by_password(browser, world.email("member")).status_code for _try in range(11)]
        assert codes == [422] * 10 + [429]
    finally:  # the extension is one for all applications of this process
        vars(limiter).update(before)


def test_a_redis_that_says_nothing_holds_nobody_up(app, database_url):
    before = dict(vars(limiter))
    with socket.create_server(("127.0.0.1", 0)) as mute:
        url = f"redis://127.0.0.1:{mute.getsockname()[1]}"
        lonely = create_app(settings(database_url) | {"REDIS_URL": url})
        lonely.test_client_class = app.test_client_class
        try:
            begun = time.monotonic()
            assert ask_for_link(lonely.test_client(), "nobody@example.org").status_code == 303
            assert time.monotonic() - begun < 20  # for ever, if it were waited for
        finally:
            vars(limiter).update(before)
