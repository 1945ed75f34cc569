"""The fields that keep what was written: a line, a paragraph, a password, a tick."""

from wtforms import BooleanField, StringField
from wtforms.validators import StopValidation
from wtforms.widgets import HiddenInput, PasswordInput, TextArea

from webapp.core.forms import cleaning
from webapp.core.forms.validators import required_by
from webapp.core.language import _


class Asked:
    """What every field takes: `required` (True or what to say), `autocomplete`, `inputmode`."""

    autocomplete = inputmode = None
    hint = ""

    def __init__(self, label=None, validators=(), *, required=False, autocomplete=None, **kwargs):
        kwargs.setdefault("description", self.hint)
        super().__init__(label, [*required_by(required), *validators], **kwargs)
        self.autocomplete = autocomplete or self.autocomplete
        attributes = {"autocomplete": self.autocomplete, "inputmode": self.inputmode}
        told = {name: value for name, value in attributes.items() if value}
        self.render_kw = told | (self.render_kw or {})

    def pre_validate(self, form):
        """A field that could not be read has its message already."""
        if self.process_errors:
            raise StopValidation()


class Line(Asked, StringField):
    """A short text; empty is ""."""

    max_length = 200
    clean = staticmethod(cleaning.line)

    def __init__(self, *args, max_length=None, min_length=0, **kwargs):
        super().__init__(*args, **kwargs)
        self.max_length = max_length or self.max_length
        self.min_length = min_length

    def process_data(self, value):
        self.data = "" if value is None else str(value)

    def process_formdata(self, valuelist):
        if not valuelist:
            return
        self.data, whole = self.clean(valuelist[0])
        if not whole:
            cleaning.refuse_unshowable()

    def pre_validate(self, form):
        super().pre_validate(form)
        cleaning.check_length(self.data, self.max_length)
        cleaning.check_identity_code(self.data, self.label.text)
        if 0 < len(self.data) < self.min_length:
            raise StopValidation(_("Write at least %(least)s characters.", least=self.min_length))

    def _value(self):
        return str(self.data)


class Paragraph(Line):
    """A text of several lines; empty is ""."""

    max_length = 5000
    clean = staticmethod(cleaning.paragraph)
    widget = TextArea()


class Hidden(Line):
    """A value that the page carries along, such as a token or a version."""

    widget = HiddenInput()


class Password(Line):
    """Kept exactly as typed; never shown again."""

    max_length = 200
    autocomplete = "current-password"
    widget = PasswordInput()

    @staticmethod
    def clean(typed):
        _text, whole = cleaning.line(typed)
        return (typed if whole and isinstance(typed, str) else ""), whole

    def pre_validate(self, form):
        Asked.pre_validate(self, form)
        cleaning.check_length(self.data, self.max_length)
        if 0 < len(self.data) < self.min_length:
            raise StopValidation(_("Write at least %(least)s characters.", least=self.min_length))

    def _value(self):
        return ""


class Tick(Asked, BooleanField):
    """Yes when ticked."""

    def _value(self):
        return "y"
