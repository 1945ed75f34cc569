"""After sign-in: to the page that was wanted, in the language that was chosen, nowhere else."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from tests.accounts.ways import PLATFORM, follow, go, sign_in_by_link


def test_the_way_to_the_platform_keeps_the_language_that_was_chosen(visitor):
    anna = visitor("kuopio")
    follow(anna, anna.get("/?language=sv", follow_redirects=False))
    answer = anna.get("/sign-in")
    assert parse_qs(urlsplit(answer.headers["Location"]).query)["language"] == ["sv"]
    page = follow(anna, answer)
    assert 'lang="sv"' in page.text


NEXT = [
    "//e.test",
    "/\\e.test",
    "https://e.test",
    "https:e",
    "javascript:alert(1)",
    "/\t/e",
    "/\r\nX: y",
    " /e",
    "e",
    "\\\\e",
]


@pytest.mark.parametrize("onward", NEXT)
def test_nobody_is_sent_to_another_site_afterwards(app, world, visitor, browser, onward):
    signed_in = browser("member").get("/sign-in", query_string={"next": onward})
    assert signed_in.headers["Location"] == "/"
    anna = visitor("kuopio")
    asked = anna.get("/sign-in", query_string={"next": onward}).headers["Location"]
    assert parse_qs(urlsplit(asked).query)["next"] == ["/"]
    sign_in_by_link(app, anna, world.email("member"), world.tenant("kuopio"), next=onward)
    assert anna.site == world.site("kuopio")


def test_htmx_is_sent_to_sign_in_and_back_to_its_page(visitor):
    anna = visitor("kuopio")
    headers = {
        "HX-Request": "true",
        "HX-Current-URL": "https://kuopio.yhteispoyta.test/areas?page=2",
    }
    answer = anna.get("/account", headers=headers)
    assert answer.headers["HX-Redirect"] == "/sign-in?next=/areas?page%3D2"
    for odd in ("https://e.test//e.test", "http://[e.test"):
        headers["HX-Current-URL"] = odd
        assert anna.get("/account", headers=headers).headers["HX-Redirect"] == "/sign-in?next=/"


@pytest.mark.parametrize("odd", ["endpoint=x", "_method=PATCH", "_scheme=ftp", "_anchor=x"])
def test_an_address_steers_nothing_but_the_way(visitor, browser, odd):
    for who in (visitor("platform"), browser("operator")):
        answer = who.get(f"/sign-in/code?to=kuopio&{odd}")
        assert answer.status_code == 303
        assert parse_qs(urlsplit(answer.headers["Location"]).query) == {"to": ["kuopio"]}


def test_forms_may_lead_from_the_platform_to_that_town_alone(visitor, world):
    anna = visitor("platform")
    policy = go(anna, PLATFORM + "/sign-in?to=kuopio").headers["Content-Security-Policy"]
    assert "form-action 'self' https://yhteispoyta.test https://kuopio.yhteispoyta.test" in policy
    assert "varkaus" not in policy


def test_the_link_to_sign_in_leads_back_to_its_page(visitor):
    assert 'href="/sign-in?next=/areas?after%3D1"' in visitor("kuopio").get("/areas?after=1").text
