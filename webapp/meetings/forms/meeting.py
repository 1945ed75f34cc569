"""What comes in about a meeting: when, how long, where, and why it is cancelled."""

from __future__ import annotations

from wtforms.validators import ValidationError

from tenants.owned import utcnow
from webapp.core import formats
from webapp.core.forms import Choice, Date, Form, Hidden, Line, Number, Paragraph, Time, Website
from webapp.core.language import _, lazy
from webapp.meetings.words import ANSWER_NAMES


class MeetingForm(Form):
    """`minutes` is what the municipality recommends; `with_link`: this reader may see the link."""

    day = Date(lazy("Date"), required=lazy("Write the date."))
    clock = Time(lazy("Time"), required=lazy("Write the time."))
    minutes = Number(
        lazy("Length in minutes"), least=5, most=600, required=lazy("Write the length in minutes.")
    )
    place = Line(lazy("Place"), max_length=120)
    remote_link = Website(
        lazy("Remote link"),
        description=lazy("Seen only by those at the table: on this page, in mails and calendars."),
    )
    version = Hidden(max_length=16)

    def __init__(self, meeting=None, minutes: int = 90, with_link: bool = True, **given):
        super().__init__(obj=meeting, **given)
        self.is_awaited = meeting is not None and bool(meeting.invited_at) and meeting.is_ahead
        if not with_link:
            del self.remote_link
        if self.is_submitted():
            return
        if meeting is None:
            self.minutes.data = minutes
        else:
            self.version.data = meeting.version
            start = formats.local(meeting.starts_at)
            self.day.data, self.clock.data = start.date(), start.time()

    def validate_clock(self, field):
        if self.day.data is None or field.data is None:
            return
        try:
            starts_at = formats.moment(self.day.data, field.data)
        except ValueError as error:
            raise ValidationError(str(error)) from error
        if self.is_awaited and starts_at <= utcnow():
            raise ValidationError(
                _("This time has passed, and people were invited. Choose a time that is ahead.")
            )

    def validate_place(self, field):
        if not field.data and "remote_link" in self and not self.remote_link.data:
            raise ValidationError(_("Write the place, or the remote link."))

    def is_outrun(self, meeting) -> bool:
        """Somebody else has saved other facts since the page was shown; now both are."""
        shown, self.version.data = self.version.data, meeting.version
        return bool(shown) and shown != meeting.version

    def facts(self) -> dict:
        facts = {
            "starts_at": formats.moment(self.day.data, self.clock.data),
            "minutes": self.minutes.data,
            "place": self.place.data,
        }
        if "remote_link" in self:
            facts["remote_link"] = self.remote_link.data or ""
        return facts


class CancelForm(Form):
    reason = Paragraph(
        lazy("Why is the meeting cancelled?"),
        required=lazy("Write why the meeting is cancelled."),
        max_length=500,
    )


class AnswerForm(Form):
    answer = Choice(
        lazy("Do you attend?"),
        choices=ANSWER_NAMES.items,
        radio=True,
        required=lazy("Choose one of the answers."),
    )
