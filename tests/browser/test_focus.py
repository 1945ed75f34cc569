"""Where the focus is can be seen at every stop of the Tab key, in every colour of a town."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser import soundness
from webapp.core.theme import Color, sheet_url

RING = (Path(__file__).parent / "ring.js").read_text()
LEAST = 3
MOST_STOPS = 80
PALE = """for (const each of ["outer", "inner"])
    document.documentElement.style.setProperty(`--ds-color-focus-${each}`, "#ffffff")"""


def stops(page):
    """Every place where Tab stops, from the top of the page to its end."""
    for _stop in range(MOST_STOPS):
        page.keyboard.press("Tab")
        at = page.evaluate(RING)
        if at["isBody"]:
            return
        yield at


def pale(at):
    """Where the ring of two colours does not stand out: from its ground, or one from the other."""
    ring = [Color(each) for each in at["ring"]]
    for ground in {*at["grounds"]}:
        if max(each.contrast(Color(ground)) for each in ring) < LEAST:
            yield f"{at['what']}: {at['ring']} on {ground}"
    if ring[0].contrast(ring[-1]) < LEAST and len(ring) > 1:
        yield f"{at['what']}: {at['ring']} on each other"


@pytest.fixture
def desk(window, world):
    """`desk("admin", "/members")`: that page with all its menus and questions open."""

    def open_page(who, path):
        page = window(who, tag="en")
        page.goto(path.format(karttula=world.area("karttula"), officer=world.member("officer")))
        expect(page.locator(soundness.PANEL)).to_have_count(0)
        page.evaluate(soundness.OPEN_EVERYTHING)
        return page

    return open_page


@pytest.mark.parametrize(
    ("who", "path"),
    [
        ("admin", "/"),
        ("admin", "/members"),
        ("admin", "/settings/look"),
        ("villager", "/areas"),
        ("admin", "/members/invitations/new"),
        ("operator", "/console"),
        (None, "/feedback"),
    ],
)
def test_the_place_of_the_focus_is_always_seen(desk, who, path):
    seen = list(stops(desk(who, path)))
    assert [at["what"] for at in seen if not (at["ringed"] and at["seen"])] == []
    assert 5 < len(seen) < MOST_STOPS


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("who", "path"),
    [
        ("admin", "/"),
        ("admin", "/members/{officer}"),
        ("admin", "/settings/look"),
        ("operator", "/console/hostings"),
        (None, "/areas/{karttula}"),
    ],
)
def test_the_ring_stands_out_in_every_colour_of_a_town(desk, who, path, scheme):
    page, faint, grounds = desk(who, path), [], set()
    page.emulate_media(color_scheme=scheme)
    for name, colour in soundness.COLOURS.items():
        page.evaluate(soundness.RECOLOUR, sheet_url(colour))
        seen = list(stops(page))
        grounds |= {*chain.from_iterable(at["grounds"] for at in seen)}
        faint += [(name, fault) for at in seen for fault in pale(at)]
        assert 5 < len(seen) < MOST_STOPS
    assert faint == []
    assert len(grounds) > len(soundness.COLOURS), "the header has each colour of a town"


def test_a_ring_as_pale_as_its_ground_is_found(desk):
    page = desk(None, "/feedback")
    page.evaluate(PALE)
    assert all(list(pale(at)) for at in stops(page))
