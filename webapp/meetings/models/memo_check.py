"""Who was asked to check a memo, and has."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped

from tenants.scoping import TenantModel, ref
from tenants.walls import HOME


class MemoCheck(TenantModel):
    """One of the checkers was asked to read the memo, and found it right."""

    __walls__ = (HOME,)
    __table_args__ = (
        UniqueConstraint("tenant_id", "meeting_id", "participant_id"),
        Index(None, "tenant_id", "participant_id"),
    )

    meeting_id: Mapped[UUID] = ref("meeting", ondelete="CASCADE")
    participant_id: Mapped[UUID] = ref("participant", ondelete="CASCADE")
    checked_at: Mapped[datetime | None]
