"""Whether one attends: from the mail without a password, or on the page of the meeting."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

from sqlalchemy import select

from tenants.db import db
from tenants.owned import utcnow
from tests.meetings.test_meetings import FORM
from webapp.groups.models import Group, Participant
from webapp.meetings.models import Attendance, Meeting


def test_the_link_only_shows_and_one_press_saves(visitor, link, answers, seat):
    here, client = link("member"), visitor("kuopio")
    page = client.get(f"{here}?as=remote").text
    assert 'value="remote" checked' in page and page.count(" checked") == 1
    assert answers()[seat("member")[0]] is None
    saved = client.post(here, data={"answer": "remote"}).text
    assert answers()[seat("member")[0]] == "remote"
    assert "Osallistun etänä" in saved and "Vastauksesi tallennettiin" in saved
    assert "Voit muuttaa sitä" in saved


def test_an_answer_can_be_changed_until_the_meeting_begins(
    visitor, link, answers, seat, inside, world
):
    here, client = link("member"), visitor("kuopio")
    for answer in ("attend", "cannot"):
        client.post(here, data={"answer": answer})
        assert answers()[seat("member")[0]] == answer
    with inside():
        meeting = db.session.get(Meeting, world.meeting("karttula"))
        meeting.starts_at = utcnow() - timedelta(minutes=1)
    assert client.post(here, data={"answer": "attend"}).status_code == 409
    assert answers()[seat("member")[0]] == "cannot"


def test_a_cancelled_meeting_takes_no_answers(browser, visitor, link, soon):
    browser("villager").post(f"{soon}/cancellation", data={"reason": "Ei ehditty."})
    answer = visitor("kuopio").post(link("member"), data={"answer": "attend"})
    assert answer.status_code == 409 and "Ei ehditty." in answer.text


def test_the_page_speaks_the_language_of_the_invited(visitor, link, inside, seat):
    with inside():
        db.session.get(Participant, seat("member")[0]).language = "sv"
    assert "Jag deltar" in visitor("kuopio").get(link("member")).text


def test_who_has_left_has_a_dead_link(visitor, link, inside, seat):
    with inside():
        db.session.get(Participant, seat("member")[0]).left_at = utcnow()
    for client in (visitor("kuopio").get, visitor("kuopio").post):
        answer = client(link("member"))
        assert answer.status_code == 410 and "Tämä linkki ei enää toimi" in answer.text


def test_who_never_joined_or_was_withdrawn_has_a_dead_link(visitor, link, inside, seat, answers):
    with inside():
        db.session.get(Participant, seat("member")[0]).joined_at = None
    assert visitor("kuopio").get(link("member")).status_code == 410
    answer = visitor("kuopio").post(link("member"), data={"answer": "attend"})
    assert answer.status_code == 410
    assert answers()[seat("member")[0]] is None


def test_when_the_work_has_ended_nothing_is_answered(visitor, link, inside, seat, answers, world):
    with inside():
        db.session.get(Group, world.group("karttula")).ended_at = utcnow()
    page = visitor("kuopio").get(link("member"))
    assert "Vastata ei voi enää" in page.text and 'type="radio"' not in page.text
    answer = visitor("kuopio").post(link("member"), data={"answer": "attend"})
    assert answer.status_code == 409
    assert answers()[seat("member")[0]] is None


def test_a_forwarded_link_says_whose_it_is(browser, visitor, link):
    page = browser("twofold").get(link("member")).text
    assert "Tämä on henkilön Savon Autoilija linkki" in page
    for client, role in ((visitor("kuopio"), "member"), (browser("twofold"), "chair")):
        assert "linkki</h3>" not in client.get(link(role)).text


def test_a_link_opens_no_meeting_of_another_table(visitor, browser, link, soon, world):
    table = {"titles-fi": "Uusi", "audience": "public", "memo_audience": "members"}
    officer = browser("officer")
    group = officer.post("/groups/new", data=table).location.rpartition("/")[2]
    other = officer.post(f"/meetings/new?group={group}", data=FORM).location.rpartition("/")[2]
    elsewhere = link("member").rpartition("/")[0]
    assert visitor("kuopio").get(f"{elsewhere}/{other}").status_code == 404
    assert visitor("varkaus").get(link("member")).status_code == 404
    assert visitor("kuopio").get(f"{elsewhere}/{uuid4()}").status_code == 404


def test_the_invited_read_agenda_and_link_on_the_same_page(browser, visitor, link, soon):
    secretary = browser("villager")
    remote = "https://video.example.org/poyta"
    secretary.post(f"{soon}/edit", data=FORM | {"remote_link": remote})
    assert "Asialista" not in visitor("kuopio").get(link("member")).text
    secretary.post(f"{soon}/agenda")
    page = visitor("kuopio").get(link("member")).text
    assert remote in page and "Asialista" in page and "Savon Autoilija" in page


def test_who_is_signed_in_answers_on_the_page_of_the_meeting(browser, soon, answers, seat):
    chair = browser("twofold")
    assert chair.post(f"{soon}/answer", data={}).status_code == 422
    page = chair.post(f"{soon}/answer", data={"answer": "cannot"}, follow_redirects=True)
    assert "Vastauksesi tallennettiin" in page.text
    assert answers()[seat("chair")[0]] == "cannot"


def test_the_secretary_sees_who_has_answered_what(browser, visitor, link, soon):
    visitor("kuopio").post(link("member"), data={"answer": "attend"})
    page = browser("villager").get(soon).text
    assert "Paikalle tulee 1, etänä osallistuu 0, ei pääse 0." in page


def test_an_answer_about_another_time_is_asked_for_again(browser, visitor, link, soon):
    secretary = browser("villager")
    secretary.post(f"{soon}/invitation")
    visitor("kuopio").post(link("member"), data={"answer": "attend"})
    secretary.post(f"{soon}/edit", data=FORM)
    assert "Vastaa uudelleen" in visitor("kuopio").get(link("member")).text


def test_an_answer_about_another_time_is_not_counted(browser, visitor, link, soon):
    secretary = browser("villager")
    secretary.post(f"{soon}/invitation")
    visitor("kuopio").post(link("member"), data={"answer": "attend"})
    secretary.post(f"{soon}/edit", data=FORM)
    assert "Paikalle tulee" not in secretary.get(soon).text
    visitor("kuopio").post(link("member"), data={"answer": "remote"})
    assert "Paikalle tulee 0, etänä osallistuu 1" in secretary.get(soon).text


def test_who_answered_before_anybody_was_invited_is_asked_again_too(browser, soon):
    chair = browser("twofold")
    chair.post(f"{soon}/answer", data={"answer": "attend"})
    browser("villager").post(f"{soon}/edit", data=FORM)
    assert "Vastaa uudelleen" in chair.get(soon).text


def test_fifty_answer_at_once(app, visitor, inside, world, soon):
    with inside():
        group = db.session.get(Meeting, world.meeting("karttula")).group
        people = [
            Participant.add(
                group, None, name=f"Asukas {n}", email=f"{n}@example.org", sector="residents"
            )
            for n in range(50)
        ]
        for person in people:
            person.joined_at = utcnow()
        links = [f"/meetings/answers/{it.token}/{world.meeting('karttula')}" for it in people]
        ids = [it.id for it in people]

    def press(number):
        client = visitor("kuopio")
        word = ("attend", "remote", "cannot")[number % 3]
        return [client.post(links[number % 50], data={"answer": word}).status_code for _t in "ab"]

    with ThreadPoolExecutor(16) as many:
        statuses = list(many.map(press, range(50)))
    assert {status for both in statuses for status in both} == {200}
    with inside():
        found = select(Attendance).where(Attendance.participant_id.in_(ids))
        given = {it.participant_id: it.answer for it in db.session.scalars(found)}
    assert given == {id: ("attend", "remote", "cannot")[n % 3] for n, id in enumerate(ids)}


def test_cancelling_and_answering_at_once_have_one_outcome(
    browser, visitor, link, soon, answers, seat
):
    secretary, guest = browser("villager"), visitor("kuopio")
    here = link("member")
    with ThreadPoolExecutor(2) as both:
        cancelled = both.submit(secretary.post, f"{soon}/cancellation", data={"reason": "Lumi"})
        answered = both.submit(guest.post, here, data={"answer": "attend"})
    assert cancelled.result().status_code == 303
    taken = answered.result().status_code == 200
    assert (answers()[seat("member")[0]] == "attend") == taken
