"""The tenant's own wording of its notices, and the feedback that is answered in 14 days."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy import Index, String, func, select
from sqlalchemy.orm import Mapped, mapped_column

from tenants.context import scope
from tenants.db import db
from tenants.owned import utcnow
from tenants.scoping import TenantModel
from tenants.types import Texts, Word
from webapp.core import formats
from webapp.core.language import lazy
from webapp.core.writing import clean_texts
from webapp.traits.audited import Audited
from webapp.traits.words import name_events

DAYS_TO_ANSWER = 14  # digipalvelulaki 306/2019

name_events(
    {
        "notice_changed": lazy("Notice changed"),
        "feedback_received": lazy("Feedback received"),
        "feedback_answered": lazy("Feedback answered"),
    }
)


class Notice(Audited, TenantModel):
    """Where a tenant has not written its own text, the page shows the common one."""

    __table_args__ = (Index(None, "tenant_id", "kind", unique=True),)

    kind: Mapped[str] = mapped_column(Word("accessibility", "privacy", "cookies"))
    text: Mapped[dict] = mapped_column(Texts, default=dict)
    html: Mapped[dict] = mapped_column(Texts, default=dict)
    reviewed_on: Mapped[date | None]

    def rewrite(self, text: dict, reviewed_on: date | None, by):
        self.text, self.html, self.reviewed_on = text, clean_texts(text), reviewed_on
        self.record("notice_changed", by=by, notice=self.kind)


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

    @classmethod
    def receive(cls, **given) -> Feedback:
        """Give the case its number and the day by which it is answered."""
        # One case at a time gets a number; another town's numbers do not wait for it.
        db.session.execute(select(func.pg_advisory_xact_lock(func.hashtext(str(scope().tenant)))))
        last = db.session.scalar(select(func.max(cls.number))) or 0
        answer_by = formats.today() + timedelta(days=DAYS_TO_ANSWER)
        feedback = cls(number=last + 1, answer_by=answer_by, **given)
        db.session.add(feedback)
        db.session.flush()
        feedback.record("feedback_received", by=None, number=feedback.number)
        return feedback

    def hold(self) -> None:
        """Of two who answer at once the second waits, and sees what the first wrote."""
        db.session.refresh(self, with_for_update=True)

    def reply(self, answer: str, by):
        self.answer, self.answered_at = answer, utcnow()
        self.record("feedback_answered", by=by, number=self.number)
