"""My page answers what I have to do at the tables."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tenants.owned import utcnow, uuid7
from tests.accounts.people import asked, inside
from webapp.actions.models import Action
from webapp.actors.models import Representative
from webapp.core.formats import today
from webapp.demonstration.cast import id_of
from webapp.groups.models import Group, Participant
from webapp.meetings.models import Attendance, Meeting, MemoCheck


@pytest.fixture
def seat(world):
    """Of the secretary or the chair at the table of Karttula."""
    return lambda role="secretary": id_of("participant", f"{world.group('karttula')} {role}")


@pytest.fixture
def meeting(app, world):
    """`meeting(5)`: one more, called for five days from now."""

    def call(days, **facts):
        with inside(app, world) as session:
            when = {"starts_at": utcnow() + timedelta(days=days), "minutes": 90} | facts
            row = Meeting(
                id=uuid7(),
                group_id=world.group("karttula"),
                number=10 + days,
                place=f"Kylätalo {days}",
                **when,
            )
            session.add(row)
            return row.id

    return call


@pytest.fixture
def agree(app, world, seat):
    def agree(what, days=10, **facts):
        with inside(app, world) as session:
            group = session.get(Group, world.group("karttula"))
            party = facts or {"participant_id": seat()}
            day = {"due_on": today() + timedelta(days=days)}
            action = Action.agree(group, None, what=what, **day, **party)
            action.assign(None)

    return agree


@pytest.fixture
def page(browser):
    return lambda who="villager": browser(who).get("/").text


def test_my_next_meeting_comes_first_with_my_answer(app, world, meeting, page, seat):
    meeting(20)
    soon = meeting(5)
    assert "Kylätalo 5" in page() and "Kylätalo 20" not in page()
    assert "Et ole vielä vastannut" in page()
    with inside(app, world) as session:
        session.add(Attendance(meeting_id=soon, participant_id=seat(), answer="remote"))
    assert "Et ole vielä vastannut" not in page()
    assert "Osallistun etänä" in page()


def test_an_answer_about_another_time_is_none(app, world, meeting, page, seat):
    soon = meeting(5, moved_at=utcnow() - timedelta(days=1))
    answered = {"answer": "cannot", "answered_at": utcnow() - timedelta(days=2)}
    with inside(app, world) as session:
        session.add(Attendance(meeting_id=soon, participant_id=seat(), **answered))
    assert "Et ole vielä vastannut" in page()


def test_a_meeting_that_is_on_is_still_the_next_one(meeting, page):
    now = utcnow()
    meeting(0, starts_at=now - timedelta(minutes=60))
    assert "Kylätalo 0" in page()


def test_neither_a_cancelled_meeting_nor_a_past_one(meeting, page):
    meeting(3, cancelled_at=utcnow())
    meeting(0, starts_at=utcnow() - timedelta(minutes=91))
    assert "Kylätalo" not in page()
    assert "Tässä näkyy pöytiesi seuraava tapaaminen." in page()


def test_my_actions_come_by_their_day(agree, page, world):
    agree("Toiseksi", 9)
    agree("Ensin", -4)
    agree("Yhdistykselle", 20, actor_id=world.actor("karttula_village"))
    text = page()
    assert text.index("Ensin") < text.index("Toiseksi") < text.index("Yhdistykselle")
    assert "Myöhässä" in text


def test_of_many_actions_the_nearest_are_shown_and_that_is_said(page, agree):
    agree("Asia yksi", 1)
    assert "määräpäivä on lähimpänä" not in page()
    for number in range(20):
        agree(f"Toimi {number:02}", 5 + number)
    text = page()
    assert text.count("Toimi ") == 19 and "Toimi 19" not in text
    assert "Tässä ovat ne 20, joiden määräpäivä on lähimpänä." in text


@pytest.mark.parametrize("who", ["member", "officer", "admin", "host_worker"])
def test_who_sits_at_no_table_is_shown_none_of_them(page, meeting, who):
    meeting(5)
    assert "Kylätalo 5" not in page(who) and "Seuraava tapaamiseni" not in page(who)


def test_what_others_do_is_not_mine(page, agree, seat):
    agree("Toisen asia", participant_id=seat("chair"))
    assert "Toisen asia" not in page()
    assert "Sovitaan kyydit" not in page()


def test_what_an_actor_does_waits_for_who_sits_there_for_it(page, agree, app, world, seat):
    parish = world.actor("karttula_parish")
    with inside(app, world) as session:
        session.get(Participant, seat("chair")).actor_id = parish
        session.query(Representative).delete()
    agree("Seurakunnan asia", actor_id=parish)
    agree("Toisen asia", participant_id=seat("member"))
    assert "Seurakunnan asia" in page("twofold")
    assert "Seurakunnan asia" not in page("villager")
    assert "Toisen asia" not in page("twofold")


def test_what_is_done_waits_no_more(page, agree, app, world):
    agree("Tehty asia")
    with inside(app, world) as session:
        session.query(Action).filter_by(what="Tehty asia").one().finish(None)
    assert "Tehty asia" not in page()


def test_a_memo_waits_for_who_is_asked_to_check_it(app, world, meeting, page, seat):
    with inside(app, world) as session:
        session.query(MemoCheck).delete()
    asked_of = meeting(-2, checking_at=utcnow())
    with inside(app, world) as session:
        session.add(MemoCheck(meeting_id=asked_of, participant_id=seat("chair")))
    assert f"/meetings/{asked_of}/draft" in page("twofold")
    assert "pyydetään tarkastamaan" in page()
    assert "pyydetään tarkastamaan" not in page("twofold")
    with inside(app, world) as session:
        session.query(MemoCheck).one().checked_at = utcnow()
    assert "pyydetään tarkastamaan" in page("twofold")


def test_my_tables_are_there_with_my_role(page, world):
    text = page()
    assert f"/groups/{world.group('karttula')}" in text
    assert "Omat pöydät ja verkostot" in text and "Sihteeri" in text


def test_an_ended_table_and_one_that_i_left_are_not(page, app, world, seat):
    with inside(app, world) as session:
        session.get(Participant, seat()).leave(None)
        session.get(Group, world.group("karttula")).end(None)
    for who in ("villager", "twofold"):
        assert f"/groups/{world.group('karttula')}" not in page(who)


def test_what_another_town_waits_for_is_not_said_here(page, meeting):
    meeting(5)
    assert "Kylätalo 5" not in page("varkaus_villager")


def test_the_page_asks_the_same_few_questions(app, agree, meeting, browser):
    def statements():
        villager = browser("villager")
        with asked(app) as sent:
            villager.get("/")
        return len(sent)

    few = statements()
    for number in range(5):
        agree(f"Asia {number}")
        meeting(number + 1)
    assert statements() <= few
