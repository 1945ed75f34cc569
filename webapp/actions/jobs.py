"""What the clock reminds of: actions whose day comes near, and those whose day has passed.

Each day is looked back upon for a month, so nothing is missed while no clock ran; a letter's key
names the action, its day and the reader, so nobody is reminded twice of the same day.
"""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import bindparam, select
from sqlalchemy.orm import joinedload

from tenants.db import db
from tenants.owned import utcnow
from webapp.actions import mails
from webapp.actions.models import Action
from webapp.core.clock import HOURLY, every
from webapp.core.formats import local, today
from webapp.groups.models import TableRules

MORNING = 7  # o'clock: nobody's night is disturbed
LOOK_BACK = timedelta(days=30)  # shorter than letters are kept
_DUE = (
    select(Action)
    .where(Action.due_on.between(bindparam("first"), bindparam("last")))
    .where(Action.done_at.is_(None), Action.dropped_at.is_(None))
    .where(Action.assigned_at.is_not(None))
    .options(joinedload(Action.group))
    .order_by(Action.id)
)


@every(HOURLY, in_each_tenant=True, even_suspended=False)
def remind_in_the_daytime() -> None:
    if local(utcnow()).hour >= MORNING:
        remind()


def remind() -> None:
    """Not of what was agreed so late that its own mail came after the day to remind."""
    now, days = today(), timedelta(days=TableRules.here().reminder_days)
    for action in _due_between(now, now + days):
        if _assigned_on(action) < action.due_on - days:
            mails.action_due(action)
    for action in _due_between(now - days - LOOK_BACK, now - days):
        if _assigned_on(action) <= action.due_on:
            mails.action_overdue(action)


def _due_between(first, last) -> list[Action]:
    return db.session.scalars(_DUE, {"first": first, "last": last}).all()


def _assigned_on(action: Action):
    return local(action.assigned_at).date()
