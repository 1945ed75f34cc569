"""Hosting agreements as the municipality sees them; ending one ends every right at once."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import delete, func, select, update

from tenants.context import in_lobby
from tenants.db import db
from tenants.models import Hosting, Tenant
from tenants.owned import utcnow
from webapp.accounts.models import Appointment, Member, Session
from webapp.core.formats import today
from webapp.core.language import shown
from webapp.core.scopes import beside
from webapp.groups.hosts import see_off
from webapp.meetings.models import CalendarLink
from webapp.traits.audited import note


def agreements(municipality_id: UUID) -> list[Hosting]:
    """Those proposed to the municipality: the open ones first, then the newest."""
    query = (
        select(Hosting)
        .where(Hosting.municipality_id == municipality_id)
        .order_by(Hosting.ended_at.is_not(None), Hosting.id.desc())
    )
    return db.session.scalars(query).all()


def waits(hosting: Hosting) -> bool:
    """The municipality has not answered, and still can."""
    is_late = hosting.ends_on is not None and hosting.ends_on < today()
    return not (hosting.accepted_at or hosting.ended_at or is_late)


def hold(hosting: Hosting) -> None:
    """Who decides waits for who is just deciding, and then sees it."""
    db.session.refresh(hosting, with_for_update=True)


def names_of(hosts: set[UUID]) -> dict[UUID, dict]:
    """Only the lobby knows other tenants by name."""
    with beside(in_lobby()):
        rows = db.session.execute(select(Tenant.id, Tenant.names).where(Tenant.id.in_(hosts)))
        return {row.id: row.names for row in rows}


def name_of(hosting: Hosting) -> str:
    return shown(names_of({hosting.host_id})[hosting.host_id]).text


def accept(hosting: Hosting, by: Member) -> None:
    hosting.accept(by=by.id)
    welcome_back(hosting)
    note("hosting_accepted", hosting, by, name=name_of(hosting))


def end(hosting: Hosting, by: Member) -> None:
    """The host's people are signed out and hold no role here any more."""
    hosting.end()
    note("hosting_ended", hosting, by, name=name_of(hosting))
    now = utcnow()
    theirs = select(Member.id).where(Member.host_id == hosting.host_id)
    for change in (
        delete(Session).where(Session.member_id.in_(theirs)),
        update(Appointment)
        .where(Appointment.member_id.in_(theirs), Appointment.ended_at.is_(None))
        .values(ended_at=now),
        update(Member)
        .where(Member.host_id == hosting.host_id, Member.left_at.is_(None))
        .values(left_at=now),
        delete(CalendarLink).where(CalendarLink.member_id.in_(theirs)),
    ):
        db.session.execute(change, execution_options={"synchronize_session": False})
    see_off()


def welcome_back(hosting: Hosting) -> None:
    """Who worked here until the last agreement ended may come again; who was removed may not."""
    earlier = select(func.max(Hosting.ended_at)).where(
        Hosting.host_id == hosting.host_id, Hosting.municipality_id == hosting.municipality_id
    )
    if (ended_at := db.session.scalar(earlier)) is not None:
        stayed = (Member.host_id == hosting.host_id, Member.left_at >= ended_at)
        db.session.execute(update(Member).where(*stayed).values(left_at=None))
