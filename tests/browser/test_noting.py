"""What a secretary notes beside the text: who was there, and what was agreed to be done."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

DOUBLE = """[...document.querySelectorAll("[id]")].map((each) => each.id)
  .filter((id, place, all) => all.indexOf(id) !== place)"""


@pytest.fixture
def path(world):
    return f"/meetings/{world.meeting('karttula')}"


@pytest.fixture
def secretary(window, path):
    page = window("villager", tag="en")
    page.goto(f"{path}/writing")
    return page


def test_enter_saves_who_came_instead_and_leaves_the_presence(secretary):
    row = secretary.locator("#attendance li").first
    pressed = row.get_by_role("button", name="Sent apologies", pressed=True)
    row.get_by_role("button", name="Sent apologies").click()
    pressed.wait_for()
    row.locator("summary").click()
    row.locator("input[name=stand_in]").fill("Savon Taksi")
    secretary.keyboard.press("Enter")
    expect(row).to_contain_text("somebody from Savon Taksi")
    expect(pressed).to_be_visible()


def test_two_matters_ask_for_an_action_point_at_once(secretary, path):
    secretary.goto(path)
    secretary.locator("#agenda summary").first.click()
    secretary.get_by_label("Matter or question").fill("Toinen asia")
    secretary.get_by_role("button", name="Add to the agenda").click()
    secretary.get_by_role("link", name="Toinen asia").wait_for()
    secretary.goto(f"{path}/writing")
    asked = [secretary.locator("[id^=agreed-on-]").nth(number) for number in (0, 1)]
    for part in asked:
        part.get_by_role("link", name="Add an action point").click()
        expect(part.locator("textarea")).to_be_focused()
    for part in asked:
        part.get_by_text("What will be done?").click()
        expect(part.locator("textarea")).to_be_focused()
        part.get_by_role("button", name="Save the action point").click()
        expect(part.locator(".ds-error-summary")).to_be_focused()
    assert secretary.evaluate(DOUBLE) == []
