"""With the keyboard alone."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

# The place of the focus, and whether a ring is drawn around it (around a choice: with its label).
FOCUS = """() => {
    const at = document.activeElement;
    const ringed = [at, at.closest(".ds-field") ?? at].some(each => {
        const look = getComputedStyle(each);
        return look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 2;
    });
    const box = at.getBoundingClientRect();
    return {what: at.outerHTML.slice(0, 90), isBody: at === document.body, ringed,
            seen: box.width > 0 && box.height > 0};
}"""
MOST_STOPS = 80


@pytest.fixture
def desk(window):
    return lambda key, path: _opened(window(key, tag="en"), path)


def _opened(page, path):
    page.goto(path)
    return page


def focused(page):
    return page.evaluate_handle("document.activeElement").as_element()


def stops(page):
    """Every place where Tab stops, from the top of the page to its end."""
    for _stop in range(MOST_STOPS):
        page.keyboard.press("Tab")
        at = page.evaluate(FOCUS)
        if at["isBody"]:
            return
        yield at


def test_the_first_stop_leads_past_the_navigation(desk):
    page = desk("villager", "/areas")
    page.keyboard.press("Tab")
    skip = focused(page)
    assert skip.inner_text() == "Skip to the content"
    assert skip.is_visible()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


@pytest.mark.parametrize(
    ("who", "path"),
    [
        ("admin", "/"),
        ("admin", "/members"),
        ("admin", "/settings/look"),
        ("villager", "/areas"),
        ("admin", "/members/invitations/new"),
        ("operator", "/console"),
        (None, "/feedback"),
    ],
)
def test_the_place_of_the_focus_is_always_seen(desk, who, path):
    seen = list(stops(desk(who, path)))
    assert [at["what"] for at in seen if not (at["ringed"] and at["seen"])] == []
    assert 5 < len(seen) < MOST_STOPS


def test_the_menu_of_the_person_opens_and_closes(desk):
    page = desk("villager", "/")
    menu = page.locator("details.person")
    menu.locator("summary").focus()
    page.keyboard.press("Enter")
    assert menu.get_by_role("link", name="My municipalities").is_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    assert not menu.get_by_role("link", name="My municipalities").is_visible()
    assert page.evaluate("document.activeElement.matches('details.person > summary')")


def test_a_dialog_closes_with_escape_and_gives_the_focus_back(desk):
    page = desk(None, "/style")
    opener = page.locator("[data-opens]").first
    opener.focus()
    page.keyboard.press("Enter")
    dialog = page.locator("dialog[open]")
    assert dialog.is_visible()
    assert page.evaluate("document.activeElement.closest('dialog') !== null")
    page.keyboard.press("Escape")
    assert dialog.count() == 0
    assert opener.evaluate("it => it === document.activeElement")


def test_a_question_is_asked_and_answered(desk, world):
    page = desk("admin", f"/members/{world.member('officer')}")
    page.locator("summary", has_text="End the role").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.textContent") == "End the role"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#said")).to_contain_text("Saved at")
    assert not page.evaluate("document.activeElement === document.body")
