"""A member who acts for an actor, for a term. One person may represent several."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Index, select
from sqlalchemy.orm import Mapped, relationship

from tenants.db import db
from tenants.owned import utcnow
from tenants.scoping import TenantModel, ref, same_tenant
from webapp.accounts.models import Invitation, Member
from webapp.accounts.models.invitation import accepted
from webapp.accounts.models.member import left
from webapp.actors.models.actor import Actor
from webapp.core.formats import today
from webapp.traits.audited import Audited


class AlreadyRepresents(ValueError):
    """The member acts for this actor on some of these days."""


class Representative(Audited, TenantModel):
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
        primaryjoin=same_tenant("Representative.actor_id", "Actor.id")
    )
    member: Mapped[Member] = relationship(
        primaryjoin=same_tenant("Representative.member_id", "Member.id")
    )

    @classmethod
    def name_for(
        cls,
        actor: Actor,
        member: Member,
        starts_on: date,
        ends_on: date | None = None,
        by: Member | None = None,
    ) -> Representative:
        """The member acts for the actor. Raises AlreadyRepresents when the terms overlap."""
        member.hold()
        for held in db.session.scalars(_of(actor.id, member.id)):
            if held.overlaps(starts_on, ends_on):
                raise AlreadyRepresents(actor.name)
        term = cls(actor_id=actor.id, member_id=member.id, starts_on=starts_on, ends_on=ends_on)
        db.session.add(term)
        actor.record(
            "representative_added", by=by, name=f"{actor.name}: {member.name}", **term.facts()
        )
        return term

    def is_on(self, today: date) -> bool:
        within = self.starts_on <= today and (self.ends_on is None or today <= self.ends_on)
        return within and self.ended_at is None

    def overlaps(self, starts_on: date, ends_on: date | None) -> bool:
        begins_before_end = ends_on is None or self.starts_on <= ends_on
        return begins_before_end and (self.ends_on is None or starts_on <= self.ends_on)

    def end(self, by: Member | None) -> None:
        """The right to act for the actor is over at once, in open browsers, too."""
        if self.ended_at is None:
            self.ended_at = utcnow()
            name = f"{self.actor.name}: {self.member.name}"
            self.actor.record("representative_ended", by=by, name=name, **self.facts())
            self.actor.send_away(self.member_id)

    def facts(self) -> dict:
        """What the log keeps."""
        until = {"ends_on": str(self.ends_on)} if self.ends_on else {}
        return {"member_id": str(self.member_id), "starts_on": str(self.starts_on)} | until


def _of(actor_id: UUID, member_id: UUID):
    return select(Representative).where(
        Representative.actor_id == actor_id,
        Representative.member_id == member_id,
        Representative.ended_at.is_(None),
    )


@accepted.connect
def keep_promise(invitation: Invitation, member: Member) -> None:
    """Who was invited to act for an actor does so on the days that were written."""
    actor = db.session.get(Actor, invitation.actor_id) if invitation.actor_id else None
    first, last = max(today(), invitation.acts_from or today()), invitation.acts_until
    if actor is None or actor.closed_at is not None or (last and last < first):
        return
    with suppress(AlreadyRepresents):
        Representative.name_for(actor, member, first, last, by=member)


@left.connect
def end_with_membership(member: Member, by: Member) -> None:
    mine = select(Representative).where(
        Representative.member_id == member.id, Representative.ended_at.is_(None)
    )
    for term in db.session.scalars(mine):
        term.end(by)
