"""Inviting a person, and the person's answer."""

from __future__ import annotations

from webapp.accounts.wording import ROLES
from webapp.core.forms import Choice, Email, Form, Line
from webapp.core.language import LANGUAGES, lazy

OFFERED = [(role, ROLES[role]) for role in ("officer", "administrator")]


class InvitationForm(Form):
    email = Email(lazy("E-mail"), required=lazy("Write the e-mail address."), autocomplete="off")
    first_name = Line(lazy("First name"), max_length=100, autocomplete="off")
    family_name = Line(lazy("Family name"), max_length=100, autocomplete="off")
    language = Choice(
        lazy("Language of the invitation"),
        choices=list(LANGUAGES.items()),
        radio=True,
        required=lazy("Choose the language."),
    )
    role = Choice(lazy("Role"), choices=OFFERED, empty=lazy("No role: an ordinary member"))
    actor_id = Choice(lazy("Will act for"), empty=lazy("Nobody: acts for oneself"))

    def facts(self) -> dict:
        """What the invitation keeps."""
        words = ("email", "first_name", "family_name", "language", "role", "actor_id")
        return {word: self[word].data for word in words}


class AnswerForm(Form):
    first_name = Line(
        lazy("First name"),
        required=lazy("Write your first name."),
        max_length=100,
        autocomplete="given-name",
    )
    family_name = Line(lazy("Family name"), max_length=100, autocomplete="family-name")
