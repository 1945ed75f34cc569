"""The secret address at which a member's calendar program reads the meetings of their groups."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, LargeBinary, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tenants.db import db
from tenants.owned import utcnow
from tenants.scoping import TenantModel, ref, same_tenant
from tenants.walls import HOME
from webapp.accounts import tokens
from webapp.accounts.models import Member


class CalendarLink(TenantModel):
    """A new time makes a new address, and the old one is dead."""

    __walls__ = (HOME,)
    __table_args__ = (
        UniqueConstraint("tenant_id", "member_id"),
        Index(None, "tenant_id", "token_hash", unique=True),
    )

    member_id: Mapped[UUID] = ref("member", ondelete="CASCADE")
    made_at: Mapped[datetime]
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32))

    member: Mapped[Member] = relationship(
        primaryjoin=same_tenant("CalendarLink.member_id", "Member.id")
    )

    @classmethod
    def of(cls, member: Member) -> CalendarLink | None:
        return db.session.scalar(select(cls).where(cls.member_id == member.id))

    @classmethod
    def of_token(cls, token: str) -> CalendarLink | None:
        """Whose it is; dead for who is no member any more."""
        found = db.session.scalar(select(cls).where(cls.token_hash == tokens.hashed(token)))
        return found if found and found.member.is_active else None

    @classmethod
    def renew(cls, member: Member) -> CalendarLink:
        member.hold()  # of two presses one is the last
        link = cls.of(member)
        if link is None:
            link = cls(member_id=member.id)
            db.session.add(link)
        link.made_at = utcnow()
        link.token_hash = tokens.hashed(link.token)
        return link

    @property
    def token(self) -> str:
        return tokens.sealed("calendar", f"{self.id} {self.made_at.isoformat()}")
