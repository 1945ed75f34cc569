"""What a group agreed to do: what, which actor, who, by when."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tenants.db import db
from tenants.owned import utcnow
from tenants.scoping import TenantModel, ref, same_tenant
from tenants.walls import HOME, READ
from webapp.actions import mails
from webapp.actors.models import Actor
from webapp.core.formats import today
from webapp.groups.models import Group, Participant
from webapp.traits.audited import Audited

IS_OPEN = "done_at IS NULL AND dropped_at IS NULL"


class Action(Audited, TenantModel):
    """It belongs to a group, and usually to the meeting that agreed on it.

    Both its participant and its actor are responsible, where the participant acts for one.
    `party` is the responsible actor in words where it is not in the register. Until it is
    `assigned_at`, with the memo's publication, it is a draft of the memo.
    """

    __walls__ = (HOME, READ)
    __table_args__ = (
        Index(None, "tenant_id", "group_id", "id"),
        Index(None, "tenant_id", "meeting_id"),
        Index(None, "tenant_id", "item_id"),
        Index(None, "tenant_id", "actor_id", "id"),
        Index(None, "tenant_id", "participant_id"),
        Index("ix_action_due", "tenant_id", "due_on", postgresql_where=text(IS_OPEN)),
        CheckConstraint("NOT (is_continuing AND due_on IS NOT NULL)", name="ck_action_due_on"),
    )

    group_id: Mapped[UUID] = ref("groups", ondelete="CASCADE")
    meeting_id: Mapped[UUID | None] = ref("meeting", nullable=True, ondelete="SET NULL")
    item_id: Mapped[UUID | None] = ref("item", nullable=True, ondelete="SET NULL")
    what: Mapped[str] = mapped_column(String(500))
    actor_id: Mapped[UUID | None] = ref("actor", nullable=True)
    participant_id: Mapped[UUID | None] = ref("participant", nullable=True, ondelete="SET NULL")
    party: Mapped[str] = mapped_column(String(200), default="")
    due_on: Mapped[date | None]
    is_continuing: Mapped[bool] = mapped_column(default=False)
    assigned_at: Mapped[datetime | None]
    started_at: Mapped[datetime | None]
    done_at: Mapped[datetime | None]
    dropped_at: Mapped[datetime | None]
    note: Mapped[str] = mapped_column(String(2000), default="")  # how it went, or why not
    figure: Mapped[int | None]
    figure_of: Mapped[str] = mapped_column(String(100), default="")  # "participants"

    group: Mapped[Group] = relationship(primaryjoin=same_tenant("Action.group_id", "Group.id"))
    actor: Mapped[Actor | None] = relationship(
        primaryjoin=same_tenant("Action.actor_id", "Actor.id")
    )
    participant: Mapped[Participant | None] = relationship(
        primaryjoin=same_tenant("Action.participant_id", "Participant.id")
    )

    @classmethod
    def agree(cls, group: Group, by, **facts) -> Action:
        action = cls(group_id=group.id, group=group)
        action._write(facts)
        db.session.add(action)
        group.note("action_agreed", by, action=action.what)
        return action

    @property
    def holder_id(self) -> UUID | None:
        """Who is responsible: a participant, else an actor."""
        return self.participant_id or self.actor_id

    @property
    def status(self) -> str:
        """open, started, overdue, done or dropped."""
        if self.done_at is not None:
            return "done"
        if self.dropped_at is not None:
            return "dropped"
        if self.due_on is not None and self.due_on < today():
            return "overdue"
        return "started" if self.started_at is not None else "open"

    @property
    def is_open(self) -> bool:
        return self.done_at is None and self.dropped_at is None

    @property
    def is_complete(self) -> bool:
        """Says which actor and by when: without them no memo is published (R5)."""
        has_party = self.actor_id or self.participant_id or self.party
        return bool(has_party) and (self.is_continuing or self.due_on is not None)

    def assign(self, by) -> None:
        """No draft any more: everybody sees it, and its party hears of it."""
        if self.assigned_at is None:
            self.assigned_at = utcnow()
            self.group.note("action_assigned", by, action=self.what)
            mails.action_assigned(self)

    def edit(self, by, **facts) -> None:
        """A party that it falls to from now on hears of it, unless it has ended."""
        holder = self.holder_id
        self._write(facts)
        self.group.note("action_edited", by, action=self.what)
        if self.assigned_at is not None and self.is_open and self.holder_id != holder:
            mails.action_assigned(self)

    def postpone(self, by, due_on: date) -> None:
        """Goes on until another day, even what was ended too soon."""
        self.due_on, self.is_continuing = due_on, False
        self.done_at = self.dropped_at = None
        self.group.note("action_postponed", by, action=self.what, due_on=str(due_on))

    def finish(self, by, note: str = "", figure: int | None = None, figure_of: str = "") -> None:
        self.done_at, self.dropped_at = utcnow(), None
        self.note, self.figure, self.figure_of = note, figure, figure_of
        self.group.note("action_done", by, action=self.what, action_id=str(self.id))

    def drop(self, by, reason: str) -> None:
        """Not carried out: a result, too, with its reason (R8)."""
        self.dropped_at, self.done_at, self.note = utcnow(), None, reason
        self.group.note("action_dropped", by, action=self.what)

    def take_up(self, by) -> None:
        """Open again, or begun."""
        self.started_at = self.started_at or utcnow()
        self.done_at = self.dropped_at = None
        self.group.note("action_taken_up", by, action=self.what)

    def _write(self, facts: dict) -> None:
        """Whoever sits at the table for an actor carries it out for that actor."""
        for word, value in facts.items():
            setattr(self, word, value)
        if facts.get("participant_id"):
            self.actor_id = db.session.get(Participant, self.participant_id).actor_id
