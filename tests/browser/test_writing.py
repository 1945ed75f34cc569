"""A memo written in a real browser: by two at once, on a bad line, without a script."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tenants.context import acting_in
from tenants.db import db
from webapp.groups.models import Group

TEXT, STATE = "[id^=said-]", "[id^=state-]"
SAVING = "**/meetings/items/*/text"
NOTHING_KEPT = "localStorage.length + sessionStorage.length === 0"


def nothing_is_kept(page):
    """What was saved is forgotten a moment after that is told."""
    page.wait_for_function(NOTHING_KEPT)


@pytest.fixture
def path(world):
    return f"/meetings/{world.meeting('karttula')}/writing"


@pytest.fixture
def secretary(window, path):
    page = window("villager", tag="en")
    page.goto(path)
    return page


def test_typing_is_saved_and_the_caret_stays(secretary):
    field = secretary.locator(TEXT)
    field.click()
    secretary.keyboard.type("Puhuttiin kyydeistä.", delay=20)
    expect(secretary.locator(STATE)).to_contain_text("Saved at")
    held, seen = [], []
    secretary.route(SAVING, lambda route: route.continue_() if seen else held.append(route))
    with secretary.expect_request(SAVING):
        secretary.keyboard.type(" Sovittiin.")
    assert field.input_value() == "Puhuttiin kyydeistä. Sovittiin."
    expect(secretary.locator(STATE)).to_have_text("Not saved yet")
    seen.append(True)
    held[0].continue_()
    expect(secretary.locator(STATE)).to_contain_text("Saved at")
    secretary.reload()
    assert secretary.locator(TEXT).input_value() == "Puhuttiin kyydeistä. Sovittiin."


def test_two_writers_meet_and_keep_both_texts(secretary, window, path):
    officer = window("officer", tag="en")
    officer.goto(path)
    officer.locator(TEXT).fill("Viranhaltijan teksti.")
    expect(officer.locator(STATE)).to_contain_text("Saved at")
    secretary.locator(TEXT).fill("Sihteerin teksti.")
    panel = secretary.locator("[id^=conflict-]")
    expect(panel).to_contain_text("Viranhaltijan teksti.")
    assert secretary.locator(TEXT).input_value() == "Sihteerin teksti."
    secretary.get_by_role("button", name="Keep both").click()
    expect(panel).to_be_empty()
    expect(secretary.locator(TEXT)).to_have_value("Viranhaltijan teksti.\n\nSihteerin teksti.")
    secretary.locator(TEXT).press_sequentially(" Ja jatkettiin.")
    expect(secretary.locator(STATE)).to_contain_text("Saved at")


def test_the_last_words_go_along_when_the_memo_is_sent_on(secretary):
    secretary.locator(TEXT).fill("Viimeiset sanat.")
    secretary.get_by_role("button", name="Send to be checked").click()
    expect(secretary.get_by_text("Write further").first).to_be_visible()
    expect(secretary.get_by_text("Viimeiset sanat.")).to_be_visible()
    nothing_is_kept(secretary)


def test_a_memo_is_not_sent_on_without_its_summary(app, world, window, path):
    with app.app_context(), acting_in(world.tenant("kuopio")):
        db.session.get(Group, world.group("karttula")).memo_audience = "summary"
        db.session.commit()
        db.session.close()
    page = window("villager", tag="en")
    page.goto(path)
    page.locator("#summary").fill("Kyytejä etsitään.")
    page.get_by_role("button", name="Send to be checked").click()
    expect(page.get_by_role("alert").get_by_text("The summary is not saved yet.")).to_be_visible()
    expect(page.locator("#summary")).to_be_focused()
    page.get_by_role("button", name="Save the summary").click()
    expect(page.locator("#said")).to_contain_text("Saved at")
    page.get_by_role("button", name="Send to be checked").click()
    expect(page.get_by_text("Write further").first).to_be_visible()
    expect(page.get_by_text("Kyytejä etsitään.")).to_be_visible()


def test_a_memo_is_not_sent_on_over_a_conflict(secretary, window, path):
    officer = window("officer", tag="en")
    officer.goto(path)
    officer.locator(TEXT).fill("Viranhaltijan teksti.")
    expect(officer.locator(STATE)).to_contain_text("Saved at")
    secretary.locator(TEXT).fill("Sihteerin teksti.")
    secretary.get_by_role("button", name="Send to be checked").click()
    expect(secretary.locator("[id^=conflict-]")).to_contain_text("Viranhaltijan teksti.")
    expect(secretary.get_by_role("button", name="Send to be checked")).to_be_visible()


def test_a_lost_line_is_told_and_the_text_sent_when_it_is_back(secretary):
    secretary.context.set_offline(True)
    secretary.locator(TEXT).fill("Kirjoitettu metsässä.")
    expect(secretary.locator(STATE)).to_contain_text("No connection.")
    expect(secretary.locator("#said")).to_contain_text("No connection.")
    secretary.context.set_offline(False)
    expect(secretary.locator(STATE)).to_contain_text("Saved at")
    secretary.reload()
    assert secretary.locator(TEXT).input_value() == "Kirjoitettu metsässä."


def test_after_an_answered_conflict_nothing_waits(secretary, window, path):
    officer = window("officer", tag="en")
    officer.goto(path)
    officer.locator(TEXT).fill("Viranhaltijan teksti.")
    expect(officer.locator(STATE)).to_contain_text("Saved at")
    secretary.locator(TEXT).fill("Sihteerin teksti.")
    secretary.get_by_role("button", name="Take the other one").click()
    expect(secretary.locator(TEXT)).to_have_value("Viranhaltijan teksti.")
    expect(secretary.locator(STATE)).to_contain_text("Saved at")
    nothing_is_kept(secretary)


def test_attendance_is_tapped_and_the_focus_stays(secretary):
    button = secretary.get_by_role("button", name="Remotely").first
    button.focus()
    secretary.keyboard.press("Enter")
    expect(secretary.locator("#said")).to_contain_text("is saved")
    pressed = secretary.get_by_role("button", name="Remotely").first
    expect(pressed).to_have_attribute("aria-pressed", "true")
    expect(pressed).to_be_focused()


def test_an_action_point_is_put_down_in_its_place(secretary):
    secretary.get_by_role("link", name="Add an action point").click()
    secretary.get_by_label("What will be done?").fill("Kysytään aikataulut")
    secretary.get_by_role("button", name="Save the action point").click()
    expect(secretary.locator("[id^=agreed-on-]")).to_contain_text("Kysytään aikataulut")
    expect(secretary.locator("[id^=agreed-on-]")).to_contain_text("Nobody sees to it yet")


def test_a_memo_is_not_sent_on_without_a_begun_action_point(secretary):
    secretary.get_by_role("link", name="Add an action point").click()
    what = secretary.get_by_label("What will be done?")
    what.fill("Kysytään aikataulut")
    secretary.get_by_role("button", name="Send to be checked").click()
    told = secretary.get_by_role("alert").get_by_text("The action point is not saved yet.")
    expect(told).to_be_visible()
    expect(what).to_be_focused()
    secretary.get_by_role("button", name="Save the action point").click()
    expect(secretary.locator("[id^=agreed-on-]")).to_contain_text("Kysytään aikataulut")


def test_a_begun_action_point_can_be_left(secretary):
    secretary.get_by_role("link", name="Add an action point").click()
    secretary.get_by_role("link", name="Cancel", exact=True).click()
    expect(secretary.get_by_label("What will be done?")).to_have_count(0)
    expect(secretary.get_by_role("link", name="Add an action point")).to_be_visible()


def test_a_memo_is_written_without_a_script(window, path):
    page = window("villager", tag="en", java_script_enabled=False)
    page.goto(path)
    page.locator(TEXT).fill("Ilman skriptiä.")
    page.get_by_role("button", name="Save", exact=True).first.click()
    expect(page.locator("#said")).to_contain_text("Saved at")
    expect(page.locator(TEXT)).to_have_value("Ilman skriptiä.")
