"""Who is signed in where, and the single-use tokens that lead there. Tokens are kept as hashes."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import ForeignKey, Index, LargeBinary, String, delete
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tenants.context import PERSON
from tenants.db import db
from tenants.scoping import TenantModel, ref, same_tenant
from tenants.walls import HOME, MINE, Wall

if TYPE_CHECKING:
    from webapp.accounts.models.member import Member


class Session(TenantModel):
    """A signed-in browser on one tenant's host; `parent_id` is the platform's session behind it."""

    __walls__ = (HOME, Wall(PERSON, "SELECT", MINE), Wall(PERSON, "DELETE", MINE))
    __table_args__ = (
        Index(None, "tenant_id", "token_hash", unique=True),
        Index(None, "tenant_id", "member_id"),
        Index(None, "tenant_id", "actor_id"),
        Index(None, "account_id"),
        Index(None, "tenant_id", "ends_at"),
    )

    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    member_id: Mapped[UUID] = ref("member", ondelete="CASCADE")
    actor_id: Mapped[UUID | None] = ref("actor", nullable=True, ondelete="SET NULL")
    parent_id: Mapped[UUID | None]
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    device: Mapped[str] = mapped_column(String(100), default="")
    strong_at: Mapped[datetime | None]  # a code of the second factor was given
    seen_at: Mapped[datetime]
    ends_at: Mapped[datetime]

    member: Mapped[Member] = relationship(
        primaryjoin=same_tenant("Session.member_id", "Member.id"), lazy="raise"
    )

    @staticmethod
    def end_all_of(member_id: UUID) -> None:
        """Rights changed: every browser of the member must sign in anew."""
        db.session.execute(delete(Session).where(Session.member_id == member_id))


class SignInLink(TenantModel):
    """A link in a mail, kept on the platform: once, ten minutes, into `leads_to` only."""

    __table_args__ = (
        Index(None, "tenant_id", "token_hash", unique=True),
        Index(None, "account_id"),
        Index(None, "leads_to"),
        Index(None, "tenant_id", "ends_at"),
    )

    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    leads_to: Mapped[UUID] = mapped_column(ForeignKey("tenant.id"))
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    ends_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class Handover(TenantModel):
    """The one-time code that carries a sign-in from the platform's host to a tenant's."""

    __walls__ = (HOME, Wall(PERSON, "INSERT", MINE))
    __table_args__ = (
        Index(None, "tenant_id", "token_hash", unique=True),
        Index(None, "account_id"),
        Index(None, "tenant_id", "ends_at"),
    )

    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    parent_id: Mapped[UUID]
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    state_hash: Mapped[bytes] = mapped_column(LargeBinary(32))  # the browser that asked
    ends_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
