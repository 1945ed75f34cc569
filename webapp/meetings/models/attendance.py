"""One participant and one meeting: the answer before it, and who was there."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, String, UniqueConstraint, case, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tenants.db import db
from tenants.owned import utcnow
from tenants.scoping import TenantModel, ref, same_tenant
from tenants.types import Word
from tenants.walls import HOME
from webapp.groups.models import Participant
from webapp.groups.models.participant import readdressed
from webapp.meetings.models.meeting import Meeting

ANSWERS = ("attend", "remote", "cannot")
PRESENCES = ("present", "remote", "absent", "excused")
PRESENCE_OF = {"attend": "present", "remote": "remote", "cannot": "excused"}


class TooLate(ValueError):
    """The meeting has begun or was cancelled, or the participant has left."""


class Attendance(TenantModel):
    """`stand_in`: the organisation that somebody else came from, in this participant's place."""

    __walls__ = (HOME,)
    __table_args__ = (
        UniqueConstraint("tenant_id", "meeting_id", "participant_id"),
        Index(None, "tenant_id", "participant_id"),
    )

    meeting_id: Mapped[UUID] = ref("meeting", ondelete="CASCADE")
    participant_id: Mapped[UUID] = ref("participant", ondelete="CASCADE")
    invited_at: Mapped[datetime | None]
    answer: Mapped[str | None] = mapped_column(Word(*ANSWERS))
    answered_at: Mapped[datetime | None]
    presence: Mapped[str | None] = mapped_column(Word(*PRESENCES))
    stand_in: Mapped[str] = mapped_column(String(200), default="")

    participant: Mapped[Participant] = relationship(
        primaryjoin=same_tenant("Attendance.participant_id", "Participant.id")
    )

    def is_current(self, meeting: Meeting) -> bool:
        """Answered, and about the time at which the meeting is now."""
        if self.answered_at is None:
            return False
        return meeting.moved_at is None or self.answered_at > meeting.moved_at

    @classmethod
    def invite(cls, meeting: Meeting, participant: Participant) -> None:
        cls._write(meeting, participant, invited_at=utcnow())

    @classmethod
    def give(cls, meeting: Meeting, participant: Participant, answer: str) -> datetime:
        """The participant's answer, and when it was given. Raises TooLate.

        Cancelling the meeting and leaving the group wait for answers that are being given.
        """
        for thing in (meeting, participant):
            db.session.refresh(thing, with_for_update={"read": True, "of": type(thing)})
        if not meeting.is_ahead or participant.left_at is not None:
            raise TooLate
        now = utcnow()
        cls._write(meeting, participant, answer=answer, answered_at=now)
        return now

    @classmethod
    def note(
        cls, meeting: Meeting, participant: Participant, presence: str | None, stand_in: str = ""
    ) -> None:
        """Who was there, while the memo is written; else raises NotNow.

        In whose place somebody else came was not there, whatever nobody has tapped yet.
        """
        meeting.hold_in("draft")
        presence = presence or ("absent" if stand_in else None)
        cls._write(meeting, participant, presence=presence, stand_in=stand_in)

    @classmethod
    def note_answers(cls, meeting: Meeting) -> None:
        """Everybody of whom nothing is noted yet, as they answered before the meeting.

        Not who had left or declined by then, and not by an answer about another time.
        """
        meeting.hold_in("draft")
        gone_at = func.least(Participant.left_at, Participant.declined_at)
        stayed = or_(gone_at.is_(None), gone_at > meeting.starts_at)
        ours = select(Participant.id).where(Participant.group_id == meeting.group_id, stayed)
        answered = [cls.meeting_id == meeting.id, cls.presence.is_(None), cls.answer.is_not(None)]
        if meeting.moved_at is not None:
            answered.append(cls.answered_at > meeting.moved_at)
        noted = update(cls).where(*answered, cls.participant_id.in_(ours))
        db.session.execute(noted.values(presence=case(PRESENCE_OF, value=cls.answer)))

    @classmethod
    def _write(cls, meeting: Meeting, participant: Participant, **facts) -> None:
        row = {"meeting_id": meeting.id, "participant_id": participant.id, **facts}
        keys = ("tenant_id", "meeting_id", "participant_id")
        written = insert(cls).values(row).on_conflict_do_update(index_elements=keys, set_=facts)
        db.session.execute(written)


@readdressed.connect
def invite_anew(participant: Participant) -> None:
    """Who never answered has perhaps never seen the invitation: it can be sent to the new one."""
    silent = (Attendance.participant_id == participant.id, Attendance.answer.is_(None))
    db.session.execute(update(Attendance).where(*silent).values(invited_at=None))
