"""Sectors at the table, the voice that is missing, and the 5–15 that warn and never block."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import delete

from tests.accounts.people import inside
from webapp.groups.models import Group, Participant, TableRules

GUIDE = "Pöytä toimii parhaiten"
NETWORK = {"titles-fi": "Verkosto", "audience": "public", "memo_audience": "members"}


@pytest.fixture
def table(world):
    return f"/groups/{world.group('karttula')}"


@pytest.fixture
def seat(app, world):
    """`seat(5)`: so many more sit at the table in Karttula, where three do."""

    def seat(many, sector="residents", **facts):
        with inside(app, world) as session:
            group = session.get(Group, world.group("karttula"))
            for number in range(many):
                who = {"name": f"{sector} {number}", "email": f"{sector}{number}@example.org"}
                Participant.add(group, None, sector=sector, **who | facts)

    return seat


@pytest.mark.parametrize(("more", "warns"), [(1, True), (2, False), (12, False), (13, True)])
def test_outside_five_to_fifteen_the_table_is_warned(browser, table, seat, more, warns):
    seat(more)
    text = browser("villager").get(table).text
    assert f"{more + 3} osallistujaa" in text
    assert (GUIDE in text) == warns


def test_the_guide_never_blocks(browser, table, seat):
    seat(13)
    more = {"name": "Vielä Yksi", "email": "viela@example.org", "language": "fi"}
    more |= {"sector": "public", "role": "member"}
    assert browser("villager").post(f"{table}/people/new", data=more).status_code == 303
    assert "17 osallistujaa" in browser("villager").get(table).text


def test_the_numbers_are_the_municipalitys(app, world, browser, table):
    with inside(app, world) as session:
        session.add(TableRules(fewest=2, most=20))
    assert GUIDE not in browser("villager").get(table).text
    with inside(app, world) as session:
        session.execute(delete(TableRules))
        session.add(TableRules(fewest=8, most=20))
    assert "8–20" in browser("villager").get(table).text


def test_the_missing_voice_is_named_until_it_is_asked(browser, visitor, table, seat):
    missing = "Ääni puuttuu: Asukkaat ja palvelujen käyttäjät"
    assert missing in browser("villager").get(table).text
    seat(1)
    assert missing not in browser("villager").get(table).text
    assert "Asukkaat ja palvelujen käyttäjät 1" in visitor("kuopio").get(table).text


def test_who_declined_is_no_voice(browser, app, world, table, seat):
    seat(1)
    with inside(app, world) as session:
        session.query(Participant).where(Participant.name == "residents 0").one().decline()
    assert "Ääni puuttuu: Asukkaat" in browser("villager").get(table).text


def test_a_network_has_no_guide_and_misses_nobody(browser, world):
    text = browser("officer").get(f"/groups/{world.group('karttula_verkosto')}").text
    assert GUIDE not in text and "Ääni puuttuu" not in text


@pytest.mark.parametrize(
    ("field", "said"),
    [("area", "Alueverkosto"), ("theme", "Teemaverkosto"), ("business", "Elinkeinoverkosto")],
)
def test_a_network_is_of_an_area_a_theme_or_business(browser, field, said):
    officer = browser("officer")
    data = NETWORK | {"field": field}
    page = officer.post("/groups/new?kind=network", data=data, follow_redirects=True).text
    assert said in page and "Käynnissä" in page
    assert officer.post("/groups/new?kind=network", data=NETWORK).status_code == 422


def test_work_begins_when_goal_rules_and_roles_are_there(browser, app, world):
    officer, words = browser("officer"), {"goals-fi": "Tavoite.", "ground_rules-fi": "Säännöt."}
    here = officer.post("/groups/new", data=NETWORK | words).location
    who = {"name": "Aada", "email": "aada@example.org", "language": "fi", "sector": "public"}
    officer.post(f"{here}/people/new", data=who | {"role": "member"})
    assert officer.post(f"{here}/start").status_code == 422
    (found,) = people(app, world, "Aada")
    officer.post(f"/groups/participants/{found}", data=who | {"role": "member", "seat": "Tuntee."})
    assert officer.post(f"{here}/start").status_code == 303
    assert "Käynnissä" in officer.get(here).text


def test_what_lacks_stands_before_its_mark(browser):
    """The first of a row takes the room: a mark is no bar across the page."""
    officer = browser("officer")
    page = officer.get(officer.post("/groups/new", data=NETWORK).location).text
    rows = re.findall(r"<li><span>[^<]+</span>\s*<span class=\"ds-tag\"", page)
    assert len(rows) == 3, "the goal, the rules, the roles"


def people(app, world, name) -> list:
    with inside(app, world) as session:
        return [it.id for it in session.query(Participant).where(Participant.name == name)]
