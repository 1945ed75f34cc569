"""Tenants, the hostnames that lead to them, and which host works for which municipality."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from tenants.context import APP, HOST, LOBBY, OPERATOR, PERSON, RELAY
from tenants.owned import utcnow
from tenants.scoping import GlobalModel
from tenants.types import Texts, Word
from tenants.walls import REACH, TENANT, Wall

OWN_TENANT = f"id = {TENANT}"
EDITABLE = (
    "names",
    "short_names",
    "language_status",
    "initials",
    "coat_of_arms",
    "colour",
    "sender_name",
    "contact_name",
    "contact_email",
    "contact_phone",
)


class Tenant(GlobalModel):
    """A municipality, a host association, or the platform itself."""

    __walls__ = (
        Wall(APP, "SELECT", OWN_TENANT),
        Wall(APP, "UPDATE", OWN_TENANT, EDITABLE),
        Wall(HOST, "SELECT", f"(id = {TENANT} OR id = ANY ({REACH}))"),
        *(Wall(role, "SELECT", "true") for role in (LOBBY, PERSON, RELAY)),
        Wall(OPERATOR, "ALL", "true"),
    )
    __table_args__ = (
        Index(None, "number", unique=True, postgresql_where=text("number is not null")),
        CheckConstraint("number ~ '^[0-9]{3}$'", name="ck_tenant_number"),
    )

    kind: Mapped[str] = mapped_column(Word("municipality", "association", "platform"))
    slug: Mapped[str] = mapped_column(String(63), unique=True)
    number: Mapped[str | None] = mapped_column(String(3))
    names: Mapped[dict] = mapped_column(Texts)  # "Kuopion kaupunki", as a resident knows it
    short_names: Mapped[dict] = mapped_column(Texts)  # "Kuopio"
    language_status: Mapped[str] = mapped_column(Word("fi", "fi_sv", "sv", "sv_fi"), default="fi")
    region: Mapped[str | None] = mapped_column(String(2))
    initials: Mapped[str] = mapped_column(String(3), default="")
    coat_of_arms: Mapped[str] = mapped_column(String(64), default="")  # digest of the picture
    colour: Mapped[str] = mapped_column(String(7), default="#0b5c8a")
    sender_name: Mapped[str] = mapped_column(String(100), default="")
    contact_name: Mapped[str] = mapped_column(String(200), default="")
    contact_email: Mapped[str] = mapped_column(String(254), default="")
    contact_phone: Mapped[str] = mapped_column(String(20), default="")
    suspended_at: Mapped[datetime | None]

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of its own texts, the majority's first."""
        return tuple(self.language_status.split("_"))

    @property
    def is_suspended(self) -> bool:
        return self.suspended_at is not None

    def suspend(self):
        self.suspended_at = self.suspended_at or utcnow()

    def resume(self):
        self.suspended_at = None


class Hostname(GlobalModel):
    """A municipality's own domain. It names the tenant, so it is read before one is known."""

    __walls__ = (
        Wall(APP, "SELECT", f"leads_to = {TENANT}"),
        *(Wall(role, "SELECT", "true") for role in (LOBBY, PERSON, RELAY)),
        Wall(OPERATOR, "ALL", "true"),
    )
    __table_args__ = (Index(None, "leads_to", unique=True),)

    name: Mapped[str] = mapped_column(String(253), unique=True)
    leads_to: Mapped[UUID] = mapped_column(ForeignKey("tenant.id"))


PARTY = f"(municipality_id = {TENANT} OR host_id = {TENANT})"


class Hosting(GlobalModel):
    """The agreement by which a host works for a municipality, once the municipality accepts it."""

    __walls__ = (
        Wall(APP, "SELECT", PARTY),
        Wall(
            APP,
            "UPDATE",
            f"municipality_id = {TENANT}",
            ("accepted_at", "accepted_by", "ended_at"),
        ),
        Wall(PERSON, "SELECT", "true"),
        Wall(OPERATOR, "SELECT", "true"),
        Wall(OPERATOR, "INSERT", "true"),
        Wall(OPERATOR, "UPDATE", "true", ("ended_at", "ends_on")),
    )
    __table_args__ = (
        Index(
            "uq_hosting_open",
            "host_id",
            "municipality_id",
            unique=True,
            postgresql_where=text("ended_at is null"),
        ),
        Index(None, "host_id"),
        Index(None, "municipality_id"),
    )

    host_id: Mapped[UUID] = mapped_column(ForeignKey("tenant.id"))
    municipality_id: Mapped[UUID] = mapped_column(ForeignKey("tenant.id"))
    accepted_at: Mapped[datetime | None]
    accepted_by: Mapped[UUID | None]
    ends_on: Mapped[date | None]
    ended_at: Mapped[datetime | None]

    def is_in_force(self, today: date) -> bool:
        """Accepted, not ended, and its last day not behind us."""
        over = self.ended_at is not None or (self.ends_on is not None and self.ends_on < today)
        return self.accepted_at is not None and not over

    def accept(self, by: UUID):
        self.accepted_at, self.accepted_by = utcnow(), by

    def end(self):
        self.ended_at = self.ended_at or utcnow()
