"""Everything works where no script runs."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.mailbox import link_to


@pytest.fixture
def plain(window):
    """A browser without scripts, in English."""

    def open_plain(key=None, town=None):
        return window(key, town, tag="en", java_script_enabled=False)

    return open_plain


def told(page, text):
    expect(page.locator("#said")).to_contain_text(text)


def test_a_person_signs_in_by_link(plain, live, post, world):
    page = plain()
    page.goto("/")
    page.get_by_role("link", name="Sign in").click()
    page.get_by_label("E-mail address").fill(world.email("villager"))
    page.get_by_role("button", name="Send the link").click()
    expect(page.get_by_label("E-mail address")).to_have_count(0)
    live.deliver()
    page.goto(link_to(world.email("villager"), post))
    page.get_by_role("button", name="Sign in").click()
    expect(page).to_have_url(live.site("kuopio") + "/")
    expect(page.get_by_text("Karttulan Sihteeri")).to_be_visible()


def test_a_village_keeps_its_page(plain, world):
    page = plain("villager")
    page.goto(f"/areas/{world.area('karttula')}")
    page.get_by_role("link", name="Edit the page").click()
    page.get_by_label("In a sentence or two").fill("Kylä, joka kutsuu.")
    page.get_by_role("button", name="Save the page").click()
    told(page, "Saved at")
    expect(page.get_by_text("Kylä, joka kutsuu.")).to_be_visible()


def test_a_person_is_invited(plain, live, post):
    page = plain("admin")
    page.goto("/members")
    page.get_by_role("link", name="Invite a person").click()
    page.get_by_label("E-mail").fill("uusi@example.org")
    page.get_by_label("Svenska").check()
    page.get_by_role("button", name="Send the invitation").click()
    told(page, "Saved at")
    live.deliver()
    assert "/invitations/" in link_to("uusi@example.org", post)


def test_feedback_gets_a_number_and_a_day(plain):
    page = plain()
    page.goto("/")
    page.locator("footer").get_by_role("link", name="Give feedback").click()
    page.get_by_label("Something else").check()
    page.get_by_label("Your feedback").fill("Kiitos!")
    page.locator("#email").fill("asukas@example.org")
    page.get_by_role("button", name="Send the feedback").click()
    expect(page.locator("main")).to_contain_text(re.compile(r"Case number \d+"))
    day = re.compile(r"The answer comes to asukas@example\.org by \d+ \w+ \d{4}")
    expect(page.locator("main")).to_contain_text(day)


def test_a_colour_is_seen_and_saved(plain):
    page = plain("admin")
    page.goto("/settings/look")
    page.get_by_label("Colour", exact=True).fill("#ffd500")
    page.get_by_role("button", name="Show how it looks").click()
    expect(page.get_by_role("heading", name="Preview of #ffd500")).to_be_visible()
    page.get_by_role("button", name="Save the look").click()
    told(page, "Saved at")
    theme = page.locator('link[href^="/theme/"]')
    expect(theme).to_have_attribute("href", re.compile("ffd500"))


def test_what_takes_away_is_asked_first(plain, world):
    page = plain("admin")
    page.goto(f"/members/{world.member('member')}")
    remove = page.get_by_role("button", name="Remove from the service")
    expect(remove).not_to_be_visible()
    page.locator("summary", has_text="Remove from the service").click()
    remove.click()
    told(page, "no longer has access")
