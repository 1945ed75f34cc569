"""Every table of the house, for migrations and for the tests that walk them all."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from webapp.features import FEATURES

ROOMS = ("core.mail", "core.clock", *FEATURES)


def load_models() -> None:
    """Import each room's `models`, where it has one."""
    import_module("tenants.models")
    import_module("webapp.traits.audited")
    for room in ROOMS:
        if find_spec(f"webapp.{room}") and find_spec(f"webapp.{room}.models"):
            import_module(f"webapp.{room}.models")
