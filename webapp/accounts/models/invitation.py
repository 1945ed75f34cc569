"""An invitation to a tenant: 14 days, revocable, answered without a password."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from tenants.context import OPERATOR
from tenants.scoping import TenantModel, ref
from tenants.types import Word
from tenants.walls import HOME, Wall
from webapp.traits.audited import Audited


class Invitation(Audited, TenantModel):
    __walls__ = (HOME, Wall(OPERATOR, "INSERT", "true"))
    __table_args__ = (
        Index(None, "tenant_id", "token_hash", unique=True),
        Index(None, "tenant_id", "actor_id"),
        Index(None, "tenant_id", "invited_by_id"),
        Index(None, "tenant_id", "ends_at"),
    )

    email: Mapped[str] = mapped_column(String(254))
    first_name: Mapped[str] = mapped_column(String(100), default="")
    family_name: Mapped[str] = mapped_column(String(100), default="")
    language: Mapped[str] = mapped_column(Word("fi", "sv", "en"), default="fi")
    role: Mapped[str | None] = mapped_column(Word("administrator", "officer", "operator"))
    actor_id: Mapped[UUID | None] = ref("actor", nullable=True, ondelete="CASCADE")
    invited_by_id: Mapped[UUID | None] = ref("member", nullable=True, ondelete="SET NULL")
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    ends_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    accepted_at: Mapped[datetime | None]
    declined_at: Mapped[datetime | None]
