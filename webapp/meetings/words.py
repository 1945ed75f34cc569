"""Agenda items, answers, presences and memo states, as people call them."""

from __future__ import annotations

from webapp.core.language import lazy
from webapp.groups.models import TableRules
from webapp.groups.words import as_called
from webapp.meetings import bp
from webapp.traits.words import name_events

ITEM_NAMES = {
    "question": lazy("Question"),
    "discussion": lazy("Discussion"),
    "information": lazy("For information"),
}
ANSWER_NAMES = {
    "attend": lazy("I will attend"),
    "remote": lazy("I will attend remotely"),
    "cannot": lazy("I cannot attend"),
}
PRESENCE_NAMES = {
    "present": lazy("Present"),
    "remote": lazy("Remotely"),
    "absent": lazy("Absent"),
    "excused": lazy("Sent apologies"),
}
MEMO_NAMES = {"memo": lazy("Memo"), "minutes": lazy("Minutes")}
MEMO_STATE_NAMES = {
    "draft": lazy("Draft"),
    "checking": lazy("Being checked"),
    "checked": lazy("Checked"),
    "published": lazy("Published"),
}
name_events(
    {
        "meeting_called": lazy("A meeting was called"),
        "meeting_moved": lazy("A meeting was changed"),
        "meeting_cancelled": lazy("A meeting was cancelled"),
        "meeting_invited": lazy("People were invited to a meeting"),
        "agenda_edited": lazy("An agenda was changed"),
        "agenda_published": lazy("An agenda was published"),
        "memo_to_check": as_called(
            lazy("A memo was sent to be checked"),
            lazy("Minutes were sent to be checked"),
        ),
        "memo_taken_back": as_called(
            lazy("A memo was taken back to be written further"),
            lazy("Minutes were taken back to be written further"),
        ),
        "memo_checked": as_called(lazy("A memo was checked"), lazy("Minutes were checked")),
        "memo_published": as_called(lazy("A memo was published"), lazy("Minutes were published")),
        "memo_reopened": as_called(
            lazy("A new version of a memo was begun"),
            lazy("A new version of minutes was begun"),
        ),
        "correction_suggested": as_called(
            lazy("A correction to a memo was suggested"),
            lazy("A correction to minutes was suggested"),
        ),
        "correction_answered": lazy("A suggested correction was answered"),
    }
)


@bp.app_template_global()
def item_kind(kind: str) -> str:
    return str(ITEM_NAMES[kind])


@bp.app_template_global()
def answer_name(answer: str) -> str:
    return str(ANSWER_NAMES[answer])


@bp.app_template_global()
def presence_name(presence: str) -> str:
    return str(PRESENCE_NAMES[presence])


@bp.app_template_global()
def memo_name() -> str:
    """Memo or minutes, as this municipality says."""
    return str(MEMO_NAMES[TableRules.here().memo_word])


@bp.app_template_global()
def memo_word() -> str:
    return TableRules.here().memo_word


@bp.app_template_global()
def memo_state(state: str) -> str:
    return str(MEMO_STATE_NAMES[state])
