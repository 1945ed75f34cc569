"""A person in one tenant. Rules and routes speak of members only."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from blinker import Signal
from flask_login import UserMixin
from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tenants.context import PERSON
from tenants.db import db
from tenants.owned import utcnow
from tenants.scoping import TenantModel, same_tenant
from tenants.walls import HOME, MINE, Wall
from webapp.accounts.models.account import Account
from webapp.accounts.models.appointment import CROWNS, Appointment
from webapp.accounts.models.session import Session
from webapp.core.formats import sort_text, today
from webapp.traits.audited import Audited

# Rooms above end what they gave the person: left.send(member, by=…).
left = Signal()
# A host's person has come by the agreement, without an invitation: arrived.send(member).
arrived = Signal()


class AlreadyHeld(ValueError):
    """The member has this role on some of these days."""


class Member(UserMixin, Audited, TenantModel):
    """`acting_for_id`, for which actor the person acts, and `language` are the session's."""

    __walls__ = (HOME, Wall(PERSON, "SELECT", MINE))
    __table_args__ = (
        Index(None, "tenant_id", "account_id", unique=True),
        Index(None, "tenant_id", "sort_name", "id"),
        Index(None, "account_id", "tenant_id"),
        Index(None, "host_id"),
    )

    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    first_name: Mapped[str] = mapped_column(String(100), default="")
    family_name: Mapped[str] = mapped_column(String(100), default="")
    sort_name: Mapped[str] = mapped_column(String(210, collation="C"), default="")
    title: Mapped[str] = mapped_column(String(200), default="")
    phone: Mapped[str] = mapped_column(String(20), default="")
    # Works here by a hosting agreement; the rights end with it.
    host_id: Mapped[UUID | None] = mapped_column(ForeignKey("tenant.id"))
    left_at: Mapped[datetime | None]

    account: Mapped[Account] = relationship(lazy="raise")
    appointments: Mapped[list[Appointment]] = relationship(
        primaryjoin=same_tenant("Appointment.member_id", "Member.id"),
        back_populates="member",
        lazy="selectin",
        order_by="Appointment.id",
    )

    acting_for_id = language = None

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.family_name}".strip()

    @property
    def is_active(self) -> bool:
        return self.left_at is None

    def holds(self, role: str, today: date, area_id: UUID | None = None) -> bool:
        """Holds the role today, in the whole tenant or in that area."""
        return any(
            a.role == role and a.is_on(today) and a.area_id in (None, area_id)
            for a in self.appointments
        )

    def call(self, first_name: str, family_name: str) -> None:
        """Set the name and its place in lists."""
        self.first_name, self.family_name = first_name, family_name
        self.sort_name = sort_text(f"{family_name} {first_name}".strip())

    def edit(self, first_name: str, family_name: str, title: str, phone: str, by: Member) -> None:
        self.call(first_name, family_name)
        self.title, self.phone = title, phone
        self.record("member_edited", by=by, name=self.name)

    def hold(self) -> None:
        """Who gives this person a right waits for who is giving one, and then sees it."""
        db.session.flush()
        db.session.refresh(self, with_for_update={"key_share": True})

    def appoint(
        self,
        role: str,
        starts_on: date,
        ends_on: date | None = None,
        area_id: UUID | None = None,
        by: Member | None = None,
    ) -> Appointment:
        """Give a role for a term. Raises AlreadyHeld when the terms overlap."""
        self.hold()
        for held in self.appointments:
            if (held.role, held.area_id) == (role, area_id) and _overlap(held, starts_on, ends_on):
                raise AlreadyHeld(role)
        term = Appointment(role=role, area_id=area_id, starts_on=starts_on, ends_on=ends_on)
        self.appointments.append(term)
        self.record("role_given", by=by, name=self.name, **term.facts())
        if role in CROWNS:  # it asks for a second factor, which only a new sign-in can show
            Session.end_all_of(self.id)
        return term

    def leave(self, by: Member) -> None:
        """End membership: roles, sessions and what rooms above gave. The name stays on old acts."""
        if self.left_at is not None:
            return
        # What may refuse comes first: a refusal leaves everything as it was.
        for term in sorted(self.appointments, key=lambda term: term.role not in CROWNS):
            if not term.is_over(today()):
                term.end(by)
        self.left_at = utcnow()
        self.record("member_left", by=by, name=self.name)
        left.send(self, by=by)
        Session.end_all_of(self.id)

    def come_back(self) -> None:
        if self.left_at is not None:
            self.left_at = None
            self.record("member_returned", by=self, name=self.name)


def _overlap(held: Appointment, starts_on: date, ends_on: date | None) -> bool:
    if held.is_over(today()):
        return False
    begins_before_end = ends_on is None or held.starts_on <= ends_on
    return begins_before_end and (held.ends_on is None or starts_on <= held.ends_on)
