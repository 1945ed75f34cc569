"""What the signed-in member has to do at the tables. Four statements; every list is bounded."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import Uuid, and_, any_, bindparam, case, func, or_, select, tuple_
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import contains_eager, joinedload

from tenants.db import db
from tenants.owned import utcnow
from webapp.accounts.models import Member
from webapp.actions.models import Action
from webapp.actors import queries as actors
from webapp.groups.models import Group, Participant
from webapp.meetings.models import Attendance, Meeting, MemoCheck

MANY = 20
LONGEST = timedelta(minutes=600)  # a meeting that began before then is over
_ME = bindparam("me", type_=Uuid)
_IS_ME = (Participant.member_id == _ME, Participant.left_at.is_(None))

_TABLES = (
    select(Participant)
    .join(Participant.group)
    .where(*_IS_ME, Participant.declined_at.is_(None), Group.ended_at.is_(None))
    .where(or_(Participant.joined_at.is_not(None), Participant.invited_at.is_not(None)))
    .options(joinedload(Participant.group))
    .order_by(Group.sort_title, Group.id)
    .limit(MANY)
)
_IS_CURRENT = or_(Meeting.moved_at.is_(None), Attendance.answered_at > Meeting.moved_at)
_NEXT_MEETING = (
    select(Meeting, case((_IS_CURRENT, Attendance.answer)))
    .join(Participant, Participant.group_id == Meeting.group_id)
    .outerjoin(
        Attendance,
        and_(
            Attendance.tenant_id == Meeting.tenant_id,
            Attendance.meeting_id == Meeting.id,
            Attendance.participant_id == Participant.id,
        ),
    )
    .where(*_IS_ME, Participant.tenant_id == Meeting.tenant_id, Participant.joined_at.is_not(None))
    .join(Group, and_(Group.tenant_id == Meeting.tenant_id, Group.id == Meeting.group_id))
    .where(Meeting.starts_at > bindparam("since"), Meeting.cancelled_at.is_(None))
    .where(Group.ended_at.is_(None))
    .where(Meeting.starts_at + func.make_interval(0, 0, 0, 0, 0, Meeting.minutes) > func.now())
    .options(contains_eager(Meeting.group))
    .order_by(Meeting.starts_at, Meeting.id)
    .limit(1)
)
_MY_SEATS = select(Participant.id).where(*_IS_ME)
# What an actor has taken upon it waits for each who sits at that table for it.
_SITS_FOR = select(Participant.actor_id, Participant.group_id).where(
    *_IS_ME, Participant.joined_at.is_not(None), Participant.actor_id.is_not(None)
)
_MY_ACTIONS = (
    select(Action)
    .where(
        or_(
            Action.participant_id.in_(_MY_SEATS),
            and_(
                Action.participant_id.is_(None),
                tuple_(Action.actor_id, Action.group_id).in_(_SITS_FOR),
            ),
            Action.actor_id == any_(bindparam("actors", type_=ARRAY(Uuid))),
        )
    )
    .where(Action.done_at.is_(None), Action.dropped_at.is_(None))
    .where(Action.assigned_at.is_not(None))
    .options(joinedload(Action.group))
    .order_by(func.coalesce(Action.due_on, date.max), Action.id)
    .limit(MANY)
)
_MY_CHECKS = (
    select(Meeting)
    .join(MemoCheck, MemoCheck.meeting_id == Meeting.id)
    .where(MemoCheck.tenant_id == Meeting.tenant_id, MemoCheck.checked_at.is_(None))
    .where(MemoCheck.participant_id.in_(_MY_SEATS))
    .where(Meeting.checking_at.is_not(None), Meeting.checked_at.is_(None))
    .where(Meeting.published_at.is_(None))
    .options(joinedload(Meeting.group))
    .order_by(Meeting.checking_at, Meeting.id)
    .limit(MANY)
)


def my_page(member: Member) -> dict:
    me = {"me": member.id}
    represented = {"actors": list(actors.actors_of(member))}
    return {
        "seats": db.session.scalars(_TABLES, me).all(),
        "next": db.session.execute(_NEXT_MEETING, me | {"since": utcnow() - LONGEST}).first(),
        "actions": db.session.scalars(_MY_ACTIONS, me | represented).all(),
        "checks": db.session.scalars(_MY_CHECKS, me).all(),
        "many": MANY,
    }
