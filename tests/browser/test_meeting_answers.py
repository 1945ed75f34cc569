"""The page that an invitation leads to: on a phone, without a script, and sound."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tenants.context import acting_in
from tenants.db import db
from tenants.owned import utcnow
from tests.browser import soundness
from webapp.core.language import LANGUAGES
from webapp.demonstration.cast import id_of
from webapp.groups.models import Participant
from webapp.meetings.models import Meeting


@pytest.fixture
def link(app, world):
    """Where the third of the table answers whether they come to a meeting ten days from now."""
    group = world.group("karttula")
    with app.app_context(), acting_in(world.tenant("kuopio")):
        meeting = db.session.get(Meeting, world.meeting("karttula"))
        meeting.starts_at = utcnow() + timedelta(days=10)
        meeting.remote_link = "https://video.example.org/poyta"
        meeting.agenda_published_at = utcnow()
        person = db.session.get(Participant, id_of("participant", f"{group} member"))
        here = f"/meetings/answers/{person.token}/{meeting.id}"
        db.session.commit()
        db.session.close()
    return here


def test_one_press_answers_on_a_phone_without_a_script(phone, link):
    page = phone(tag="en", java_script_enabled=False)
    page.goto(f"{link}?as=remote")
    expect(page.get_by_label("I will attend remotely")).to_be_checked()
    page.get_by_role("button", name="Save my answer").click()
    expect(page.get_by_text("Your answer was saved on")).to_be_visible()
    page.get_by_label("I cannot attend").check()
    page.get_by_role("button", name="Save my answer").click()
    expect(page.get_by_role("heading", name="I cannot attend")).to_be_visible()


@pytest.mark.parametrize("tag", LANGUAGES)
def test_the_page_is_sound(window, link, tag):
    page = window(tag=tag)
    soundness.watch(page)
    page.goto(link)
    faults = [*soundness.faults(page, tag), *soundness.poor_contrasts(page)]
    page.get_by_role("radio").first.check()
    page.locator("#attend button[type=submit]").click()
    page.locator("#attend .ds-alert").wait_for()
    assert faults + list(soundness.faults(page, tag)) == []
