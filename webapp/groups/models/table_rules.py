"""The numbers and words of a tenant's tables. Each has the value that the guide recommends."""

from __future__ import annotations

from flask import g
from sqlalchemy import UniqueConstraint, inspect, select
from sqlalchemy.orm import Mapped, mapped_column

from tenants.context import scope
from tenants.db import db
from tenants.scoping import TenantModel
from tenants.types import Texts, Word
from webapp.traits.audited import Audited

MEMO_WORDS = ("memo", "minutes")  # muistio, pöytäkirja


class TableRules(Audited, TenantModel):
    __table_args__ = (UniqueConstraint("tenant_id"),)

    meeting_minutes: Mapped[int] = mapped_column(default=90)
    fewest: Mapped[int] = mapped_column(default=5)
    most: Mapped[int] = mapped_column(default=15)
    correction_days: Mapped[int] = mapped_column(default=7)
    reminder_days: Mapped[int] = mapped_column(default=3)  # before and after an action is due
    memo_word: Mapped[str] = mapped_column(Word(*MEMO_WORDS), default="memo")
    ground_rules: Mapped[dict] = mapped_column(Texts, default=dict)

    @classmethod
    def here(cls) -> TableRules:
        """Those of this tenant; asked once per request, and by the clock in each tenant."""
        known, tenant = g.setdefault("table_rules", {}), scope().tenant
        if tenant not in known or inspect(known[tenant]).detached:
            known[tenant] = db.session.scalar(_ROW) or cls.recommended()
        return known[tenant]

    @classmethod
    def recommended(cls) -> TableRules:
        """As the guide has it; a row only once somebody changes one."""
        columns = (column for column in cls.__table__.columns if column.default is not None)
        values = {it.key: it.default.arg for it in columns if it.default.is_scalar}
        return cls(ground_rules={}, **values)

    def change(self, by, **facts) -> None:
        """Set what differs, and say what stood there before."""
        after = {word: value for word, value in facts.items() if getattr(self, word) != value}
        if not after:
            return
        before = {word: getattr(self, word) for word in after}
        for word, value in after.items():
            setattr(self, word, value)
        db.session.add(self)
        self.record("table_rules_changed", by, before=before, after=after)


_ROW = select(TableRules)  # built once: it is asked for many pages
