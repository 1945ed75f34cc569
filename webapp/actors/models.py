"""An actor, the areas it acts for, and the members who represent it."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tenants.scoping import TenantModel, ref, same_tenant
from tenants.types import Word
from tenants.walls import HOME, READ
from webapp.accounts.models import Member
from webapp.traits.audited import Audited

SECTORS = ("public", "business", "third", "parish", "residents", "projects")


class Actor(Audited, TenantModel):
    """Register numbers are never needed: an unregistered community is an actor like any other."""

    __walls__ = (HOME, READ)
    __table_args__ = (
        Index(None, "tenant_id", "sort_name", "id"),
        Index(
            None,
            "tenant_id",
            "business_id",
            unique=True,
            postgresql_where=text("business_id is not null"),
        ),
        Index(None, "tenant_id", "sector", "sort_name", "id"),
    )

    kind: Mapped[str] = mapped_column(Word("organisation", "community"), default="organisation")
    sector: Mapped[str] = mapped_column(Word(*SECTORS))
    name: Mapped[str] = mapped_column(String(200))
    sort_name: Mapped[str] = mapped_column(String(210, collation="C"))
    business_id: Mapped[str | None] = mapped_column(String(9))
    register_number: Mapped[str | None] = mapped_column(String(7))
    email: Mapped[str] = mapped_column(String(254), default="")
    phone: Mapped[str] = mapped_column(String(20), default="")
    website: Mapped[str] = mapped_column(String(300), default="")
    closed_at: Mapped[datetime | None]

    places: Mapped[list[ActorArea]] = relationship(
        primaryjoin=same_tenant("ActorArea.actor_id", "Actor.id"),
        cascade="all, delete-orphan",
        passive_deletes=True,
        lazy="raise",
    )


class ActorArea(TenantModel):
    """The actor acts for the area: its people keep the area's page."""

    __walls__ = (HOME, READ)
    __table_args__ = (
        Index(None, "tenant_id", "actor_id", "area_id", unique=True),
        Index(None, "tenant_id", "area_id"),
    )

    actor_id: Mapped[UUID] = ref("actor", ondelete="CASCADE")
    area_id: Mapped[UUID] = ref("area", ondelete="CASCADE")


class Representative(Audited, TenantModel):
    """A member who acts for an actor, for a term. One person may represent several."""

    __table_args__ = (
        Index(None, "tenant_id", "actor_id"),
        Index(None, "tenant_id", "member_id"),
    )

    actor_id: Mapped[UUID] = ref("actor", ondelete="CASCADE")
    member_id: Mapped[UUID] = ref("member", ondelete="CASCADE")
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    ended_at: Mapped[datetime | None]

    actor: Mapped[Actor] = relationship(
        primaryjoin=same_tenant("Representative.actor_id", "Actor.id"), lazy="raise"
    )
    member: Mapped[Member] = relationship(
        primaryjoin=same_tenant("Representative.member_id", "Member.id"), lazy="raise"
    )

    def is_on(self, today: date) -> bool:
        within = self.starts_on <= today and (self.ends_on is None or today <= self.ends_on)
        return within and self.ended_at is None
