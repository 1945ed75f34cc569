"""An invitation to a tenant: 14 days, revocable, answered without a password."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from blinker import Signal
from sqlalchemy import Index, LargeBinary, String, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tenants.context import OPERATOR
from tenants.db import db
from tenants.owned import utcnow, uuid7
from tenants.scoping import TenantModel, ref, same_tenant
from tenants.types import Word
from tenants.walls import HOME, Wall
from webapp.accounts import tokens
from webapp.accounts.models.account import Account
from webapp.accounts.models.member import AlreadyHeld, Member, left
from webapp.core.formats import today
from webapp.traits.audited import Audited, note

if TYPE_CHECKING:
    from webapp.accounts.models.appointment import Appointment

VALID = timedelta(days=14)
# Rooms above give what else was promised: accepted.send(invitation, member=…).
accepted = Signal()


class Invitation(Audited, TenantModel):
    __walls__ = (HOME, Wall(OPERATOR, "INSERT", "true"))
    __table_args__ = (
        Index(None, "tenant_id", "token_hash", unique=True),
        Index(None, "tenant_id", "actor_id"),
        Index(None, "tenant_id", "invited_by_id"),
        Index(None, "tenant_id", "ends_at"),
    )

    email: Mapped[str] = mapped_column(String(254))
    first_name: Mapped[str] = mapped_column(String(100), default="")
    family_name: Mapped[str] = mapped_column(String(100), default="")
    language: Mapped[str] = mapped_column(Word("fi", "sv", "en"), default="fi")
    role: Mapped[str | None] = mapped_column(Word("administrator", "officer", "operator"))
    actor_id: Mapped[UUID | None] = ref("actor", nullable=True, ondelete="CASCADE")
    acts_from: Mapped[date | None]
    acts_until: Mapped[date | None]
    invited_by_id: Mapped[UUID | None] = ref("member", nullable=True, ondelete="SET NULL")
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    ends_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    accepted_at: Mapped[datetime | None]
    declined_at: Mapped[datetime | None]

    invited_by: Mapped[Member | None] = relationship(
        primaryjoin=same_tenant("Invitation.invited_by_id", "Member.id"), lazy="raise"
    )

    @classmethod
    def issue(cls, *, by: Member | None, **facts) -> tuple[Invitation, str]:
        """A new invitation and the token of its link. The operator names another `tenant_id`."""
        invitation = cls(invited_by_id=by.id if by else None, **facts)
        token = invitation._new_token()
        db.session.add(invitation)
        note("invited", invitation, by, tenant=facts.get("tenant_id"), role=invitation.role)
        return invitation, token

    @classmethod
    def of_token(cls, token: str, lock: bool = False) -> Invitation | None:
        wanted = select(cls).where(cls.token_hash == tokens.hashed(token))
        return db.session.scalar(wanted.with_for_update() if lock else wanted)

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.family_name}".strip()

    @property
    def state(self) -> str:
        settled = {"accepted": self.accepted_at, "declined": self.declined_at}
        for word, at in (settled | {"revoked": self.revoked_at}).items():
            if at is not None:
                return word
        return "waiting" if utcnow() < self.ends_at else "expired"

    @property
    def is_open(self) -> bool:
        return self.state == "waiting"

    def hold(self) -> None:
        """Who changes it waits for who is just answering, and then sees the answer."""
        db.session.refresh(self, with_for_update=True)

    def renew(self, by: Member) -> str:
        """A new link for 14 days; the old one is dead. Whoever asks holds it and has looked."""
        self.revoked_at = self.declined_at = None
        self.record("invited_again", by=by)
        return self._new_token()

    def revoke(self, by: Member | None) -> None:
        self.hold()
        if self.is_open:
            self.revoked_at = utcnow()
            self.record("invitation_revoked", by=by)

    def decline(self) -> None:
        self.hold()
        if self.is_open:
            self.declined_at = utcnow()
            self.record("invitation_declined", by=None)

    def accept(
        self, account_id: UUID, first_name: str, family_name: str, id: UUID | None = None
    ) -> Member:
        """The person becomes a member, with the role and the representation promised."""
        self.accepted_at = utcnow()
        member = db.session.scalar(select(Member).where(Member.account_id == account_id))
        if member is None:
            member = Member(id=id or uuid7(), account_id=account_id, appointments=[])
            member.call(first_name, family_name)
            db.session.add(member)
        member.come_back()
        member.host_id = None  # asked by the municipality itself: no agreement is needed
        db.session.flush()
        self.record("invitation_accepted", by=member)
        self._give_role(member)
        accepted.send(self, member=member)
        return member

    def _give_role(self, member: Member) -> Appointment | None:
        try:
            return member.appoint(self.role, today(), by=member) if self.role else None
        except AlreadyHeld:
            return None  # what was given meanwhile stands

    def _new_token(self) -> str:
        self.ends_at = utcnow() + VALID
        token = token_of(self.id, self.ends_at)
        self.token_hash = tokens.hashed(token)
        return token


def token_of(id: UUID | str, ends_at: datetime) -> str:
    """Made again when the mail is sent, so that no row holds it; another end, another token."""
    return tokens.sealed("invitation", f"{id} {ends_at.isoformat()}")


@left.connect
def withdraw_the_rest(member: Member, by: Member) -> None:
    """Who was removed comes back by a new invitation, not by one that still lies in the mailbox."""
    address = select(Account.email).where(Account.id == member.account_id).scalar_subquery()
    sent = select(Invitation).where(Invitation.email == address, Invitation.ends_at > utcnow())
    for invitation in db.session.scalars(sent):
        invitation.revoke(by)
