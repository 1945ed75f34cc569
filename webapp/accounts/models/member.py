"""A person in one tenant. Rules and routes speak of members only."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from flask_login import UserMixin
from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tenants.context import PERSON
from tenants.scoping import TenantModel, same_tenant
from tenants.walls import HOME, MINE, Wall
from webapp.accounts.models.account import Account
from webapp.accounts.models.appointment import Appointment
from webapp.traits.audited import Audited


class Member(UserMixin, Audited, TenantModel):
    """`acting_for_id` is for which actor the person acts in this session; set when it is loaded."""

    __walls__ = (HOME, Wall(PERSON, "SELECT", MINE))
    __table_args__ = (
        Index(None, "tenant_id", "account_id", unique=True),
        Index(None, "tenant_id", "sort_name", "id"),
        Index(None, "account_id"),
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

    acting_for_id = None

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
