"""The fate of each mail, in words."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from tenants.db import db
from webapp.core.language import _, lazy
from webapp.core.mail.models import Letter
from webapp.groups.words import as_called

PAGE = 20
STATES = {
    "waiting": (lazy("Waiting"), ("waiting", "sending")),
    "sent": (lazy("Sent"), ("sent",)),
    "failed": (lazy("Failed"), ("failed",)),
    "stopped": (lazy("Stopped by the reader"), ("stopped",)),
}
COLOURS = {"waiting": "info", "sent": "success", "failed": "danger", "stopped": "neutral"}
SIGN_IN_LINK = "accounts/mail/sign_in_link"
KINDS = {
    "accounts/mail/account_removed": lazy("Access has ended"),
    "accounts/mail/credentials_changed": lazy("The way to sign in was changed"),
    SIGN_IN_LINK: lazy("Sign-in link"),
    "accounts/mail/user_invitation": lazy("Invitation to the service"),
    "actions/mail/action_assigned": lazy("An action point was assigned"),
    "actions/mail/action_due": lazy("An action point is soon due"),
    "actions/mail/action_overdue": lazy("An action point is overdue"),
    "actors/mail/representative_added": lazy("Became a representative"),
    "console/mail/site_opened": lazy("The site has been opened"),
    "groups/mail/invitation_reminder": lazy("Reminder of an invitation to a table"),
    "groups/mail/network_welcome": lazy("Welcome to a network"),
    "groups/mail/table_declined": lazy("Declined an invitation to a table"),
    "groups/mail/table_invitation": lazy("Invitation to a table"),
    "groups/mail/table_joined": lazy("Joined a table"),
    "meetings/mail/agenda_published": lazy("Agenda of a meeting"),
    "meetings/mail/meeting_cancelled": lazy("A meeting was cancelled"),
    "meetings/mail/meeting_changed": lazy("A meeting was changed"),
    "meetings/mail/meeting_invitation": lazy("Invitation to a meeting"),
    "meetings/mail/meeting_reminder": lazy("Reminder of a meeting"),
    "meetings/mail/memo_correction": as_called(
        lazy("A correction to a memo was suggested"), lazy("A correction to minutes was suggested")
    ),
    "meetings/mail/memo_published": as_called(
        lazy("A memo was published"), lazy("Minutes were published")
    ),
    "meetings/mail/memo_to_check": as_called(
        lazy("A memo waits for checking"), lazy("Minutes wait for checking")
    ),
    "notices/mail/feedback_answered": lazy("Answer to feedback"),
    "notices/mail/feedback_received": lazy("Feedback has been received"),
}
# What a mail server means by the second and third number of its answer (RFC 3463).
REASONS = {
    "1": lazy("The address does not exist, or it cannot receive mail."),
    "2": lazy("The reader's mailbox is full or closed."),
    "3": lazy("The receiver's mail server is out of order."),
    "4": lazy("The receiver's mail server could not be reached."),
    "7": lazy("The receiver's mail server refused the mail."),
}


def page(state: str | None, before: UUID | None) -> tuple[list[Letter], UUID | None]:
    """Newest first, and where the next page begins. Ids are ordered by time."""
    query = select(Letter).order_by(Letter.id.desc()).limit(PAGE + 1)
    if state in STATES:
        query = query.where(Letter.state.in_(STATES[state][1]))
    if before:
        query = query.where(Letter.id < before)
    rows = db.session.scalars(query).all()
    return rows[:PAGE], rows[PAGE - 1].id if len(rows) > PAGE else None


def kind_of(letter: Letter) -> str:
    return str(KINDS.get(letter.template) or letter.template)


def can_be_resent(letter: Letter) -> bool:
    """A link to sign in is dead by then."""
    return letter.can_be_resent and letter.template != SIGN_IN_LINK


def state_of(letter: Letter) -> str:
    return next(name for name, (_text, states) in STATES.items() if letter.state in states)


def reason_of(letter: Letter) -> str:
    """Why the last attempt did not succeed, for somebody who knows no mail servers."""
    error = letter.last_error
    if not error:
        return ""
    if letter.template == SIGN_IN_LINK and letter.state == "failed" and not error[0].isdigit():
        return _("The link expired before the mail could be sent. Its reader can ask for another.")
    if error == "connection":
        return _("The mail server did not answer. The mail is tried again for 72 hours.")
    if error == "late":
        return _("The mail could not be sent within 72 hours.")
    if not error[0].isdigit():
        return _("The mail could not be written. Tell the operator of the service.")
    subject = error.split(".")[1] if "." in error else "7"
    return str(REASONS.get(subject) or REASONS["7"])
