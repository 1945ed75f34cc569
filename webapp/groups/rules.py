"""Who opens a group, who keeps it, and who sees what of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from webapp.accounts.rules import serves, works_as_officer
from webapp.core.access import for_visitors
from webapp.groups import queries
from webapp.groups.sight import areas_of

if TYPE_CHECKING:
    from webapp.accounts.models import Member
    from webapp.groups.models import Group, Participant


def opens(member: Member, *_things) -> bool:
    """Who serves the municipality; a coordinator or a village association in their own area."""
    return serves(member) or bool(areas_of(member))


def takes_part(member: Member, group: Group) -> bool:
    """Sits at the table today, with an account."""
    return queries.seat_of(member, group) is not None


def leads(member: Member, group: Group) -> bool:
    """Chair, secretary, preparer or core team."""
    seat = queries.seat_of(member, group)
    return seat is not None and seat.leads


def opened(member: Member, group: Group) -> bool:
    """Opened it, and still serves the municipality or acts for one of its areas."""
    if group.opened_by_id != member.id:
        return False
    return serves(member) or bool(areas_of(member) & set(group.area_ids))


def keeps(member: Member, group: Group) -> bool:
    """Edits it, asks people in, calls meetings."""
    return serves(member) or leads(member, group) or opened(member, group)


def writes_memos(member: Member, group: Group) -> bool:
    """Writes memos and reads their drafts: nobody by the role of administrator alone."""
    return works_as_officer(member) or leads(member, group) or opened(member, group)


@for_visitors
def sees(member: Member | None, group: Group) -> bool:
    """A group for members only is seen by them and by those who keep it."""
    return group.audience == "public" or (member is not None and sees_inside(member, group))


def sees_inside(member: Member, group: Group) -> bool:
    """Names, agendas, and memos that are not public."""
    return takes_part(member, group) or keeps(member, group)


def sees_people(member: Member, group: Group) -> bool:
    """Who takes part, by name; who is in an open network only those who keep it know."""
    return keeps(member, group) or (group.is_table and takes_part(member, group))


@for_visitors
def welcomes(member: Member | None, group: Group) -> bool:
    """A network is open to all."""
    return group.kind == "network" and group.is_open and sees(member, group)


def awaits(seat: Participant) -> bool:
    """Whoever has the link may answer: asked in, or asking as long as all may come."""
    return seat.awaits and (not seat.is_stranger or sees(None, seat.group))


def may_join(member: Member, group: Group) -> bool:
    """By one press."""
    return welcomes(member, group) and not takes_part(member, group)


def names(member: Member, group: Group) -> bool:
    """Gives the roles: at a table who keeps it, in a network the municipality."""
    return keeps(member, group) and (group.is_table or serves(member))


def keeps_seat(member: Member, seat: Participant) -> bool:
    """Changes what is known of a participant, asks and removes."""
    return names(member, seat.group) if seat.is_named else keeps(member, seat.group)
