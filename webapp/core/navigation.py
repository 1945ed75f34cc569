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
    links = [
        (str(text), url_for(endpoint))
        for _place, text, endpoint, rule, at in entries
        if at in (site, "any") and ask(rule)
    ]
    here = max((url for _text, url in links if _leads_here(url)), key=len, default=None)
    return [(text, url, url == here) for text, url in links]


def _leads_here(url: str) -> bool:
    """This page or one below it; every page is below the front page, which tells nothing."""
    return request.path == url or (url != "/" and request.path.startswith(url + "/"))
