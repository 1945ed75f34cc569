"""The secret address at which a member's calendar program reads the meetings of their groups."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, LargeBinary, UniqueConstraint, delete, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tenants.db import db
from tenants.owned import utcnow
from tenants.scoping import TenantModel, ref, same_tenant
from tenants.walls import HOME
from webapp.accounts import tokens
from webapp.accounts.loading import may_work_here
from webapp.accounts.models import Member
from webapp.accounts.models.member import left


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
        """Whose it is; dead for who may not work here any more."""
        found = db.session.scalar(select(cls).where(cls.token_hash == tokens.hashed(token)))
        return found if found and may_work_here(found.member) else None

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

    @classmethod
    def end(cls, member: Member) -> None:
        """The address leads nowhere, until the member makes another."""
        db.session.execute(delete(cls).where(cls.member_id == member.id))

    @property
    def token(self) -> str:
        return tokens.sealed("calendar", f"{self.id} {self.made_at.isoformat()}")


@left.connect
def end_with_membership(member: Member, by: Member) -> None:
    """Who comes back makes an address anew."""
    CalendarLink.end(member)
