"""What becomes of a memo: who checked it, its published versions, and suggested corrections."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, String, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tenants.scoping import TenantModel, ref, same_tenant
from tenants.walls import APPEND_ONLY, HOME
from webapp.groups.models import Participant


class MemoCheck(TenantModel):
    """One of two checkers has read the memo and found it right."""

    __walls__ = (HOME,)
    __table_args__ = (
        UniqueConstraint("tenant_id", "meeting_id", "participant_id"),
        Index(None, "tenant_id", "participant_id"),
    )

    meeting_id: Mapped[UUID] = ref("meeting", ondelete="CASCADE")
    participant_id: Mapped[UUID] = ref("participant", ondelete="CASCADE")


class MemoVersion(TenantModel):
    """A published memo as it stood: goal, people, matters, actions. Never changed again."""

    __walls__ = APPEND_ONLY
    __table_args__ = (
        UniqueConstraint("tenant_id", "meeting_id", "number"),
        Index(None, "tenant_id", "published_by_id"),
    )

    meeting_id: Mapped[UUID] = ref("meeting", ondelete="CASCADE")
    number: Mapped[int]
    content: Mapped[dict] = mapped_column(JSONB)
    note: Mapped[str] = mapped_column(String(500), default="")  # what changed, from version 2 on
    published_by_id: Mapped[UUID | None] = ref("participant", nullable=True, ondelete="SET NULL")


class Correction(TenantModel):
    """What a participant would have otherwise in the memo, and what came of it."""

    __walls__ = (HOME,)
    __table_args__ = (
        Index(None, "tenant_id", "meeting_id", "id"),
        Index(None, "tenant_id", "participant_id"),
        Index(None, "tenant_id", "item_id"),
    )

    meeting_id: Mapped[UUID] = ref("meeting", ondelete="CASCADE")
    item_id: Mapped[UUID | None] = ref("item", nullable=True, ondelete="SET NULL")
    participant_id: Mapped[UUID] = ref("participant", ondelete="CASCADE")
    text: Mapped[str] = mapped_column(String(2000))
    accepted_at: Mapped[datetime | None]
    declined_at: Mapped[datetime | None]
    reply: Mapped[str] = mapped_column(String(500), default="")

    participant: Mapped[Participant] = relationship(
        primaryjoin=same_tenant("Correction.participant_id", "Participant.id")
    )
