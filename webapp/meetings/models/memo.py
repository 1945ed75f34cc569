"""The published versions of a memo."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Index, String, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from tenants.db import db
from tenants.scoping import TenantModel, ref
from tenants.walls import APPEND_ONLY
from webapp.meetings.models.meeting import Meeting
from webapp.meetings.models.memo_content import actions_of, content_of, noted_at


class MemoVersion(TenantModel):
    """A published memo as it stood: goal, people, matters, actions. Never changed again.

    People stand in it by their role and by whom they act for; only their ids lead to their names.
    """

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

    @classmethod
    def publish(cls, meeting: Meeting, by, note: str = "", seat=None) -> MemoVersion:
        """The memo as it stands now, for good; `seat` is the publisher's own at the table.

        Raises NotNow or Unfinished. Who writes at the same time was saved before, or is told.
        """
        meeting.publish_memo(by, seat)
        content = content_of(meeting, noted_at(meeting), actions_of(meeting))
        version = cls(
            meeting_id=meeting.id,
            number=meeting.memo_version,
            content=content,
            note=note,
            published_by_id=meeting.published_by_id,
        )
        db.session.add(version)
        return version
