"""Each mail about a meeting: what is seen first, and what the calendar reads."""

from __future__ import annotations

from email import message_from_bytes
from email.policy import default

import pytest

from tests.core.mail.test_snapshots import SENDER, letter
from tests.mailbox import text_of
from tests.meetings.test_invitations import entry_of
from webapp.core.language import LANGUAGES
from webapp.core.mail import rendering
from webapp.core.mail.writing import frozen
from webapp.meetings import mails

MEETING_MAILS = [name for name in mails.EXAMPLES if "/meeting_" in name or name == mails.AGENDA]


def entry_text(mail):
    part = next(it for it in mail.walk() if it.get_content_type() == "text/calendar")
    return part.get_payload(decode=True).decode()


@pytest.mark.parametrize("name", [mails.INVITATION, mails.CHANGED, mails.CANCELLED])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_calendar_part_keeps_the_rules_of_invitations(the_app, name, language):
    """RFC 5545 and 5546: one event, whose organizer, attendee, number and times are there."""
    with the_app.app_context():
        _subject, content = rendering.mail(letter(name, language), SENDER)
    mail = message_from_bytes(content, policy=default)
    calendar, event = entry_of(mail)
    assert (calendar["version"], len(calendar.events)) == ("2.0", 1)
    assert calendar["method"] == ("CANCEL" if name == mails.CANCELLED else "REQUEST")
    assert event["sequence"] == mails.EXAMPLES[name]["sequence"]
    for word in ("uid", "dtstamp", "organizer", "attendee", "dtstart", "dtend", "summary"):
        assert isinstance(event[word], list) is False
    raw = entry_text(mail)
    assert "\r\n" in raw and all(len(it.encode()) <= 75 for it in raw.split("\r\n"))
    assert raw.count("DTSTART;TZID=Europe/Helsinki:20261123T180000") == 1
    assert raw.count("BEGIN:VTIMEZONE") == 1
    assert event["status"] == ("CANCELLED" if name == mails.CANCELLED else "CONFIRMED")
    (file,) = [it for it in mail.walk() if it.get_content_type() == "application/ics"]
    assert file.get_payload(decode=True).decode() == raw


LONG = {
    "table": {"fi": "Ikäihmisten palveluiden ja toiminnan kehittäminen " * 3},
    "goal": {"fi": "Jokainen ikäihminen saa kotiinsa ne palvelut, joita tarvitsee. " * 8},
    "place": ("Kokoushuone " * 10).strip(),
    "link": "https://video.example.org/" + "x" * 470,
    "reason": "Puheenjohtaja on sairaana. " * 18,
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", MEETING_MAILS)
def test_long_words_push_nothing_out_of_the_first_600_signs(the_app, name, language):
    changed = {word: LONG[word] for word in LONG if word in mails.EXAMPLES[name]}
    with the_app.app_context():
        written = letter(name, language)
        written.params |= frozen(changed)
        _subject, content = rendering.mail(written, SENDER)
    whole = text_of(message_from_bytes(content, policy=default)).replace("\r\n", "\n")
    for needed in ("18", "2026", LONG["place"], "Jokainen ikäihminen", mails.EXAMPLE["meeting"]):
        assert needed in whole[:600]
    assert changed.get("reason", "").strip() in whole
    assert name == mails.CANCELLED or LONG["link"] in whole


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", MEETING_MAILS)
def test_what_matters_stands_in_the_first_600_signs(the_app, name, language):
    with the_app.app_context():
        _subject, content = rendering.mail(letter(name, language), SENDER)
    text = text_of(message_from_bytes(content, policy=default)).replace("\r\n", "\n")[:600]
    goal = mails.EXAMPLE["goal"].get(language, mails.EXAMPLE["goal"]["fi"])
    days = {"fi": "maanantaina 23.11.2026", "sv": "måndag 23 november 2026"}
    day = days.get(language, "Monday 23 November 2026")
    at = {"fi": "klo 18.00", "sv": "kl. 18.00"}.get(language, "at 18:00")
    link = f"/{mails.EXAMPLE['meeting']}"
    for needed in (day, at, "Kylätalo, Rantatie 4", goal, link):
        assert needed in text


def test_a_second_try_sends_the_same_bytes(the_app):
    with the_app.app_context():
        tries = [rendering.mail(letter(mails.INVITATION, "fi"), SENDER) for _try in range(2)]
    assert tries[0] == tries[1]
