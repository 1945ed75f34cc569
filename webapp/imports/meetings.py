"""Writes the meetings of a file: agenda, who was there, and the memo as it was published."""

from __future__ import annotations

from tenants.db import db
from webapp.core.writing import clean_html
from webapp.groups.models import Group, Participant
from webapp.meetings.models import PRESENCES, Attendance, Item, Meeting, MemoVersion


def call(group: Group, row: dict, people: dict[str, Participant]) -> Meeting:
    facts = {word: row[word] for word in ("minutes", "place", "remote_link")}
    meeting = Meeting.call(group, None, starts_at=row["starts"], **facts)
    if row["items"]:
        meeting.items = [_item(position, item) for position, item in enumerate(row["items"], 1)]
    meeting.write_summary(None, row["summary"])
    db.session.add_all(_attendances(meeting, row, people))
    return meeting


def publish(meeting: Meeting) -> None:
    """As it came to be: whoever was there found it right when they left."""
    meeting.invited_at = meeting.agenda_published_at = meeting.starts_at
    meeting.checking_at = meeting.checked_at = meeting.ends_at
    version = MemoVersion.publish(meeting, None)
    meeting.published_at = version.created_at = meeting.ends_at


def _item(position: int, row: dict) -> Item:
    written = {word: row[word] for word in ("title", "kind", "minutes", "text", "agreed")}
    html = {f"{word}_html": clean_html(row[word]) for word in ("text", "agreed")}
    return Item(position=position, **written, **html)


def _attendances(meeting: Meeting, row: dict, people: dict[str, Participant]):
    """Those who are named, and everybody else who has joined when that is told, too."""
    named = {name: presence for presence in PRESENCES for name in row[presence]}
    for name, seat in people.items():
        presence = named.get(name) or (row["everybody"] if seat.is_in else None)
        if presence:
            yield Attendance(meeting_id=meeting.id, participant_id=seat.id, presence=presence)
