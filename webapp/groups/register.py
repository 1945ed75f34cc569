"""Who can be added from the register of actors: those who represent one, or its own address."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Uuid, and_, bindparam, or_, select

from tenants.db import db
from webapp.accounts.models import Account, Member
from webapp.accounts.queries import runs, search_pattern
from webapp.actors.models import Actor, Representative
from webapp.core.formats import today
from webapp.core.language import languages_of_tenant
from webapp.groups.models import Group, Participant
from webapp.groups.people import known_at

MOST = 50  # are shown at once

_REPRESENTS = and_(
    Representative.tenant_id == Actor.tenant_id,
    Representative.actor_id == Actor.id,
    runs(Representative),
)
_IS_HERE = and_(
    Member.tenant_id == Representative.tenant_id,
    Member.id == Representative.member_id,
    Member.left_at.is_(None),
)
_SITS = (
    select(1)
    .where(Participant.tenant_id == Member.tenant_id, Participant.member_id == Member.id)
    .where(Participant.group_id == bindparam("group", type_=Uuid), Participant.left_at.is_(None))
    .exists()
)
_PERSON = (Member.first_name, Member.family_name, Member.phone.label("own_phone"))
_IS_REACHED = or_(Account.id.is_not(None), Actor.email != "", Actor.phone != "")
_REGISTER = (
    select(Actor.id, Actor.name, Actor.sector, Actor.email, Actor.phone)
    .add_columns(Member.id.label("member_id"), *_PERSON)
    .add_columns(Account.email.label("own_email"), Account.language)
    .select_from(Actor)
    .outerjoin(Representative, _REPRESENTS)
    .outerjoin(Member, _IS_HERE)
    .outerjoin(Account, Account.id == Member.account_id)
    .where(Actor.closed_at.is_(None), ~_SITS, _IS_REACHED)
    .order_by(Actor.sort_name, Actor.id, Member.sort_name, Member.id)
    .limit(MOST + 1)
)
_NAMED = or_(
    Actor.sort_name.regexp_match(bindparam("pattern")),
    Member.sort_name.regexp_match(bindparam("pattern")),
)


class Entry(NamedTuple):
    """A person for an actor, or the actor itself by its own address."""

    key: str
    name: str
    actor: str
    facts: dict

    @property
    def line(self) -> str:
        """As one choice of the list."""
        return self.name if self.name == self.actor else f"{self.name}, {self.actor}"


class Found(NamedTuple):
    entries: list[Entry]
    is_cut: bool  # there are more than are shown


def found(group: Group, name: str = "", sector: str | None = None) -> Found:
    """Those who can be reached and do not sit in the group yet, by actor."""
    query, values = _REGISTER, {"day": today(), "group": group.id}
    if name:
        query, values["pattern"] = query.where(_NAMED), search_pattern(name)
    if sector:
        query, values["sector"] = query.where(Actor.sector == bindparam("sector")), sector
    rows = db.session.execute(query, values).all()
    known, entries = known_at(group), {}
    for entry in _entries(rows[:MOST]):
        who = (entry.name, entry.facts["email"], entry.facts["phone"])
        if any(who[1:]) and not known.has(*who):
            entries.setdefault(entry.key, entry)
    return Found(list(entries.values()), len(rows) > MOST)


def _entries(rows: list) -> Iterator[Entry]:
    for row in rows:
        actor = {"actor_id": row.id, "sector": row.sector}
        if row.member_id is None:
            own = {"email": row.email, "phone": row.phone, "language": languages_of_tenant()[0]}
            yield Entry(str(row.id), row.name, row.name, actor | own)
        else:
            own = {"email": row.own_email, "phone": row.own_phone, "language": row.language}
            name = f"{row.first_name} {row.family_name}".strip()
            facts = actor | own | {"member_id": row.member_id}
            yield Entry(_key(row.id, row.member_id), name, row.name, facts)


def _key(actor_id: UUID, member_id: UUID) -> str:
    return f"{actor_id} {member_id}"
