"""What a memo says: from the goal to the action points, in words that stay (R5)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from sqlalchemy import Uuid, and_, bindparam, case, func, or_, select
from sqlalchemy.orm import joinedload

from tenants.db import db
from webapp.accounts.queries import search_pattern
from webapp.actions.models import Action
from webapp.groups.models import Participant
from webapp.groups.models.participant import LEADING
from webapp.meetings.models.attendance import Attendance
from webapp.meetings.models.memo_check import MemoCheck

if TYPE_CHECKING:
    from webapp.meetings.models.meeting import Meeting


class Person(NamedTuple):
    """A participant at one meeting; what nobody has noted down is None."""

    participant: Participant
    attendance: Attendance | None
    check: MemoCheck | None

    @property
    def presence(self) -> str | None:
        return self.attendance.presence if self.attendance else None

    @property
    def stand_in(self) -> str:
        return self.attendance.stand_in if self.attendance else ""


_MEETING, _GROUP = bindparam("meeting", type_=Uuid), bindparam("group", type_=Uuid)


def _of(table):
    return and_(
        table.tenant_id == Participant.tenant_id,
        table.participant_id == Participant.id,
        table.meeting_id == _MEETING,
    )


# A network may have hundreds; the page lists these many, the rest are found by their names. A memo
# tells of everybody who is noted down.
SHOWN = 100
_WITH_US = or_(Participant.asked_at.is_(None), Participant.joined_at.is_not(None))
_AT_THE_TABLE = and_(Participant.left_at.is_(None), Participant.declined_at.is_(None), _WITH_US)
_AT_IT = or_(_AT_THE_TABLE, Attendance.presence.is_not(None))
_PEOPLE = (
    select(Participant, Attendance, MemoCheck)
    .outerjoin(Attendance, _of(Attendance))
    .outerjoin(MemoCheck, _of(MemoCheck))
    .where(Participant.group_id == _GROUP, _AT_IT)
    .options(joinedload(Participant.actor))
    .execution_options(populate_existing=True)
)
_ONE = _PEOPLE.where(Participant.id == bindparam("participant", type_=Uuid))
_IS_NOTED = or_(Attendance.presence.is_not(None), MemoCheck.id.is_not(None))
_NOTED = _PEOPLE.where(_IS_NOTED).order_by(Participant.sort_name, Participant.id)
_FIRST = case((_IS_NOTED, 0), (Participant.role.in_(LEADING), 1), else_=2)
_SHOWN = _PEOPLE.order_by(_FIRST, Participant.sort_name, Participant.id).limit(SHOWN)
_FOUND = _SHOWN.where(Participant.sort_name.regexp_match(bindparam("pattern")))
_IS_MAILED = and_(
    Participant.email != "", Participant.left_at.is_(None), Participant.joined_at.is_not(None)
)
_COUNTED = (
    select(func.count(), func.count().filter(_IS_MAILED))
    .select_from(Participant)
    .outerjoin(Attendance, _of(Attendance))
    .where(Participant.group_id == _GROUP, _AT_IT)
)
_AGREED = (
    select(Action)
    .options(joinedload(Action.actor))
    .options(joinedload(Action.participant).joinedload(Participant.actor))
    .order_by(Action.id)
)
_ACTIONS = _AGREED.where(Action.meeting_id == _MEETING)
_OF_ITEM = _AGREED.where(Action.item_id == bindparam("item", type_=Uuid))


def people_at(meeting: Meeting, name: str = "") -> list[Person]:
    """Who is at the table, in alphabetical order (R6), with what is noted of each.

    Of more than `SHOWN` those who are noted and who lead, or whose name begins with `name`.
    """
    if name:
        found = _people(_FOUND, meeting, pattern=search_pattern(name))
    else:
        found = _people(_SHOWN, meeting)
    return sorted(found, key=lambda it: it.participant.sort_name)


def person_at(meeting: Meeting, participant: UUID) -> Person | None:
    return next(iter(_people(_ONE, meeting, participant=participant)), None)


def counted_at(meeting: Meeting, people: list[Person]) -> tuple[int, int]:
    """How many are at the table, and how many of them are mailed; `people` are those listed."""
    if len(people) < SHOWN:
        seats = [it.participant for it in people]
        return len(seats), sum(1 for it in seats if it.is_in and it.email)
    values = {"meeting": meeting.id, "group": meeting.group_id}
    return tuple(db.session.execute(_COUNTED, values).one())


def noted_at(meeting: Meeting) -> list[Person]:
    """Everybody of whom the memo tells something."""
    return _people(_NOTED, meeting)


def actions_of(meeting: Meeting) -> list[Action]:
    """Those agreed at it, with their parties."""
    return db.session.scalars(_ACTIONS, {"meeting": meeting.id}).all()


def actions_of_item(item) -> list[Action]:
    return db.session.scalars(_OF_ITEM, {"item": item.id}).all()


def content_of(meeting: Meeting, people: list[Person], actions: list[Action]) -> dict:
    """JSON-able: a version keeps it as it was on its day."""
    group = meeting.group
    return {
        "titles": group.titles,
        "goals": group.goals,
        "number": meeting.number,
        "starts_at": meeting.starts_at.isoformat(),
        "minutes": meeting.minutes,
        "place": meeting.place,
        "people": [_at_the_table(it) for it in people if it.presence],
        "items": [_matter(item) for item in meeting.items],
        "actions": [_action(action) for action in actions],
        "summary": meeting.summary_html,
        "checked": [_checked(it) for it in people if it.check and it.check.checked_at],
    }


def _people(query, meeting: Meeting, **more) -> list[Person]:
    rows = db.session.execute(query, {"meeting": meeting.id, "group": meeting.group_id} | more)
    return [Person(*row) for row in rows]


def _someone(participant: Participant) -> dict:
    """By role and organisation; a name is found by the id as long as it may be kept."""
    return {
        "id": str(participant.id),
        "role": participant.role,
        "seat": participant.seat,
        "sector": participant.sector,
        "actor": participant.actor.name if participant.actor else "",
    }


def _at_the_table(person: Person) -> dict:
    who = _someone(person.participant)
    return who | {"presence": person.presence, "stand_in": person.stand_in}


def _checked(person: Person) -> dict:
    return _someone(person.participant) | {"at": person.check.checked_at.isoformat()}


def _matter(item) -> dict:
    words = ("kind", "title", "text_html", "agreed_html", "agreed")
    return {"id": str(item.id)} | {word: getattr(item, word) for word in words}


def _action(action: Action) -> dict:
    return {
        "id": str(action.id),
        "item": str(action.item_id) if action.item_id else None,
        "what": action.what,
        "party": action.party or (action.actor.name if action.actor else ""),
        "person": _someone(action.participant) if action.participant else None,
        "due_on": action.due_on.isoformat() if action.due_on else None,
        "is_continuing": action.is_continuing,
    }
