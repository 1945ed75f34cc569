"""Any colour that a municipality may choose can be read, in every state and both schemes."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from webapp.core import theme

colours = st.integers(0, 0xFFFFFF).map("#{:06x}".format)
EDGES = ["#000000", "#ffffff", "#7f7f7f", "#767676", "#ff0000", "#00ff00", "#0000ff", "#ffd500"]


def test_the_text_of_five_thousand_random_colours_can_be_read():
    dice = random.Random(2026)
    chosen = [f"#{dice.randrange(1 << 24):06x}" for _ in range(5000)]
    unreadable = [colour for colour in chosen if theme.worst_contrast(colour) < theme.AA]
    assert unreadable == []


@pytest.mark.parametrize("colour", EDGES)
def test_the_text_of_the_outermost_colours_can_be_read(colour):
    assert theme.worst_contrast(colour) >= theme.AA


@given(colours)
@settings(max_examples=60)
def test_black_or_white_can_be_read_on_any_colour(colour):
    assert theme.contrast(theme.readable_on(colour), colour) >= theme.AA


@given(colours)
@settings(max_examples=60)
def test_edges_of_fields_and_buttons_can_be_seen(colour):
    for scheme in theme.SCHEMES:
        shades = theme.roles(colour, scheme)
        for ground in ("background-default", "background-tinted", "surface-default"):
            assert theme.contrast(shades["border-default"], shades[ground]) >= 3


@pytest.mark.parametrize("colour", EDGES)
def test_a_pressed_button_looks_pressed(colour):
    for scheme in theme.SCHEMES:
        shades = theme.roles(colour, scheme)
        assert len({shades[base] for base in theme.BASES}) == 3


def test_contrast_is_that_of_the_guidelines():
    assert theme.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert theme.contrast("#ffffff", "#767676") == pytest.approx(4.54, abs=0.01)


def test_the_colour_itself_fills_the_buttons_of_a_light_page():
    assert theme.roles("#7a1f3d", "light")["base-default"] == "#7a1f3d"


def test_the_sheet_gives_every_role_in_both_schemes_and_for_auto_again():
    sheet = theme.theme_css("#7a1f3d")
    assert sheet.count("--ds-color-accent-base-hover:") == 4
    assert sheet.count("[data-color-scheme=auto]") == 2
    assert len(set(theme.roles("#7a1f3d", "light"))) == 16


def test_the_address_of_a_sheet_changes_with_its_colour():
    assert theme.sheet_url("#7a1f3d") != theme.sheet_url("#7a1f3e")


def test_a_sheet_is_kept_for_ever(visitor):
    answer = visitor("kuopio").get(theme.sheet_url("#7a1f3d"))
    assert (answer.status_code, answer.mimetype) == (200, "text/css")
    assert "immutable" in answer.headers["Cache-Control"]


@pytest.mark.parametrize(
    "address",
    ["/theme/7a1f3d-0000000000.css", "/theme/zzzzzz-0000000000.css", "/theme/}-x.css"],
)
def test_only_the_address_that_we_give_leads_to_a_sheet(visitor, address):
    assert visitor("kuopio").get(address).status_code == 404
