"""Sessions of one person in all tenants: listed and ended by their owner."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import and_, delete, or_, select

from tenants.context import as_person
from tenants.db import db
from tenants.models import Tenant
from tenants.owned import utcnow
from webapp.accounts.models import Session
from webapp.core.scopes import beside


class SignedIn(NamedTuple):
    """A browser: its session on the platform and those that it was handed on to."""

    id: UUID
    device: str
    created_at: datetime
    seen_at: datetime
    names: list[dict]


def end(account_id: UUID, *ids: UUID) -> bool:
    """End these sessions and the ones behind which they stand; whether there were any."""
    return _delete(account_id, or_(Session.id.in_(ids), Session.parent_id.in_(ids)))


def end_others(account_id: UUID, kept: UUID) -> bool:
    stands_apart = Session.parent_id.is_distinct_from(kept)
    return _delete(account_id, and_(Session.id != kept, stands_apart))


def end_all(account_id: UUID) -> bool:
    return _delete(account_id, Session.account_id == account_id)


def browsers_of(account_id: UUID) -> list[SignedIn]:
    """The last seen first."""
    with beside(as_person(account_id)):
        rows = db.session.execute(
            select(Session, Tenant.kind, Tenant.short_names)
            .join(Tenant, Tenant.id == Session.tenant_id)
            .where(Session.ends_at > utcnow())
            .order_by(Session.id)
        ).all()
        groups: dict[UUID, list] = {}
        for row in rows:
            groups.setdefault(row.Session.parent_id or row.Session.id, []).append(row)
        found = [_browser(id, rows) for id, rows in groups.items()]
    return sorted(found, key=lambda browser: browser.seen_at, reverse=True)


def _browser(id, rows) -> SignedIn:
    sessions = [row.Session for row in rows]
    return SignedIn(
        id,
        next((session.device for session in sessions if session.device), ""),
        min(session.created_at for session in sessions),
        max(session.seen_at for session in sessions),
        [row.short_names for row in rows if row.kind != "platform"],
    )


def _delete(account_id, which) -> bool:
    with beside(as_person(account_id)):
        gone = db.session.execute(
            delete(Session).where(which).execution_options(synchronize_session=False)
        )
        return gone.rowcount > 0
