"""One participant and one meeting: the answer before it, and who was there."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tenants.scoping import TenantModel, ref, same_tenant
from tenants.types import Word
from tenants.walls import HOME
from webapp.groups.models import Participant

ANSWERS = ("attend", "remote", "cannot")
PRESENCES = ("present", "remote", "absent", "excused")


class Attendance(TenantModel):
    """`stand_in`: the organisation that somebody else came from, in this participant's place."""

    __walls__ = (HOME,)
    __table_args__ = (
        UniqueConstraint("tenant_id", "meeting_id", "participant_id"),
        Index(None, "tenant_id", "participant_id"),
    )

    meeting_id: Mapped[UUID] = ref("meeting", ondelete="CASCADE")
    participant_id: Mapped[UUID] = ref("participant", ondelete="CASCADE")
    answer: Mapped[str | None] = mapped_column(Word(*ANSWERS))
    answered_at: Mapped[datetime | None]
    presence: Mapped[str | None] = mapped_column(Word(*PRESENCES))
    stand_in: Mapped[str] = mapped_column(String(200), default="")

    participant: Mapped[Participant] = relationship(
        primaryjoin=same_tenant("Attendance.participant_id", "Participant.id")
    )
