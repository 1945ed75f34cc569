"""Lists of people, each in one statement whatever the number of rows."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import (
    Date,
    String,
    Uuid,
    and_,
    any_,
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


_before = aliased(Member)
_AFTER = tuple_(Member.sort_name, Member.id) > tuple_(
    select(_before.sort_name).where(_before.id == bindparam("after")).scalar_subquery(),
    bindparam("after", type_=Uuid),
)
_HOLDS = (
    select(1)
    .where(Appointment.tenant_id == Member.tenant_id, Appointment.member_id == Member.id)
    .where(Appointment.role == bindparam("role"), runs(Appointment))
    .exists()
)
_NARROWED = {
    "name": Member.sort_name.regexp_match(bindparam("pattern")),
    "role": _HOLDS,
    "host": Member.host_id.is_not(None),
    "after": _AFTER,
}


def people(name: str, role: str | None, after: UUID | None, with_email: bool) -> Page:
    """Members by family name, å ä ö last."""
    asked = {"name": name, "host": role == "host", "role": role != "host" and role, "after": after}
    by = tuple(what for what, value in asked.items() if value)
    values = {"day": today(), "tenant": scope().tenant}
    values |= {"pattern": search_pattern(name)} if name else {}
    values |= {what: asked[what] for what in by if what in ("role", "after")}
    return Page.of(db.session.execute(_list_of_people(by, with_email), values).all())


@cache
def _list_of_people(by: tuple[str, ...], with_email: bool):
    """The members of one page first, then their roles and actors in one go for all of them."""
    fields = (Member.id, Member.first_name, Member.family_name, Member.title, Member.host_id)
    page = (
        select(*fields, Member.sort_name, Member.account_id)
        .where(Member.left_at.is_(None), *(_NARROWED[what] for what in by))
        .order_by(Member.sort_name, Member.id)
        .limit(PAGE + 1)
        .cte("page")
    )
    theirs = func.array(select(page.c.id).scalar_subquery())
    roles, acts_for = _roles_of(theirs), _acts_for(theirs)
    email = select(Account.email).where(Account.id == page.c.account_id).scalar_subquery()
    return (
        select(*(page.c[field.key] for field in fields), roles.c.roles, acts_for.c.acts_for)
        .add_columns(*([email.label("email")] if with_email else []))
        .outerjoin(roles, roles.c.member_id == page.c.id)
        .outerjoin(acts_for, acts_for.c.member_id == page.c.id)
        .order_by(page.c.sort_name, page.c.id)
    )


def _roles_of(members):
    names = func.array_agg(cast(Appointment.role, String).distinct())
    return (
        select(Appointment.member_id, names.label("roles"))
        .where(Appointment.member_id == any_(members), runs(Appointment))
        .group_by(Appointment.member_id)
        .subquery("roles")
    )


def _acts_for(members):
    names = func.array_agg(aggregate_order_by(_ACTOR.name, _ACTOR.name))
    return (
        select(_ACTS.member_id, names.label("acts_for"))
        .where(_ACTOR.tenant_id == _ACTS.tenant_id, _ACTOR.id == _ACTS.actor_id)
        .where(_ACTS.tenant_id == bindparam("tenant", type_=Uuid))
        .where(_ACTS.member_id == any_(members), runs(_ACTS))
        .group_by(_ACTS.member_id)
        .subquery("acts_for")
    )


MOST_WORDS = 5  # of a search: fifty in a register of thousands keep the database busy for seconds


def search_pattern(typed: str) -> str:
    """Words that begin as typed, in any order; å, ä and ö are found with a and o, too."""
    alike = {"a": "[a{|]", "o": "[o}]"}
    words = (
        "".join(alike.get(sign) or re.escape(sign) for sign in word)
        for word in dict.fromkeys(sort_text(typed).split())
    )
    return "^" + "".join(f"(?=(|.*[ -]){word})" for word in islice(words, MOST_WORDS))


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
