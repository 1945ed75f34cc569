"""An act that comes too late: the whole answer is shown, once, and not inside of a part."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tenants.context import acting_in
from tenants.db import db
from tenants.owned import utcnow
from tests.browser import soundness
from webapp.meetings.models import Meeting


@pytest.fixture
def change(app, world):
    def change(**facts):
        with app.app_context(), acting_in(world.tenant("kuopio")):
            meeting = db.session.get(Meeting, world.meeting("karttula"))
            for word, value in facts.items():
                setattr(meeting, word, value)
            db.session.commit()
            db.session.close()

    return change


@pytest.fixture
def late(window, world, change):
    """The secretary's page of a meeting that lies ahead."""
    change(starts_at=utcnow() + timedelta(days=5))
    page = window("villager", tag="en")
    soundness.watch(page)
    page.goto(f"/meetings/{world.meeting('karttula')}")
    return page


def add(page):
    page.locator("#agenda summary").first.click()
    page.locator("#title").fill("Uusi asia")
    page.get_by_role("button", name="Add to the agenda").click()


def is_whole(page):
    for part in ("h1", "main", "body > footer"):
        expect(page.locator(part)).to_have_count(1)
    expect(page.locator(":focus")).to_have_count(1)
    assert page.evaluate("window.scrollY") == 0


def test_a_matter_for_an_agenda_that_was_fixed_meanwhile(late, change):
    change(checking_at=utcnow())
    add(late)
    expect(late.get_by_role("heading", name="This is not done now")).to_be_visible()
    is_whole(late)
    late.get_by_role("link", name="See how far it is").click()
    expect(late.get_by_role("heading", name="How far it is")).to_be_visible()


def test_a_matter_for_a_meeting_that_was_cancelled_meanwhile(late, change):
    change(cancelled_at=utcnow(), cancel_reason="Lumi")
    add(late)
    expect(late.get_by_text("Lumi")).to_be_visible()
    is_whole(late)


def test_a_presence_in_a_memo_that_was_sent_on_meanwhile(late, change, world):
    late.goto(f"/meetings/{world.meeting('karttula')}/writing")
    change(checking_at=utcnow())
    late.get_by_role("button", name="Present").first.click()
    expect(late.get_by_role("heading", name="Somebody else was first")).to_be_visible()
    is_whole(late)
