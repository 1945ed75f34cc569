"""What every request must bring, and what every answer carries."""

from __future__ import annotations

import hashlib

import pytest
from sqlalchemy import Text, cast, select

from tenants.db import db
from tests import database
from tests.house.walk import CAST, address, routes

WHO = ("visitor", "villager", "admin", "operator")
# Pressed in a mail program, which has no page of ours (RFC 8058); its address is signed.
WITHOUT_TOKEN = {"mail.stop_now"}
# Noted on the way: who was seen when, and what a limit has counted.
NOTED = {"session"}
PROTECTED = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@pytest.fixture
def client_of(browser, visitor):
    def open_as(who):
        key, town = CAST[who]
        return browser(key) if key else visitor(town)

    return open_as


def posts(app):
    for endpoint, method, rule in routes(app):
        if method == "POST" and endpoint not in WITHOUT_TOKEN:
            yield endpoint, rule


def contents(app) -> dict[str, str]:
    """A sum of every table, by which a change shows."""
    sums = {}
    with database.engine().connect() as connection:
        for table in db.metadata.sorted_tables:
            if table.name not in NOTED:
                row = cast(table.table_valued(), Text)
                rows = connection.scalars(select(row).order_by(row)).all()
                sums[table.name] = hashlib.sha256("\n".join(rows).encode()).hexdigest()
    return sums


@pytest.mark.parametrize("who", WHO)
def test_no_form_is_taken_without_its_token(app, client_of, rows, who):
    client, before = client_of(who), contents(app)
    took = {}
    for endpoint, rule in posts(app):
        answer = client.post(address(app, rule, rows), token=False)
        if answer.status_code != 400:
            took[endpoint] = answer.status_code
    assert took == {}
    assert contents(app) == before


@pytest.mark.parametrize("site", ["same-site", "cross-site"])
def test_no_form_is_taken_from_another_site(app, client_of, rows, site):
    client, before = client_of("admin"), contents(app)
    took = {}
    for endpoint, rule in posts(app):
        answer = client.post(address(app, rule, rows), headers={"Sec-Fetch-Site": site})
        if answer.status_code != 403:
            took[endpoint] = answer.status_code
    assert took == {}
    assert contents(app) == before


def test_an_old_browser_says_by_the_origin_whence_it_comes(app, client_of, world, rows):
    client, took = client_of("admin"), {}
    for endpoint, rule in posts(app):
        foreign = {"Origin": world.site("varkaus")}
        answer = client.post(address(app, rule, rows), headers=foreign)
        if answer.status_code != 403:
            took[endpoint] = answer.status_code
    assert took == {}


@pytest.mark.parametrize("who", WHO)
def test_to_look_changes_nothing(app, client_of, rows, who):
    client, before = client_of(who), contents(app)
    for _endpoint, method, rule in routes(app):
        if method == "GET":
            client.get(address(app, rule, rows))
    assert contents(app) == before


@pytest.mark.parametrize("who", WHO)
def test_every_answer_is_protected(app, client_of, rows, who):
    client, bare = client_of(who), []
    for endpoint, method, rule in routes(app):
        if method != "GET":
            continue
        headers = client.get(address(app, rule, rows)).headers
        said = {name: headers.get(name) for name in PROTECTED}
        if said != PROTECTED or "default-src 'none'" not in headers["Content-Security-Policy"]:
            bare.append((endpoint, said))
        if "max-age" not in headers.get("Strict-Transport-Security", ""):
            bare.append((endpoint, "no HSTS"))
        is_page = headers.get("Content-Type", "").startswith("text/html")
        if is_page and headers.get("Cache-Control") != "no-store, private":
            bare.append((endpoint, headers.get("Cache-Control")))
    assert bare == []


@pytest.mark.parametrize("who", WHO)
def test_every_cookie_is_for_https_and_for_us_alone(app, client_of, rows, who):
    client, loose = client_of(who), []
    for endpoint, method, rule in routes(app):
        answer = client.open(address(app, rule, rows), method=method)
        for cookie in answer.headers.getlist("Set-Cookie"):
            flags = {part.strip().lower() for part in cookie.split(";")[1:]}
            if not {"secure", "httponly", "samesite=lax", "path=/"} <= flags:
                loose.append((endpoint, cookie.partition("=")[0], sorted(flags)))
            if any(flag.startswith("domain=") for flag in flags):
                loose.append((endpoint, "for sibling hosts, too"))
    assert loose == []


def test_a_form_that_is_too_large_is_refused(browser):
    answer = browser("admin").post("/areas", data={"names-fi": "x" * (3 * 1024 * 1024)})
    assert answer.status_code == 413
    assert "<h1" in answer.text
