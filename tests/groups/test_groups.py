"""Opening tables and networks, and what their pages show."""

from __future__ import annotations

import re
from html import unescape
from uuid import UUID

import pytest

from tests.accounts.people import inside
from webapp.groups.models import Group, Participant, TableRules

TABLE = {
    "titles-fi": "Kylätalon käyttö",
    "goals-fi": "Kylätalossa on iltaisin toimintaa.",
    "audience": "public",
    "memo_audience": "members",
}


@pytest.fixture
def table(world):
    return f"/groups/{world.group('karttula')}"


def test_an_officer_opens_a_table(browser):
    answer = browser("officer").post("/groups/new?kind=table", data=TABLE, follow_redirects=True)
    assert "Kylätalossa on iltaisin toimintaa." in answer.text
    assert "Suunnitteilla" in answer.text


def test_a_village_association_opens_a_table_in_its_own_area(browser, world):
    area = {"area_ids": str(world.area("karttula"))}
    answer = browser("villager").post("/groups/new", data=TABLE | area)
    assert answer.status_code == 303


def test_a_village_association_opens_none_elsewhere(browser, world):
    area = {"area_ids": str(world.area("vehmersalmi"))}
    assert browser("villager").post("/groups/new", data=TABLE | area).status_code == 422


def test_a_table_without_a_name_is_not_opened(browser):
    answer = browser("officer").post("/groups/new", data=TABLE | {"titles-fi": ""})
    assert answer.status_code == 422
    assert "Kylätalossa on iltaisin toimintaa." in answer.text


def test_the_goal_comes_first(visitor, table):
    text = visitor("kuopio").get(table).text
    assert text.index("Kukaan ei jää kyydittä.") < text.index("Pelisäännöt")


def test_a_table_for_members_only_is_not_shown_to_others(browser, visitor, world, table):
    members = TABLE | {"audience": "members", "area_ids": str(world.area("karttula"))}
    browser("officer").post(f"{table}/edit", data=members)
    assert visitor("kuopio").get(table).status_code == 303
    assert browser("member").get(table).status_code == 403
    assert "Kylätalon käyttö" not in visitor("kuopio").get("/groups").text
    assert "Kylätalon käyttö" in browser("villager").get("/groups").text


def test_work_does_not_begin_before_goal_rules_and_roles(browser):
    officer = browser("officer")
    here = officer.post("/groups/new", data=TABLE).location
    assert officer.post(f"{here}/start").status_code == 422


def test_work_begins_when_the_rest_is_agreed_at_the_first_meeting(browser):
    officer = browser("officer")
    here = officer.post("/groups/new", data=TABLE | {"agrees_later": "y"}).location
    assert officer.post(f"{here}/start").status_code == 303


def test_who_is_missing_is_said_to_those_at_the_table(browser, visitor, table):
    assert "Ääni puuttuu" in browser("villager").get(table).text
    assert "Ääni puuttuu" not in visitor("kuopio").get(table).text


def test_an_ended_table_moves_to_the_list_of_the_ended(browser, visitor, table):
    browser("officer").post(f"{table}/end")
    assert "Ikäihmisten palvelut" not in visitor("kuopio").get("/groups").text
    assert "Ikäihmisten palvelut" in visitor("kuopio").get("/groups?ended=1").text


def test_a_new_table_begins_with_a_template_of_ground_rules(browser, visitor, app, world):
    assert (
        "Yksi puhuu kerrallaan, ja muut kuuntelevat." in browser("officer").get("/groups/new").text
    )
    page = browser("raasepori_admin").get("/groups/new").text
    assert "En talar åt gången, och de andra lyssnar." in page
    own = {"fi": "Kahvi kuuluu asiaan."}
    with inside(app, world) as session:
        session.add(TableRules(ground_rules=own))
    page = browser("officer").get("/groups/new").text
    assert own["fi"] in page and "Yksi puhuu kerrallaan" not in page


def test_the_secretary_edits_a_table_of_no_area(app, world, browser):
    here = browser("officer").post("/groups/new", data=TABLE).location
    with inside(app, world) as session:
        group = session.get(Group, UUID(here.rpartition("/")[2]))
        seat = {"name": "Kuopion Jäsen", "email": world.email("member"), "role": "secretary"}
        seat |= {"member_id": world.member("member"), "sector": "residents"}
        Participant.add(group, None, **seat).join()
    page = browser("member").get(f"{here}/edit").text
    answer = browser("member").post(f"{here}/edit", data=edit_form(page))
    assert answer.status_code == 303


def edit_form(page) -> dict:
    """What the page of a table would send, with which saving it shows."""
    saved_at = re.search(r'name="saved_at"[^>]* value="([^"]*)"', page)[1]
    return TABLE | {"saved_at": unescape(saved_at)}


def test_of_two_who_edit_the_second_loses_nothing(browser, visitor, table):
    first, second = browser("officer"), browser("admin")
    hers, his = (edit_form(it.get(f"{table}/edit").text) for it in (first, second))
    first.post(f"{table}/edit", data=hers | {"background-fi": "Hänen taustansa."})
    mine = his | {"background-fi": "Minun taustani."}
    answer = second.post(f"{table}/edit", data=mine)
    assert answer.status_code == 409
    assert "Hänen taustansa." in answer.text and answer.text.count("Minun taustani.") == 2
    assert "Hänen taustansa." in visitor("kuopio").get(table).text
    both = mine | edit_form(answer.text) | {"background-fi": "Yhteinen tausta."}
    assert second.post(f"{table}/edit", data=both).status_code == 303
    assert "Yhteinen tausta." in visitor("kuopio").get(table).text


def test_changed_ground_rules_are_accepted_anew(browser, app, world, table):
    browser("villager").post(f"{table}/rules")
    kept = TABLE | {"ground_rules-fi": "Yksi puhuu kerrallaan."}
    for rules, asked in (
        (kept, False),
        (TABLE | {"ground_rules-fi": "Kahvi kuuluu asiaan."}, True),
    ):
        assert browser("officer").post(f"{table}/edit", data=rules).status_code == 303
        assert (f'action="{table}/rules"' in browser("villager").get(table).text) == asked


def test_a_question_without_an_answer_is_not_asked_on_the_page(browser, visitor, table):
    browser("officer").post(f"{table}/edit", data=TABLE | {"goal_for-fi": "Kyläläisiä."})
    text = visitor("kuopio").get(table).text
    assert "Kyläläisiä." in text
    assert "Mistä tiedämme onnistuneemme?" not in text


def test_a_seat_that_was_only_offered_shows_no_closed_table(browser, app, world):
    with inside(app, world) as session:
        table = Group.open("table", None, titles={"fi": "Suljettu pöytä"}, audience="members")
        session.flush()
        seat = {"name": "Kuopion Jäsen", "email": world.email("member"), "sector": "residents"}
        Participant.add(table, None, member_id=world.member("member"), **seat)
    assert "Suljettu pöytä" not in browser("member").get("/groups").text
