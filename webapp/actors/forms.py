"""What comes in about an actor, and about who represents it."""

from __future__ import annotations

from wtforms.validators import ValidationError

from webapp.accounts.forms.roles import Term
from webapp.actors.words import KINDS, SECTORS
from webapp.core.forms import (
    BusinessId,
    Choice,
    Choices,
    Email,
    Form,
    Line,
    Phone,
    RegisterNumber,
    Website,
)
from webapp.core.language import LANGUAGES, _, lazy


class ActorFilter(Form):
    """Read from the address; what makes no sense there is left out."""

    class Meta(Form.Meta):
        csrf = False

    name = Line(lazy("Name"), max_length=100)
    sector = Choice(lazy("Sector"), choices=list(SECTORS.items()), empty=lazy("All"))


class ContactForm(Form):
    """What a representative keeps."""

    email = Email(lazy("E-mail"), autocomplete="off")
    phone = Phone(lazy("Phone"), autocomplete="off")
    website = Website(lazy("Website"))

    def facts(self) -> dict:
        return {word: self[word].data or "" for word in ("email", "phone", "website")}


class ActorForm(ContactForm):
    name = Line(lazy("Name"), required=lazy("Write the name."), max_length=200)
    kind = Choice(
        lazy("Kind"), choices=list(KINDS.items()), radio=True, required=lazy("Choose the kind.")
    )
    sector = Choice(
        lazy("Sector"), choices=list(SECTORS.items()), required=lazy("Choose the sector.")
    )
    business_id = BusinessId(lazy("Business ID"))
    register_number = RegisterNumber(lazy("Association register number"))
    area_ids = Choices(lazy("Areas that it acts for"))

    def validate_area_ids(self, field):
        if self.must_have_area and not field.data:
            raise ValidationError(_("Choose at least one of the areas that you coordinate."))

    must_have_area = False

    def facts(self) -> dict:
        words = ("name", "kind", "sector", "business_id", "register_number")
        return super().facts() | {word: self[word].data for word in words}


class RepresentativeForm(Term):
    """Somebody known here acts for the actor at once; anybody else is invited."""

    email = Email(
        lazy("E-mail of the person"),
        required=lazy("Write the e-mail address."),
        autocomplete="off",
        description=lazy("If the person is not a member yet, an invitation is sent."),
    )
    first_name = Line(lazy("First name"), max_length=100, autocomplete="off")
    family_name = Line(lazy("Family name"), max_length=100, autocomplete="off")
    language = Choice(
        lazy("Language of the invitation"), choices=list(LANGUAGES.items()), radio=True
    )


class ActingForm(Form):
    """One choice is always made: for oneself is one, too."""

    actor = Choice(lazy("For whom do you act?"), radio=True, empty=lazy("For myself"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.actor.flags.required = True
