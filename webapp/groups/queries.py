"""Lists of groups and of their people; each a constant number of statements."""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID

from flask import g
from sqlalchemy import Uuid, bindparam, func, or_, select, tuple_
from sqlalchemy.orm import aliased, joinedload

from tenants.db import db
from webapp.accounts.models import Member
from webapp.accounts.queries import AREA, PAGE, Page
from webapp.actors.models import SECTORS
from webapp.groups.models import LEADING, Group, GroupArea, Participant
from webapp.groups.sight import Sight

_SEATS = select(Participant).where(
    Participant.member_id == bindparam("me", type_=Uuid),
    Participant.left_at.is_(None),
    Participant.joined_at.is_not(None),
)


def seats_of(member: Member) -> dict[UUID, Participant]:
    """Where the member sits today, by group; asked once per request."""
    known = g.setdefault("seats", {})
    if member.id not in known:
        seats = db.session.scalars(_SEATS, {"me": member.id}).all()
        known[member.id] = {seat.group_id: seat for seat in seats}
    return known[member.id]


def seat_of(member: Member, group: Group) -> Participant | None:
    return seats_of(member).get(group.id)


_IN_AREA = (
    select(1)
    .where(GroupArea.tenant_id == Group.tenant_id, GroupArea.group_id == Group.id)
    .where(GroupArea.area_id == bindparam("area", type_=Uuid))
    .exists()
)
_before = aliased(Group)
_AFTER = tuple_(Group.sort_title, Group.id) > tuple_(
    select(_before.sort_title).where(_before.id == bindparam("after")).scalar_subquery(),
    bindparam("after", type_=Uuid),
)
OUTCOMES = 5  # on the page of an area: each may be long


def groups(
    sight: Sight,
    *,
    kind: str | None = None,
    area: UUID | None = None,
    after: UUID | None = None,
    ended: bool = False,
) -> Page:
    """By title, å ä ö last; the ended ones on a list of their own."""
    is_ended = Group.ended_at.is_not(None) if ended else Group.ended_at.is_(None)
    query, values = select(Group).where(is_ended, *sight.condition), {**sight.values}
    if kind:
        query = query.where(Group.kind == kind)
    if area:
        query, values["area"] = query.where(_IN_AREA), area
    if after:
        query, values["after"] = query.where(_AFTER), after
    return Page.of(db.session.scalars(_in_order(query), values).all())


def outcomes_in(area: UUID, sight: Sight) -> list[Group]:
    """The groups of an area that have told what they achieved, newest first."""
    query = select(Group).where(_IN_AREA, Group.outcome_html != {}, *sight.condition)
    query = query.order_by(Group.id.desc()).limit(OUTCOMES)
    return db.session.scalars(query, sight.values | {"area": area}).all()


def _in_order(query):
    return query.order_by(Group.sort_title, Group.id).limit(PAGE + 1)


_PEOPLE = (
    select(Participant)
    .where(Participant.group_id == bindparam("group", type_=Uuid), Participant.left_at.is_(None))
    .options(joinedload(Participant.actor))
    .order_by(Participant.sort_name, Participant.id)
)


def people_of(group: Group) -> list[Participant]:
    """Everybody at the table who has not left, in alphabetical order (R6)."""
    return db.session.scalars(_PEOPLE, {"group": group.id}).all()


_CORE = _PEOPLE.where(Participant.role.in_(LEADING), Participant.joined_at.is_not(None))


def core_of(group: Group) -> list[Participant]:
    """The only closed list of a network: those whom the municipality has named, for their term."""
    return [seat for seat in db.session.scalars(_CORE, {"group": group.id}) if seat.leads]


class Seated(NamedTuple):
    """How many of each sector are asked or in, and how many of all have no role to play yet."""

    sectors: dict[str, int]
    without_role: int

    @property
    def total(self) -> int:
        return sum(self.sectors.values())


_SEATED = (
    select(
        Participant.sector,
        func.count(),
        func.count().filter(Participant.seat == "", Participant.role == "member"),
    )
    .where(Participant.group_id == bindparam("group", type_=Uuid), Participant.left_at.is_(None))
    .where(Participant.declined_at.is_(None))
    .where(or_(Participant.asked_at.is_(None), Participant.joined_at.is_not(None)))
    .group_by(Participant.sector)
)


def seated(group: Group) -> Seated:
    """Who declined, or only asked to be let in, is not counted."""
    rows = db.session.execute(_SEATED, {"group": group.id}).all()
    many = {sector: count for sector, count, _without in rows}
    sectors = {sector: many.get(sector, 0) for sector in SECTORS}
    return Seated(sectors, sum(without for *_counts, without in rows))


def lacking(group: Group, seated: Seated) -> list[str]:
    """What a table needs before its work can begin (R4): goal, rules, a role for everybody."""
    found = {
        "goal": bool(group.goals),
        "rules": bool(group.ground_rules),
        "roles": bool(seated.total) and not seated.without_role,
    }
    return [what for what, is_there in found.items() if not is_there]


_PLACES = (
    select(AREA.id, AREA.names)
    .where(AREA.tenant_id == GroupArea.tenant_id, AREA.id == GroupArea.area_id)
    .where(GroupArea.group_id == bindparam("group", type_=Uuid), AREA.closed_at.is_(None))
    .order_by(AREA.sort_name, AREA.id)
)


def places_of(group: Group) -> list:
    """The areas that it works for: (id, names)."""
    return db.session.execute(_PLACES, {"group": group.id}).all()
