"""A host association's people in its municipalities: there by agreement, not by a role."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from tenants.context import as_person
from tenants.db import db
from tenants.models import Hosting
from tenants.owned import uuid7
from webapp.accounts.models import Appointment, Member
from webapp.accounts.models.member import arrived
from webapp.core.formats import today
from webapp.core.scopes import beside

SERVING = ("administrator", "officer")


def host_for(account_id: UUID, municipality_id: UUID) -> UUID | None:
    """The association by whose agreement the person may work in the municipality today."""
    return _hosts(account_id).get(municipality_id)


def municipalities_of(account_id: UUID) -> set[UUID]:
    """Where the person's associations have an agreement in force today."""
    return set(_hosts(account_id))


def arrive(account_id: UUID, municipality_id: UUID) -> Member | None:
    """The membership of a host's person, made at the first visit. In the municipality's scope."""
    if (host_id := host_for(account_id, municipality_id)) is None:
        return None
    with beside(as_person(account_id)):
        name = select(Member.first_name, Member.family_name).where(Member.tenant_id == host_id)
        first_name, family_name = db.session.execute(name).one()
    member = Member(id=uuid7(), account_id=account_id, host_id=host_id, appointments=[])
    member.call(first_name, family_name)
    db.session.add(member)
    db.session.flush()
    member.record("host_arrived", by=member, name=member.name)
    arrived.send(member)
    return member


def _hosts(account_id: UUID) -> dict[UUID, UUID]:
    """Municipality to host, by the person's own roles in associations."""
    role = (Appointment.tenant_id == Member.tenant_id) & (Appointment.member_id == Member.id)
    serving = (
        select(Hosting, Appointment)
        .select_from(Member)
        .join(Appointment, role)
        .join(Hosting, Hosting.host_id == Member.tenant_id)
        .where(
            Member.account_id == account_id,
            Member.left_at.is_(None),
            Appointment.role.in_(SERVING),
            Hosting.accepted_at.is_not(None),
            Hosting.ended_at.is_(None),
        )
    )
    day = today()
    with beside(as_person(account_id)):
        return {
            hosting.municipality_id: hosting.host_id
            for hosting, term in db.session.execute(serving)
            if hosting.is_in_force(day) and term.is_on(day)
        }
