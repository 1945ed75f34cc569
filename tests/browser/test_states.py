"""Pages in the states that a walk does not meet: wrong, empty, closed, bilingual, paused, open."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tenants.context import operating
from tenants.db import db
from tenants.models import Tenant
from tests.browser import soundness

BILINGUAL = ("/areas/{karjaa}", "/areas/{karjaa}/edit", "/areas/new", "/settings/names")
# The people of a host association, which keeps no areas of its own yet.
NEARLY_EMPTY = ("/", "/overview", "/areas", "/actors", "/feedback/received", "/settings/letters")


@pytest.fixture
def opened(window):
    """A page in that state, with what a sound page is asked about and its colours."""

    def open_window(key, town, tag, path):
        page = window(key, town, tag=tag)
        soundness.watch(page)
        page.goto(path)
        return page

    return open_window


def found(page, tag):
    return [*soundness.faults(page, tag), *soundness.poor_contrasts(page)]


@pytest.mark.parametrize("tag", ["sv", "fi"])
@pytest.mark.parametrize("path", BILINGUAL)
def test_a_page_in_two_languages(opened, world, path, tag):
    path = path.format(karjaa=world.area("karjaa"))
    assert found(opened("raasepori_admin", "raasepori", tag, path), tag) == []


@pytest.mark.parametrize("path", NEARLY_EMPTY)
def test_an_empty_page(opened, path):
    assert found(opened("host_admin", "mansikka", "fi", path), "fi") == []


@pytest.mark.parametrize("tag", ["sv", "fi"])
def test_a_page_that_says_what_was_saved(opened, tag):
    page = opened("admin", "kuopio", tag, "/settings/contact")
    page.locator("main form button[type=submit]").first.click()
    expect(page.locator("#said p")).to_be_visible()
    assert found(page, tag) == []


def test_a_form_with_errors(opened):
    page = opened("admin", "kuopio", "fi", "/members/invitations/new")
    page.locator("main form button[type=submit]").click()
    expect(page.locator(".ds-error-summary")).to_be_focused()
    assert found(page, "fi") == []


@pytest.mark.parametrize("path", ["/nothing-here", "/settings"])
def test_a_page_that_is_not_for_this_reader(opened, path):
    assert found(opened("villager", "kuopio", "fi", path), "fi") == []


def test_a_town_that_is_paused(opened, live, world):
    with live.app.app_context(), operating(world.tenant("platform")):
        db.session.get(Tenant, world.tenant("kuopio")).suspend()
        db.session.commit()
        db.session.close()
    page = opened("admin", "kuopio", "fi", "/areas")
    expect(page.locator(".banner").first).to_be_visible()
    assert found(page, "fi") == []


def test_an_open_dialog(opened):
    page = opened(None, "kuopio", "en", "/style")
    page.locator("[data-opens]").first.click()
    expect(page.locator("dialog[open]")).to_be_visible()
    assert [*soundness.broken_rules(page), *soundness.poor_contrasts(page)] == []
