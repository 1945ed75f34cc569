"""A role of a member with its term, in the whole tenant or in one area."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tenants.context import PERSON
from tenants.scoping import TenantModel, ref, same_tenant
from tenants.types import Word
from tenants.walls import ACCOUNT, HOME, Wall
from webapp.traits.audited import Audited

if TYPE_CHECKING:
    from webapp.accounts.models.member import Member

HELD_BY_ME = (
    "EXISTS (SELECT FROM member m WHERE m.tenant_id = appointment.tenant_id"
    f" AND m.id = appointment.member_id AND m.account_id = {ACCOUNT})"
)
ROLES = ("administrator", "officer", "area_coordinator", "operator")


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
