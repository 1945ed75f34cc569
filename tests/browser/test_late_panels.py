"""What comes when the page has been shown moves little of what is in sight."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser import soundness
from tests.house.walk import CAST
from tests.screen import DESK, PHONE

SOON = 500  # frames


@pytest.fixture
def held(window):
    """`held("visitor", PHONE)`: a page, and the panels it asked for, each held back."""

    def open_page(who, size):
        key, town = CAST[who]
        page, panels = window(key, town, viewport=size), []
        page.context.add_init_script(soundness.SEEN)
        page.route(
            lambda url: True,
            lambda it: panels.append(it) if "hx-request" in it.request.headers else it.continue_(),
        )
        return page, panels

    return open_page


def first_of(panels, page):
    """The page asks for it at its own time, but soon."""
    for _ in range(SOON):
        if panels:
            break
        page.evaluate(soundness.NEXT_FRAME)
    return panels.pop(0)


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("who", ["admin", "visitor"])
def test_panels_that_come_late_push_little_away(held, readable, who, size):
    page, panels = held(who, size)
    shifts = {}
    for endpoint, path in readable(who).items():
        page.goto(path)
        for waiting in range(page.locator(soundness.PANEL).count(), 0, -1):
            first_of(panels, page).continue_()
            expect(page.locator(soundness.PANEL)).to_have_count(waiting - 1)
            page.evaluate(soundness.NEXT_FRAME)
            shifts[endpoint] = page.evaluate("window.seen.shift")
    assert shifts
    assert {it: far for it, far in shifts.items() if far > soundness.MOST["shift"]} == {}
