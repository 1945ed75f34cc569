"""Mails about a meeting: each person once for each thing, with an entry for the calendar."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from uuid import UUID

from icalendar import Calendar

from tenants.db import db
from tests.mailbox import newest_to, text_of
from tests.meetings.test_meetings import FORM
from webapp.core.formats import HELSINKI, local
from webapp.groups.models import Participant
from webapp.meetings import jobs
from webapp.meetings.models import Attendance, Meeting


def entry_of(mail):
    part = next(it for it in mail.walk() if it.get_content_type() == "text/calendar")
    calendar = Calendar.from_ical(part.get_content())
    assert part.get_param("method") == calendar["method"]
    return calendar, calendar.events[0]


def test_how_many_are_mailed_is_said_before(browser, soon):
    assert "3 henkilölle" in browser("villager").get(soon).text


def test_everybody_who_is_in_is_invited_once(browser, soon, letters):
    secretary = browser("villager")
    for _press in range(2):
        secretary.post(f"{soon}/invitation")
    assert len(letters()) == 3
    assert {name for name, _email in letters()} == {"meeting_invitation"}


def test_who_has_left_or_has_no_address_is_not_invited(browser, soon, inside, seat, letters):
    with inside():
        db.session.get(Participant, seat("member")[0]).left_at = datetime.now(HELSINKI)
        db.session.get(Participant, seat("chair")[0]).email = ""
    browser("villager").post(f"{soon}/invitation")
    assert [email for _name, email in letters()] == [seat("secretary")[2]]


def test_who_joins_later_is_invited_by_the_next_press(browser, soon, inside, seat, letters):
    secretary, late = browser("villager"), seat("member")
    with inside():
        db.session.get(Participant, late[0]).joined_at = None
    secretary.post(f"{soon}/invitation")
    assert late[2] not in dict(map(reversed, letters()))
    with inside():
        db.session.get(Participant, late[0]).joined_at = datetime.now(HELSINKI)
    assert "1 henkilölle" in secretary.get(soon).text
    secretary.post(f"{soon}/invitation")
    assert letters()[-1] == ("meeting_invitation", late[2])
    assert len(letters()) == 3


def test_who_gets_the_right_address_at_last_can_be_invited_there(browser, soon, seat, letters):
    secretary, (id, _token, old) = browser("villager"), seat("member")
    secretary.post(f"{soon}/invitation")
    facts = {"name": "Savon Autoilija", "email": "oikea@example.org", "language": "fi"}
    facts |= {"sector": "business", "role": "member"}
    assert secretary.post(f"/groups/participants/{id}", data=facts).status_code == 303
    assert "1 henkilölle" in secretary.get(soon).text
    for _press in range(2):
        secretary.post(f"{soon}/invitation")
    told = [email for _name, email in letters()]
    assert (len(told), told.count(old), told.count("oikea@example.org")) == (4, 1, 1)


def test_the_invitation_carries_an_entry_for_the_calendar(browser, soon, work, post, seat, world):
    browser("villager").post(f"{soon}/invitation")
    work()
    mail = newest_to(seat("member")[2], post)
    calendar, event = entry_of(mail)
    assert (calendar["method"], event["sequence"]) == ("REQUEST", 0)
    assert event["uid"] == f"meeting-{world.meeting('karttula')}@yhteispoyta.test"
    assert event["organizer"] == "mailto:no-reply@yhteispoyta.test"
    assert event["attendee"] == f"mailto:{seat('member')[2]}"
    assert event["attendee"].params["RSVP"] == "FALSE"
    assert (event.end - event.start) == timedelta(minutes=90)
    assert [it.get_content_type() for it in mail.iter_parts()] == [
        "multipart/alternative",
        "application/ics",
    ]
    assert seat("member")[1] in text_of(mail)


def test_a_draft_of_the_agenda_stays_out_of_the_invitation(browser, soon, work, post, seat):
    browser("villager").post(f"{soon}/invitation")
    work()
    assert "Kyydit (" not in text_of(newest_to(seat("member")[2], post))
    assert "Asialista:" not in text_of(newest_to(seat("member")[2], post))


def test_a_change_shows_old_and_new_and_moves_the_entry(browser, soon, work, post, seat, letters):
    secretary = browser("villager")
    secretary.post(f"{soon}/invitation")
    secretary.post(f"{soon}/edit", data=FORM)
    secretary.post(f"{soon}/edit", data=FORM)
    assert [name for name, _email in letters()].count("meeting_changed") == 3
    work()
    mail = newest_to(seat("member")[2], post)
    calendar, event = entry_of(mail)
    assert (calendar["method"], event["sequence"]) == ("REQUEST", 1)
    assert local(event.start) == datetime(2099, 3, 16, 18, tzinfo=HELSINKI)
    assert "Kylätalo" in text_of(mail) and "maanantai 16.3.2099 klo 18.00" in text_of(mail)


def test_a_cancellation_says_why_and_takes_the_entry_away(browser, soon, work, post, seat, letters):
    secretary = browser("villager")
    secretary.post(f"{soon}/invitation")
    assert "3 kutsuttua" in secretary.get(f"{soon}/cancellation").text
    for _press in range(2):
        secretary.post(f"{soon}/cancellation", data={"reason": "Sihteeri on estynyt."})
    assert [name for name, _email in letters()].count("meeting_cancelled") == 3
    work()
    mail = newest_to(seat("member")[2], post)
    calendar, event = entry_of(mail)
    assert (calendar["method"], event["status"]) == ("CANCEL", "CANCELLED")
    assert event["sequence"] == 1
    assert "Sihteeri on estynyt." in text_of(mail)


def test_who_may_come_hears_of_the_cancellation_though_nobody_asked_there(
    browser, soon, inside, seat, letters
):
    """At a new address, to which no invitation has been sent; or having answered unasked."""
    secretary, chair = browser("villager"), browser("twofold")
    chair.post(f"{soon}/answer", data={"answer": "attend"})
    with inside():
        asked = db.session.get(Participant, seat("member")[0])
        Attendance.invite(db.session.get(Meeting, UUID(soon.rpartition("/")[2])), asked)
        db.session.flush()
        asked.edit(None, email="uusi@example.org")
    assert "2 kutsuttua" in secretary.get(f"{soon}/cancellation").text
    secretary.post(f"{soon}/cancellation", data={"reason": "Sihteeri on estynyt."})
    told = [("meeting_cancelled", seat("chair")[2]), ("meeting_cancelled", "uusi@example.org")]
    assert sorted(letters()) == sorted(told)


def test_nobody_hears_of_what_nobody_was_invited_to(browser, soon, letters):
    secretary = browser("villager")
    secretary.post(f"{soon}/edit", data=FORM)
    secretary.post(f"{soon}/agenda")
    secretary.post(f"{soon}/cancellation", data={"reason": "Ei ehditty."})
    assert letters() == []


def test_a_published_agenda_goes_once_to_those_invited(browser, soon, work, post, seat, letters):
    secretary = browser("villager")
    secretary.post(f"{soon}/invitation")
    for _press in range(2):
        secretary.post(f"{soon}/agenda")
    assert [name for name, _email in letters()].count("agenda_published") == 3
    work()
    text = text_of(newest_to(seat("member")[2], post))
    assert "1. Kyydit" in text and "Sovitaan kyydit (viimeistään 31.1.2099)" in text
    work()
    assert "Sovitaan kyydit" not in text_of(newest_to(seat("chair")[2], post))


def test_every_mail_leads_to_the_answer(browser, visitor, soon, work, post, seat, answers, inside):
    secretary, guest, (id, token, email) = browser("villager"), visitor("kuopio"), seat("member")

    def newest_link():
        work()
        text = text_of(newest_to(email, post))
        assert token in text
        return re.search(r"/meetings/answers/[\w-]+/[\w-]+", text)[0]

    secretary.post(f"{soon}/invitation")
    guest.post(newest_link(), data={"answer": "attend"})
    assert answers()[id] == "attend"
    secretary.post(f"{soon}/edit", data=FORM)
    guest.post(newest_link(), data={"answer": "remote"})
    assert answers()[id] == "remote"
    secretary.post(f"{soon}/agenda")
    assert "Asialista" in guest.get(newest_link()).text
    with inside():
        day = datetime(2099, 3, 15, 10, tzinfo=HELSINKI)
        jobs.remind(day)
    guest.post(newest_link(), data={"answer": "cannot"})
    assert answers()[id] == "cannot"
    secretary.post(f"{soon}/cancellation", data={"reason": "Sairastapaus."})
    link = newest_link()
    assert "Sairastapaus." in guest.get(link).text
    assert guest.post(link, data={"answer": "attend"}).status_code == 409


def test_two_who_invite_at_once_mail_everybody_once(browser, soon, letters):
    hands = [browser(who) for who in ("villager", "officer", "twofold")]
    with ThreadPoolExecutor(3) as all_at_once:
        presses = [all_at_once.submit(it.post, f"{soon}/invitation") for it in hands]
    assert {it.result().status_code for it in presses} == {303}
    assert len(letters()) == len(set(letters())) == 3
