"""An area in its tree, and the page that its people keep."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from tenants.scoping import TenantModel, ref
from tenants.types import Texts, Word
from tenants.walls import HOME, READ
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
