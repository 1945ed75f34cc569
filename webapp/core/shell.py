"""What the frame of every page shows: whose pages they are, and the ways out of them."""

from __future__ import annotations

from flask import Flask, current_app, g, request, url_for

from webapp.core import formats
from webapp.core.language import lazy, shown
from webapp.core.theme import DEFAULT, sheet_url

NAME = "Yhteispöytä"
# Rooms above are reached by address: a link shows as soon as its room exists.
FOOTER = (
    (lazy("Accessibility statement"), "notices.accessibility"),
    (lazy("Privacy"), "notices.privacy"),
    (lazy("Cookies"), "notices.cookies"),
    (lazy("Give feedback"), "notices.feedback"),
)
PERSON = (
    (lazy("My details"), "accounts.profile"),
    (lazy("My municipalities"), "accounts.my_municipalities"),
    (lazy("For whom I act"), "actors.acting"),
    (lazy("My calendar"), "meetings.calendar"),
    (lazy("Sign-in and devices"), "accounts.account"),
)
IN_TOWNS = ("actors.acting", "meetings.calendar")


def init_app(app: Flask) -> None:
    app.jinja_env.globals.update(
        place_name=place_name,
        service_name=service_name,
        place_initials=place_initials,
        coat_of_arms_url=coat_of_arms_url,
        theme_url=theme_url,
        printed_on=formats.today,
        footer_links=lambda: _links(FOOTER),
        person_links=person_links,
        sign_in_url=sign_in_url,
        sign_out_url=lambda: _url("accounts.sign_out"),
        acting_url=lambda: _url("actors.acting"),
        panel_url=_url,
    )


def place_name() -> str:
    return shown(g.tenant.names).text or NAME


def service_name() -> str | None:
    """Said beside a municipality’s name; the platform’s own name says it already."""
    return NAME if place_name() != NAME else None


def place_initials() -> str:
    return g.tenant.initials or place_name()[:1]


def sign_in_url() -> str | None:
    """Leads back to this page; on the platform's host, wherever the person wanted to go."""
    is_page = request.method == "GET" and g.tenant.kind != "platform"
    return _url("accounts.sign_in", next=request.full_path.rstrip("?") if is_page else None)


def coat_of_arms_url() -> str | None:
    digest = g.tenant.coat_of_arms
    return _url("settings.coat_of_arms", digest=digest) if digest else None


def person_links() -> list[tuple[str, str]]:
    """One acts for an actor and meets in its own municipality, so not on the platform's host."""
    is_platform = g.tenant.kind == "platform"
    return _links(entry for entry in PERSON if not (is_platform and entry[1] in IN_TOWNS))


def theme_url() -> str:
    return sheet_url(g.tenant.colour or DEFAULT)


def _links(entries) -> list[tuple[str, str]]:
    return [(str(text), url) for text, endpoint in entries if (url := _url(endpoint))]


def _url(endpoint: str, **values) -> str | None:
    return url_for(endpoint, **values) if endpoint in current_app.view_functions else None
