"""A colour as it will look, and how well its texts can be read: measured, not guessed."""

from __future__ import annotations

from typing import NamedTuple

from webapp.core.language import lazy
from webapp.core.theme import AA, contrast, roles, worst_contrast

SCHEME_NAMES = {"light": lazy("Light"), "dark": lazy("Dark")}
# What is measured: its name, the text, the ground that it stands on.
PAIRS = (
    (lazy("Text on a button"), "base-contrast-default", "base-default"),
    (lazy("Text on a pressed button"), "base-contrast-default", "base-active"),
    (lazy("Link on the page"), "text-subtle", "background-default"),
)


class Look(NamedTuple):
    """One scheme: the hex of each role, and (what, contrast) pairs."""

    name: str
    shades: dict
    measured: list


class Preview(NamedTuple):
    colour: str
    looks: list[Look]
    worst: float

    @property
    def is_readable(self) -> bool:
        return self.worst >= AA


def preview_of(colour: str) -> Preview:
    return Preview(
        colour, [_look(colour, scheme) for scheme in SCHEME_NAMES], worst_contrast(colour)
    )


def _look(colour: str, scheme: str) -> Look:
    shades = roles(colour, scheme)
    measured = [(str(name), contrast(shades[text], shades[on])) for name, text, on in PAIRS]
    return Look(str(SCHEME_NAMES[scheme]), shades, measured)
