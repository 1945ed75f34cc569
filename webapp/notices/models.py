"""The tenant's own wording of its notices, and the feedback that is answered in 14 days."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from tenants.scoping import TenantModel
from tenants.types import Texts, Word
from webapp.traits.audited import Audited


class Notice(Audited, TenantModel):
    """Where a tenant has not written its own text, the page shows the common one."""

    __table_args__ = (Index(None, "tenant_id", "kind", unique=True),)

    kind: Mapped[str] = mapped_column(Word("accessibility", "privacy", "cookies"))
    text: Mapped[dict] = mapped_column(Texts, default=dict)
    html: Mapped[dict] = mapped_column(Texts, default=dict)
    reviewed_on: Mapped[date | None]


class Feedback(Audited, TenantModel):
    __table_args__ = (Index(None, "tenant_id", "number", unique=True),)

    number: Mapped[int]
    subject: Mapped[str] = mapped_column(Word("accessibility", "other"), default="other")
    text: Mapped[str] = mapped_column(String(5000))
    page: Mapped[str] = mapped_column(String(300), default="")
    email: Mapped[str] = mapped_column(String(254), default="")
    language: Mapped[str] = mapped_column(Word("fi", "sv", "en"), default="fi")
    answer_by: Mapped[date]
    answer: Mapped[str] = mapped_column(String(5000), default="")
    answered_at: Mapped[datetime | None]
