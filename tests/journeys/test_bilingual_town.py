"""Raseborg's administrator draws the areas, invites in Swedish, and ends a user (story 11)."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.mailbox import link_to, newest_to, text_of
from tests.screen import words

sv = words("sv")
SECRETARY = "ny.sekreterare@example.org"


@pytest.fixture
def desk(window):
    """The administrator's desk, in the administrator's own Swedish."""
    page = window("raasepori_admin")
    page.goto("/")
    assert page.locator("html").get_attribute("lang") == "sv"
    return page


def test_areas_come_from_the_list_of_mergers(desk, window):
    desk.goto("/areas")
    desk.get_by_role("link", name=sv("Add former municipalities")).click()
    desk.get_by_text("Tammisaari – Ekenäs (2009)").wait_for()
    desk.get_by_label("Pohja – Pojo (2009)").check()
    desk.get_by_role("button", name=sv("Add the areas")).click()
    desk.locator("main").get_by_role("link", name="Pojo").wait_for()
    reader = window(None, "raasepori", tag="fi")
    reader.goto("/areas")
    assert reader.locator("main").get_by_role("link", name="Pohja").is_visible()


def invited(desk, live, post):
    desk.goto("/members/invitations/new")
    desk.get_by_label(sv("E-mail")).fill(SECRETARY)
    desk.get_by_label(sv("First name")).fill("Ny")
    desk.get_by_label(sv("Family name")).fill("Sekreterare")
    desk.get_by_label("Svenska").check()
    desk.get_by_label(sv("Role")).select_option("officer")
    desk.get_by_role("button", name=sv("Send the invitation")).click()
    desk.locator("#said p").wait_for()
    live.deliver()
    return link_to(SECRETARY, post)


def test_a_secretary_is_invited_in_swedish_and_ended(desk, phone, live, post):
    link = invited(desk, live, post)
    mail = newest_to(SECRETARY, post)
    assert "Raseborg" in mail["Subject"]
    assert mail["Content-Language"] == "sv"

    hers = phone(None, "raasepori")
    hers.goto(link)
    assert hers.locator("html").get_attribute("lang") == "sv"
    hers.get_by_role("button", name=sv("Accept the invitation")).click()
    welcome = sv("Welcome, %(name)s.", name="Ny Sekreterare")
    expect(hers.locator("#said")).to_contain_text(welcome)
    expect(hers).to_have_url(live.site("raasepori") + "/")

    desk.goto("/members")
    desk.get_by_role("link", name="Ny Sekreterare").click()
    remove = sv("Remove from the service")
    desk.locator("summary", has_text=remove).click()
    desk.get_by_role("button", name=remove).click()
    expect(desk.locator("#said")).to_contain_text("Ny Sekreterare")

    hers.goto("/members")
    assert "/sign-in" in hers.url
    live.deliver()
    assert "Ny Sekreterare" in text_of(newest_to(SECRETARY, post))


def test_the_last_administrator_cannot_leave(desk, world):
    desk.goto(f"/members/{world.member('raasepori_admin')}")
    desk.locator("summary", has_text=sv("End the role")).click()
    desk.locator("details[open]").get_by_role("button", name=sv("End the role")).click()
    desk.get_by_text(sv("Somebody must be left as an administrator")).wait_for()
