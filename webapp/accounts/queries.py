"""Lists of people, each in one statement whatever the number of rows."""

from __future__ import annotations

import re
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import (
    Date,
    String,
    Uuid,
    and_,
    bindparam,
    cast,
    column,
    func,
    select,
    table,
    tuple_,
)
from sqlalchemy.dialects.postgresql import JSONB, aggregate_order_by
from sqlalchemy.orm import aliased, joinedload

from tenants.context import scope
from tenants.db import db
from tenants.owned import utcnow
from webapp.accounts.models import Account, Appointment, Invitation, Member
from webapp.core.formats import sort_text, today
from webapp.core.language import shown

PAGE = 20
DAY = bindparam("day", type_=Date)
# Rooms above own these tables; here they are only read, by name.
_ACTOR = table(
    "actor",
    *(column(name, Uuid) for name in ("tenant_id", "id")),
    *(column(name, String) for name in ("name", "sort_name")),
    column("closed_at"),
).c
_ACTS = table(
    "representative",
    *(column(name, Uuid) for name in ("tenant_id", "id", "actor_id", "member_id")),
    *(column("starts_on", Date), column("ends_on", Date), column("ended_at")),
).c
AREA = table(
    "area",
    *(column(name, Uuid) for name in ("tenant_id", "id", "parent_id")),
    *(column("names", JSONB), column("sort_name", String), column("closed_at")),
).c


def runs(term):
    """The term of a role or of a representative covers the day asked about."""
    return and_(
        term.ended_at.is_(None),
        term.starts_on <= DAY,
        func.coalesce(term.ends_on, DAY) >= DAY,
    )


class Page(NamedTuple):
    """One page of a list; `after` is where the next one begins, None on the last."""

    rows: list
    after: UUID | None

    @classmethod
    def of(cls, rows: list) -> Page:
        return cls(rows[:PAGE], rows[PAGE - 1].id if len(rows) > PAGE else None)


_ROLES = (
    select(func.array_agg(cast(Appointment.role, String).distinct()))
    .where(Appointment.tenant_id == Member.tenant_id, Appointment.member_id == Member.id)
    .where(runs(Appointment))
    .scalar_subquery()
)
_ACTS_FOR = (
    select(func.array_agg(aggregate_order_by(_ACTOR.name, _ACTOR.name)))
    .where(_ACTOR.tenant_id == _ACTS.tenant_id, _ACTOR.id == _ACTS.actor_id)
    .where(_ACTS.tenant_id == Member.tenant_id, _ACTS.member_id == Member.id)
    .where(runs(_ACTS))
    .correlate(Member)
    .scalar_subquery()
)
_EMAIL = select(Account.email).where(Account.id == Member.account_id).scalar_subquery()
_LIST = (
    select(
        *(Member.id, Member.first_name, Member.family_name, Member.title, Member.host_id),
        _ROLES.label("roles"),
        _ACTS_FOR.label("acts_for"),
    )
    .where(Member.left_at.is_(None))
    .order_by(Member.sort_name, Member.id)
    .limit(PAGE + 1)
)
_LIST_WITH_EMAIL = _LIST.add_columns(_EMAIL.label("email"))
_HOLDS = (
    select(1)
    .where(Appointment.tenant_id == Member.tenant_id, Appointment.member_id == Member.id)
    .where(Appointment.role == bindparam("role"), runs(Appointment))
    .exists()
)
_HOSTED = Member.host_id.is_not(None)
_before = aliased(Member)
_AFTER = tuple_(Member.sort_name, Member.id) > tuple_(
    select(_before.sort_name).where(_before.id == bindparam("after")).scalar_subquery(),
    bindparam("after", type_=Uuid),
)
_NAMED = Member.sort_name.regexp_match(bindparam("pattern"))


def people(name: str, role: str | None, after: UUID | None, with_email: bool) -> Page:
    """Members by family name, å ä ö last."""
    query, values = _LIST_WITH_EMAIL if with_email else _LIST, {"day": today()}
    if name:
        query, values["pattern"] = query.where(_NAMED), search_pattern(name)
    if role == "host":
        query = query.where(_HOSTED)
    elif role:
        query, values["role"] = query.where(_HOLDS), role
    if after:
        query, values["after"] = query.where(_AFTER), after
    return Page.of(db.session.execute(query, values).all())


def search_pattern(typed: str) -> str:
    """Words that begin as typed; who has no å, ä or ö on the keyboard finds them with a and o."""
    alike = {"a": "[a{|]", "o": "[o}]"}
    signs = (alike.get(sign) or re.escape(sign) for sign in sort_text(typed.strip()))
    return "(^|[ -])" + "".join(signs)


_REPRESENTED = (
    select(_ACTOR.id, _ACTOR.name, _ACTS.starts_on, _ACTS.ends_on)
    .where(_ACTOR.tenant_id == _ACTS.tenant_id, _ACTOR.id == _ACTS.actor_id)
    .where(_ACTS.tenant_id == bindparam("tenant", type_=Uuid))
    .where(_ACTS.member_id == bindparam("member", type_=Uuid))
    .where(runs(_ACTS))
    .order_by(_ACTOR.name)
)


def represented_by(member: Member) -> list:
    """The actors that the member acts for today: (id, name, starts_on, ends_on)."""
    values = {"tenant": scope().tenant, "member": member.id, "day": today()}
    return db.session.execute(_REPRESENTED, values).all()


_AREAS = (
    select(AREA.id, AREA.parent_id, AREA.names)
    .where(AREA.tenant_id == bindparam("tenant", type_=Uuid), AREA.closed_at.is_(None))
    .order_by(AREA.sort_name, AREA.id)
)


def area_names() -> dict[UUID, str]:
    """Areas as choices, each child after its parent: "Juankoski", "Juankoski › Muuruvesi"."""
    rows = db.session.execute(_AREAS, {"tenant": scope().tenant}).all()
    children: dict[UUID | None, list] = {}
    known = {row.id for row in rows}
    for row in rows:
        children.setdefault(row.parent_id if row.parent_id in known else None, []).append(row)
    names: dict[UUID, str] = {}
    waiting = [(row, "") for row in reversed(children.get(None, []))]
    while waiting:
        row, above = waiting.pop()
        names[row.id] = f"{above} › {shown(row.names).text}" if above else shown(row.names).text
        waiting += [(child, names[row.id]) for child in reversed(children.get(row.id, []))]
    return names


_ACTORS = (
    select(_ACTOR.id, _ACTOR.name)
    .where(_ACTOR.tenant_id == bindparam("tenant", type_=Uuid), _ACTOR.closed_at.is_(None))
    .order_by(_ACTOR.sort_name, _ACTOR.id)
)


def actor_names() -> dict[UUID, str]:
    """The actors that are not closed, as choices."""
    rows = db.session.execute(_ACTORS, {"tenant": scope().tenant})
    return {row.id: row.name for row in rows}


_INVITATIONS = (
    select(Invitation, _ACTOR.name.label("actor"))
    .outerjoin(
        _ACTOR.id.table,
        and_(_ACTOR.tenant_id == Invitation.tenant_id, _ACTOR.id == Invitation.actor_id),
    )
    .options(joinedload(Invitation.invited_by).lazyload(Member.appointments))
    .order_by(Invitation.id.desc())
    .limit(PAGE + 1)
)


def invitations(after: UUID | None) -> Page:
    """Newest first."""
    query = _INVITATIONS.where(Invitation.id < after) if after else _INVITATIONS
    rows = db.session.execute(query).all()
    shown_rows = rows[:PAGE]
    more = shown_rows[-1].Invitation.id if len(rows) > PAGE else None
    return Page(shown_rows, more)


def is_known_here(email: str) -> bool:
    """The address belongs to somebody who is a member now."""
    found = select(Member.id).join(Member.account)
    return (
        db.session.scalar(found.where(Account.email == email, Member.left_at.is_(None))) is not None
    )


def waits_for_answer(email: str) -> bool:
    settled = (Invitation.accepted_at, Invitation.declined_at, Invitation.revoked_at)
    waiting = select(Invitation.id).where(
        Invitation.email == email,
        Invitation.ends_at > utcnow(),
        *(column.is_(None) for column in settled),
    )
    return db.session.scalar(waiting.limit(1)) is not None


def hold_address(email: str) -> None:
    """Of two who invite the same address at once the second waits, and sees the first."""
    key = func.hashtext(f"{scope().tenant} {email}")
    db.session.execute(select(func.pg_advisory_xact_lock(key)))
