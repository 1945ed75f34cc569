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
# As the sources tell: the state, and how many meetings, actions done, going on, and not reached.
FACTS = {
    "kuopio/karttula-ikaihmiset": ("continuing", 6, 8, 2, 0),
    "kuopio/vehmersalmi-asukastupa": ("closed", 1, 0, 0, 0),
    "kuopio/muuruvesi-hankkeet": ("closed", 0, 1, 0, 0),
    "kuopio/maaseudun-liikenne": ("active", 0, 0, 0, 0),
    "sonkajarvi/sukeva-viestinta": ("closed", 0, 3, 0, 0),
    "lapinlahti/varpaisjarvi-kunnantalo": ("continuing", 0, 1, 1, 1),
    "rautavaara/omatoimikirjasto": ("continuing", 0, 2, 2, 0),
    "vesanto/tilastrategia": ("closed", 0, 3, 0, 0),
    "varkaus/kangaslampi-liikenne": ("closed", 0, 2, 0, 0),
    "varkaus/kangaslampi-viestinta": ("closed", 1, 1, 0, 0),
    "rautalampi/liikennepalvelut": ("closed", 1, 1, 0, 0),
    "tervo/liikennepalvelut": ("closed", 1, 1, 0, 0),
    "vesanto/liikennepalvelut": ("closed", 1, 1, 0, 0),
    "mantyharju/perusopetus": ("continuing", 1, 0, 0, 0),
}
CHAIRS = {
    "karttula-ikaihmiset": "public",
    "sukeva-viestinta": "public",
    "varpaisjarvi-kunnantalo": "residents",
    "kangaslampi-liikenne": "third",
    "kangaslampi-viestinta": "third",
    "perusopetus": "public",
    "karis-bybuss": "third",
}


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


def facts_of(paper) -> tuple:
    marks = [word for it in paper.get("actions", []) for word in ("done", "dropped", "begun")
             if word in it]  # fmt: skip
    counted = (marks.count("done"), marks.count("begun"), marks.count("dropped"))
    return (paper["state"], len(paper.get("meetings", [])), *counted)


def test_each_table_is_as_the_sources_tell():
    tables = {f"{town}/{name}": facts_of(it) for town, name, it in papers() if "kind" not in it}
    del tables["raasepori/karis-bybuss"]  # made up, and says so
    assert tables == FACTS


def test_who_sits_in_the_chair_is_who_the_sources_name():
    chairs = {
        name: seat["sector"]
        for _town, name, paper in papers()
        for seat in paper.get("participants", [])
        if seat.get("role") == "chair"
    }
    assert chairs == CHAIRS


def test_nobody_is_called_by_a_name():
    seats = [seat for _town, _name, paper in papers() for seat in paper.get("participants", [])]
    assert {seat["email"].rpartition("@")[2] for seat in seats} == {"example.org"}
    for seat in seats:
        assert sum(word[0].isupper() for word in seat["name"].split()) == 1, seat["name"]


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
