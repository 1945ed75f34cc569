"""The tree of areas, and the lists around one: its parts, its actors, its coordinators."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import Date, Uuid, and_, any_, bindparam, func, select, tuple_
from sqlalchemy.orm import aliased

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


def former_municipalities() -> set[str]:
    """The numbers and names of those that are areas already, also by hand."""
    query = select(Area.former_number, Area.names).where(Area.kind == "merged")
    rows = db.session.execute(query).all()
    return {row.former_number for row in rows}.union(*(row.names.values() for row in rows))


def places(area: Area | None = None) -> list[tuple[UUID, str]]:
    """Where `area` can stand: in its place, or in any open one that is not under itself."""
    return list(_places(tree(closed=True), area, ()))


def _places(branches, moving, above):
    for branch in branches:
        if moving and branch.area.id == moving.id:
            continue
        way = (*above, shown(branch.area.names).text)
        if not branch.area.closed_at or (moving and branch.area.id == moving.parent_id):
            yield branch.area.id, " › ".join(way)
        yield from _places(branch.children, moving, way)


def _list(model, *columns):
    """A list of `model` around an area, and the same list from a row on; built once."""
    begun = aliased(model)
    name = select(begun.sort_name).where(begun.id == AFTER).scalar_subquery()
    query = (
        select(model.id, *columns)
        .where(model.closed_at.is_(None))
        .order_by(model.sort_name, model.id)
        .limit(PAGE + 1)
    )
    return query, query.where(tuple_(model.sort_name, model.id) > tuple_(name, AFTER))


PLACE, AFTER = bindparam("area", type_=Uuid), bindparam("after", type_=Uuid)
DAY = bindparam("day", type_=Date)
PARTS = [query.where(Area.parent_id == PLACE) for query in _list(Area, Area.names, Area.kind)]
# An array, so that PostgreSQL goes through the index of actors once, not once for each of them.
ACTING = func.array(select(ActorArea.actor_id).where(ActorArea.area_id == PLACE).scalar_subquery())
ACTORS = [query.where(Actor.id == any_(ACTING)) for query in _list(Actor, Actor.name, Actor.sector)]
HOLDS = and_(
    Appointment.tenant_id == Member.tenant_id,
    Appointment.member_id == Member.id,
    Appointment.role == "area_coordinator",
    Appointment.area_id == PLACE,
    Appointment.ended_at.is_(None),
    Appointment.starts_on <= DAY,
    func.coalesce(Appointment.ends_on, DAY) >= DAY,
)
COORDINATORS = (
    select(Member.first_name, Member.family_name)
    .join(Appointment, HOLDS)
    .where(Member.left_at.is_(None))
    .order_by(Member.sort_name, Member.id)
    .limit(PAGE)
)


def parts_of(area: Area, after: UUID | None = None) -> Slice:
    """The open areas right under this one."""
    return _slice(PARTS, area, after)


def actors_of(area: Area, after: UUID | None = None) -> Slice:
    """The open actors that act for the area."""
    return _slice(ACTORS, area, after)


def coordinators_of(area: Area) -> list:
    """The names of those whose office it is today to coordinate the area."""
    return db.session.execute(COORDINATORS, {"area": area.id, "day": formats.today()}).all()


def _slice(queries, area: Area, after: UUID | None) -> Slice:
    if after:
        rows = db.session.execute(queries[1], {"area": area.id, "after": after}).all()
    else:
        rows = db.session.execute(queries[0], {"area": area.id}).all()
    return Slice(rows[:PAGE], rows[PAGE - 1].id if len(rows) > PAGE else None, not after)
