"""A form that cannot be taken: the summary comes first, leads to the fields, and keeps the text."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser import soundness
from tests.house.walk import CAST

EMPTIED = """form => {
    for (const each of form.elements) {
        if (each.matches("input:not([type=hidden], [type=checkbox], [type=radio]), textarea"))
            each.value = "";
        if (each.matches("[type=radio], [type=checkbox]")) each.checked = false;
    }
}"""
FORMS = "main form[method=post]:has(.ds-input)"
OPEN_EVERYTHING = "document.querySelectorAll('details').forEach(each => each.open = true)"
PREFIX = {"fi": "Virhe:", "sv": "Fel:", "en": "Error:"}


def lead_to_their_fields(page):
    """Each link of the summary gives the focus to its field."""
    for link in page.locator(".ds-error-summary a").all():
        target = link.get_attribute("href").removeprefix("#")
        link.click()
        expect(page.locator(f"[id='{target}']")).to_be_focused()


def open_whole(page, path):
    """With its panels: they may hold forms, too."""
    page.goto(path)
    expect(page.locator(soundness.PANEL)).to_have_count(0)


@pytest.mark.parametrize("tag", PREFIX)
def test_what_was_typed_stays_and_the_error_is_told(window, tag):
    page = window(tag=tag)
    page.goto("/feedback")
    page.locator("#text").fill("Portaat ovat jyrkät.")
    page.locator("#email").fill("ei osoite")
    page.locator("main form button[type=submit]").click()
    summary = page.locator(".ds-error-summary")
    expect(summary).to_be_focused()
    assert page.title().startswith(PREFIX[tag])
    assert page.locator("#text").input_value() == "Portaat ovat jyrkät."
    assert page.locator("#email").input_value() == "ei osoite"
    assert page.locator("#email").get_attribute("aria-invalid") == "true"
    lead_to_their_fields(page)


def test_back_from_what_was_corrected_leads_to_the_form(window, world):
    """Not to an answer that the browser would have to ask for again."""
    page, path = window("villager", tag="en"), f"/meetings/{world.meeting('karttula')}"
    page.goto(path)
    page.get_by_role("link", name="Edit").click()
    for clock in ("99", "18.00"):
        page.locator("#clock").fill(clock)
        page.locator("#place").fill("Asukastupa")
        page.get_by_role("button", name="Save").click()
        page.wait_for_load_state()
    expect(page).to_have_url(re.compile(f"{path}$"))
    page.go_back()
    expect(page.locator("#clock")).to_be_visible()
    expect(page.locator(".ds-error-summary")).to_have_count(0)


@pytest.mark.parametrize("who", ["admin", "operator", "stranger", "visitor"])
def test_every_form_left_empty_says_so_first(readable, window, who):
    key, town = CAST[who]
    page, refused = window(key, town, tag="fi"), 0
    for path in readable(who).values():
        open_whole(page, path)
        for at in range(page.locator(FORMS).count()):
            open_whole(page, path)
            page.evaluate(OPEN_EVERYTHING)
            form = page.locator(FORMS).nth(at)
            if not form.count():  # the one before it was taken as it was
                break
            form.evaluate(EMPTIED)
            with page.expect_response(lambda answer: answer.request.method == "POST") as sent:
                form.locator("button[type=submit]:visible").first.click()
            if sent.value.status != 422:
                continue
            refused += 1
            expect(page.locator(".ds-error-summary")).to_be_focused()
            expect(page).to_have_title(re.compile("^Virhe:"))
            lead_to_their_fields(page)
    assert refused
