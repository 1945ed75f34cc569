"""States and events of actions, as people call them."""

from __future__ import annotations

from webapp.actions import bp
from webapp.actors.words import sector_name
from webapp.core import formats
from webapp.core.language import lazy
from webapp.traits.words import name_events

STATUS_NAMES = {
    "open": lazy("Not done yet"),
    "started": lazy("Under way"),
    "overdue": lazy("Overdue"),
    "done": lazy("Carried out"),
    "dropped": lazy("Not carried out"),
}
name_events(
    {
        "action_agreed": lazy("An action point was agreed on"),
        "action_assigned": lazy("An action point fell to its party"),
        "action_edited": lazy("An action point was changed"),
        "action_postponed": lazy("An action point got a new last day"),
        "action_taken_up": lazy("An action point was taken up"),
        "action_done": lazy("An action point was done"),
        "action_dropped": lazy("An action point was not carried out"),
    }
)


@bp.app_template_global()
def action_status(status: str) -> str:
    return str(STATUS_NAMES[status])


@bp.app_template_global()
def action_colour(status: str) -> str:
    return {"done": "success", "overdue": "danger", "started": "info"}.get(status, "neutral")


@bp.app_template_global()
def action_party(action, inside: bool) -> str:
    """Who is responsible. People are named inside; to the public, whom they speak for."""
    seat = action.participant
    if seat is None:
        return action.actor.name if action.actor else action.party
    speaks_for = seat.actor.name if seat.actor else ""
    if not inside:
        return speaks_for or sector_name(seat.sector)
    return f"{seat.name}, {speaks_for}" if speaks_for else seat.name


@bp.app_template_global()
def action_figure(action) -> str:
    """60 participants."""
    if action.figure is None:
        return ""
    return f"{formats.number(action.figure)} {action.figure_of}".strip()
