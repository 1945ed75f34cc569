"""The way of a memo: written, checked, published, and opened again for its next version."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from sqlalchemy import delete, select
from sqlalchemy.orm import Mapped, declared_attr, relationship

from tenants.db import db
from tenants.owned import utcnow
from tenants.scoping import same_tenant
from webapp.core.writing import clean_html
from webapp.groups.models import Participant
from webapp.meetings.models.memo_check import MemoCheck

if TYPE_CHECKING:
    from webapp.actions.models import Action


class NotNow(ValueError):
    """The memo is not in a state in which this can be done: somebody else was first."""


class Unfinished(ValueError):
    """Action points without a party or a day: `args` say what they are (R5)."""


class WithMemo:
    """Part of Meeting. Its `actions` are those agreed at it, in their order."""

    @declared_attr
    def actions(cls) -> Mapped[list[Action]]:
        return relationship(
            "Action",
            primaryjoin=same_tenant("Action.meeting_id", "Meeting.id"),
            order_by="Action.id",
            viewonly=True,
        )

    @property
    def memo_state(self) -> str:
        """draft, checking, checked or published."""
        if self.published_at is not None:
            return "published"
        if self.checked_at is not None:
            return "checked"
        return "checking" if self.checking_at is not None else "draft"

    @property
    def is_written(self) -> bool:
        """Being written now; otherwise nobody changes a word of it."""
        return self.memo_state == "draft"

    @property
    def is_being_checked(self) -> bool:
        """Sent on, and not published yet."""
        return self.memo_state in ("checking", "checked")

    @property
    def may_be_published(self) -> bool:
        """The first version when it is checked, a corrected one at once, too."""
        again = self.memo_version > 0 and self.is_written
        return self.memo_state == "checked" or again

    def note(self, what: str, by, **details) -> None:
        self.record(what, by, name=self.group.name, number=self.number, **details)

    def write_summary(self, by, text: str) -> None:
        """What the public reads, where the memo itself is not for all."""
        self.hold_in("draft", "checking", "checked")
        self.summary, self.summary_html = text, clean_html(text)

    def send_to_check(self, by, checkers: Iterable[Participant]) -> None:
        """Raises NotNow of a cancelled meeting, too: it was not held."""
        self.hold_in("draft")
        if self.is_cancelled:
            raise NotNow(self.memo_state, self.id)
        self._finished_actions()
        self._forget_checks()
        rows = [MemoCheck(meeting_id=self.id, participant_id=it.id) for it in checkers]
        db.session.add_all(rows)
        self.checking_at = utcnow()
        self.note("memo_to_check", by)

    def take_back(self, by) -> None:
        """To be written further: what was checked is checked anew."""
        self.hold_in("checking", "checked")
        self._forget_checks()
        self.checking_at = self.checked_at = self.checked_by_id = None
        self.note("memo_taken_back", by)

    def confirm(self, checker: Participant, by=None) -> None:
        """Found right by a checker, or as told to the secretary (`by`)."""
        self.hold_in("checking")
        asked = select(MemoCheck).where(MemoCheck.meeting_id == self.id)
        checks = db.session.scalars(asked.execution_options(populate_existing=True)).all()
        own = next((it for it in checks if it.participant_id == checker.id), None)
        if own is None or own.checked_at is not None:
            raise NotNow
        own.checked_at = utcnow()
        if all(it.checked_at for it in checks):
            self.checked_at, self.checked_by_id = utcnow(), checker.id
        self.note("memo_checked", by, participant=checker.name)

    def publish_memo(self, by, seat: Participant | None) -> None:
        """Part of `MemoVersion.publish`, which keeps what it says."""
        self.hold()
        if not self.may_be_published:
            raise NotNow(self.memo_state)
        actions = self._finished_actions()
        self.memo_version += 1
        self.published_at, self.published_by_id = utcnow(), seat.id if seat else None
        for action in actions:
            action.assign(by)
        self.note("memo_published", by, version=self.memo_version)

    def reopen_memo(self, by) -> None:
        """A draft again; what was published stays as it was."""
        self.hold()
        if self.memo_state == "published":
            self._forget_checks()
            self.published_at = self.published_by_id = None
            self.checking_at = self.checked_at = self.checked_by_id = None
            self.note("memo_reopened", by)

    def open_to_correct(self, by) -> None:
        """What is being checked is taken back; of what is published a new version is begun."""
        if self.is_being_checked:
            self.take_back(by)
        else:
            self.reopen_memo(by)

    def hold_in(self, *states: str) -> None:
        self.hold()
        if self.memo_state not in states:
            raise NotNow(self.memo_state, self.id)

    def _finished_actions(self) -> list[Action]:
        actions = list(self.actions)
        if open_ones := [it.what for it in actions if not it.is_complete]:
            raise Unfinished(*open_ones)
        return actions

    def _forget_checks(self) -> None:
        db.session.execute(delete(MemoCheck).where(MemoCheck.meeting_id == self.id))
