"""The first page answers what waits for the reader."""

from __future__ import annotations

import pytest


def test_the_platform_lists_its_municipalities(visitor):
    page = visitor("platform").get("/").text
    assert "Kuopion kaupunki" in page
    assert 'href="https://kuopio.yhteispoyta.test/"' in page


def test_a_visitor_is_led_to_what_is_done_together(visitor):
    assert 'href="/groups"' in visitor("kuopio").get("/").text.partition("<main")[2]


def test_a_villager_finds_the_own_area(browser, world):
    assert f"/areas/{world.area('karttula')}" in browser("villager").get("/").text


def test_a_member_with_nothing_to_do_is_told_so(browser):
    assert "Sinua ei odota nyt mikään" in browser("member").get("/").text


def test_the_administrator_hears_of_unanswered_invitations(browser):
    assert "kutsuun ei ole vastattu" in browser("admin").get("/").text


@pytest.mark.parametrize(
    "host", ["tuntematon.yhteispoyta.test", "evil.example", "-a.yhteispoyta.test", "kuopio"]
)
def test_an_unknown_host_is_refused(visitor, host):
    guest = visitor("kuopio")
    guest.site = f"https://{host}"
    assert guest.get("/").status_code == 400
