"""What is typed to sign in, and to keep what signing in needs."""

from __future__ import annotations

from webapp.accounts import passwords
from webapp.core.forms import Choice, Email, Form, Hidden, Line, Password
from webapp.core.language import LANGUAGES, lazy


class Way(Hidden):
    """Never wrong: what is no path of ours is left out where it is used (places.local_path)."""

    def process_formdata(self, valuelist):
        self.data = valuelist[0] if valuelist and isinstance(valuelist[0], str) else ""

    def pre_validate(self, form):
        pass


class Onward(Form):
    """Where the sign-in leads: a tenant's slug and a path there."""

    to = Way()
    next = Way()


class LinkForm(Onward):
    email = Email(
        lazy("E-mail address"), required=lazy("Write your e-mail address."), autocomplete="username"
    )


class PasswordForm(LinkForm):
    password = Password(
        lazy("Password"),
        required=lazy("Write your password."),
        max_length=passwords.LONGEST,
    )


class CodeForm(Onward):
    code = Line(
        lazy("Code"),
        required=lazy("Write the code that the app shows."),
        max_length=20,
        autocomplete="one-time-code",
        render_kw={"inputmode": "numeric"},
    )

    @property
    def digits(self) -> str:
        return self.code.data.replace(" ", "")


class NewPasswordForm(Form):
    password = Password(
        lazy("New password"),
        required=lazy("Write the new password."),
        min_length=passwords.SHORTEST,
        max_length=passwords.LONGEST,
        autocomplete="new-password",
    )


class LanguageForm(Form):
    language = Choice(lazy("Language"), choices=list(LANGUAGES.items()), radio=True, required=True)
