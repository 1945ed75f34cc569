"""The tables and networks of the sources come in whole, and their pages tell of them."""

from __future__ import annotations

import tomllib

import pytest
from sqlalchemy import select

from tenants.context import acting_in
from tenants.db import db
from webapp.core.scopes import beside
from webapp.demonstration import pilot_tables, pilots
from webapp.demonstration.seed import is_complete, seed
from webapp.groups.models import Group

KARTTULA = "Ikäihmisten palveluiden ja toiminnan kehittäminen"


@pytest.fixture
def loaded(app):
    with app.app_context():
        seed(pilots)
        pilot_tables.load()
        assert is_complete(pilots)
        pilot_tables.load()  # once more: everything is there


def papers():
    for town, files in pilot_tables.files().items():
        for file in files:
            yield town, file.stem, tomllib.loads(file.read_text(encoding="utf-8"))


def groups_of(app, world, town) -> dict:
    """Address and status by title, in the words of the file."""
    with app.app_context(), beside(acting_in(world.tenant(town))):
        found = db.session.scalars(select(Group)).all()
        return {
            word: (f"/groups/{it.id}", it.status) for it in found for word in it.titles.values()
        }


def test_every_table_is_shown_in_three_languages_with_its_goal(loaded, app, world, visitor):
    known = {town: groups_of(app, world, town) for town in pilot_tables.files()}
    seen = []
    for town, name, paper in papers():
        path, status = known[town][next(iter(paper["title"].values()))]
        assert status == paper["state"], name
        for tag in ("fi", "sv", "en"):
            guest = visitor(town)
            guest.set_cookie("language", tag, domain=guest.site.removeprefix("https://"))
            page = guest.get(path)
            goal = paper["goal"].get(tag) or next(iter(paper["goal"].values()))
            assert page.status_code == 200, (town, name, tag)
            assert goal in page.text, (town, name, tag)
        seen.append((town, paper.get("kind", "table")))
    assert seen.count(("tuusula", "network")) == 7
    assert sum(kind == "table" for _town, kind in seen) == 15  # fourteen, and one in Swedish
    page = known["kuopio"][KARTTULA][0]
    days = visitor("kuopio").get(page.replace("/groups/", "/actions/of/")).text
    assert "60 osallistujaa" in days
    assert "160 osallistujaa" in days
    assert "noin 60" in visitor("kuopio").get(page).text
