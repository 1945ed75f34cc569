"""Which actors and areas a member acts for, asked once per request; lists of actors."""

from __future__ import annotations

from uuid import UUID

from flask import g
from sqlalchemy import Uuid, bindparam, func, select, tuple_
from sqlalchemy.orm import aliased, joinedload, lazyload

from tenants.db import db
from webapp.accounts.models import Account, Member
from webapp.accounts.queries import AREA, PAGE, Page, runs, search_pattern
from webapp.actors.models import Actor, ActorArea, Representative
from webapp.core.formats import today

_ME = bindparam("me", type_=Uuid)
_AREAS_OF = (
    select(func.array_agg(ActorArea.area_id))
    .where(ActorArea.tenant_id == Actor.tenant_id, ActorArea.actor_id == Actor.id)
    .scalar_subquery()
)
_ACTED_FOR = (
    select(Actor.id, Actor.name, _AREAS_OF.label("areas"))
    .select_from(Representative)
    .join(Representative.actor)
    .where(Representative.member_id == _ME, Actor.closed_at.is_(None), runs(Representative))
    .order_by(Actor.sort_name, Actor.id)
)


def actors_of(member: Member) -> dict[UUID, str]:
    """The actors that the member represents today, by name."""
    return {actor.id: actor.name for actor in _acted_for(member)}


def areas_of(member: Member) -> set[UUID]:
    """The areas of every actor that the member represents today."""
    return {area for actor in _acted_for(member) for area in actor.areas or ()}


def acting_for(member: Member):
    """The actor chosen in this session as (id, name), while the member still represents it."""
    chosen = (actor for actor in _acted_for(member) if actor.id == member.acting_for_id)
    return next(chosen, None)


def _acted_for(member: Member) -> list:
    known = g.setdefault("acted_for", {})
    if member.id not in known:
        values = {"me": member.id, "day": today()}
        known[member.id] = db.session.execute(_ACTED_FOR, values).all()
    return known[member.id]


_PLACES = (
    select(func.jsonb_agg(AREA.names))
    .where(AREA.tenant_id == ActorArea.tenant_id, AREA.id == ActorArea.area_id)
    .where(ActorArea.tenant_id == Actor.tenant_id, ActorArea.actor_id == Actor.id)
    .correlate(Actor)
    .scalar_subquery()
)
_LIST = (
    select(Actor.id, Actor.name, Actor.kind, Actor.sector, _PLACES.label("places"))
    .order_by(Actor.sort_name, Actor.id)
    .limit(PAGE + 1)
)
_OPEN, _CLOSED = Actor.closed_at.is_(None), Actor.closed_at.is_not(None)
_OF_SECTOR = Actor.sector == bindparam("sector")
_IN_AREA = (
    select(1)
    .where(ActorArea.tenant_id == Actor.tenant_id, ActorArea.actor_id == Actor.id)
    .where(ActorArea.area_id == bindparam("area", type_=Uuid))
    .exists()
)
_NAMED = Actor.sort_name.regexp_match(bindparam("pattern"))
_before = aliased(Actor)
_AFTER = tuple_(Actor.sort_name, Actor.id) > tuple_(
    select(_before.sort_name).where(_before.id == bindparam("after")).scalar_subquery(),
    bindparam("after", type_=Uuid),
)


def actors(name="", sector=None, area=None, after=None, closed=False) -> Page:
    """Actors by name, å ä ö last; the closed ones on a list of their own."""
    query, values = _LIST.where(_CLOSED if closed else _OPEN), {}
    if name:
        query, values["pattern"] = query.where(_NAMED), search_pattern(name)
    if sector:
        query, values["sector"] = query.where(_OF_SECTOR), sector
    if area:
        query, values["area"] = query.where(_IN_AREA), area
    if after:
        query, values["after"] = query.where(_AFTER), after
    return Page.of(db.session.execute(query, values).all())


_REPRESENTATIVES = (
    select(Representative)
    .join(Representative.member)
    .where(Representative.actor_id == bindparam("actor", type_=Uuid))
    .where(Representative.ended_at.is_(None))
    .where(func.coalesce(Representative.ends_on, bindparam("day")) >= bindparam("day"))
    .options(joinedload(Representative.member).options(lazyload(Member.appointments)))
    .order_by(Member.sort_name, Representative.id)
)


def representatives_of(actor: Actor) -> list[Representative]:
    """Who acts for the actor now or later."""
    return db.session.scalars(_REPRESENTATIVES, {"actor": actor.id, "day": today()}).all()


_PLACES_OF = (
    select(AREA.id, AREA.names)
    .where(AREA.tenant_id == ActorArea.tenant_id, AREA.id == ActorArea.area_id)
    .where(ActorArea.actor_id == bindparam("actor", type_=Uuid), AREA.closed_at.is_(None))
    .order_by(AREA.sort_name, AREA.id)
)


def places_of(actor: Actor) -> list:
    """The areas it acts for: (id, names)."""
    return db.session.execute(_PLACES_OF, {"actor": actor.id}).all()


def member_with(email: str) -> Member | None:
    """The member of that address."""
    found = select(Member).join(Member.account).where(Account.email == email)
    return db.session.scalar(found.where(Member.left_at.is_(None)))
