"""A role of a member with its term, in the whole tenant or in one area."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import Index, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tenants.context import PERSON
from tenants.db import db
from tenants.owned import utcnow
from tenants.scoping import TenantModel, ref, same_tenant
from tenants.types import Word
from tenants.walls import ACCOUNT, HOME, Wall
from webapp.accounts.models.session import Session
from webapp.core.formats import today
from webapp.traits.audited import Audited

if TYPE_CHECKING:
    from webapp.accounts.models.member import Member

HELD_BY_ME = (
    "EXISTS (SELECT FROM member m WHERE m.tenant_id = appointment.tenant_id"
    f" AND m.id = appointment.member_id AND m.account_id = {ACCOUNT})"
)
ROLES = ("administrator", "officer", "area_coordinator", "operator")
CROWNS = ("administrator", "operator")  # somebody must hold them


class LastAdministrator(ValueError):
    """Nobody would be left who may give rights."""


class Appointment(Audited, TenantModel):
    __walls__ = (HOME, Wall(PERSON, "SELECT", HELD_BY_ME))
    __table_args__ = (
        Index(None, "tenant_id", "member_id"),
        Index(None, "tenant_id", "area_id"),
        Index(None, "tenant_id", "role"),
    )

    member_id: Mapped[UUID] = ref("member", ondelete="CASCADE")
    role: Mapped[str] = mapped_column(Word(*ROLES))
    area_id: Mapped[UUID | None] = ref("area", nullable=True, ondelete="CASCADE")
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    ended_at: Mapped[datetime | None]

    member: Mapped[Member] = relationship(
        primaryjoin=same_tenant("Appointment.member_id", "Member.id"),
        back_populates="appointments",
    )

    def is_on(self, today: date) -> bool:
        within = self.starts_on <= today and (self.ends_on is None or today <= self.ends_on)
        return within and self.ended_at is None

    def is_over(self, today: date) -> bool:
        return self.ended_at is not None or (self.ends_on is not None and self.ends_on < today)

    def end(self, by: Member | None) -> None:
        """Take the role away at once. Raises LastAdministrator."""
        if self.ended_at is not None:
            return
        if self.role in CROWNS and self.is_on(today()):
            self._leave_one_behind()
        self.ended_at = utcnow()
        self.member.record("role_ended", by=by, name=self.member.name, **self.facts())
        Session.end_all_of(self.member_id)

    def facts(self) -> dict:
        """What the log keeps of the role."""
        area = {"area_id": str(self.area_id)} if self.area_id else {}
        until = {"ends_on": str(self.ends_on)} if self.ends_on else {}
        return {"role": self.role, "starts_on": str(self.starts_on)} | area | until

    def _leave_one_behind(self) -> None:
        # Locked, so that two administrators cannot remove each other in the same moment.
        held = select(Appointment).where(
            Appointment.role == self.role, Appointment.ended_at.is_(None)
        )
        rows = db.session.scalars(held.order_by(Appointment.id).with_for_update())
        others = [row for row in rows if row.member_id != self.member_id and row.is_on(today())]
        if not any(row.member.is_active for row in others):
            raise LastAdministrator(self.role)
