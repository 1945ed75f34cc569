"""Everything works where no script runs."""

from __future__ import annotations

import re

import pytest

from tests.mailbox import link_to


@pytest.fixture
def plain(window):
    """A browser without scripts, in English."""

    def open_plain(key=None, town=None):
        return window(key, town, tag="en", java_script_enabled=False)

    return open_plain


def outcome(page):
    return page.locator("#said").inner_text()


def test_a_person_signs_in_by_link(plain, live, post, world):
    page = plain()
    page.goto("/")
    page.get_by_role("link", name="Sign in").click()
    page.get_by_label("E-mail address").fill(world.email("villager"))
    page.get_by_role("button", name="Send the link").click()
    live.deliver()
    page.goto(link_to(world.email("villager"), post))
    page.get_by_role("button", name="Sign in").click()
    assert page.url == live.site("kuopio") + "/"
    assert page.get_by_text("Karttulan Sihteeri").is_visible()


def test_a_village_keeps_its_page(plain, world):
    page = plain("villager")
    page.goto(f"/areas/{world.area('karttula')}")
    page.get_by_role("link", name="Edit the page").click()
    page.get_by_label("In a sentence or two").fill("Kylä, joka kutsuu.")
    page.get_by_role("button", name="Save the page").click()
    assert "Saved at" in outcome(page)
    assert page.get_by_text("Kylä, joka kutsuu.").is_visible()


def test_a_person_is_invited(plain, live, post):
    page = plain("admin")
    page.goto("/members")
    page.get_by_role("link", name="Invite a person").click()
    page.get_by_label("E-mail").fill("uusi@example.org")
    page.get_by_label("Svenska").check()
    page.get_by_role("button", name="Send the invitation").click()
    assert "Saved at" in outcome(page)
    live.deliver()
    assert "/invitations/" in link_to("uusi@example.org", post)


def test_feedback_gets_a_number_and_a_day(plain):
    page = plain()
    page.goto("/")
    page.locator("footer").get_by_role("link", name="Give feedback").click()
    page.get_by_label("Something else").check()
    page.get_by_label("Your feedback").fill("Kiitos!")
    page.get_by_role("button", name="Send the feedback").click()
    said = page.locator("main").inner_text()
    assert re.search(r"\d", said)
    assert re.search(r"\d{4}", said), "says by which day the answer comes"


def test_a_colour_is_seen_and_saved(plain):
    page = plain("admin")
    page.goto("/settings/look")
    page.get_by_label("Colour", exact=True).fill("#ffd500")
    page.get_by_role("button", name="Show how it looks").click()
    assert page.get_by_role("heading", name="Preview of #ffd500").is_visible()
    page.get_by_role("button", name="Save the look").click()
    assert "Saved at" in outcome(page)
    assert "ffd500" in page.locator('link[href^="/theme/"]').get_attribute("href")


def test_what_takes_away_is_asked_first(plain, world):
    page = plain("admin")
    page.goto(f"/members/{world.member('member')}")
    remove = page.get_by_role("button", name="Remove from the service")
    assert not remove.is_visible()
    page.locator("summary", has_text="Remove from the service").click()
    remove.click()
    assert "no longer has access" in outcome(page)
