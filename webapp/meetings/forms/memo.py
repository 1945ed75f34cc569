"""What comes in for a memo: texts, presences, drafts of action points, checks, corrections."""

from __future__ import annotations

from datetime import date

from wtforms.validators import ValidationError

from webapp.actions.forms import ActionForm
from webapp.core.forms import Choice, Choices, Form, Hidden, Line, Paragraph
from webapp.core.language import _, lazy
from webapp.meetings.models import PRESENCES
from webapp.meetings.words import PRESENCE_NAMES

KEEP = ("mine", "both", "theirs")
MOST_VERSIONS = 10  # digits


class TextForm(Form):
    """`version` is the one that the page shows, `page` the page, `seen` the one disagreed with."""

    text = Paragraph(lazy("What was said"), max_length=20_000)
    agreed = Paragraph(lazy("What was agreed"), max_length=5000)
    version = Hidden(max_length=MOST_VERSIONS)
    page = Hidden(max_length=32)
    keep = Choice(choices=[(word, word) for word in KEEP])
    seen = Hidden(max_length=MOST_VERSIONS)

    @property
    def basis(self) -> int:
        """On which version it was written, or, in a conflict, which one was answered."""
        typed = self.seen.data if self.keep.data else self.version.data
        return int(typed) if typed.isascii() and typed.isdigit() else -1


class SummaryForm(Form):
    summary = Paragraph(
        lazy("Public summary"),
        max_length=5000,
        description=lazy("Everybody reads this. The rest is only for the members."),
    )
    before = Hidden()


class PresenceForm(Form):
    presence = Choice(choices=[(word, PRESENCE_NAMES[word]) for word in PRESENCES])
    stand_in = Line(
        lazy("Which organisation did somebody else come from?"),
        description=lazy("Only the organisation. Do not write why somebody is absent."),
    )


class DraftActionForm(ActionForm):
    """The party and the day may be left open until the memo is ready."""

    holder = Choice(lazy("Who sees to it?"), empty=lazy("Not agreed yet"))

    def __init__(self, parties: dict[str, str], action=None, *, agreed_on: date, **given):
        super().__init__(parties, action, **given)
        self.agreed_on = agreed_on

    def validate_due_on(self, field):
        if field.data is not None and field.data < self.agreed_on:
            raise ValidationError(_("This day is before the meeting. Write a later day."))
        if field.data is not None and self.is_continuing.data:
            raise ValidationError(_("Write the last day or tick that it is continuing, not both."))


class CheckersForm(Form):
    checkers = Choices(lazy("Who checks"), required=lazy("Choose one or two who check."))

    def __init__(self, people, **given):
        """Of the `people` those who are in: the link in the mail is dead for others."""
        super().__init__(**given)
        seats = [it.participant for it in people if it.participant.is_in]
        self.has_left_out = len(seats) < len(people)
        self.checkers.choices = [(it.id, it.name) for it in seats]
        self.chairs = [it.id for it in seats if it.role == "chair"]
        if "formdata" in given:
            self.checkers.data = self.chairs[:1]

    def validate_checkers(self, field):
        if len(field.data) > 2:
            raise ValidationError(_("Choose two at most."))
        is_alone = len(field.data) == 1 and field.data[0] not in self.chairs
        if is_alone and len(self.checkers.choices) > 1:
            raise ValidationError(_("Choose two, or the chair alone."))


class PublishForm(Form):
    """`note` says to those who read an earlier version what changed."""

    note = Line(lazy("What changed"), max_length=500, required=lazy("Write what changed."))

    def __init__(self, meeting, **given):
        super().__init__(**given)
        if meeting.memo_version == 0:
            del self.note


class CorrectionForm(Form):
    item_id = Choice(lazy("Which matter"), empty=lazy("The whole text"))
    text = Paragraph(
        lazy("What should be otherwise?"),
        required=lazy("Write what should be otherwise."),
        max_length=2000,
    )

    def __init__(self, content: dict, **given):
        super().__init__(**given)
        self.item_id.choices = [(it["id"], it["title"]) for it in content["items"]]


class ReplyForm(Form):
    reply = Line(
        lazy("Your answer"), max_length=500, required=lazy("Write why it is not corrected.")
    )
