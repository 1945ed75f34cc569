"""The order of an agenda: by the keyboard, by dragging, and without a script."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser import soundness

ITEMS = "#agenda ol.agenda > li"
FIRST_WORDS = "els => els.map(el => el.querySelector('a').textContent)"


@pytest.fixture
def agenda(browser, world):
    """The address of a meeting with three matters."""
    secretary, here = browser("villager"), f"/meetings/{world.meeting('karttula')}"
    for title in ("Bussit", "Taksit"):
        secretary.post(f"{here}/items", data={"title": title, "kind": "question"})
    return here


def order(page):
    return page.eval_on_selector_all(ITEMS, FIRST_WORDS)


def test_the_keyboard_moves_a_matter_and_keeps_the_focus(window, agenda):
    page = window("villager", tag="en")
    page.goto(agenda)
    down = page.get_by_role("button", name="Move “Kyydit” down")
    down.focus()
    page.keyboard.press("Enter")
    expect(page.locator(ITEMS).nth(1)).to_contain_text("Kyydit")
    expect(page.get_by_role("button", name="Move “Kyydit” down")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(ITEMS).nth(2)).to_contain_text("Kyydit")
    expect(page.get_by_role("button", name="Move “Kyydit” down")).to_be_focused()
    page.reload()
    assert order(page) == ["Bussit", "Taksit", "Kyydit"]


def test_a_matter_is_dragged_to_its_place(window, agenda):
    page = window("villager", tag="en")
    page.goto(agenda)
    page.locator(ITEMS).nth(2).drag_to(page.locator(ITEMS).nth(0))
    expect(page.locator(ITEMS).nth(0)).to_contain_text("Taksit")
    page.reload()
    assert order(page) == ["Taksit", "Kyydit", "Bussit"]


def test_the_arrows_work_without_a_script(window, agenda):
    page = window("villager", tag="en", java_script_enabled=False)
    page.goto(agenda)
    page.get_by_role("button", name="Move “Taksit” up").click()
    expect(page.locator(ITEMS).nth(1)).to_contain_text("Taksit")


def test_a_removed_matter_is_put_back_by_the_keyboard(window, agenda):
    page = window("villager", tag="en")
    soundness.watch(page)
    page.goto(agenda)
    page.locator(ITEMS).nth(1).get_by_role("button", name="Remove").press("Enter")
    back = page.get_by_role("button", name="Put it back")
    expect(back).to_be_focused()
    assert order(page) == ["Kyydit", "Taksit"]
    assert [*soundness.faults(page, "en"), *soundness.poor_contrasts(page)] == []
    back.press("Enter")
    expect(page.locator(ITEMS).nth(2)).to_contain_text("Taksit")
    assert order(page) == ["Kyydit", "Bussit", "Taksit"]
    expect(page.locator(":focus")).to_have_count(1)


def test_a_removed_matter_is_put_back_without_a_script(window, agenda):
    page = window("villager", tag="en", java_script_enabled=False)
    page.goto(agenda)
    page.locator(ITEMS).nth(1).get_by_role("button", name="Remove").click()
    page.get_by_role("button", name="Put it back").click()
    expect(page.locator(f"{ITEMS} a")).to_have_text(["Kyydit", "Bussit", "Taksit"])
