"""What was typed and could not be saved outlives the page, and nobody else ever reads it."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from sqlalchemy import delete

from tests import database
from tests.browser.test_writing import SAVING, STATE, TEXT, nothing_is_kept
from tests.screen import give_cookie
from webapp.accounts.loading import COOKIE
from webapp.actions.models import Action
from webapp.meetings.models import Correction, Item

TYPED = "Kirjoitettu metsässä."


@pytest.fixture
def path(world):
    return f"/meetings/{world.meeting('karttula')}/writing"


@pytest.fixture
def secretary(window, path):
    page = window("villager", tag="en")
    page.on("dialog", lambda dialog: dialog.accept())  # yes, leave
    page.goto(path)
    return page


@pytest.fixture
def unsaved(secretary):
    """Typed where no connection is; the next page finds one again."""
    left = []
    secretary.route(SAVING, lambda route: route.continue_() if left else route.abort())
    secretary.locator(TEXT).fill(TYPED)
    expect(secretary.locator(STATE)).to_contain_text("No connection.")
    secretary.on("framenavigated", lambda frame: left.append(frame))  # noqa: PLW0108
    return secretary


def test_a_text_without_connection_outlives_a_reload(unsaved, path):
    unsaved.reload()
    expect(unsaved.locator(TEXT)).to_have_value(TYPED)
    expect(unsaved.locator(STATE)).to_contain_text("Saved at")
    nothing_is_kept(unsaved)
    unsaved.reload()
    expect(unsaved.locator(TEXT)).to_have_value(TYPED)


def test_it_never_covers_what_another_saved_meanwhile(unsaved, window, path):
    officer = window("officer", tag="en")
    officer.goto(path)
    officer.locator(TEXT).fill("Viranhaltijan teksti.")
    expect(officer.locator(STATE)).to_contain_text("Saved at")
    unsaved.reload()
    expect(unsaved.locator("[id^=conflict-]")).to_contain_text("Viranhaltijan teksti.")
    assert unsaved.locator(TEXT).input_value() == TYPED
    unsaved.get_by_role("button", name="Keep both").click()
    expect(unsaved.locator(TEXT)).to_have_value(f"Viranhaltijan teksti.\n\n{TYPED}")
    nothing_is_kept(unsaved)


def test_a_session_that_ends_while_one_writes_takes_no_text_along(secretary, live, world, path):
    secretary.context.clear_cookies(name=COOKIE)
    secretary.locator(TEXT).fill(TYPED)
    secretary.wait_for_url("**/sign-in**")
    token = live.token(world, "villager", "kuopio")
    give_cookie(secretary.context, secretary, live.site("kuopio"), COOKIE, token)
    secretary.goto(path)
    expect(secretary.locator(TEXT)).to_have_value(TYPED)
    expect(secretary.locator(STATE)).to_contain_text("Saved at")


def test_a_form_that_has_expired_is_told_and_the_text_stays(secretary, live, world, path):
    secretary.context.clear_cookies()
    secretary.locator(TEXT).fill(TYPED)
    expect(secretary.locator(STATE)).to_contain_text("Load the page again")
    token = live.token(world, "villager", "kuopio")
    give_cookie(secretary.context, secretary, live.site("kuopio"), COOKIE, token)
    secretary.goto(path)
    expect(secretary.locator(TEXT)).to_have_value(TYPED)


def test_a_matter_that_is_gone_says_so_and_the_text_stays(secretary, world):
    with database.engine().begin() as connection:
        connection.execute(delete(Action).where(Action.item_id == world.item("karttula")))
        connection.execute(delete(Correction).where(Correction.item_id == world.item("karttula")))
        connection.execute(delete(Item).where(Item.id == world.item("karttula")))
    secretary.locator(TEXT).fill(TYPED)
    expect(secretary.locator(STATE)).to_contain_text("Copy your text to another matter")
    assert secretary.locator(TEXT).input_value() == TYPED


def test_after_signing_out_nothing_is_left_in_the_browser(unsaved):
    unsaved.locator("details.person summary").click()
    unsaved.get_by_role("button", name="Sign out").click()
    expect(unsaved.get_by_role("link", name="Sign in")).to_be_visible()
    unsaved.goto("/")
    nothing_is_kept(unsaved)


def test_another_writer_in_the_same_tab_reads_nothing_of_it(unsaved, live, world, path):
    token = live.token(world, "officer", "kuopio")
    give_cookie(unsaved.context, unsaved, live.site("kuopio"), COOKIE, token)
    unsaved.goto(path)
    expect(unsaved.locator(TEXT)).to_have_value("")
    nothing_is_kept(unsaved)


def test_a_saved_text_leaves_nothing_in_the_browser(secretary):
    secretary.locator(TEXT).fill("Yhteinen tietokone.")
    expect(secretary.locator(STATE)).to_contain_text("Saved at")
    nothing_is_kept(secretary)
