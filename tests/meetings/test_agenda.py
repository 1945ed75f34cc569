"""The agenda: items of three kinds, their minutes, their order, and its publication."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from tenants.db import db
from tests.client import HX
from tests.meetings.secretary import change
from tests.meetings.test_meetings import FORM
from webapp.groups.models import Group, Participant
from webapp.meetings.models import Item, Meeting


@pytest.fixture
def agenda(inside, world):
    """Titles of the agenda in their order, which must be without gaps."""

    def read():
        with inside():
            found = select(Item).where(Item.meeting_id == world.meeting("karttula"))
            items = db.session.scalars(found.order_by(Item.position)).all()
            assert [item.position for item in items] == list(range(1, len(items) + 1))
            return [item.title for item in items]

    return read


@pytest.fixture
def ids(inside, world):
    def read():
        with inside():
            found = select(Item).where(Item.meeting_id == world.meeting("karttula"))
            return {it.title: str(it.id) for it in db.session.scalars(found)}

    return read


def add(browser, soon, *titles, **more):
    for title in titles:
        browser.post(f"{soon}/items", data={"title": title, "kind": "question"} | more)


def test_matters_are_added_at_the_end(browser, soon, agenda):
    add(browser("villager"), soon, "Aikataulut", "Kulut")
    assert agenda() == ["Kyydit", "Aikataulut", "Kulut"]


def test_a_matter_needs_words(browser, soon, agenda):
    answer = browser("villager").post(f"{soon}/items", data={"title": "", "kind": "question"})
    assert answer.status_code == 422 and "ds-error-summary" in answer.text
    part = browser("villager").post(
        f"{soon}/items", data={"title": "", "kind": "question"}, headers=HX
    )
    assert part.text.lstrip().startswith('<section class="ds-card flow" id="agenda"')
    assert agenda() == ["Kyydit"]


def test_there_is_no_field_for_a_decision(browser, soon):
    answer = browser("villager").post(f"{soon}/items", data={"title": "x", "kind": "decision"})
    assert answer.status_code == 422


def test_a_matter_moves_by_buttons_and_by_dragging(browser, soon, agenda, ids):
    secretary = browser("villager")
    add(secretary, soon, "Aikataulut", "Kulut")
    here = f"/meetings/items/{ids()['Kulut']}/place"
    part = secretary.post(here, data={"way": "up", "to": ""}, headers=HX)
    assert agenda() == ["Kyydit", "Kulut", "Aikataulut"]
    assert f'id="up-{ids()["Kulut"]}" name="way" value="up"' in part.text
    assert part.text.count(" autofocus") == 1
    secretary.post(here, data={"to": "1"})
    assert agenda() == ["Kulut", "Kyydit", "Aikataulut"]
    secretary.post(here, data={"way": "up"})
    assert agenda() == ["Kulut", "Kyydit", "Aikataulut"]


def test_two_people_move_matters_at_the_same_time(browser, soon, agenda, ids):
    secretary, chair = browser("villager"), browser("twofold")
    add(secretary, soon, *"abcdefgh")
    known = ids()

    def press(number):
        who = (secretary, chair)[number % 2]
        title = "abcdefgh"[number % 8]
        return who.post(
            f"/meetings/items/{known[title]}/place", data={"way": ("up", "down")[number % 2]}
        ).status_code

    with ThreadPoolExecutor(8) as many:
        assert set(many.map(press, range(24))) == {303}
    assert sorted(agenda()) == sorted(["Kyydit", *"abcdefgh"])


def test_a_matter_is_edited_and_removed(browser, soon, agenda, ids):
    secretary = browser("villager")
    add(secretary, soon, "Aikataulut")
    item = f"/meetings/items/{ids()['Aikataulut']}"
    secretary.post(f"{item}/edit", data={"title": "Vuorot", "kind": "information", "minutes": "5"})
    assert agenda() == ["Kyydit", "Vuorot"]
    secretary.post(f"{item}/removal")
    assert agenda() == ["Kyydit"]


@pytest.mark.parametrize("headers", [{}, HX])
def test_what_was_removed_is_put_back_where_it_stood(browser, soon, agenda, ids, headers):
    secretary = browser("villager")
    add(secretary, soon, "Aikataulut", "Kulut", minutes="20")
    here = f"/meetings/items/{ids()['Aikataulut']}/removal"
    page = secretary.post(here, headers=headers, follow_redirects=True).text
    assert agenda() == ["Kyydit", "Kulut"]
    fields = re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page.partition("Palauta")[0])
    facts = {word: value for word, value in fields if word in ("title", "kind", "minutes", "place")}
    assert facts == {"title": "Aikataulut", "kind": "question", "minutes": "20", "place": "2"}
    assert "Palauta" not in secretary.get(soon).text
    secretary.post(f"{soon}/items", data=facts, headers=headers)
    assert agenda() == ["Kyydit", "Aikataulut", "Kulut"]


def test_a_matter_edited_and_removed_at_once_is_removed(browser, soon, agenda, ids):
    secretary, chair = browser("villager"), browser("twofold")
    for turn in range(6):
        add(secretary, soon, f"Asia {turn}")
        item = f"/meetings/items/{ids()[f'Asia {turn}']}"
        facts = {"title": "Toinen", "kind": "question"}
        with ThreadPoolExecutor(2) as both:
            edited = both.submit(chair.post, f"{item}/edit", data=facts)
            removed = both.submit(secretary.post, f"{item}/removal")
        assert removed.result().status_code == 303
        assert secretary.post(f"{item}/removal").status_code == 404
        assert edited.result().status_code in (303, 404)
        assert agenda() == ["Kyydit"]


@pytest.mark.parametrize("headers", [{}, HX])
def test_what_is_written_while_the_matter_is_removed_is_kept(browser, soon, agenda, ids, headers):
    """Whoever is second is told: the matter stays with its text, or it is gone."""
    secretary, chair = browser("villager"), browser("twofold")
    for turn in range(4):
        title = f"Asia {turn}"
        add(secretary, soon, title)
        item = f"/meetings/items/{ids()[title]}"
        facts = {"text": "Puhuttiin.", "agreed": "", "version": 0, "page": "p"}
        with ThreadPoolExecutor(2) as both:
            written = both.submit(chair.post, f"{item}/text", data=facts, headers=headers)
            both.submit(secretary.post, f"{item}/removal")
        answer, is_kept = written.result(), title in agenda()
        assert answer.status_code in ((200, 303) if is_kept else (404, 409))
        assert answer.status_code != 409 or "Puhuttiin." in answer.text


def test_a_matter_under_which_something_was_agreed_stays(browser, world, soon, agenda):
    answer = browser("villager").post(
        f"/meetings/items/{world.item('karttula')}/removal", follow_redirects=True
    )
    assert "jää" in answer.text and agenda() == ["Kyydit"]


def test_too_many_minutes_are_warned_of(browser, soon):
    secretary = browser("villager")
    add(secretary, soon, "Aikataulut", "Kulut", minutes="40")
    assert "enemmän aikaa kuin" not in secretary.get(soon).text
    add(secretary, soon, "Reitit", minutes="40")
    assert "enemmän aikaa kuin" in secretary.get(soon).text
    secretary.post(f"{soon}/edit", data=FORM | {"minutes": "180"})
    assert "vievät enemmän kuin 90 minuuttia" in secretary.get(soon).text


def test_members_see_the_agenda_when_it_is_published(browser, visitor, soon):
    change(Participant, Participant.role == "chair", role="member")
    secretary, member = browser("villager"), browser("twofold")
    add(secretary, soon, "Aikataulut")
    assert "Aikataulut" not in member.get(soon).text
    secretary.post(f"{soon}/agenda")
    assert "Aikataulut" in member.get(soon).text
    for outside in (visitor("kuopio"), browser("member")):
        assert "Aikataulut" not in outside.get(soon).text


def test_what_is_still_to_be_done_enters_the_agenda_by_itself(browser, soon):
    assert "Sovitaan kyydit" in browser("villager").get(soon).text


def test_the_first_meeting_agrees_on_goal_rules_and_roles(browser, inside, world):
    table = {"titles-fi": "Uusi", "audience": "public", "memo_audience": "members"}
    officer = browser("officer")
    here = officer.post("/groups/new", data=table | {"agrees_later": "y"}).location
    group = here.rpartition("/")[2]
    for nth in range(3):
        meeting = officer.post(f"/meetings/new?group={group}", data=FORM).location
        if nth == 0:  # does not take place: the next one is the first
            officer.post(f"{meeting}/cancellation", data={"reason": "Lumi"})
    with inside():
        meetings = db.session.scalars(
            select(Meeting).join(Group).where(Meeting.group_id == group).order_by(Meeting.number)
        ).all()
        titles = [[item.title for item in meeting.items] for meeting in meetings]
    assert titles == [["Yhteinen tavoitteemme", "Pelisäännöt", "Roolit pöydässä"]] * 2 + [[]]
