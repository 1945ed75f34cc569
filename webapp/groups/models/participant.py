"""Who takes part in a group, for an actor or for themselves; an account is not needed."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from blinker import Signal
from sqlalchemy import Index, LargeBinary, String, select, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tenants.db import db
from tenants.owned import utcnow
from tenants.scoping import TenantModel, ref, same_tenant
from tenants.types import Word
from tenants.walls import HOME
from webapp.accounts import tokens
from webapp.actors.models import SECTORS, Actor
from webapp.core.formats import sort_text, today
from webapp.core.language import LANGUAGES
from webapp.core.mail import Reader
from webapp.groups.models.group import Group
from webapp.traits.audited import Audited, Guest

ROLES = ("chair", "secretary", "preparer", "core", "member", "expert", "observer")
LEADING = ("chair", "secretary", "preparer", "core")
# The old address has a dead link; rooms above ask again: readdressed.send(participant).
readdressed = Signal()


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
    links: Mapped[int] = mapped_column(default=0)  # made anew: another address, another link
    invited_at: Mapped[datetime | None]
    joined_at: Mapped[datetime | None]
    declined_at: Mapped[datetime | None]
    # Wants to join a network; is forgotten unless the address is confirmed.
    asked_at: Mapped[datetime | None]
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
        participant = cls(group=group, group_id=group.id, links=0)
        participant._write(facts)
        db.session.add(participant)
        group.note("participant_added", by, participant=participant.name)
        return participant

    @classmethod
    def ask_in(cls, group: Group, **facts) -> Participant:
        """By a form, without an account: takes part once the address is confirmed."""
        newcomer = cls(group_id=group.id, links=0, invited_at=utcnow(), asked_at=utcnow())
        newcomer._write(facts)
        db.session.add(newcomer)
        return newcomer

    def ask_again(self, **facts) -> None:
        """What was typed last holds, and there is as much time to confirm it as at first."""
        self._write(facts)
        self.asked_at = utcnow()

    @classmethod
    def of_token(cls, token: str, lock: bool = False) -> Participant | None:
        """With `lock` others who change the same answer wait, and see this one's."""
        wanted = select(cls).where(cls.token_hash == tokens.hashed(token))
        return db.session.scalar(wanted.with_for_update() if lock else wanted)

    @property
    def key(self) -> str:
        """What a letter keeps of it: `token_of(key)` is the token, when the letter is sent."""
        return f"{self.id} {self.links}" if self.links else str(self.id)

    @property
    def token(self) -> str:
        """Opens their own answers without a password; a waiting mail need not keep it."""
        return token_of(self.key)

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
    def is_stranger(self) -> bool:
        """Asked to be let in, and has not confirmed the address: nobody asked them."""
        return self.asked_at is not None and self.joined_at is None

    @property
    def is_with_us(self) -> bool:
        """Takes part, or is expected to: neither gone nor declined, nor a stranger who asked."""
        return self.left_at is None and self.declined_at is None and not self.is_stranger

    @property
    def leads(self) -> bool:
        """Of the core team, while its term lasts."""
        day = today()
        is_on = (self.starts_on or day) <= day <= (self.ends_on or day)
        return self.role in LEADING and self.is_in and is_on

    @property
    def is_named(self) -> bool:
        """To the core team of a network, which the municipality names, asked and joined or not."""
        return self.role in LEADING and not self.group.is_table

    @property
    def awaits(self) -> bool:
        """Has been asked and may answer: invited or answered, not withdrawn, not gone."""
        return self.state in ("invited", "joined", "declined")

    @property
    def party(self) -> str:
        """For whom: the actor, or the person."""
        return self.actor.name if self.actor else self.name

    @property
    def doer(self) -> Guest:
        """For the log: whoever comes by their link is named there."""
        return Guest(self.name, self.member_id, self.actor_id)

    @property
    def reader(self) -> Reader:
        return Reader(self.email, self.language, self.name, member_id=self.member_id)

    def edit(self, by, **facts) -> None:
        self._write(facts)
        self.group.note("participant_edited", by, participant=self.name)

    def hold(self) -> None:
        """As it is now; whoever else wants to change it waits."""
        db.session.refresh(self, with_for_update=True)

    def invite(self, by) -> None:
        self.invited_at, self.declined_at, self.reason = utcnow(), None, ""
        self.group.note("participant_invited", by, participant=self.name)

    def withdraw(self, by) -> bool:
        """The invitation, unless it has been answered meanwhile."""
        if self.state != "invited":
            return False
        self.invited_at = None
        self._step_down()
        self.group.note("invitation_withdrawn", by, participant=self.name)
        return True

    def join(self, by=None, wishes: str | None = None) -> bool:
        """By their own answer, or as told to the secretary (`by`). Whether it is news."""
        self.declined_at, self.reason = None, ""
        self.wishes = self.wishes if wishes is None else wishes
        if self.joined_at is not None:
            return False
        self.joined_at, self.asked_at = utcnow(), None  # confirmed: never to be forgotten
        self.group.note("participant_joined", by or self.doer, participant=self.name)
        return True

    def come_in(self, by=None) -> bool:
        """Into a network by oneself, as anybody may: who once declined is named no more."""
        if self.declined_at is not None:
            self._step_down()
        return self.join(by)

    def decline(self, reason: str = "", by=None) -> bool:
        """Whether it is news."""
        was_declined = self.declined_at is not None
        self.reason = reason
        if was_declined:
            return False
        self.joined_at, self.declined_at = None, utcnow()
        self.group.note("participant_declined", by or self.doer, participant=self.name)
        return True

    def accept_rules(self) -> None:
        self.rules_accepted_at = self.rules_accepted_at or utcnow()

    def leave(self, by) -> None:
        if self.left_at is None:
            self.left_at = utcnow()
            self.group.note("participant_left", by, participant=self.name)

    def _step_down(self) -> None:
        if self.is_named:
            self.role, self.named_by = "member", ""
            self.starts_on = self.ends_on = None

    def _write(self, facts: dict) -> None:
        is_known = self.token_hash is not None
        before = self.email
        for word, value in facts.items():
            setattr(self, word, value)
        self.sort_name = sort_text(self.name)
        if is_known and self.email != before:
            self.links += 1  # who has the old address has a dead link
            readdressed.send(self)
        self.token_hash = tokens.hashed(self.token)


def token_of(key: str) -> str:
    return tokens.sealed("participant", key)
