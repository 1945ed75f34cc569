"""Which mail about an action goes to whom: to its party, and late ones to the secretary, too."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from tenants.db import db
from webapp.accounts.tokens import masked
from webapp.actions.people import Answerer, party_of, secretaries_of
from webapp.actions.words import action_party
from webapp.core import hosts
from webapp.core.mail import write
from webapp.groups.models import Participant

if TYPE_CHECKING:
    from webapp.actions.models import Action

_EXAMPLE = {
    "action": "0195d000-0000-7000-8000-000000000000",
    "answerer": "participant 0195d000-0000-7000-8000-000000000001 0123456789abcdef",
    "what": "Sovitaan kimppakyydeistä",
    "due_on": date(2026, 11, 23),
    "table": {"fi": "Ikäihmisten palvelut", "sv": "Tjänster för äldre"},
    "goal": {"fi": "Kukaan ei jää kyydittä.", "sv": "Ingen blir utan skjuts."},
    "path": "/actions/0195d000-0000-7000-8000-000000000000",
    "memo": "/meetings/0195d000-0000-7000-8000-000000000002/memo",
    "meeting": "0195d000-0000-7000-8000-000000000002",
    "reader": "0195d000-0000-7000-8000-000000000001",
    "party": "Savon Autoilija, Kyytiyhtiö Oy",
}
EXAMPLES = {
    "actions/mail/action_assigned": _EXAMPLE,
    "actions/mail/action_due": _EXAMPLE,
    "actions/mail/action_overdue": _EXAMPLE,
}


def action_assigned(action: Action) -> None:
    """To a party once, however often the memo is published; another party hears of it anew."""
    for someone in party_of(action):
        _write("action_assigned", action, someone, str(action.holder_id))


def action_due(action: Action) -> None:
    for someone in party_of(action):
        _write("action_due", action, someone, str(action.due_on))


def action_overdue(action: Action) -> None:
    """To the secretary as well, and to each address once."""
    everybody = (*secretaries_of(action), *party_of(action))
    for someone in {each.reader.email: each for each in everybody}.values():
        _write("action_overdue", action, someone, str(action.due_on))


def _write(kind: str, action: Action, someone: Answerer, occasion: str) -> None:
    """The letter keeps no token: the address of the answer is made when it is sent."""
    write(
        f"actions/mail/{kind}",
        to=someone.reader,
        key=f"{kind} {action.id} {occasion} {masked(someone.reader.email)}",
        action=action.id,
        answerer=someone.key,
        what=action.what,
        due_on=action.due_on,
        table=action.group.titles,
        goal=action.group.goals,
        path=hosts.path_of("actions.detail", id=action.id),
        party=action_party(action, inside=True),
        **_memo_of(action, someone),
    )


def _memo_of(action: Action, someone: Answerer) -> dict:
    """Where it was agreed, for those at the table by their link; what was added has no memo."""
    id = action.meeting_id
    seat = db.session.get(Participant, someone.id) if someone.kind == "participant" else None
    path = hosts.path_of("meetings.memo", id=id) if id else ""
    return {"memo": path, "meeting": id, "reader": seat.key if seat else ""}
