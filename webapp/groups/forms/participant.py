"""What comes in about a participant: by whom, for whom, in which role."""

from __future__ import annotations

from wtforms.validators import ValidationError

from webapp.actors.words import SECTORS
from webapp.core.forms import (
    Choice,
    Choices,
    Date,
    Email,
    Form,
    Hidden,
    Line,
    Paragraph,
    Phone,
    Tick,
)
from webapp.core.language import LANGUAGES, _, lazy
from webapp.groups.models import LEADING, Group
from webapp.groups.words import ROLE_NAMES, as_called

REACHED = ("name", "email", "phone")
USUALLY = as_called(
    lazy(
        "The chair is usually from the public sector, and the secretary writes the memos as paid"
        " work. You may agree otherwise."
    ),
    lazy(
        "The chair is usually from the public sector, and the secretary writes the minutes as paid"
        " work. You may agree otherwise."
    ),
)


class Reached(Form):
    """A person, and a way to reach them."""

    name = Line(lazy("Name"), required=lazy("Write the name."), autocomplete="off")
    email = Email(lazy("E-mail"), autocomplete="off")
    phone = Phone(lazy("Phone"), autocomplete="off")

    def validate_phone(self, field):
        if not (field.data or self.email.data or self.email.errors):
            raise ValidationError(_("Write an e-mail address or a phone number."))


class ParticipantForm(Reached):
    """`may_name`: who fills it in gives the roles of the core team, too."""

    language = Choice(
        lazy("Language of the mails"),
        choices=list(LANGUAGES.items()),
        radio=True,
        required=lazy("Choose the language."),
    )
    actor_id = Choice(lazy("Takes part for"), empty=lazy("Nobody: takes part for oneself"))
    sector = Choice(
        lazy("Sector"),
        choices=list(SECTORS.items()),
        empty=lazy("The same as that of the actor"),
        description=lazy("Choose it for whoever takes part for oneself."),
    )
    role = Choice(
        lazy("Role in the work"),
        choices=ROLE_NAMES.items,
        default="member",
        required=lazy("Choose the role."),
        description=USUALLY,
    )
    seat = Line(
        lazy("Role at the table"),
        description=lazy("What does this person bring? For example: knows the roads of the area."),
    )
    benefit = Paragraph(
        lazy("Benefit that is sought"),
        max_length=500,
        description=lazy("What is in it for the organisation? It is told in the invitation."),
    )
    starts_on = Date(lazy("Term begins"))
    ends_on = Date(lazy("Term ends"))
    named_by = Line(lazy("Who named the person"))

    def __init__(self, group: Group, may_name: bool, **given):
        super().__init__(**given)
        if not group.is_table:
            self.role.description = ""
        if group.is_table or not may_name:
            del self.starts_on, self.ends_on, self.named_by
        if not may_name:
            of_others = [it for it in ROLE_NAMES.items() if it[0] not in LEADING]
            self.role.choices = of_others

    def validate_ends_on(self, field):
        if field.data and self.starts_on.data and field.data < self.starts_on.data:
            raise ValidationError(_("The term ends before it begins. Choose a later day."))

    def facts(self) -> dict:
        words = ("language", "actor_id", "sector", "role", "seat", "benefit")
        texts = {word: self[word].data or "" for word in (*REACHED, "named_by") if word in self}
        days = {word: self[word].data for word in ("starts_on", "ends_on") if word in self}
        return texts | days | {word: self[word].data for word in words}


class AskingForm(Form):
    """Whom a press asks. `many` is how many were counted, `seen` when the page was made."""

    people = Choices(lazy("Whom do you invite?"), required=lazy("Choose whom you invite."))
    many = Hidden()
    seen = Hidden()


class RegisterForm(Form):
    people = Choices(lazy("Whom do you add?"), required=lazy("Choose whom you add."))


class AnswerForm(Form):
    wishes = Paragraph(
        lazy("Which days and times suit you?"),
        max_length=500,
        description=lazy("For example: Tuesdays and Thursdays after 16."),
    )
    accepts = Tick(lazy("I accept the ground rules"))
    reason = Paragraph(lazy("Reason"), max_length=500)
