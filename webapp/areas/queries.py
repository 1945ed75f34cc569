"""The tree of areas, and the lists around one: its parts, its actors, its coordinators."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import and_, or_, select, tuple_

from tenants.db import db
from webapp.accounts.models import Appointment, Member
from webapp.actors.models import Actor, ActorArea
from webapp.areas.models import Area
from webapp.core import formats
from webapp.core.language import shown

PAGE = 20


@dataclass
class Branch:
    """An area and what stands under it."""

    area: object
    children: list[Branch] = field(default_factory=list)

    def ids(self) -> set[UUID]:
        return {self.area.id}.union(*(child.ids() for child in self.children))


@dataclass
class Slice:
    """At most PAGE rows, and after which of them the next ones come."""

    rows: list
    next: UUID | None
    is_first: bool


def tree(closed: bool = False) -> list[Branch]:
    """Every area under its parent, in order; `closed` shows the closed ones, too."""
    fields = (Area.id, Area.parent_id, Area.names, Area.kind, Area.merged_year, Area.closed_at)
    query = select(*fields).order_by(Area.sort_name, Area.id)
    if not closed:
        query = query.where(Area.closed_at.is_(None))
    branches = {row.id: Branch(row) for row in db.session.execute(query)}
    children = defaultdict(list)
    for branch in branches.values():
        parent = branch.area.parent_id
        children[parent if parent in branches else None].append(branch)
    for id, branch in branches.items():
        branch.children = children[id]
    return children[None]


def hold_tree() -> None:
    """Keep everybody else from moving areas until we are done: two moves could make a ring."""
    db.session.execute(select(Area.id).order_by(Area.id).with_for_update())


def former_numbers() -> set[str]:
    """The numbers of the merged municipalities that are areas already."""
    query = select(Area.former_number).where(Area.former_number.is_not(None))
    return set(db.session.scalars(query))


def places(besides: UUID | None = None) -> list[tuple[UUID, str]]:
    """Where an area can stand: every open one with its way down, except under itself."""
    return list(_places(tree(), besides, ()))


def _places(branches, besides, above):
    for branch in branches:
        if branch.area.id != besides:
            way = (*above, shown(branch.area.names).text)
            yield branch.area.id, " › ".join(way)
            yield from _places(branch.children, besides, way)


def parts_of(area: Area, after: UUID | None = None) -> Slice:
    query = select(Area.id, Area.names, Area.kind, Area.sort_name).where(
        Area.parent_id == area.id, Area.closed_at.is_(None)
    )
    return _slice(query, Area, after)


def actors_of(area: Area, after: UUID | None = None) -> Slice:
    """The open actors that act for the area."""
    acts = and_(ActorArea.actor_id == Actor.id, ActorArea.area_id == area.id)
    query = (
        select(Actor.id, Actor.name, Actor.sector, Actor.sort_name)
        .join(ActorArea, acts)
        .where(Actor.closed_at.is_(None))
    )
    return _slice(query, Actor, after)


def coordinators_of(area: Area) -> list:
    """The names of those whose office it is today to coordinate the area."""
    day, its = formats.today(), and_(Appointment.member_id == Member.id, _in_force())
    query = (
        select(Member.first_name, Member.family_name)
        .join(Appointment, its)
        .where(Appointment.role == "area_coordinator", Appointment.area_id == area.id)
        .where(Appointment.starts_on <= day, Member.left_at.is_(None))
        .order_by(Member.sort_name, Member.id)
        .limit(PAGE)
    )
    return db.session.execute(query).all()


def _in_force():
    lasting = or_(Appointment.ends_on.is_(None), Appointment.ends_on >= formats.today())
    return and_(lasting, Appointment.ended_at.is_(None))


def _slice(query, model, after: UUID | None) -> Slice:
    if after:
        name = select(model.sort_name).where(model.id == after).scalar_subquery()
        query = query.where(tuple_(model.sort_name, model.id) > tuple_(name, after))
    query = query.order_by(model.sort_name, model.id).limit(PAGE + 1)
    rows = db.session.execute(query).all()
    return Slice(rows[:PAGE], rows[PAGE - 1].id if len(rows) > PAGE else None, not after)
