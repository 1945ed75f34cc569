"""A memo as its readers see it: a published version, or the draft that is being checked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import Integer, Uuid, and_, any_, bindparam, case, func, or_, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import joinedload

from tenants.db import db
from webapp.core.formats import local, today
from webapp.groups.models import LEADING, Participant, TableRules
from webapp.meetings.models import (
    Correction,
    Meeting,
    MemoCheck,
    MemoVersion,
    actions_of,
    content_of,
    noted_at,
)

MEETING = bindparam("meeting", type_=Uuid)
_ASKED = func.coalesce(bindparam("number", type_=Integer), func.max(MemoVersion.number).over())
_VERSIONS = (
    select(
        MemoVersion.number,
        MemoVersion.created_at,
        MemoVersion.note,
        MemoVersion.published_by_id,
        case((MemoVersion.number == _ASKED, MemoVersion.content)).label("content"),
    )
    .where(MemoVersion.meeting_id == MEETING)
    .order_by(MemoVersion.number.desc())
    .limit(100)
)
_NAMES = select(Participant.id, Participant.name).where(
    Participant.id == any_(bindparam("ids", type_=ARRAY(Uuid)))
)
_CORRECTIONS = (
    select(Correction)
    .where(Correction.meeting_id == MEETING)
    .options(joinedload(Correction.participant))
    .order_by(Correction.id.desc())
    .limit(50)
)
_OWN_CORRECTIONS = _CORRECTIONS.where(Correction.participant_id == bindparam("me", type_=Uuid))
_PUBLISHED_AT = (
    select(func.max(MemoVersion.created_at))
    .where(MemoVersion.meeting_id == Correction.meeting_id)
    .scalar_subquery()
)
_TO_MAKE = (
    select(Correction.item_id, Correction.text)
    .where(Correction.meeting_id == MEETING, Correction.accepted_at.is_not(None))
    .where(or_(_PUBLISHED_AT.is_(None), Correction.accepted_at > _PUBLISHED_AT))
    .order_by(Correction.id)
    .limit(50)
)
_OWN_CHECK = select(MemoCheck).where(
    and_(MemoCheck.meeting_id == MEETING, MemoCheck.participant_id == bindparam("me", type_=Uuid))
)


@dataclass(frozen=True)
class Memo:
    """`names` by id are for those at the table; others read roles and organisations.

    Anybody may join a network: there the names of who was there are for those who keep it.
    """

    content: dict
    names: dict[str, str]
    version: MemoVersion | None = None
    versions: tuple = ()

    @property
    def starts_at(self) -> datetime:
        return self.content["starts_at"]

    @property
    def is_latest(self) -> bool:
        return bool(self.versions) and self.version.number == self.versions[0].number

    @property
    def correct_by(self) -> date:
        """The last day on which corrections to the latest version may be suggested."""
        return last_day(self.versions[0].created_at)

    @property
    def may_be_corrected(self) -> bool:
        return self.is_latest and today() <= self.correct_by

    def of(self, item_id: str) -> list[dict]:
        """The action points agreed on with one matter."""
        return [it for it in self.content["actions"] if it["item"] == item_id]

    @property
    def publisher(self) -> str:
        """Who published this version, where that may be known."""
        return self.names.get(str(self.version.published_by_id), "")

    def name_of(self, someone: dict) -> str:
        """With the name for those who may know it, else for whom the person takes part."""
        return self.names.get(someone["id"], "")


def last_day(published_at: datetime) -> date:
    return local(published_at).date() + timedelta(days=TableRules.here().correction_days)


def published(
    meeting: Meeting, number: int | None, inside: bool, everybody: bool = False
) -> Memo | None:
    """That version, or the latest one; outside the table only the latest is there.

    With `everybody`, who was there is named, too.
    """
    values = {"meeting": meeting.id, "number": number if inside else None}
    rows = db.session.execute(_VERSIONS, values).all()
    row = next((it for it in rows if it.content is not None), None)
    if row is None:
        return None
    names = names_in(row.content, row.published_by_id, everybody) if inside else {}
    return Memo(_thawed(row.content), names, row, tuple(rows))


def drafted(meeting: Meeting, everybody: bool) -> Memo:
    """As it would be published now; only for those at the table."""
    people, actions = noted_at(meeting), actions_of(meeting)
    content = content_of(meeting, people, actions)
    named = [it for it in people if everybody or it.check or it.participant.role in LEADING]
    seats = [it.participant for it in (*named, *actions) if it.participant]
    return Memo(_thawed(content), {str(seat.id): seat.name for seat in seats})


def check_of(meeting: Meeting, seat: Participant | None) -> MemoCheck | None:
    """Whether this person was asked to check the memo."""
    if seat is None or meeting.memo_state == "draft":
        return None
    return db.session.scalar(_OWN_CHECK, {"meeting": meeting.id, "me": seat.id})


def corrections_of(meeting: Meeting, seat: Participant | None, writes: bool) -> list[Correction]:
    """All for those who answer them, one's own for others; the newest first."""
    if writes:
        return db.session.scalars(_CORRECTIONS, {"meeting": meeting.id}).all()
    if seat is None:
        return []
    return db.session.scalars(_OWN_CORRECTIONS, {"meeting": meeting.id, "me": seat.id}).all()


def corrections_to_make(meeting: Meeting) -> dict[UUID | None, list[str]]:
    """What was promised since the last version, by matter; `None` is for the whole text."""
    promised: dict[UUID | None, list[str]] = {}
    for item_id, text in db.session.execute(_TO_MAKE, {"meeting": meeting.id}):
        promised.setdefault(item_id, []).append(text)
    return promised


def names_in(
    content: dict, publisher: UUID | None = None, everybody: bool = False
) -> dict[str, str]:
    """By id: who leads, checked or promised; with `everybody` whoever was there."""
    present = [it for it in content["people"] if everybody or it["role"] in LEADING]
    someone = [*present, *content["checked"]]
    someone += [it["person"] for it in content["actions"] if it["person"]]
    ids = {UUID(it["id"]) for it in someone} | ({publisher} if publisher else set())
    rows = db.session.execute(_NAMES, {"ids": list(ids)})
    return {str(id): name for id, name in rows}


def _thawed(content: dict) -> dict:
    """Days and moments again, of which JSON knows nothing."""
    days = [
        it | {"due_on": it["due_on"] and date.fromisoformat(it["due_on"])}
        for it in content["actions"]
    ]
    checked = [it | {"at": datetime.fromisoformat(it["at"])} for it in content["checked"]]
    starts_at = datetime.fromisoformat(content["starts_at"])
    return content | {"actions": days, "checked": checked, "starts_at": starts_at}
