"""Who may do what with people: pure questions about a member, asked by every room above."""

from __future__ import annotations

from typing import TYPE_CHECKING

from webapp.core.formats import today

if TYPE_CHECKING:
    from uuid import UUID

    from webapp.accounts.models import Appointment, Invitation, Member


def belongs(_member: Member, *_things) -> bool:
    """Every signed-in person of the tenant."""
    return True


def administers(member: Member, *_things) -> bool:
    return member.left_at is None and member.holds("administrator", today())


def operates(member: Member, *_things) -> bool:
    """Keeps the platform; holds no right in a municipality."""
    return member.left_at is None and member.holds("operator", today())


def works_as_officer(member: Member, *_things) -> bool:
    """An officer, or a host's person in the place of one; to administer is another role."""
    is_hosts = member.host_id is not None
    return member.left_at is None and (is_hosts or member.holds("officer", today()))


def serves(member: Member, *_things) -> bool:
    """Works for the tenant today: an officer, an administrator, or a host's person."""
    return works_as_officer(member) or administers(member)


def coordinates(member: Member, area_id: UUID) -> bool:
    """Coordinates that very area today."""
    return member.left_at is None and any(
        term.role == "area_coordinator" and term.area_id == area_id and term.is_on(today())
        for term in member.appointments
    )


def sees_addresses(member: Member, *_things) -> bool:
    return serves(member)


def edits(member: Member, other: Member) -> bool:
    """One's own name and phone, and those of all for the administrator."""
    return member.id == other.id or administers(member)


def appoints(member: Member, other: Member) -> bool:
    """Gives roles. Whoever works here for a host has the agreement instead."""
    return administers(member) and other.left_at is None and other.host_id is None


def ends(member: Member, _term: Appointment) -> bool:
    return administers(member)


def removes(member: Member, other: Member) -> bool:
    return administers(member) and other.left_at is None


def invites(member: Member, *_things) -> bool:
    return serves(member)


def handles(member: Member, invitation: Invitation) -> bool:
    """Withdraws it or sends it again; one that gives a role is the administrator's."""
    return administers(member) if invitation.role else serves(member)
