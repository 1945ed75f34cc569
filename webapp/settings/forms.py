"""What an administrator sets: names, look, contact."""

from __future__ import annotations

from flask_wtf.file import FileField
from wtforms.validators import ValidationError
from wtforms.widgets import FileInput

from webapp.core.forms import Choice, Colour, Email, Form, Line, Number, Phone, TextsField
from webapp.core.forms.lines import Asked
from webapp.core.language import LANGUAGES, _, lazy

# What a municipality is by law; the texts that it writes follow.
STATUSES = {
    "fi": lazy("Finnish only"),
    "fi_sv": lazy("Finnish and Swedish, Finnish first"),
    "sv_fi": lazy("Swedish and Finnish, Swedish first"),
    "sv": lazy("Swedish only"),
}


class NamesForm(Form):
    names = TextsField(
        lazy("Full name"),
        languages=lambda: tuple(LANGUAGES),
        max_length=150,
        required=lazy("Write the full name."),
        description=lazy("As residents know it: Kuopion kaupunki, Kuopio stad, City of Kuopio."),
    )
    short_names = TextsField(
        lazy("Short name"),
        languages=lambda: ("fi", "sv"),
        max_length=60,
        required=lazy("Write the short name."),
        description=lazy("For lists and narrow places: Kuopio."),
    )
    language_status = Choice(
        lazy("Languages of the municipality's own texts"),
        choices=STATUSES.items,
        required=True,
        radio=True,
        description=lazy(
            "Everybody reads the service in Finnish, Swedish or English all the same."
        ),
    )

    def validate_names(self, field):
        _check_each(field, self.language_status.data)

    def validate_short_names(self, field):
        _check_each(field, self.language_status.data)


class LookForm(Form):
    colour = Colour(
        lazy("Colour"),
        required=lazy("Choose a colour."),
        description=lazy("Everything else is made from it, so that every text can be read."),
    )
    initials = Line(
        lazy("Initials"),
        max_length=3,
        description=lazy("At most three letters. Shown where there is no coat of arms."),
    )


class Picture(Asked, FileField):
    widget = FileInput()


class ArmsForm(Form):
    picture = Picture(
        lazy("Coat of arms"),
        required=lazy("Choose a picture."),
        render_kw={"accept": "image/png"},
        description=lazy("A PNG picture of at most 200 KB. It is made smaller for you."),
    )
    image = b""

    def validate_picture(self, field):
        # With Pillow, which most processes never need.
        from webapp.settings.pictures import MOST_BYTES, NotAPicture, made_small

        try:
            self.image = made_small(field.data.read(MOST_BYTES + 1))
        except NotAPicture as error:
            raise ValidationError(str(error)) from error


class ContactForm(Form):
    contact_name = Line(
        lazy("Contact"),
        required=lazy("Write who answers."),
        description=lazy("A person or an office, such as Neighbourhood services."),
    )
    contact_email = Email(lazy("E-mail"), required=lazy("Write the e-mail address."))
    contact_phone = Phone(lazy("Phone"))
    sender_name = Line(
        lazy("Sender of mails"),
        max_length=100,
        description=lazy("The name that readers see in their mailbox. Empty: the full name."),
    )


class TablesForm(Form):
    """The guide's own numbers stand in the hints: who changes one knows from what."""

    meeting_minutes = Number(
        lazy("Length of a meeting in minutes"),
        least=15,
        most=480,
        required=lazy("Write the length of a meeting."),
        description=lazy("The guide recommends at most 90. A longer agenda gets a warning."),
    )
    fewest = Number(
        lazy("Fewest participants"),
        least=1,
        most=500,
        required=lazy("Write the fewest participants."),
        description=lazy("The guide recommends 5 to 15. Outside of it there is only a warning."),
    )
    most = Number(
        lazy("Most participants"),
        least=1,
        most=500,
        required=lazy("Write the most participants."),
    )
    correction_days = Number(
        lazy("Days for suggesting corrections"),
        least=1,
        most=60,
        required=lazy("Write how many days there are for corrections."),
        description=lazy("How long the participants may suggest corrections. Usually 7."),
    )
    reminder_days = Number(
        lazy("Days between a reminder and the due date"),
        least=1,
        most=30,
        required=lazy("Write how many days before and after the due date."),
        description=lazy("Of an action point there is a reminder as many days before and after."),
    )
    memo_word = Choice(
        lazy("What is written of a meeting"),
        choices={"memo": lazy("Memo"), "minutes": lazy("Minutes")}.items,
        radio=True,
        required=lazy("Choose what it is called."),
    )
    ground_rules = TextsField(
        lazy("Template of the ground rules"),
        long=True,
        max_length=5000,
        description=lazy("A new table begins with these, and may write its own."),
    )

    def validate_most(self, field):
        if None not in (self.fewest.data, field.data) and field.data < self.fewest.data:
            raise ValidationError(_("Write at least as many as the fewest participants."))

    def facts(self) -> dict:
        return {field.name: field.data for field in self if field.name != "csrf_token"}


def _check_each(field, status) -> None:
    wanted = (status or "").split("_")
    for part in field:
        if part.lang in wanted and not part.data:
            raise ValidationError(_("Fill in “%(field)s”.", field=part.label.text))
