"""Letters and their fate, and the topics that a reader does not want to hear of."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Index, String, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from tenants.context import APP, OPERATOR, PERSON, RELAY
from tenants.owned import utcnow
from tenants.scoping import TenantModel
from tenants.types import Word
from tenants.walls import HOME, Wall
from webapp.core.language import LANGUAGES

PATIENCE = timedelta(hours=72)
ENDED = "state IN ('sent', 'failed', 'stopped')"
OPEN = "state IN ('waiting', 'sending')"
URGENT, BULK = f"urgent AND {OPEN}", f"NOT urgent AND {OPEN}"


class Letter(TenantModel):
    """One mail to one reader. Its id is the Message-ID, the same on each attempt."""

    __walls__ = (
        Wall(APP, "SELECT"),
        Wall(APP, "INSERT"),
        Wall(APP, "UPDATE", columns=("state", "failures", "due_at", "give_up_at", "last_error")),
        # A sign-in link or an invitation is written before anybody is at home.
        Wall(PERSON, "INSERT", "true"),
        Wall(OPERATOR, "INSERT", "true"),
        Wall(RELAY, "SELECT", "true"),
        Wall(RELAY, "UPDATE", "true"),
        Wall(RELAY, "DELETE", ENDED),
    )
    __table_args__ = (
        UniqueConstraint("tenant_id", "key"),
        Index("ix_letter_urgent", "tenant_id", "due_at", postgresql_where=text(URGENT)),
        Index("ix_letter_bulk", "tenant_id", "due_at", postgresql_where=text(BULK)),
    )

    email: Mapped[str] = mapped_column(String(254))
    reader_name: Mapped[str] = mapped_column(String(200), default="")
    language: Mapped[str] = mapped_column(Word(*LANGUAGES))
    account_id: Mapped[UUID | None]
    member_id: Mapped[UUID | None]
    template: Mapped[str] = mapped_column(String(100))
    params: Mapped[dict] = mapped_column(JSONB)  # emptied when sent: they hold links that let in
    urgent: Mapped[bool]
    topic: Mapped[str | None] = mapped_column(String(50))  # a duty mail has none
    key: Mapped[str | None] = mapped_column(String(200))
    state: Mapped[str] = mapped_column(
        Word("waiting", "sending", "sent", "failed", "stopped"), default="waiting"
    )
    attempts: Mapped[int] = mapped_column(default=0)  # claims: who claimed last may settle
    failures: Mapped[int] = mapped_column(default=0)  # answers: each doubles the wait
    # While it is being sent, the end of the sender's lease: who dies lets go of it.
    due_at: Mapped[datetime] = mapped_column(default=utcnow)
    give_up_at: Mapped[datetime]
    subject: Mapped[str | None] = mapped_column(String(250))
    last_error: Mapped[str | None] = mapped_column(String(50))
    sent_at: Mapped[datetime | None]

    @property
    def is_open(self) -> bool:
        return self.state in ("waiting", "sending")

    @property
    def can_be_resent(self) -> bool:
        return self.state == "failed"

    def resend(self):
        """Try once more, with fresh patience. The Message-ID stays."""
        now = utcnow()
        self.state, self.failures, self.last_error = "waiting", 0, None
        self.due_at, self.give_up_at = now, now + PATIENCE


class Refusal(TenantModel):
    """A reader's wish to hear no more of one topic from one municipality."""

    __walls__ = (HOME, Wall(RELAY, "SELECT", "true"))
    __table_args__ = (UniqueConstraint("tenant_id", "email", "topic"),)

    email: Mapped[str] = mapped_column(String(254))
    topic: Mapped[str] = mapped_column(String(50))
