"""Kinds, states, roles and events of groups, as people call them."""

from __future__ import annotations

from collections.abc import Iterable

from babel.support import LazyProxy

from webapp.core.language import lazy, use_language
from webapp.groups import bp
from webapp.groups.models import TableRules
from webapp.traits.words import name_events


def as_called(of_memo: LazyProxy, of_minutes: LazyProxy) -> LazyProxy:
    """The sentence with this municipality's word: its meetings have a memo, or minutes."""
    says = {"memo": of_memo, "minutes": of_minutes}
    return LazyProxy(lambda: str(says[TableRules.here().memo_word]), enable_cache=False)


KIND_NAMES = {
    "table": lazy("Partnership table"),
    "network": lazy("Development network"),
}
FIELD_NAMES = {
    "area": lazy("Area network"),
    "theme": lazy("Theme network"),
    "business": lazy("Business network"),
}
STATUS_NAMES = {
    "planned": lazy("Being planned"),
    "active": lazy("At work"),
    "paused": lazy("On hold"),
    "closed": lazy("Has ended"),
    "continuing": lazy("Continues"),
}
ROLE_NAMES = {
    "chair": lazy("Chair"),
    "secretary": lazy("Secretary"),
    "preparer": lazy("Preparer"),
    "core": lazy("Core team"),
    "member": lazy("Participant"),
    "expert": lazy("Expert by experience"),
    "observer": lazy("Observer"),
}
STATE_NAMES = {
    "added": lazy("Not invited yet"),
    "invited": lazy("Invited"),
    "joined": lazy("Takes part"),
    "declined": lazy("Does not take part"),
    "left": lazy("Has left"),
}
AUDIENCE_NAMES = {
    "public": lazy("Public"),
    "members": lazy("For members only"),
}
MEMO_AUDIENCE_NAMES = {
    "public": as_called(lazy("The memos are public"), lazy("The minutes are public")),
    "summary": as_called(
        lazy("A summary of each memo is public"), lazy("A summary of the minutes is public")
    ),
    "members": as_called(
        lazy("The memos are for members only"), lazy("The minutes are for members only")
    ),
}
name_events(
    {
        "group_opened": lazy("A table or network was opened"),
        "group_edited": lazy("A table or network was changed"),
        "group_started": lazy("A table began its work"),
        "group_paused": lazy("A table or network was put on hold"),
        "group_continued": lazy("A table or network goes on"),
        "group_ended": lazy("A table or network ended"),
        "participant_added": lazy("A participant was added"),
        "participant_edited": lazy("A participant was changed"),
        "participant_invited": lazy("A participant was invited"),
        "participant_joined": lazy("A participant joined"),
        "participant_declined": lazy("A participant declined"),
        "participant_left": lazy("A participant left"),
        "invitation_withdrawn": lazy("An invitation was withdrawn"),
        "table_rules_changed": lazy("The rules of tables were changed"),
    }
)


RULES = lazy(
    "- We are equal: every view counts as much.\n"
    "- We trust one another and speak openly.\n"
    "- One speaks at a time, and the others listen.\n"
    "- What is said of single persons stays here."
)


def rules_to_begin_with(languages: Iterable[str]) -> dict[str, str]:
    """Where the municipality has no template of its own."""
    said = {}
    for tag in languages:
        with use_language(tag):
            said[tag] = str(RULES)
    return said


@bp.app_template_global()
def group_kind(group) -> str:
    """What the group is called: a network by what it is about."""
    return str(FIELD_NAMES[group.field] if group.field else KIND_NAMES[group.kind])


@bp.app_template_global()
def group_status(status: str) -> str:
    return str(STATUS_NAMES[status])


@bp.app_template_global()
def seat_role(role: str) -> str:
    return str(ROLE_NAMES[role])


@bp.app_template_global()
def participant_state(state: str) -> str:
    return str(STATE_NAMES[state])
