"""With the keyboard alone."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect


@pytest.fixture
def desk(window):
    return lambda key, path: _opened(window(key, tag="en"), path)


def _opened(page, path):
    page.goto(path)
    return page


def focused(page):
    return page.evaluate_handle("document.activeElement").as_element()


def test_the_first_stop_leads_past_the_navigation(desk):
    page = desk("villager", "/areas")
    page.keyboard.press("Tab")
    skip = focused(page)
    assert skip.inner_text() == "Skip to the content"
    assert skip.is_visible()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("main :focus")).to_have_count(1)


def test_the_menu_of_the_person_opens_and_closes(desk):
    page = desk("villager", "/")
    menu = page.locator("details.person")
    menu.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(menu.get_by_role("link", name="My municipalities")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(menu.get_by_role("link", name="My municipalities")).not_to_be_visible()
    expect(menu.locator("summary")).to_be_focused()


def test_a_dialog_closes_with_escape_and_gives_the_focus_back(desk):
    page = desk(None, "/style")
    opener = page.locator("[data-opens]").first
    opener.focus()
    page.keyboard.press("Enter")
    dialog = page.locator("dialog[open]")
    expect(dialog).to_be_visible()
    expect(page.locator("dialog:focus, dialog :focus")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(opener).to_be_focused()


def test_a_question_is_asked_and_answered(desk, world):
    page = desk("admin", f"/members/{world.member('officer')}")
    page.locator("summary", has_text="End the role").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(page.locator(":focus")).to_have_text("End the role")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#said")).to_contain_text("Saved at")
    expect(page.locator(":focus")).to_have_count(1)
