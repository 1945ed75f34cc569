"""What happened, to which thing, by whom and for whom. Written once, changed by nobody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from sqlalchemy import Index, String
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from tenants.context import OPERATOR
from tenants.db import db
from tenants.scoping import TenantModel, ref
from tenants.walls import APPEND_ONLY, OWN, Wall


class Doer(Protocol):
    """Who did it: a member, acting for an actor or for oneself, or a guest."""

    id: UUID | None
    name: str
    acting_for_id: UUID | None


@dataclass(frozen=True)
class Guest:
    """Who came by the link of a mail: known by name, and perhaps a member (`id`), too."""

    name: str
    id: UUID | None = None
    acting_for_id: UUID | None = None


class Event(TenantModel):
    """Newest first by id, which is ordered by time. `actor_id` is for whom the member acted."""

    __walls__ = (
        *APPEND_ONLY,
        Wall(OPERATOR, "SELECT", OWN),
        Wall(OPERATOR, "INSERT", "true"),
    )
    __table_args__ = (
        Index(None, "tenant_id", "thing_id", "id"),
        Index(None, "tenant_id", "member_id", "id"),
        Index(None, "tenant_id", "actor_id", "id"),
    )

    what: Mapped[str] = mapped_column(String(60))
    kind: Mapped[str] = mapped_column(String(60))
    thing_id: Mapped[UUID]
    member_id: Mapped[UUID | None] = ref("member", nullable=True)
    actor_id: Mapped[UUID | None] = ref("actor", nullable=True)
    details: Mapped[dict] = mapped_column(JSONB, default=dict)


class Audited:
    """Mixin: `area.record("area_renamed", by=member)` in the verb that changes the row."""

    def record(self, what: str, by: Doer | None, **details) -> Event:
        return note(what, self, by, **details)


def note(what: str, thing, by: Doer | None, tenant: UUID | None = None, **details) -> Event:
    """Write an event in the same transaction as the change; `details` are JSON-able.

    `tenant` is only for the operator's desk, which may put an event into another tenant.
    """
    if by is not None and by.id is None:
        details["by"] = by.name
    event = Event(
        what=what,
        kind=thing.__tablename__,
        thing_id=thing.id,
        member_id=by.id if by and tenant is None else None,
        actor_id=by.acting_for_id if by and tenant is None else None,
        details=details,
    )
    if tenant is not None:
        event.tenant_id = tenant
    db.session.add(event)
    return event
