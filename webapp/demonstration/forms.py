"""One form with a field of every shape."""

from webapp.core.forms import (
    Choice,
    Choices,
    Colour,
    Date,
    Email,
    Form,
    Line,
    Paragraph,
    Password,
    Phone,
    TextsField,
    Tick,
)
from webapp.core.language import lazy

KINDS = (
    ("village", lazy("Village")),
    ("parish", lazy("Parish")),
    ("island", lazy("Island")),
)


class StyleForm(Form):
    """Only shown and checked, never saved."""

    names = TextsField(lazy("Name of the area"), required=lazy("Write the area’s name."))
    about = Paragraph(
        lazy("What is the area like?"), description=lazy("A few sentences are enough.")
    )
    kind = Choice(lazy("Kind of area"), choices=KINDS, empty=lazy("Choose"), required=True)
    part = Choice(lazy("Do you take part?"), choices=KINDS, radio=True, required=True)
    several = Choices(lazy("What does it belong to?"), choices=KINDS)
    founded = Date(lazy("Date"), description=lazy("For example 27.11.2026."))
    email = Email(lazy("E-mail address"), required=True)
    phone = Phone(lazy("Phone number"))
    colour = Colour(lazy("Colour"), default="#0b5c8a")
    password = Password(lazy("Password"))
    agreed = Tick(
        lazy("I have read the instructions"), required=lazy("Read the instructions first.")
    )
    note = Line(lazy("Note"))
