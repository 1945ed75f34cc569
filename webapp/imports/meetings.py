"""Writes the meetings of a file: agenda, who was there, and the memo as it was published."""

from __future__ import annotations

from tenants.db import db
from webapp.groups.models import Group, Participant
from webapp.meetings.models import PRESENCES, Attendance, Meeting, MemoVersion
from webapp.meetings.models.item_text import write_text
from webapp.traits.audited import Guest

WRITER = Guest("")  # nobody has the page open


def call(group: Group, row: dict, people: dict[str, Participant]) -> Meeting:
    facts = {word: row[word] for word in ("minutes", "place", "remote_link")}
    meeting = Meeting.call(group, None, starts_at=row["starts"], **facts)
    if row["items"]:
        for proposed in list(meeting.items):
            meeting.remove_item(None, proposed)
    for item in row["items"]:
        _write_item(meeting, item)
    meeting.write_summary(None, row["summary"])
    _note_presences(meeting, row, people)
    return meeting


def publish(meeting: Meeting) -> None:
    """As it came to be: whoever was there found it right when they left."""
    meeting.publish_agenda(None)
    meeting.send_to_check(None, ())
    meeting.invited_at = meeting.agenda_published_at = meeting.starts_at
    meeting.checking_at = meeting.checked_at = meeting.ends_at
    version = MemoVersion.publish(meeting, None)
    meeting.published_at = version.created_at = meeting.ends_at


def _write_item(meeting: Meeting, row: dict) -> None:
    item = meeting.add_item(None, **{word: row[word] for word in ("title", "kind", "minutes")})
    db.session.flush()
    words = {"text": row["text"], "agreed": row["agreed"]}
    write_text(item, WRITER, **words, basis=0, page="")


def _note_presences(meeting: Meeting, row: dict, people: dict[str, Participant]) -> None:
    """Those who are named, and everybody else who has joined when that is told, too."""
    named = {name: presence for presence in PRESENCES for name in row[presence]}
    for name, seat in people.items():
        presence = named.get(name) or (row["everybody"] if seat.is_in else None)
        if presence:
            Attendance.note(meeting, seat, presence)
