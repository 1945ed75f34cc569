"""The agenda of a meeting: its items, their order, and what they ask of the time."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import Index, String, exists, select
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship

from tenants.db import db
from tenants.owned import utcnow
from tenants.scoping import TenantModel, ref, same_tenant
from tenants.types import Word
from tenants.walls import HOME
from webapp.actions.models import Action
from webapp.core.language import _

if TYPE_CHECKING:
    from webapp.meetings.models.meeting import Meeting

AS_HTML = 12  # times as long as Markdown it may become: a list of "-" and "+" in turns
ITEM_KINDS = ("question", "discussion", "information")


class Agenda:
    """Verbs of Meeting. Each holds the meeting first, so that two people move items in turn."""

    @property
    def minutes_planned(self) -> int:
        return sum(item.minutes or 0 for item in self.items)

    def add_item(self, by, place: int | None = None, **facts) -> Item:
        """At the end, or where one stood that is put back."""
        self.hold_agenda()
        item = Item(position=len(self.items) + 1, **facts)
        self.items.insert(len(self.items) if place is None else place - 1, item)
        self._number_items()
        self.note("agenda_edited", by)
        return item

    def move_item(self, by, item: Item, to: int) -> None:
        """To be the first, the second …; beyond the ends is the end."""
        self.hold_agenda()
        if item not in self.items:  # removed meanwhile
            return
        others = [it for it in self.items if it is not item]
        others.insert(max(0, min(to - 1, len(others))), item)
        for position, each in enumerate(others, 1):
            each.position = position
        self.note("agenda_edited", by)
        db.session.flush()
        db.session.expire(self, ["items"])

    def remove_item(self, by, item: Item) -> bool:
        """Whether it could be removed: what the memo says of an item is never lost with it."""
        self.hold_agenda()
        if item not in self.items or item.is_needed:
            return False
        self.items.remove(item)
        self._number_items()
        self.note("agenda_edited", by)
        return True

    def publish_agenda(self, by) -> bool:
        """Whether it was published now: people are told of it once."""
        self.hold()
        if self.agenda_published_at is not None:
            return False
        self.agenda_published_at = utcnow()
        self.note("agenda_published", by)
        return True

    def begin_with_basics(self) -> None:
        """Goal, ground rules and roles are agreed at this meeting (R4)."""
        titles = (_("Our common goal"), _("Ground rules"), _("Roles at the table"))
        for position, title in enumerate(titles, 1):
            self.items.append(Item(position=position, title=title))

    def hold_agenda(self) -> None:
        """The items as whoever moved them last has left them.

        Raises NotNow while the memo is being checked, or stands published: they are its headings.
        """
        self.hold_in("draft")
        now = select(Item).where(Item.meeting_id == self.id)
        db.session.scalars(now.execution_options(populate_existing=True)).all()

    def _number_items(self) -> None:
        for position, each in enumerate(self.items, 1):
            each.position = position


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
    text_html: Mapped[str] = mapped_column(String(AS_HTML * 20_000), default="")
    agreed: Mapped[str] = mapped_column(String(5000), default="")
    agreed_html: Mapped[str] = mapped_column(String(AS_HTML * 5000), default="")
    version: Mapped[int] = mapped_column(default=0)
    saved_at: Mapped[datetime | None]
    saved_by: Mapped[str] = mapped_column(String(200), default="")  # the name, for the other writer
    saved_from: Mapped[str] = mapped_column(String(32), default="")  # which open page

    meeting: Mapped[Meeting] = relationship(
        primaryjoin=same_tenant("Item.meeting_id", "Meeting.id"), back_populates="items"
    )

    @classmethod
    def found_with(cls) -> tuple:
        """Its group decides who may do what with it."""
        return (joinedload(cls.meeting),)

    @property
    def is_needed(self) -> bool:
        """The memo says something under it, or an action point was agreed on there."""
        agreed_on = select(exists().where(Action.item_id == self.id))
        return bool(self.text or self.agreed) or db.session.scalar(agreed_on)

    def edit(self, by, **facts) -> bool:
        """Whether it was still there to be edited."""
        self.meeting.hold_agenda()
        if self not in self.meeting.items:
            return False
        for word, value in facts.items():
            setattr(self, word, value)
        self.meeting.note("agenda_edited", by)
        return True
