"""Who may do what with people: pure questions about a member, asked by every room above."""

from __future__ import annotations

from typing import TYPE_CHECKING

from webapp.core.formats import today

if TYPE_CHECKING:
    from webapp.accounts.models import Member


def belongs(_member: Member, *_things) -> bool:
    """Every signed-in person of the tenant."""
    return True


def serves(member: Member, *_things) -> bool:
    """Works for the tenant today: an officer, an administrator, or a host's person."""
    if member.left_at is not None:
        return False
    day = today()
    hosts = member.host_id is not None
    return hosts or member.holds("officer", day) or member.holds("administrator", day)


def administers(member: Member, *_things) -> bool:
    return member.left_at is None and member.holds("administrator", today())


def operates(member: Member, *_things) -> bool:
    """Keeps the platform; holds no right in a municipality."""
    return member.left_at is None and member.holds("operator", today())


def coordinates(member: Member, area_id) -> bool:
    """Coordinates that very area today."""
    return any(
        a.role == "area_coordinator" and a.area_id == area_id and a.is_on(today())
        for a in member.appointments
    )


def keeps_people(member: Member, *_things) -> bool:
    """Roles and removals are the administrator's; a host's people never hold them."""
    return administers(member)


def invites(member: Member, *_things) -> bool:
    return serves(member)


def edits(member: Member, other: Member) -> bool:
    """One's own name and phone, and those of all for the administrator."""
    return member.id == other.id or administers(member)


def removes(member: Member, other: Member) -> bool:
    return administers(member) and other.left_at is None


def sees_addresses(member: Member, *_things) -> bool:
    return serves(member)
