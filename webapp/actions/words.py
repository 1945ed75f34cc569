"""States and events of actions, as people call them."""

from __future__ import annotations

from webapp.actions import bp
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
        "action_edited": lazy("An action point was changed"),
        "action_taken_up": lazy("An action point was taken up"),
        "action_done": lazy("An action point was done"),
        "action_dropped": lazy("An action point was not carried out"),
    }
)


@bp.app_template_global()
def action_status(status: str) -> str:
    return str(STATUS_NAMES[status])
