"""Another town's row is answered exactly as one that does not exist: status, headers, body."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest

from tests.house.walk import address, routes

# What differs from answer to answer by design.
FLEETING = re.compile(rb'(name="csrf_token" value="|name="csrf-token" content=")[^"]+')
FLEETING_HEADERS = {"Set-Cookie", "Date", "Content-Length", "Server", "Content-Encoding"}


def seen(answer) -> tuple:
    headers = {n: v for n, v in answer.headers.items() if n not in FLEETING_HEADERS}
    cookies = sorted(c.split("=")[0] for c in answer.headers.getlist("Set-Cookie"))
    return answer.status_code, headers, cookies, FLEETING.sub(b"", answer.data)


def with_ids(app):
    for endpoint, method, rule in routes(app):
        view = app.view_functions[endpoint]
        if getattr(view, "on", None) is not None and view.at in ("tenant", "any"):
            yield endpoint, method, rule


@pytest.mark.parametrize("who", ["varkaus_admin", "varkaus_villager", "raasepori_admin"])
def test_another_towns_row_is_like_an_absent_one(app, world, browser, rows, who):
    client, leaks, walked = browser(who), [], 0
    for endpoint, method, rule in with_ids(app):
        absent = uuid4()
        theirs = rows(app.view_functions[endpoint].on)
        answers = []
        for id in (theirs, absent):
            answer = client.open(address(app, rule, rows, id), method=method)
            status, headers, cookies, body = seen(answer)
            answers.append((status, headers, cookies, body.replace(str(id).encode(), b"id")))
        walked += 1
        if answers[0] != answers[1] or answers[0][0] != 404:
            leaks.append((endpoint, method, answers[0][0], answers[1][0]))
    assert leaks == []
    assert walked > 10


def test_a_route_of_the_platform_does_not_exist_in_a_town(app, browser, rows):
    client = browser("admin")
    for endpoint, method, rule in routes(app):
        if getattr(app.view_functions[endpoint], "at", "any") == "platform":
            path = address(app, rule, lambda _model, **_wanted: uuid4())
            answer = client.open(path, method=method)
            assert answer.status_code == 404, endpoint


def test_a_session_of_one_town_opens_no_other(browser, world):
    client = browser("admin")
    cookie = client.get_cookie("__Host-session", domain="kuopio.yhteispoyta.test")
    client.site = world.site("varkaus")
    client.set_cookie("__Host-session", cookie.value, domain="varkaus.yhteispoyta.test")
    assert client.get("/members").status_code == 303
