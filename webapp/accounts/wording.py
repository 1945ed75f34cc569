"""Roles, states of invitations and events, as people call them."""

from __future__ import annotations

from webapp.accounts import bp
from webapp.core.language import lazy
from webapp.traits.words import name_events

ROLES = {
    "administrator": lazy("Administrator"),
    "officer": lazy("Municipal officer"),
    "area_coordinator": lazy("Area coordinator"),
    "operator": lazy("Platform operator"),
}
STATES = {
    "waiting": lazy("Waiting for an answer"),
    "accepted": lazy("Accepted"),
    "declined": lazy("Declined"),
    "revoked": lazy("Withdrawn"),
    "expired": lazy("Expired"),
}
COLOURS = {"waiting": "info", "accepted": "success", "declined": "warning"}

name_events(
    {
        "member_edited": lazy("Details of a person changed"),
        "member_left": lazy("Person removed from the service"),
        "member_returned": lazy("Person came back to the service"),
        "host_arrived": lazy("A person of the host association came to work"),
        "role_given": lazy("Role given"),
        "role_ended": lazy("Role ended"),
        "invited": lazy("Person invited"),
        "invited_again": lazy("Invitation sent again"),
        "invitation_revoked": lazy("Invitation withdrawn"),
        "invitation_declined": lazy("Invitation declined"),
        "invitation_accepted": lazy("Invitation accepted"),
    }
)


@bp.app_template_global()
def role_name(role: str | None) -> str:
    return str(ROLES[role]) if role else ""


@bp.app_template_global()
def state_name(state: str) -> str:
    return str(STATES[state])


@bp.app_template_global()
def state_colour(state: str) -> str:
    return COLOURS.get(state, "neutral")
