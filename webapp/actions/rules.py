"""Who writes actions, who carries them out, and who sees them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from webapp.actors import queries as actors
from webapp.core.access import for_visitors
from webapp.groups import queries as seats
from webapp.groups import rules as groups

if TYPE_CHECKING:
    from webapp.accounts.models import Member
    from webapp.actions.models import Action


def keeps(member: Member, action: Action) -> bool:
    """Who keeps the table changes what was agreed; a draft is changed where the memo is written."""
    return action.assigned_at is not None and groups.keeps(member, action.group)


def does(member: Member, action: Action) -> bool:
    """Says how it went: the party itself, who represents it, or who keeps the table."""
    return keeps(member, action) or (action.assigned_at is not None and _holds(member, action))


def _holds(member: Member, action: Action) -> bool:
    seat = seats.seat_of(member, action.group)
    if seat is not None and seat.id == action.participant_id:
        return True
    if action.actor_id is None:
        return False
    sits_for = seat.actor_id if seat is not None else None
    return action.actor_id == sits_for or action.actor_id in actors.actors_of(member)


@for_visitors
def sees(member: Member | None, action: Action) -> bool:
    """As the table is seen; until the memo is published, only by who writes it."""
    if action.assigned_at is None:
        return member is not None and groups.writes_memos(member, action.group)
    holds = member is not None and _holds(member, action)
    return holds or groups.sees(member, action.group)


def sees_names(member: Member, action: Action) -> bool:
    """People are named inside; to the public, what they speak for."""
    return groups.sees_inside(member, action.group)
