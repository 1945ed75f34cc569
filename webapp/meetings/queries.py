"""Lists of meetings and of those who are asked to them; each is one statement."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Integer, Uuid, and_, bindparam, case, func, or_, select, true, tuple_
from sqlalchemy.orm import aliased, contains_eager, lazyload

from tenants.db import db
from tenants.owned import utcnow
from tenants.types import UtcTime
from webapp.accounts.models import Member
from webapp.accounts.queries import PAGE, Page
from webapp.actions.models import Action
from webapp.areas.models import Area
from webapp.groups.models import Group, GroupArea, Participant
from webapp.groups.sight import SEEN, Sight
from webapp.meetings.models import Attendance, Meeting

SHOWN = 100  # people whose answers stand on one page
IN_A_FEED = 300
NOW = bindparam("now", type_=UtcTime)
GROUP, MEETING = bindparam("group", type_=Uuid), bindparam("meeting", type_=Uuid)
ME, AFTER = bindparam("me", type_=Uuid), bindparam("after", type_=Uuid)


def _ends(meeting):
    return meeting.starts_at + func.make_interval(0, 0, 0, 0, 0, meeting.minutes)


def _place(meeting):
    """Those ahead first, the next one on top; then those that were, the last one on top."""
    is_ahead = _ends(meeting) > NOW
    at = func.extract("epoch", meeting.starts_at)
    return case((is_ahead, 0), else_=1), case((is_ahead, at), else_=-at), meeting.id


_before = aliased(Meeting)
_BEGUN = (select(it).where(_before.id == AFTER).scalar_subquery() for it in _place(_before))
_AFTER = tuple_(*_place(Meeting)) > tuple_(*_BEGUN)
_OF_GROUP = (
    select(Meeting)
    .where(Meeting.group_id == GROUP)
    .options(lazyload(Meeting.group))
    .order_by(*_place(Meeting))
    .limit(PAGE + 1)
)


def of_group(group: Group, after: UUID | None = None) -> Page:
    query = _OF_GROUP.where(_AFTER) if after else _OF_GROUP
    values = {"group": group.id, "now": utcnow()} | ({"after": after} if after else {})
    return Page.of(db.session.scalars(query, values).all())


_IN_AREA = (
    select(1)
    .where(GroupArea.tenant_id == Meeting.tenant_id, GroupArea.group_id == Meeting.group_id)
    .where(GroupArea.area_id == bindparam("area", type_=Uuid))
    .exists()
)
_WITH_GROUP = (
    select(Meeting)
    .join(Group, and_(Group.tenant_id == Meeting.tenant_id, Group.id == Meeting.group_id))
    .options(contains_eager(Meeting.group))
    .order_by(Meeting.starts_at, Meeting.id)
)
_OF_AREA = _WITH_GROUP.where(_IN_AREA)
_GOES_ON = (Meeting.cancelled_at.is_(None), Group.ended_at.is_(None))
_AHEAD = _OF_AREA.where(_ends(Meeting) > NOW, *_GOES_ON).limit(PAGE)
_AHEAD_IN_AREA = {of: _AHEAD.where(*seen) for of, seen in SEEN.items()}
_FEED = _OF_AREA.where(Meeting.starts_at > NOW).limit(IN_A_FEED)
_FEED_OF_AREA = {of: _FEED.where(*seen) for of, seen in SEEN.items()}


def of_area(area: Area, sight: Sight) -> list[Meeting]:
    """The next ones of its groups."""
    values = sight.values | {"area": area.id, "now": utcnow()}
    return db.session.scalars(_AHEAD_IN_AREA[sight.of], values).all()


def feed_of_area(area: Area, sight: Sight) -> list[Meeting]:
    """From the last quarter on."""
    values = sight.values | {"area": area.id, "now": utcnow() - timedelta(days=90)}
    return db.session.scalars(_FEED_OF_AREA[sight.of], values).all()


_SITS = (
    select(1)
    .where(Participant.tenant_id == Meeting.tenant_id, Participant.group_id == Meeting.group_id)
    .where(Participant.member_id == ME, Participant.left_at.is_(None))
    .where(Participant.joined_at.is_not(None))
    .exists()
)
_FEED_OF_MEMBER = _WITH_GROUP.where(_SITS, Meeting.starts_at > NOW).limit(IN_A_FEED)


def feed_of_member(member: Member) -> list[Meeting]:
    """Of the groups in which the member sits, from the last quarter on."""
    since = utcnow() - timedelta(days=90)
    return db.session.scalars(_FEED_OF_MEMBER, {"me": member.id, "now": since}).all()


@dataclass(frozen=True, slots=True)
class Guests:
    """Who is asked to a meeting, and what they have answered so far."""

    rows: list[tuple[Participant, Attendance | None]]
    page: int
    everybody: int
    own: Attendance | None
    to_invite: int
    invited: int
    attend: int
    remote: int
    cannot: int

    @property
    def first(self) -> int:
        return (self.page - 1) * SHOWN + 1

    @property
    def last(self) -> int:
        return self.first + len(self.rows) - 1


_HAS = Participant.email != ""
_HIS = and_(
    Attendance.tenant_id == Participant.tenant_id,
    Attendance.participant_id == Participant.id,
    Attendance.meeting_id == MEETING,
)
_PEOPLE = (
    select(Participant, Attendance)
    .outerjoin(Attendance, _HIS)
    .where(Participant.group_id == GROUP, Participant.left_at.is_(None))
    .where(Participant.joined_at.is_not(None))
)
_MOVED = bindparam("moved", type_=UtcTime)
_IS_CURRENT = or_(_MOVED.is_(None), Attendance.answered_at > _MOVED)  # Attendance.is_current
_COUNTS = {
    "everybody": true(),
    "to_invite": and_(_HAS, Attendance.invited_at.is_(None)),
    "invited": and_(_HAS, Attendance.invited_at.is_not(None)),
    **{
        word: and_(Attendance.answer == word, _IS_CURRENT)
        for word in ("attend", "remote", "cannot")
    },
}
_GUESTS = (
    _PEOPLE.add_columns(
        *(func.count().filter(asked).over().label(word) for word, asked in _COUNTS.items())
    )
    .order_by(case((Participant.id == ME, 0), else_=1), Participant.sort_name, Participant.id)
    .offset(bindparam("skip", type_=Integer))
    .limit(SHOWN)
)


def guests(meeting: Meeting, seat: Participant | None, page: int = 1) -> Guests:
    """Everybody who is in, in alphabetical order; `seat` is the reader's own, on the first page."""
    values = _of(meeting) | {"me": seat.id if seat else None, "skip": (page - 1) * SHOWN}
    values["moved"] = meeting.moved_at
    found = db.session.execute(_GUESTS, values).all()
    if not found and page > 1:
        return guests(meeting, seat)
    own = next((it.Attendance for it in found if seat and it.Participant.id == seat.id), None)
    rows = sorted(((it[0], it[1]) for it in found), key=lambda row: (row[0].sort_name, row[0].id))
    counts = {word: getattr(found[0], word) if found else 0 for word in _COUNTS}
    return Guests(rows=rows, own=own, page=page, **counts)


_OWN = select(Attendance).where(Attendance.meeting_id == MEETING, Attendance.participant_id == ME)


def own_answer(meeting: Meeting, seat: Participant) -> Attendance | None:
    values = {"meeting": meeting.id, "me": seat.id}
    return db.session.scalar(_OWN.execution_options(populate_existing=True), values)


def to_invite(meeting: Meeting) -> list[Participant]:
    """Who is in, can be reached by mail, and has not been asked yet."""
    query = _PEOPLE.where(_COUNTS["to_invite"])
    return [row.Participant for row in db.session.execute(query, _of(meeting))]


def invited(meeting: Meeting) -> list[tuple[Participant, Attendance]]:
    """Who has been asked by mail and is still in."""
    query = _PEOPLE.where(_COUNTS["invited"])
    return [tuple(row) for row in db.session.execute(query, _of(meeting))]


_IS_AWARE = or_(Attendance.invited_at.is_not(None), Attendance.answer.is_not(None))
_WAS_ASKED = and_(Attendance.id.is_not(None), Participant.links > 0)  # at an earlier address


def expecting(meeting: Meeting) -> list[Participant]:
    """Who may come: was asked, perhaps at an earlier address, or has answered unasked."""
    query = _PEOPLE.where(_HAS, or_(_IS_AWARE, _WAS_ASKED))
    return [row.Participant for row in db.session.execute(query, _of(meeting))]


_LEADERS = (
    select(Participant.name)
    .where(Participant.group_id == GROUP, Participant.left_at.is_(None))
    .where(Participant.joined_at.is_not(None), Participant.role.in_(("secretary", "chair")))
    .order_by(case((Participant.role == "secretary", 0), else_=1), Participant.sort_name)
    .limit(1)
)


def contact_of(group: Group) -> str:
    """Who tells more: the secretary, or the chair."""
    return db.session.scalar(_LEADERS, {"group": group.id}) or ""


_OPEN_ACTIONS = (
    select(Action)
    .where(Action.group_id == GROUP, Action.assigned_at.is_not(None))
    .where(Action.done_at.is_(None), Action.dropped_at.is_(None))
    .order_by(Action.due_on.asc().nulls_last(), Action.id)
    .limit(PAGE)
)


def open_actions(group: Group) -> list[Action]:
    """What the group has still to do: it enters the next agenda by itself."""
    return db.session.scalars(_OPEN_ACTIONS, {"group": group.id}).all()


_BETWEEN = (
    _WITH_GROUP.where(Meeting.starts_at >= NOW, Meeting.starts_at < bindparam("end", type_=UtcTime))
    .where(*_GOES_ON, Meeting.invited_at.is_not(None))
)  # fmt: skip


def between(start: datetime, end: datetime) -> Iterable[Meeting]:
    """The meetings to which people were invited and which begin then."""
    return db.session.scalars(_BETWEEN, {"now": start, "end": end}).all()


def _of(meeting: Meeting) -> dict:
    return {"meeting": meeting.id, "group": meeting.group_id}
