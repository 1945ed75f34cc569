"""One press signs in as anybody of the cast: no mail, no password, never in production."""

from __future__ import annotations

from flask import abort, current_app, redirect, url_for

from webapp.accounts import entry
from webapp.accounts.loading import give
from webapp.core.access import allow, everyone
from webapp.core.hosts import scheme
from webapp.core.pages import show
from webapp.core.security import policy
from webapp.demonstration import bp, cast, everybody
from webapp.demonstration.roles import role_of


@bp.get("/demonstration")
@allow(everyone, at="platform")
def people():
    towns = {town.key: town.names for town in everybody.TOWNS}
    page = show(
        "demonstration/people.html",
        people=everybody.PEOPLE,
        towns=towns,
        role_of=role_of,
        address=cast.address,
    )
    return _leading_to(page, *towns)


@bp.get("/demonstration/<key>")
@allow(everyone, at="platform")
def sign_in_as(key: str):
    person = _person(key)
    town = next(town for town in everybody.TOWNS if town.key == person.town)
    page = show("demonstration/person.html", person=person, town=town, role=role_of(person))
    return _leading_to(page, town.key)


@bp.post("/demonstration/<key>")
@allow(everyone, at="platform")
def enter(key: str):
    person = _person(key)
    token = entry.sign_in(cast.id_of("account", key))
    return give(redirect(_first_page(person), 303), token)


def _first_page(person: cast.Person) -> str:
    if person.town == "platform":
        return url_for("dashboard.home")
    return f"{_site(person.town)}{url_for('accounts.sign_in')}"


def _leading_to(page, *towns: str):
    """The forms of the page may end on the hosts of these towns."""
    page.headers["Content-Security-Policy"] = policy(*map(_site, towns))
    return page


def _site(town: str) -> str:
    return f"{scheme()}://{town}.{current_app.config['PLATFORM_DOMAIN']}"


def _person(key: str) -> cast.Person:
    try:
        return everybody.person(key)
    except StopIteration:
        abort(404)
