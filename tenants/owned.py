"""What makes a row belong to a tenant: its key."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import event
from sqlalchemy.orm import Mapped, mapped_column

from tenants.context import scope
from tenants.types import TenantId, UtcTime


def uuid7() -> UUID:
    """A UUID of version 7: ordered by time, unguessable, known before the INSERT."""
    ms = time.time_ns() // 1_000_000
    n = ms << 80 | int.from_bytes(os.urandom(10), "big")
    return UUID(int=n & ~(0xF << 76) & ~(0b11 << 62) | 7 << 76 | 0b10 << 62)


def utcnow() -> datetime:
    return datetime.now(UTC)


class TenantOwned:
    """Mixin: primary key (tenant_id, id), the tenant taken from the scope."""

    tenant_id: Mapped[UUID] = mapped_column(
        TenantId, primary_key=True, default=lambda: scope().tenant, sort_order=-3
    )
    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid7, sort_order=-2)
    # Made in Python: a server default would need RETURNING, which insert-only roles may not.
    created_at: Mapped[datetime] = mapped_column(UtcTime, default=utcnow, sort_order=-1)


@event.listens_for(TenantOwned, "init", propagate=True)
def _know_your_id(_target, _args, kwargs):
    """Give new rows their id at once: events and links name them before the flush."""
    kwargs.setdefault("id", uuid7())
