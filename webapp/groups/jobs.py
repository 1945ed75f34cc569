"""What the clock clears away: who never confirmed to join, and whose agreement is over."""

from __future__ import annotations

from sqlalchemy import delete

from tenants.db import db
from tenants.owned import utcnow
from webapp.core.clock import HOURLY, every
from webapp.groups.hosts import see_off
from webapp.groups.models import Participant
from webapp.groups.newcomers import PATIENCE


@every(HOURLY, in_each_tenant=True)
def forget_newcomers() -> None:
    never_came = (Participant.joined_at.is_(None), Participant.asked_at < utcnow() - PATIENCE)
    gone = delete(Participant).where(*never_came)
    db.session.execute(gone.execution_options(synchronize_session=False))


@every(HOURLY, in_each_tenant=True)
def see_off_hosts() -> None:
    """An agreement may run out by its date, or be ended by the operator."""
    see_off()
