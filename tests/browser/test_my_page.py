"""On a phone the first thing to do is in sight without scrolling."""

from __future__ import annotations

import pytest

from tests.screen import PHONE


@pytest.mark.parametrize("who", ["villager", "twofold", "admin", "member"])
def test_something_to_do_stands_above_the_fold(phone, who):
    page = phone(who)
    page.goto("/")
    way = page.locator("main a.ds-link, main a.ds-button").first.bounding_box()
    assert way["y"] + way["height"] <= PHONE["height"]


def test_the_next_meeting_comes_before_all_else(phone):
    page = phone("villager")
    page.goto("/")
    assert page.locator("main h2").first.inner_text() == "Seuraava tapaamiseni"
