"""Which actors and areas a member acts for; asked once per request."""

from __future__ import annotations

from uuid import UUID

from flask import g
from sqlalchemy import or_, select

from tenants.db import db
from webapp.accounts.models import Member
from webapp.actors.models import ActorArea, Representative
from webapp.core.formats import today


def areas_of(member: Member) -> set[UUID]:
    """The areas of every actor that the member represents today."""
    known = g.setdefault("areas_of", {})
    if member.id not in known:
        known[member.id] = set(db.session.scalars(_areas(member.id)))
    return known[member.id]


def _areas(member_id: UUID):
    day = today()
    return (
        select(ActorArea.area_id)
        .join(
            Representative,
            (Representative.tenant_id == ActorArea.tenant_id)
            & (Representative.actor_id == ActorArea.actor_id),
        )
        .where(
            Representative.member_id == member_id,
            Representative.ended_at.is_(None),
            Representative.starts_on <= day,
            or_(Representative.ends_on.is_(None), Representative.ends_on >= day),
        )
    )
