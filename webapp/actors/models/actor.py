"""An actor and the areas it acts for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, String, text, update
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tenants.db import db
from tenants.owned import utcnow
from tenants.scoping import TenantModel, ref, same_tenant
from tenants.types import Word
from tenants.walls import HOME, READ
from webapp.accounts.models import Member, Session
from webapp.core.formats import sort_text
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
    )

    @classmethod
    def add(cls, by: Member, area_ids: Iterable[UUID] = (), **facts) -> Actor:
        actor = cls(places=[])
        actor._write(facts)
        actor.act_for(area_ids)
        db.session.add(actor)
        actor.record("actor_added", by=by, name=actor.name)
        return actor

    def edit(self, by: Member, area_ids: Iterable[UUID] | None = None, **facts) -> None:
        """Change some of the facts, and the areas when they are given."""
        self._write(facts)
        if area_ids is not None:
            self.act_for(area_ids)
        self.record("actor_edited", by=by, name=self.name)

    def act_for(self, area_ids: Iterable[UUID]) -> None:
        """Exactly these areas; a place that stays keeps its row."""
        wanted = set(area_ids)
        for place in list(self.places):
            if place.area_id not in wanted:
                self.places.remove(place)
        for area_id in wanted - {place.area_id for place in self.places}:
            self.places.append(ActorArea(area_id=area_id))

    def close(self, by: Member) -> None:
        """Ended: no longer offered anywhere, and nobody acts for it."""
        if self.closed_at is None:
            self.closed_at = utcnow()
            self.record("actor_closed", by=by, name=self.name)
            self.send_away()

    def reopen(self, by: Member) -> None:
        if self.closed_at is not None:
            self.closed_at = None
            self.record("actor_reopened", by=by, name=self.name)

    def send_away(self, *member_ids: UUID) -> None:
        """Nobody acts for it in an open session; with ids, only these members not."""
        acting = update(Session).where(Session.actor_id == self.id)
        if member_ids:
            acting = acting.where(Session.member_id.in_(member_ids))
        db.session.execute(acting.values(actor_id=None))

    def _write(self, facts: dict) -> None:
        for word, value in facts.items():
            setattr(self, word, value)
        self.sort_name = sort_text(self.name)


class ActorArea(TenantModel):
    """The actor acts for the area: its people keep the area's page."""

    __walls__ = (HOME, READ)
    __table_args__ = (
        Index(None, "tenant_id", "actor_id", "area_id", unique=True),
        Index(None, "tenant_id", "area_id", "actor_id"),  # an area's actors, from the index alone
    )

    actor_id: Mapped[UUID] = ref("actor", ondelete="CASCADE")
    area_id: Mapped[UUID] = ref("area", ondelete="CASCADE")
