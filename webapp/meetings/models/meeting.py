"""A meeting of a group: when, where, its agenda, and who was asked."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Index, String, UniqueConstraint, exists, func, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tenants.db import db
from tenants.owned import utcnow
from tenants.scoping import TenantModel, ref, same_tenant
from tenants.walls import HOME, READ
from webapp.core.formats import comes_twice, local
from webapp.groups.models import Group
from webapp.meetings.models.agenda import AS_HTML, Agenda, Item
from webapp.meetings.models.memo_verbs import NotNow, WithMemo
from webapp.traits.audited import Audited

# What people and their calendars are told again when it changes.
TOLD = ("starts_at", "minutes", "place", "remote_link")


class Meeting(Agenda, WithMemo, Audited, TenantModel):
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
    moved_at: Mapped[datetime | None]  # who answered before this answered about another time
    agenda_published_at: Mapped[datetime | None]
    cancelled_at: Mapped[datetime | None]
    cancel_reason: Mapped[str] = mapped_column(String(500), default="")
    # The memo: written, being checked, checked, published; each with its time and its person.
    summary: Mapped[str] = mapped_column(String(5000), default="")  # what the public reads
    summary_html: Mapped[str] = mapped_column(String(AS_HTML * 5000), default="")
    checking_at: Mapped[datetime | None]
    checked_at: Mapped[datetime | None]
    checked_by_id: Mapped[UUID | None] = ref("participant", nullable=True, ondelete="SET NULL")
    published_at: Mapped[datetime | None]
    published_by_id: Mapped[UUID | None] = ref("participant", nullable=True, ondelete="SET NULL")
    memo_version: Mapped[int] = mapped_column(default=0)

    group: Mapped[Group] = relationship(
        primaryjoin=same_tenant("Meeting.group_id", "Group.id"), lazy="joined", innerjoin=True
    )
    items: Mapped[list[Item]] = relationship(
        primaryjoin=same_tenant("Item.meeting_id", "Meeting.id"),
        order_by="Item.position",
        back_populates="meeting",
        cascade="all, delete-orphan",
        passive_deletes=True,
    )

    @classmethod
    def call(cls, group: Group, by, **facts) -> Meeting:
        """The next meeting; the first one of a table may agree on goal, rules and roles (R4)."""
        number = _next_number(group)
        is_first = number == 1 or not _meets_already(group)
        meeting = cls(group=group, group_id=group.id, number=number, items=[], **facts)
        db.session.add(meeting)
        meeting.note("meeting_called", by)
        if is_first and group.is_table and group.agrees_later:
            meeting.begin_with_basics()
        return meeting

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
    def has_begun(self) -> bool:
        return self.starts_at <= utcnow()

    @property
    def is_ahead(self) -> bool:
        """Neither begun nor cancelled, and the work goes on: it can be invited to and answered."""
        return not self.has_begun and not self.is_cancelled and self.group.is_open

    @property
    def may_be_cancelled(self) -> bool:
        """What has a memo that was sent on was held."""
        return self.is_written and self.memo_version == 0

    @property
    def clock_comes_twice(self) -> bool:
        """Its time is shown by the clocks twice that night."""
        start = local(self.starts_at)
        return comes_twice(start.date(), start.timetz().replace(tzinfo=None))

    def told(self) -> dict:
        """What people were told of it: kept, so that a change shows the old beside the new."""
        return {word: getattr(self, word) for word in TOLD}

    @property
    def version(self) -> str:
        """Which time, length, place and link a reader has before them."""
        told = " ".join(map(str, self.told().values()))
        return hashlib.sha256(told.encode()).hexdigest()[:16]

    def move(self, by, **facts) -> dict | None:
        """To another time, place, length or link. What was, if anybody is to be told of it.

        Raises NotNow while the memo is being checked, or stands published: it says them.
        """
        self.hold_in("draft")
        before = self.told()
        for word, value in facts.items():
            setattr(self, word, value)
        if before == self.told():
            return None
        self.note("meeting_moved", by)
        if before["starts_at"] != self.starts_at and not self.has_begun:
            self.moved_at = utcnow()
        if self.invited_at is None:
            return None
        self.sequence += 1
        return before

    def invite(self, by, people: int) -> None:
        self.invited_at = self.invited_at or utcnow()
        self.note("meeting_invited", by, people=people)

    def cancel(self, by, reason: str) -> bool:
        """Whether it was still to be cancelled: of two who press at once, one does.

        Raises NotNow when its memo has been sent on: it was held.
        """
        self.hold()
        if not self.may_be_cancelled:
            raise NotNow(self.memo_state, self.id)
        if self.is_cancelled:
            return False
        self.cancelled_at, self.cancel_reason = utcnow(), reason
        self.sequence += 1 if self.invited_at else 0
        self.note("meeting_cancelled", by)
        return True

    def hold(self) -> None:
        """Who changes the meeting or its agenda meanwhile waits, and then sees what we did."""
        db.session.flush()
        db.session.refresh(self, with_for_update={"key_share": True, "of": Meeting})


def _next_number(group: Group) -> int:
    """Who calls one at the same time waits here for us."""
    db.session.flush()
    db.session.execute(select(Group.id).where(Group.id == group.id).with_for_update())
    last = select(func.max(Meeting.number)).where(Meeting.group_id == group.id)
    return (db.session.scalar(last) or 0) + 1


def _meets_already(group: Group) -> bool:
    """A cancelled meeting agrees on nothing."""
    stands = exists().where(Meeting.group_id == group.id, Meeting.cancelled_at.is_(None))
    return db.session.scalar(select(stands))
