"""Where the work stands changes only as its rules allow, however often somebody presses."""

from __future__ import annotations

import re
from uuid import UUID

import pytest

from tests.accounts.people import happened, inside
from tests.groups.test_groups import TABLE, edit_form
from webapp.groups.models import Group

NETWORK = TABLE | {"titles-fi": "Karttulan verkosto", "field": "area"}


@pytest.fixture
def status(app, world):
    def status(here) -> str:
        with inside(app, world) as session:
            return session.get(Group, UUID(here.rpartition("/")[2])).status

    return status


@pytest.mark.parametrize("before", [(), ("end",), ("pause", "end")])
def test_no_way_leads_past_what_a_table_needs_to_begin(browser, status, before):
    officer = browser("officer")
    here = officer.post("/groups/new", data=TABLE).location
    for press in (*before, "continuation"):
        assert officer.post(f"{here}/{press}").status_code == 303
    assert status(here) == "planned"


def test_of_two_who_end_a_pause_the_second_changes_nothing(app, world, browser, status):
    here = browser("officer").post("/groups/new?kind=network", data=NETWORK).location
    for who, press in (
        ("officer", "pause"),
        ("officer", "continuation"),
        ("admin", "continuation"),
    ):
        browser(who).post(f"{here}/{press}")
    assert status(here) == "active"
    assert happened(app, world).count("group_continued") == 1


def test_work_that_has_ended_can_go_on(browser, status):
    officer = browser("officer")
    here = officer.post("/groups/new?kind=network", data=NETWORK).location
    for press in ("end", "continuation"):
        officer.post(f"{here}/{press}")
    assert status(here) == "continuing"


def test_of_two_who_edit_the_second_sees_what_the_first_chose(browser, world):
    """Or the page of a table that was just closed would be opened again unseen."""
    here = f"/groups/{world.group('karttula')}/edit"
    first, second = browser("officer"), browser("admin")
    hers, his = (edit_form(it.get(here).text) for it in (first, second))
    closed = {"audience": "members", "agrees_later": "y", "goal_by": "1.12.2026"}
    first.post(here, data=hers | closed)
    answer = second.post(here, data=his | {"titles-fi": "Uusi nimi", "goal_by": "2.12.2026"})
    assert answer.status_code == 409
    text = " ".join(re.sub("<[^>]+>", " ", answer.text).split())
    for name, saved, ours in (
        ("Ketkä näkevät sivun", "Vain jäsenille", "Julkinen"),
        ("Mihin mennessä?", "1.12.2026", "2.12.2026"),
    ):
        assert f"{name} Toisen tallentama {saved} Sinun {ours}" in text
    assert "ensimmäisessä tapaamisessa Toisen tallentama Kyllä Sinun (tyhjä)" in text
