"""An area in its tree, and the page that its people keep."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, String, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tenants.db import db
from tenants.owned import utcnow
from tenants.scoping import TenantModel, ref, same_tenant
from tenants.types import Texts, Word
from tenants.walls import HOME, READ
from webapp.core.formats import sort_text
from webapp.core.language import languages_of_tenant, shown
from webapp.core.writing import clean_texts
from webapp.traits.audited import Audited

KINDS = ("merged", "parish", "village", "district", "island")


class Area(Audited, TenantModel):
    """`story` is Markdown; `story_html` is made clean of it once, when it is saved."""

    __walls__ = (HOME, READ)
    __table_args__ = (
        Index(None, "tenant_id", "parent_id", "sort_name", "id"),
        Index(None, "tenant_id", "sort_name", "id"),
    )

    kind: Mapped[str] = mapped_column(Word(*KINDS))
    parent_id: Mapped[UUID | None] = ref("area", nullable=True)
    names: Mapped[dict] = mapped_column(Texts)
    sort_name: Mapped[str] = mapped_column(String(210, collation="C"))
    merged_year: Mapped[int | None]
    former_number: Mapped[str | None] = mapped_column(String(3))
    lead: Mapped[dict] = mapped_column(Texts, default=dict)
    story: Mapped[dict] = mapped_column(Texts, default=dict)
    story_html: Mapped[dict] = mapped_column(Texts, default=dict)
    contact_email: Mapped[str] = mapped_column(String(254), default="")
    contact_phone: Mapped[str] = mapped_column(String(20), default="")
    website: Mapped[str] = mapped_column(String(300), default="")
    saved_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]

    # With the area in one statement: its page names the way back up.
    parent: Mapped[Area | None] = relationship(
        primaryjoin=same_tenant("Area.parent_id", "Area.id"),
        lazy="joined",
        join_depth=1,
        viewonly=True,
    )

    @classmethod
    def add(cls, kind: str, names: dict, by, **facts) -> Area:
        area = cls(kind=kind, names=names, sort_name=order_of(names), **facts)
        db.session.add(area)
        area.note("area_added", by, names=names)
        return area

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None

    def note(self, what: str, by, **details) -> None:
        """With the name of the time: the log is read when the area may have another."""
        self.record(what, by, name=shown(self.names).text, **details)

    def rename(self, kind: str, names: dict, by) -> None:
        if (kind, names) == (self.kind, self.names):
            return
        before = {"kind": self.kind, "names": self.names}
        self.note("area_renamed", by, before=before, after={"kind": kind, "names": names})
        self.kind, self.names, self.sort_name = kind, names, order_of(names)

    def move(self, parent_id: UUID | None, by) -> None:
        """Whoever asks has made sure that the new parent does not stand under this area."""
        if parent_id != self.parent_id:
            before, after = self.parent_id, parent_id
            self.note("area_moved", by, before=_id(before), after=_id(after))
            self.parent_id = parent_id

    def close(self, by) -> None:
        if not self.is_closed:
            self.closed_at = utcnow()
            self.note("area_closed", by)

    def reopen(self, by) -> None:
        if self.is_closed:
            self.closed_at = None
            self.note("area_reopened", by)

    @property
    def version(self) -> str:
        """Which saving of the page a reader has before them."""
        return str(self.saved_at or "")

    def is_still(self, version: str) -> bool:
        """Nobody saved after `version` was read. Whoever asks next waits until we are done."""
        lock = select(Area.id).where(Area.id == self.id).with_for_update()
        db.session.execute(lock)
        db.session.refresh(self)
        return self.saved_at is None or self.version == version

    def write(self, by, **page) -> None:
        """Save the page's own fields: lead, story, contacts."""
        changed = {name: value for name, value in page.items() if getattr(self, name) != value}
        if not changed:
            return
        before = {name: getattr(self, name) for name in changed}
        self.note("area_page_saved", by, before=before, after=changed)
        for name, value in changed.items():
            setattr(self, name, value)
        self.story_html = clean_texts(self.story)
        self.saved_at = utcnow()


def order_of(names: dict) -> str:
    """Where a name stands in the order: by the municipality's first language that it has."""
    return sort_text(next(names[tag] for tag in (*languages_of_tenant(), *names) if tag in names))


def _id(value: UUID | None) -> str | None:
    return str(value) if value else None
