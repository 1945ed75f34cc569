from __future__ import annotations

import re

from wtforms.validators import Regexp, ValidationError

from webapp.console.municipalities import municipalities
from webapp.core.formats import today
from webapp.core.forms import Choice, Date, Email, Form, Line, TextsField
from webapp.core.language import LANGUAGES, _, lazy

STATUSES = (
    ("fi", lazy("Finnish")),
    ("fi_sv", lazy("Bilingual, Finnish majority")),
    ("sv", lazy("Swedish")),
    ("sv_fi", lazy("Bilingual, Swedish majority")),
)
KINDS = (("municipality", lazy("Municipality")), ("association", lazy("Host association")))
LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
SLUG = Regexp(f"^{LABEL}$", message=lazy("Use a–z, 0–9 and hyphens."))
DOMAIN = Regexp(
    rf"^(?=.{{4,253}}$){LABEL}(\.{LABEL})+$",
    re.IGNORECASE | re.ASCII,
    message=lazy("Write a domain such as tyo.kunta.fi."),
)


def _optional(validator):
    """The check of a field that may stay empty."""

    def check(form, field):
        if field.data:
            validator(form, field)

    return check


class PickForm(Form):
    number = Choice(
        lazy("Municipality"),
        choices=lambda: [
            (m.number, f"{m.name_fi} ({m.number})") for m in municipalities().values()
        ],
        required=True,
    )


class TenantForm(Form):
    kind = Choice(lazy("Kind"), choices=KINDS, required=True)
    number = Line(
        lazy("Municipality code"),
        [_optional(Regexp(r"^[0-9]{3}$", message=lazy("Three digits, such as 005.")))],
        max_length=3,
        description=lazy("Three digits. A host association has none."),
    )
    names = TextsField(
        lazy("Name shown to residents"),
        languages=lambda: tuple(LANGUAGES),
        required=lazy("Write the name"),
        max_length=100,
    )
    short_names = TextsField(
        lazy("Short name"),
        languages=lambda: ("fi", "sv"),
        required=lazy("Write the short name"),
        max_length=60,
    )
    language_status = Choice(lazy("Languages"), choices=STATUSES, required=True)
    region = Line(lazy("Region code"), max_length=2)
    slug = Line(
        lazy("Address"),
        [SLUG],
        required=lazy("Write the address"),
        max_length=63,
        description=lazy("The first part of the site's address, such as kuopio."),
    )
    initials = Line(lazy("Initials"), required=lazy("Write the initials"), max_length=3)
    first_name = Line(lazy("First name of the first administrator"), max_length=100)
    family_name = Line(lazy("Family name of the first administrator"), max_length=100)
    email = Email(
        lazy("E-mail of the first administrator"), required=lazy("Write the e-mail address")
    )
    language = Choice(
        lazy("Language of the invitation"), choices=tuple(LANGUAGES.items()), required=True
    )


class DomainForm(Form):
    name = Line(
        lazy("Own domain"),
        [_optional(DOMAIN)],
        max_length=253,
        description=lazy("Leave it empty if the site uses only the platform's address."),
    )


class HostingForm(Form):
    host = Choice(lazy("Host association"), choices=(), required=True)
    municipality = Choice(lazy("Municipality"), choices=(), required=True)
    ends_on = Date(
        lazy("Last day"), description=lazy("Leave it empty if the agreement has no end.")
    )

    def validate_ends_on(self, field):
        if field.data and field.data < today():
            raise ValidationError(_("The last day is already over. Write a later one."))
