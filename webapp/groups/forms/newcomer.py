"""What comes in when somebody without an account joins a network."""

from __future__ import annotations

from webapp.core.forms import Email, Form, Line
from webapp.core.language import lazy


class NewcomerForm(Form):
    name = Line(
        lazy("Your name"),
        max_length=100,
        autocomplete="name",
        required=lazy("Write your name."),
    )
    email = Email(
        lazy("E-mail"),
        required=lazy("Write your e-mail address."),
        description=lazy("A link comes to it, by which you join."),
    )
