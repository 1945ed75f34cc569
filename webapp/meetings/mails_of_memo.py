"""Which mail about a memo goes to whom."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import Uuid, bindparam, select

from tenants.db import db
from webapp.core import hosts
from webapp.core.mail import write
from webapp.groups.models import Participant, TableRules
from webapp.groups.models.participant import token_of
from webapp.meetings import bp
from webapp.meetings.models import Correction, MemoVersion
from webapp.meetings.reading import last_day, names_in

if TYPE_CHECKING:
    from webapp.meetings.models import Meeting

TO_CHECK, PUBLISHED = "meetings/mail/memo_to_check", "meetings/mail/memo_published"
CORRECTION = "meetings/mail/memo_correction"
ABOUT = {
    "meeting": "0195d000-0000-7000-8000-000000000000",
    "word": "memo",
    "table": {"fi": "Kangaslammin liikennepöytä", "sv": "Trafikbordet i Kangaslampi"},
    "goal": {"fi": "Kukaan ei jää kyydittä.", "sv": "Ingen blir utan skjuts."},
    "starts_at": datetime(2026, 11, 23, 16, 0, tzinfo=UTC),
}
READER = {"reader": "0195d000-0000-7000-8000-000000000001"}
EXAMPLES = {
    TO_CHECK: ABOUT | READER | {"others": 1},
    PUBLISHED: ABOUT
    | READER
    | {
        "version": 2,
        "note": "Kyytien määrä korjattiin.",
        "agreed": [{"title": "Kyydit kauppaan", "text": "Kokeillaan kimppakyytejä keväällä."}],
        "actions": [
            {"what": "Kysytään aikataulut", "party": "Kangaslammin kyläyhdistys ry",
             "due_on": date(2027, 1, 31)},
            {"what": "Pidetään kyytilista", "party": "Savon Autoilija", "due_on": None},
        ],
        "correct_by": date(2026, 12, 1),
    },
    CORRECTION: ABOUT | {"by": "Karttulan Diakoni", "item": "Kyydit", "text": "Autoja on kaksi."},
}  # fmt: skip

_IN = (
    select(Participant)
    .where(Participant.group_id == bindparam("group", type_=Uuid), Participant.email != "")
    .where(Participant.left_at.is_(None), Participant.joined_at.is_not(None))
    .order_by(Participant.sort_name, Participant.id)
)
_LEADING = _IN.where(Participant.role.in_(("secretary", "chair", "preparer")))


def memo_to_check(meeting: Meeting, checkers: list[Participant]) -> None:
    """Once for each time that it is sent to be checked."""
    for person in checkers:
        if person.email:
            mark = f"{meeting.id} {person.id} {meeting.checking_at:%Y%m%d%H%M%S%f}"
            about = _about(meeting) | {"reader": person.key, "others": len(checkers) - 1}
            write(TO_CHECK, to=person.reader, key=f"memo_to_check {mark}", **about)


def memo_published(meeting: Meeting, version: MemoVersion) -> None:
    """To everybody who takes part, once for each version."""
    content = version.content
    names = names_in(content)
    about = _about(meeting) | {
        "version": version.number,
        "note": version.note,
        "agreed": [
            {"title": it["title"], "text": it["agreed"]} for it in content["items"] if it["agreed"]
        ],
        "actions": [_action(it, names) for it in content["actions"]],
        "correct_by": last_day(version.created_at),
    }
    for person in _people(_IN, meeting):
        key = f"memo_published {meeting.id} {person.id} {version.number}"
        write(PUBLISHED, to=person.reader, topic="memos", key=key, reader=person.key, **about)


def memo_correction(correction: Correction, meeting: Meeting) -> None:
    """To the secretary; where there is none, to those who lead."""
    leaders = _people(_LEADING, meeting)
    secretaries = [it for it in leaders if it.role == "secretary"]
    item = next((it.title for it in meeting.items if it.id == correction.item_id), "")
    seat = db.session.get(Participant, (correction.tenant_id, correction.participant_id))
    about = _about(meeting) | {"by": seat.name, "item": item, "text": correction.text}
    for person in secretaries or leaders:
        key = f"memo_correction {correction.id} {person.id}"
        write(CORRECTION, to=person.reader, key=key, **about)


@bp.app_template_global()
def memo_path(reader: str, meeting: str) -> str:
    """For the mail, when it is sent."""
    return hosts.path_of("meetings.read_memo", token=token_of(reader), id=meeting)


@bp.app_template_global()
def corrections_path(meeting: str) -> str:
    return hosts.path_of("meetings.memo", id=meeting) + "#corrections"


def _about(meeting: Meeting) -> dict:
    return {
        "meeting": meeting.id,
        "word": TableRules.here().memo_word,
        "table": meeting.group.titles,
        "goal": meeting.group.goals,
        "starts_at": meeting.starts_at,
    }


def _action(action: dict, names: dict[str, str]) -> dict:
    person = action["person"]
    party = action["party"] or (person["actor"] or names.get(person["id"], "") if person else "")
    due_on = action["due_on"]
    return {
        "what": action["what"],
        "party": party,
        "due_on": date.fromisoformat(due_on) if due_on else None,
    }


def _people(query, meeting: Meeting) -> Iterable[Participant]:
    return db.session.scalars(query, {"group": meeting.group_id}).all()
