"""Corrections that participants suggest to a memo."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tenants.db import db
from tenants.owned import utcnow
from tenants.scoping import TenantModel, ref, same_tenant
from tenants.walls import HOME
from webapp.groups.models import Participant
from webapp.meetings.models.meeting import Meeting


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
    meeting: Mapped[Meeting] = relationship(
        primaryjoin=same_tenant("Correction.meeting_id", "Meeting.id")
    )

    @classmethod
    def suggest(
        cls, meeting: Meeting, participant: Participant, text: str, item_id: UUID | None = None
    ) -> Correction:
        correction = cls(
            meeting_id=meeting.id, item_id=item_id, participant_id=participant.id, text=text
        )
        db.session.add(correction)
        meeting.note("correction_suggested", participant.doer)
        return correction

    @property
    def is_open(self) -> bool:
        return self.accepted_at is None and self.declined_at is None

    def accept(self, by) -> None:
        """The secretary corrects the memo: before it is published, or in its next version."""
        self._hold()
        if self.is_open:
            self.accepted_at = utcnow()
            self.meeting.open_to_correct(by)
            self.meeting.note("correction_answered", by, accepted=True)

    def decline(self, by, reply: str) -> None:
        self._hold()
        if self.is_open:
            self.declined_at, self.reply = utcnow(), reply
            self.meeting.note("correction_answered", by, accepted=False)

    def _hold(self) -> None:
        """Whoever answers second finds the first answer, and the memo as that left it."""
        self.meeting.hold()
        db.session.refresh(self)
