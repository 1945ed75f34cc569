"""The log, newest first. Ids are ordered by time, so they are the key of the page."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Row, select

from tenants.db import db
from webapp.accounts.models import Member
from webapp.actors.models import Actor
from webapp.traits.audited import Event

PAGE = 50

EVENTS = (
    select(
        Event.id,
        Event.created_at,
        Event.what,
        Event.details,
        Member.first_name,
        Member.family_name,
        Actor.name.label("actor"),
    )
    .outerjoin(Member, (Member.tenant_id == Event.tenant_id) & (Member.id == Event.member_id))
    .outerjoin(Actor, (Actor.tenant_id == Event.tenant_id) & (Actor.id == Event.actor_id))
    .order_by(Event.id.desc())
)


def page(before: UUID | None, thing: UUID | None) -> tuple[list[Row], UUID | None]:
    """At most PAGE events older than `before`, and where the next page begins."""
    events = EVENTS.limit(PAGE + 1)
    if before:
        events = events.where(Event.id < before)
    if thing:
        events = events.where(Event.thing_id == thing)
    rows = db.session.execute(events).all()
    return rows[:PAGE], rows[PAGE - 1].id if len(rows) > PAGE else None
