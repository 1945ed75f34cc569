"""Who keeps a meeting and its memo, who reads them, who may have them corrected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from webapp.core.access import for_visitors
from webapp.groups import rules as groups

if TYPE_CHECKING:
    from webapp.accounts.models import Member
    from webapp.actions.models import Action
    from webapp.meetings.models import Correction, Item, Meeting


def keeps(member: Member, meeting: Meeting) -> bool:
    """Calls it, makes its agenda."""
    return groups.keeps(member, meeting.group)


def writes_memo(member: Member, meeting: Meeting) -> bool:
    """From noting who came to publishing it; not who only administers."""
    return groups.writes_memos(member, meeting.group)


@for_visitors
def sees(member: Member | None, meeting: Meeting) -> bool:
    """That it is held, and when."""
    return groups.sees(member, meeting.group)


def sees_inside(member: Member, meeting: Meeting) -> bool:
    """Its agenda."""
    return groups.sees_inside(member, meeting.group)


def sees_people(member: Member, meeting: Meeting) -> bool:
    """Everybody who was there, by name."""
    return groups.sees_people(member, meeting.group)


def takes_part(member: Member, meeting: Meeting) -> bool:
    return groups.takes_part(member, meeting.group)


def sees_link(member: Member, meeting: Meeting) -> bool:
    """Where to join remotely: those at the table and the host's people, not who administers."""
    return takes_part(member, meeting) or (
        member.host_id is not None and sees_inside(member, meeting)
    )


def arranges(member: Member, item: Item) -> bool:
    """Changes, moves and removes a matter of the agenda."""
    return keeps(member, item.meeting)


def writes(member: Member, item: Item) -> bool:
    """What the memo says of a matter."""
    return writes_memo(member, item.meeting)


def agrees(member: Member, action: Action) -> bool:
    """Changes an action point while it is a draft of a memo."""
    return groups.writes_memos(member, action.group)


def answers(member: Member, correction: Correction) -> bool:
    return writes_memo(member, correction.meeting)


@for_visitors
def reads_memo(member: Member | None, meeting: Meeting) -> bool:
    """In full or as its summary; before it is published, those at the table see how far it is."""
    if member is not None and sees_inside(member, meeting):
        return True
    return (
        meeting.memo_version > 0 and _is_open(meeting) and meeting.group.memo_audience != "members"
    )


def reads_draft(member: Member, meeting: Meeting) -> bool:
    """Who writes it; the others at the table when it is being checked."""
    is_shown = meeting.memo_state in ("checking", "checked")
    return writes_memo(member, meeting) or (is_shown and takes_part(member, meeting))


@for_visitors
def reads_all(member: Member | None, meeting: Meeting) -> bool:
    """More than the public summary."""
    if member is not None and sees_inside(member, meeting):
        return True
    return _is_open(meeting) and meeting.group.memo_audience == "public"


def _is_open(meeting: Meeting) -> bool:
    return meeting.group.audience == "public"
