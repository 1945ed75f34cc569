"""Panels come by themselves, take the focus from nobody, and have a way for browsers without it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.accounts.people import inside
from tests.browser import soundness
from tests.mailbox import newest_to, text_of
from webapp.groups.models import Group, Participant

NETWORK = {
    "titles-fi": "Karttulan verkosto",
    "goals-fi": "Kylien palvelut paranevat.",
    "field": "area",
    "audience": "public",
    "memo_audience": "members",
}
LINK = re.compile(r"/groups/memberships/\S+")


@pytest.fixture
def table(world):
    return f"/groups/{world.group('karttula')}"


@pytest.fixture
def network(browser):
    return browser("officer").post("/groups/new?kind=network", data=NETWORK).location


def test_panels_come_when_the_page_has_loaded_and_leave_the_focus_alone(window, table):
    page = window("villager")
    page.goto(table)
    for panel in ("meetings", "actions"):
        expect(page.locator(f"#{panel} .list").first).to_be_visible()
        assert page.locator(f"#{panel}").count() == 1
    assert page.evaluate("document.activeElement.outerHTML").startswith("<body")


def test_who_stands_in_a_panel_that_comes_is_kept_in_it(window, table):
    page, waiting = window("villager"), []
    page.route("**/meetings/of/*", lambda route: waiting.append(route))  # noqa: PLW0108
    with page.expect_request("**/meetings/of/*"):
        page.goto(table)
    page.locator("#meetings a").focus()
    waiting[0].continue_()
    expect(page.locator("#meetings h2")).to_be_focused()


def test_without_a_script_a_link_leads_to_what_the_panel_holds(window, table):
    page = window("villager", java_script_enabled=False)
    page.goto(table)
    page.locator("#meetings a").first.click()
    expect(page.locator("main .list").first).to_be_visible()


def test_the_pages_of_joining_are_sound(window, visitor, network, work, post):
    visitor("kuopio").post(
        f"{network}/newcomers", data={"name": "Uusi Tulija", "email": "uusi@example.org"}
    )
    work()
    link = LINK.search(text_of(newest_to("uusi@example.org", post)))[0]
    page = window(None, "kuopio")
    soundness.watch(page)
    for path in (network, f"{network}/join", link):
        page.goto(path)
        assert list(soundness.faults(page, "fi")) == []
    page.get_by_role("button", name="Liity verkostoon").click()
    expect(page.locator("#said")).to_contain_text("Olet mukana")


def test_the_number_of_mails_follows_the_ticks_however_many_there_are(app, world, window, table):
    with inside(app, world) as session:
        group = session.get(Group, world.group("karttula"))
        for number in range(120):
            facts = {"name": f"Kutsuttu {number}", "email": f"k{number}@example.org"}
            Participant.add(group, None, sector="residents", **facts)
    page = window("villager")
    page.goto(f"{table}/invitation")
    expect(page.locator("#press")).to_contain_text("120")
    page.locator("#choices input").first.uncheck()
    expect(page.locator("#press")).to_contain_text("119")
    page.locator("#press button").click()
    expect(page.locator("#said")).to_contain_text("119")
