"""What the first pages gather. Every list is bounded."""

from __future__ import annotations

from collections import Counter
from uuid import UUID

from flask import g
from sqlalchemy import ARRAY, Date, Uuid, and_, any_, bindparam, func, or_, select

from tenants.db import db
from tenants.models import Hosting, Tenant
from webapp.accounts.models import Invitation
from webapp.actors.models import Actor
from webapp.areas.models import Area
from webapp.core import formats
from webapp.core.mail.models import Letter

MANY = 100  # what is counted stops here: nobody needs an exact number of failed mails

# Their names are enough: a page of an area may be long.
_IS_TOP = and_(Area.parent_id.is_(None), Area.closed_at.is_(None))
_AREAS = (
    select(Area.id, Area.names, _IS_TOP.label("is_top"))
    .where(or_(_IS_TOP, Area.id == any_(bindparam("ids", type_=ARRAY(Uuid)))))
    .order_by(Area.sort_name, Area.id)
    .limit(60)
)
FAILED = select(Letter.id).where(Letter.state == "failed").limit(MANY)
PROPOSED = (
    select(Hosting.id)
    .where(Hosting.accepted_at.is_(None), Hosting.ended_at.is_(None))
    .where(or_(Hosting.ends_on.is_(None), Hosting.ends_on >= bindparam("today", type_=Date)))
)


def areas(mine: set[UUID] = frozenset()) -> tuple[list, list]:
    """Those that somebody keeps, and the uppermost ones; each (id, names)."""
    rows = db.session.execute(_AREAS, {"ids": list(mine)}).all()
    return [row for row in rows if row.id in mine], [row for row in rows if row.is_top][:30]


def waiting_for_administrator() -> dict[str, int]:
    """How many of each wait for the administrator, in one query."""
    open_invitations = select(Invitation.id).where(
        Invitation.accepted_at.is_(None),
        Invitation.declined_at.is_(None),
        Invitation.revoked_at.is_(None),
    )
    proposed = PROPOSED.where(Hosting.municipality_id == g.tenant.id)
    counts = select(
        *(
            select(func.count())
            .select_from(wanted.limit(MANY).subquery())
            .scalar_subquery()
            .label(name)
            for name, wanted in (
                ("proposals", proposed),
                ("failed_letters", FAILED),
                ("invitations", open_invitations),
            )
        )
    )
    return dict(db.session.execute(counts, {"today": formats.today()}).mappings().one())


def directory() -> list[Tenant]:
    """The municipalities and associations of the platform, in Finnish order. Read in the lobby."""
    rows = db.session.scalars(select(Tenant).where(Tenant.kind != "platform").limit(400))
    return sorted(rows, key=lambda tenant: formats.sort_key(_name(tenant)))


def hosted_ids() -> list[UUID]:
    """The municipalities whose agreement with this association is in force today."""
    rows = db.session.scalars(select(Hosting).where(Hosting.host_id == g.tenant.id).limit(200))
    return [row.municipality_id for row in rows if row.is_in_force(formats.today())]


def side_by_side(ids: list[UUID]) -> list[tuple[Tenant, int, int]]:
    """(municipality, its areas, its actors), read with the host's eyes."""
    areas, actors = (_per_tenant(model) for model in (Area, Actor))
    tenants = db.session.scalars(select(Tenant).where(Tenant.id.in_(ids)))
    rows = [(tenant, areas[tenant.id], actors[tenant.id]) for tenant in tenants]
    return sorted(rows, key=lambda row: formats.sort_key(_name(row[0])))


def _per_tenant(model) -> Counter:
    count = select(model.tenant_id, func.count()).where(model.closed_at.is_(None))
    return Counter(dict(db.session.execute(count.group_by(model.tenant_id)).all()))


def _name(tenant: Tenant) -> str:
    return next(iter(tenant.short_names.values()), "")
