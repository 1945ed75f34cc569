"""Who keeps actors, and who acts for them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from webapp.accounts.rules import coordinates, serves
from webapp.actors import queries
from webapp.core.formats import today

if TYPE_CHECKING:
    from webapp.accounts.models import Member
    from webapp.actors.models import Actor, Representative


def represents(member: Member, actor: Actor) -> bool:
    """Acts for that very actor today."""
    return actor.id in queries.actors_of(member)


def acts_for_area(member: Member, area_id: UUID) -> bool:
    """Represents today some actor that acts for the area."""
    return area_id in queries.areas_of(member)


def adds(member: Member, *_things) -> bool:
    """Whoever serves, and a coordinator in the own area."""
    return serves(member) or any(
        term.role == "area_coordinator" and term.is_on(today()) for term in member.appointments
    )


def keeps(member: Member, actor: Actor) -> bool:
    """The actor itself: its name, contacts, areas, its end."""
    return serves(member) or any(coordinates(member, place.area_id) for place in actor.places)


def names(member: Member, actor: Actor) -> bool:
    """Says who acts for it. That opens the page of each of its areas: all are to be one's own."""
    areas = [place.area_id for place in actor.places]
    return serves(member) or (bool(areas) and all(coordinates(member, id) for id in areas))


def edits(member: Member, actor: Actor) -> bool:
    """A representative keeps the contact details up to date."""
    return keeps(member, actor) or represents(member, actor)


def ends(member: Member, term: Representative) -> bool:
    return names(member, term.actor)


def sees_people(member: Member, _actor: Actor) -> bool:
    """Names are for members; an actor's public page shows no person."""
    return member.left_at is None
