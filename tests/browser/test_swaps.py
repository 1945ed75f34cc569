"""When htmx changes a part: the focus stays on something, and what happened is said aloud."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

MARK = "window.told = document.getElementById('said')"
STILL_THERE = "window.told === document.getElementById('said')"


@pytest.fixture
def page(window):
    page = window("admin", tag="en")
    yield page
    assert page.evaluate(STILL_THERE), "the page was loaded again, or its status replaced"


def opened(page, path):
    page.goto(path)
    page.evaluate(MARK)
    return page


def told(page, text):
    """Waits until the status that stood on the page from the beginning says this."""
    expect(page.locator("#said")).to_contain_text(text)


def focus_is_on_something(page):
    """When a part has come, htmx settles it before it is given the focus."""
    expect(page.locator(":focus")).to_have_count(1)


def ask(page, text):
    page.locator("summary", has_text=text).first.click()
    page.locator("details[open]").get_by_role("button", name=text).click()


def test_a_role_is_given_and_ended(page, world):
    opened(page, f"/members/{world.member('member')}")
    page.locator("summary", has_text="Give a role").click()
    page.get_by_label("Officer").check()
    page.get_by_role("button", name="Give the role").click()
    told(page, "Saved at")
    focus_is_on_something(page)
    ask(page, "End the role")
    page.locator("#roles .list").wait_for(state="detached")
    focus_is_on_something(page)


def test_an_error_in_a_part_takes_the_focus(page, world):
    opened(page, f"/actors/{world.actor('karttula_village')}")
    page.locator("summary", has_text="Add a representative").click()
    page.locator("#representatives").get_by_label("E-mail").fill("not an address")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.locator(".ds-error-summary")).to_be_focused()
    expect(page).to_have_title(re.compile("^Error:"))
    assert page.locator("#representatives").get_by_label("E-mail").input_value() == "not an address"


def test_an_invitation_is_sent_again_and_withdrawn(page):
    opened(page, "/members/invitations")
    page.get_by_role("button", name="Send again").first.click()
    told(page, "Saved at")
    focus_is_on_something(page)
    ask(page, "Withdraw")
    page.locator(".ds-tag", has_text="Withdrawn").wait_for()
    focus_is_on_something(page)


def test_the_colour_is_shown_while_it_is_chosen(page):
    opened(page, "/settings/look")
    page.get_by_label("Colour", exact=True).press_sequentially("")
    page.get_by_label("Colour", exact=True).fill("#7a1f3d")
    page.get_by_role("heading", name="Preview of #7a1f3d").wait_for()
    expect(page.locator("#colour")).to_be_focused()
    page.get_by_label("Colour", exact=True).fill("#ffd500")
    page.get_by_role("heading", name="Preview of #ffd500").wait_for()
    expect(page.locator("#colour")).to_be_focused()


def test_a_list_follows_what_is_looked_for(page):
    opened(page, "/members")
    page.get_by_label("Name begins with").press_sequentially("Siht")
    page.locator("#members a", has_text="Viranhaltija").wait_for(state="detached")
    expect(page.locator("#members a", has_text="Karttulan Sihteeri")).to_be_visible()
    expect(page.locator("#name")).to_be_focused()


def test_a_lost_connection_is_told(page):
    opened(page, "/members/invitations")
    page.context.set_offline(True)
    page.get_by_role("button", name="Send again").first.click()
    told(page, "no connection")
    focus_is_on_something(page)


def test_every_page_has_the_line_that_will_speak(readable, browser):
    client, pages = browser("admin"), readable("admin")
    line = 'id="said" role="status"'
    assert [it for it, path in pages.items() if line not in client.get(path).text] == []
