"""The main navigation: each room says what it offers to whom."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask, current_app, g, request, url_for

from webapp.core.access import ask


def init_app(app: Flask) -> None:
    app.extensions.setdefault("navigation", [])
    app.jinja_env.globals["navigation"] = navigation


def offer(bp, text, endpoint: str, rule: Callable, *, at: str = "tenant", place: int = 50):
    """Put a link into the main navigation of those whom `rule` lets in. `text` is lazy."""

    def remember(state):
        entry = (place, text, endpoint, rule, at)
        state.app.extensions.setdefault("navigation", []).append(entry)

    bp.record(remember)


def navigation() -> list[tuple[str, str, bool]]:
    """(text, address, is it here) for this reader on this host."""
    site = "platform" if g.tenant.kind == "platform" else "tenant"
    entries = sorted(current_app.extensions["navigation"], key=lambda entry: entry[0])
    return [
        (str(text), url_for(endpoint), _is_here(endpoint))
        for _place, text, endpoint, rule, at in entries
        if at in (site, "any") and ask(rule)
    ]


def _is_here(endpoint: str) -> bool:
    room, _dot, _name = endpoint.partition(".")
    return (request.endpoint or "").partition(".")[0] == room
