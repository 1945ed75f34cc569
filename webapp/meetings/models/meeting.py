"""A meeting of a group: when, where, its agenda, and who was asked."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tenants.owned import utcnow
from tenants.scoping import TenantModel, ref, same_tenant
from tenants.types import Word
from tenants.walls import HOME, READ
from webapp.groups.models import Group
from webapp.traits.audited import Audited

ITEM_KINDS = ("question", "discussion", "information")


class Meeting(Audited, TenantModel):
    """`sequence` counts the changes that people were told of; their calendars go by it."""

    __walls__ = (HOME, READ)
    __table_args__ = (
        UniqueConstraint("tenant_id", "group_id", "number"),
        Index(None, "tenant_id", "starts_at", "id"),
        Index(None, "tenant_id", "group_id", "starts_at"),
        Index(None, "tenant_id", "checked_by_id"),
        Index(None, "tenant_id", "published_by_id"),
    )

    group_id: Mapped[UUID] = ref("groups", ondelete="CASCADE")
    number: Mapped[int]
    starts_at: Mapped[datetime]
    minutes: Mapped[int]
    place: Mapped[str] = mapped_column(String(200), default="")
    remote_link: Mapped[str] = mapped_column(String(500), default="")
    sequence: Mapped[int] = mapped_column(default=0)
    invited_at: Mapped[datetime | None]
    agenda_published_at: Mapped[datetime | None]
    cancelled_at: Mapped[datetime | None]
    cancel_reason: Mapped[str] = mapped_column(String(500), default="")
    # The memo: written, being checked, checked, published; each with its time and its person.
    summary: Mapped[str] = mapped_column(String(5000), default="")  # what the public reads
    summary_html: Mapped[str] = mapped_column(String(10000), default="")
    checking_at: Mapped[datetime | None]
    checked_at: Mapped[datetime | None]
    checked_by_id: Mapped[UUID | None] = ref("participant", nullable=True, ondelete="SET NULL")
    published_at: Mapped[datetime | None]
    published_by_id: Mapped[UUID | None] = ref("participant", nullable=True, ondelete="SET NULL")
    memo_version: Mapped[int] = mapped_column(default=0)

    group: Mapped[Group] = relationship(primaryjoin=same_tenant("Meeting.group_id", "Group.id"))
    items: Mapped[list[Item]] = relationship(
        primaryjoin=same_tenant("Item.meeting_id", "Meeting.id"),
        order_by="Item.position",
        back_populates="meeting",
        cascade="all, delete-orphan",
        passive_deletes=True,
    )

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def is_cancelled(self) -> bool:
        return self.cancelled_at is not None

    @property
    def is_over(self) -> bool:
        return self.ends_at <= utcnow()

    @property
    def memo_state(self) -> str:
        """draft, checking, checked or published."""
        if self.published_at is not None:
            return "published"
        if self.checked_at is not None:
            return "checked"
        return "checking" if self.checking_at is not None else "draft"


class Item(TenantModel):
    """A matter on the agenda: never a ready-made decision (R3). Below it, what the memo says."""

    __walls__ = (HOME,)
    __table_args__ = (Index(None, "tenant_id", "meeting_id", "position"),)

    meeting_id: Mapped[UUID] = ref("meeting", ondelete="CASCADE")
    position: Mapped[int]
    kind: Mapped[str] = mapped_column(Word(*ITEM_KINDS), default="discussion")
    title: Mapped[str] = mapped_column(String(300))
    minutes: Mapped[int | None]
    text: Mapped[str] = mapped_column(String(20000), default="")
    text_html: Mapped[str] = mapped_column(String(40000), default="")
    agreed: Mapped[str] = mapped_column(String(5000), default="")
    agreed_html: Mapped[str] = mapped_column(String(10000), default="")
    version: Mapped[int] = mapped_column(default=0)
    saved_at: Mapped[datetime | None]
    saved_by: Mapped[str] = mapped_column(String(200), default="")  # the name, for the other writer

    meeting: Mapped[Meeting] = relationship(
        primaryjoin=same_tenant("Item.meeting_id", "Meeting.id"), back_populates="items"
    )
