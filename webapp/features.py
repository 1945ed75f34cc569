"""The features of the house, lowest first. A new feature adds its line here."""

from __future__ import annotations

from importlib import import_module

from flask import Flask

FEATURES = ("accounts", "actors", "areas", "groups", "actions", "meetings")
FEATURES += ("dashboard", "settings", "console", "audit", "notices")


def features(app: Flask) -> list:
    names = (*FEATURES, "demonstration") if app.config["DEMONSTRATION"] else FEATURES
    return [import_module(f"webapp.{name}") for name in names]
