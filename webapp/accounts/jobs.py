"""What the clock clears away: sessions that are over, links and codes that work no more, and
the names and addresses of those who did not come."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import delete, or_

from tenants.db import db
from tenants.owned import utcnow
from webapp.accounts.loading import IDLE
from webapp.accounts.models import Handover, Invitation, Session, SignInLink
from webapp.core.clock import every

HOUR = 3600
# So long those who invited see that nobody answered, and can ask again.
REMEMBERED = timedelta(days=30)


@every(HOUR, in_each_tenant=True)
def clear_away() -> None:
    now = utcnow()
    for gone in (
        delete(Session).where(or_(Session.ends_at < now, Session.seen_at < now - IDLE)),
        delete(SignInLink).where(SignInLink.ends_at < now - timedelta(days=1)),
        delete(Invitation).where(
            Invitation.accepted_at.is_(None), Invitation.ends_at < now - REMEMBERED
        ),
        delete(Handover).where(Handover.ends_at < now - timedelta(days=1)),
    ):
        db.session.execute(gone.execution_options(synchronize_session=False))
