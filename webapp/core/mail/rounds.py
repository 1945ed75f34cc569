"""What the clock does for mail: rings again, sends what nobody fetches, forgets what is old."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete, select, text

from tenants.context import relaying
from tenants.db import db
from tenants.models import Tenant
from tenants.owned import utcnow
from webapp.core.clock import DAILY, every
from webapp.core.jobs import ring
from webapp.core.mail.claims import desk
from webapp.core.mail.models import ENDED, Letter
from webapp.core.mail.relay import deliver

UNHEARD = timedelta(seconds=30)
KEPT = timedelta(days=90)


@every(10)
def ring_for_letters():
    with desk() as at:
        waiting = at.overdue(timedelta(seconds=1))
    for queue in waiting:
        ring(queue)


@every(10)
def send_what_nobody_fetches():
    """Redis or the workers are away: then the clock is the worker."""
    with desk() as at:
        unheard = at.overdue(UNHEARD)
    if unheard:
        deliver("bulk", seconds=20)


@every(DAILY)
def forget_old_letters():
    """Town by town and by the primary key: ids begin with the time at which they were made."""
    oldest = UUID(int=int((utcnow() - KEPT).timestamp() * 1000) << 80)
    with relaying():
        for town in db.session.scalars(select(Tenant.id)).all():
            old = delete(Letter).where(Letter.tenant_id == town, Letter.id < oldest, text(ENDED))
            db.session.execute(old, execution_options={"synchronize_session": False})
            db.session.commit()
        db.session.close()
