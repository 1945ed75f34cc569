"""A partnership table or a development network: people around one goal."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tenants.db import db
from tenants.owned import utcnow
from tenants.scoping import TenantModel, ref, same_tenant
from tenants.types import Texts, Word
from tenants.walls import HOME, READ
from webapp.areas.models import order_of
from webapp.core.language import shown
from webapp.core.writing import clean_texts
from webapp.traits.audited import Audited

KINDS = ("table", "network")
FIELDS = ("area", "theme", "business")  # what a network is about
AUDIENCES = ("public", "members")
MEMO_AUDIENCES = ("public", "summary", "members")
# Markdown, and beside each the clean HTML that is made of it when it is saved.
WRITTEN = ("background", "ground_rules", "outcome")


class NotReady(ValueError):
    """The work cannot begin: `args` name what lacks (R4)."""


class Group(Audited, TenantModel):
    """Its times say where the work stands: opened, started, paused, ended, or going on."""

    __tablename__ = "groups"  # GROUP is a word of SQL
    __walls__ = (HOME, READ)
    __table_args__ = (
        Index(None, "tenant_id", "ended_at", "sort_title", "id"),
        Index(None, "tenant_id", "opened_by_id"),
    )

    kind: Mapped[str] = mapped_column(Word(*KINDS))
    field: Mapped[str | None] = mapped_column(Word(*FIELDS))
    titles: Mapped[dict] = mapped_column(Texts)
    sort_title: Mapped[str] = mapped_column(String(210, collation="C"))
    themes: Mapped[dict] = mapped_column(Texts, default=dict)
    goals: Mapped[dict] = mapped_column(Texts, default=dict)
    # The guide's other questions: whom it touches, by when, how we know.
    goal_for: Mapped[dict] = mapped_column(Texts, default=dict)
    goal_by: Mapped[date | None]
    goal_signs: Mapped[dict] = mapped_column(Texts, default=dict)
    background: Mapped[dict] = mapped_column(Texts, default=dict)
    background_html: Mapped[dict] = mapped_column(Texts, default=dict)
    ground_rules: Mapped[dict] = mapped_column(Texts, default=dict)
    ground_rules_html: Mapped[dict] = mapped_column(Texts, default=dict)
    outcome: Mapped[dict] = mapped_column(Texts, default=dict)
    outcome_html: Mapped[dict] = mapped_column(Texts, default=dict)
    # Goal, ground rules and roles are agreed at the first meeting; its agenda offers them (R4).
    agrees_later: Mapped[bool] = mapped_column(default=False)
    meetings_planned: Mapped[int | None]
    audience: Mapped[str] = mapped_column(Word(*AUDIENCES), default="public")
    memo_audience: Mapped[str] = mapped_column(Word(*MEMO_AUDIENCES), default="members")
    opened_by_id: Mapped[UUID | None] = ref("member", nullable=True, ondelete="SET NULL")
    started_at: Mapped[datetime | None]
    paused_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    continues_at: Mapped[datetime | None]
    saved_at: Mapped[datetime] = mapped_column(default=utcnow)

    places: Mapped[list[GroupArea]] = relationship(
        primaryjoin=same_tenant("GroupArea.group_id", "Group.id"),
        cascade="all, delete-orphan",
        passive_deletes=True,
    )

    @classmethod
    def open(cls, kind: str, by, area_ids: Iterable[UUID] = (), **facts) -> Group:
        """A table that is being planned; a network is at work at once."""
        group = cls(kind=kind, opened_by_id=by.id if by else None, places=[])
        group._write(facts, area_ids)
        group.started_at = utcnow() if kind == "network" else None
        db.session.add(group)
        group.note("group_opened", by)
        return group

    @property
    def name(self) -> str:
        return shown(self.titles).text

    @property
    def is_table(self) -> bool:
        return self.kind == "table"

    @property
    def area_ids(self) -> list[UUID]:
        return [place.area_id for place in self.places]

    @property
    def status(self) -> str:
        """planned, active, paused, continuing or closed."""
        if self.ended_at is not None:
            return "closed"
        if self.paused_at is not None:
            return "paused"
        if self.continues_at is not None:
            return "continuing"
        return "active" if self.started_at is not None else "planned"

    @property
    def is_open(self) -> bool:
        return self.ended_at is None

    @property
    def version(self) -> str:
        """Which saving a reader has before them."""
        return str(self.saved_at)

    def is_still(self, version: str) -> bool:
        """Nobody saved after `version` was read. Whoever asks next waits until we are done."""
        db.session.refresh(self, with_for_update={"key_share": True})
        return self.version == version

    def note(self, what: str, by, **details) -> None:
        """With the title of the time: the log is read when it may have another."""
        self.record(what, by, name=self.name, **details)

    def edit(self, by, area_ids: Iterable[UUID], **facts) -> None:
        self._write(facts, area_ids)
        self.saved_at = utcnow()
        self.note("group_edited", by)

    def start(self, by, lacking: Iterable[str] = ()) -> None:
        """From being planned to work. Raises NotReady, unless the first meeting agrees on it."""
        if self.is_table and not self.agrees_later and (lacks := tuple(lacking)):
            raise NotReady(*lacks)
        if self.started_at is None:
            self.started_at = utcnow()
            self.note("group_started", by)

    def pause(self, by) -> None:
        if self.is_open and self.paused_at is None:
            self.paused_at = utcnow()
            self.note("group_paused", by)

    def go_on(self, by) -> None:
        """After a pause, or after its period. What goes on already needs no press."""
        if self.ended_at is not None:
            self.ended_at = self.paused_at = None
            self.continues_at = utcnow() if self.started_at is not None else None
        elif self.paused_at is not None:
            self.paused_at = None
        else:
            return
        self.note("group_continued", by)

    def end(self, by) -> None:
        if self.is_open:
            self.ended_at = utcnow()
            self.note("group_ended", by)

    def _write(self, facts: dict, area_ids: Iterable[UUID]) -> None:
        for word, value in facts.items():
            setattr(self, word, value)
        for word in WRITTEN:
            setattr(self, f"{word}_html", clean_texts(getattr(self, word) or {}))
        self.sort_title = order_of(self.titles)
        kept = {place.area_id: place for place in self.places}
        self.places = [kept.get(id) or GroupArea(area_id=id) for id in dict.fromkeys(area_ids)]


class GroupArea(TenantModel):
    """The group works for the area and shows on its page."""

    __walls__ = (HOME, READ)
    __table_args__ = (
        Index(None, "tenant_id", "group_id", "area_id", unique=True),
        Index(None, "tenant_id", "area_id", "group_id"),
    )

    group_id: Mapped[UUID] = ref("groups", ondelete="CASCADE")
    area_id: Mapped[UUID] = ref("area", ondelete="CASCADE")
