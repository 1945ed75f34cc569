"""Who takes part in a group, for an actor or for themselves; an account is not needed."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Index, LargeBinary, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tenants.db import db
from tenants.owned import utcnow
from tenants.scoping import TenantModel, ref, same_tenant
from tenants.types import Word
from tenants.walls import HOME
from webapp.accounts import tokens
from webapp.actors.models import SECTORS, Actor
from webapp.core.formats import sort_text
from webapp.core.language import LANGUAGES
from webapp.core.mail import Reader
from webapp.groups.models.group import Group
from webapp.traits.audited import Audited

ROLES = ("chair", "secretary", "preparer", "core", "member", "expert", "observer")
LEADING = ("chair", "secretary", "preparer", "core")


class Participant(Audited, TenantModel):
    """`seat` is the role at the table in words; `benefit`, what the actor seeks from it."""

    __walls__ = (HOME,)
    __table_args__ = (
        Index(None, "tenant_id", "group_id", "sort_name", "id"),
        Index(None, "tenant_id", "member_id", "group_id"),
        Index(None, "tenant_id", "actor_id"),
        Index(None, "tenant_id", "token_hash", unique=True),
        Index(
            "uq_participant_email",
            "tenant_id",
            "group_id",
            "email",
            unique=True,
            postgresql_where=text("left_at is null and email <> ''"),
        ),
    )

    group_id: Mapped[UUID] = ref("groups", ondelete="CASCADE")
    member_id: Mapped[UUID | None] = ref("member", nullable=True, ondelete="SET NULL")
    actor_id: Mapped[UUID | None] = ref("actor", nullable=True)
    name: Mapped[str] = mapped_column(String(200))
    sort_name: Mapped[str] = mapped_column(String(210, collation="C"))
    email: Mapped[str] = mapped_column(String(254), default="")
    phone: Mapped[str] = mapped_column(String(20), default="")
    language: Mapped[str] = mapped_column(Word(*LANGUAGES), default="fi")
    sector: Mapped[str] = mapped_column(Word(*SECTORS))
    role: Mapped[str] = mapped_column(Word(*ROLES), default="member")
    seat: Mapped[str] = mapped_column(String(200), default="")
    benefit: Mapped[str] = mapped_column(String(500), default="")
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    invited_at: Mapped[datetime | None]
    joined_at: Mapped[datetime | None]
    declined_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(String(500), default="")  # why declined, if told
    wishes: Mapped[str] = mapped_column(String(500), default="")  # for times of meetings
    rules_accepted_at: Mapped[datetime | None]
    # The term of a core team, and the body that named it.
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    named_by: Mapped[str] = mapped_column(String(200), default="")
    left_at: Mapped[datetime | None]

    group: Mapped[Group] = relationship(primaryjoin=same_tenant("Participant.group_id", "Group.id"))
    actor: Mapped[Actor | None] = relationship(
        primaryjoin=same_tenant("Participant.actor_id", "Actor.id")
    )

    @classmethod
    def add(cls, group: Group, by, **facts) -> Participant:
        participant = cls(group_id=group.id)
        participant._write(facts)
        participant.token_hash = tokens.hashed(participant.token)
        db.session.add(participant)
        group.note("participant_added", by, participant=participant.name)
        return participant

    @property
    def token(self) -> str:
        """Opens their own answers without a password; a waiting mail need not keep it."""
        return tokens.sealed("participant", self.id)

    @property
    def state(self) -> str:
        """added, invited, joined, declined or left."""
        times = {"left": self.left_at, "joined": self.joined_at, "declined": self.declined_at}
        for word, at in (times | {"invited": self.invited_at}).items():
            if at is not None:
                return word
        return "added"

    @property
    def is_in(self) -> bool:
        """Takes part now: has joined and not left."""
        return self.joined_at is not None and self.left_at is None

    @property
    def leads(self) -> bool:
        return self.role in LEADING and self.is_in

    @property
    def reader(self) -> Reader:
        return Reader(self.email, self.language, self.name, member_id=self.member_id)

    def edit(self, by, **facts) -> None:
        self._write(facts)
        self.group.note("participant_edited", by, participant=self.name)

    def invite(self, by) -> None:
        self.invited_at, self.declined_at = utcnow(), None
        self.group.note("participant_invited", by, participant=self.name)

    def join(self, by=None, wishes: str = "") -> None:
        """By their own answer, or as told to the secretary (`by`)."""
        self.declined_at, self.reason, self.wishes = None, "", wishes
        if self.joined_at is None:
            self.joined_at = utcnow()
            self.group.note("participant_joined", by, participant=self.name)

    def decline(self, reason: str = "", by=None) -> None:
        self.joined_at, self.declined_at, self.reason = None, utcnow(), reason
        self.group.note("participant_declined", by, participant=self.name)

    def accept_rules(self) -> None:
        self.rules_accepted_at = self.rules_accepted_at or utcnow()

    def leave(self, by) -> None:
        if self.left_at is None:
            self.left_at = utcnow()
            self.group.note("participant_left", by, participant=self.name)

    def _write(self, facts: dict) -> None:
        for word, value in facts.items():
            setattr(self, word, value)
        self.sort_name = sort_text(self.name)
