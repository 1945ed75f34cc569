"""Forms: what comes in, cleaned and checked for shape, never against the database."""

from flask import request
from flask_wtf import FlaskForm
from flask_wtf.form import _Auto, _is_submitted
from werkzeug.datastructures import CombinedMultiDict

from webapp.core.forms.choices import Choice, Choices
from webapp.core.forms.lines import Hidden, Line, Paragraph, Password, Tick
from webapp.core.forms.read import (
    BusinessId,
    Colour,
    Date,
    Email,
    Number,
    Phone,
    RegisterNumber,
    Time,
    Website,
)
from webapp.core.forms.texts import TextsField
from webapp.core.forms.validators import Required

__all__ = [
    "BusinessId",
    "Choice",
    "Choices",
    "Colour",
    "Date",
    "Email",
    "Form",
    "Hidden",
    "Line",
    "Number",
    "Paragraph",
    "Password",
    "Phone",
    "RegisterNumber",
    "Required",
    "TextsField",
    "Tick",
    "Time",
    "Website",
]


class Form(FlaskForm):
    class Meta:
        def wrap_formdata(self, form, formdata):
            """Only what a form sends: JSON is nobody's way in."""
            if formdata is _Auto:
                return CombinedMultiDict((request.files, request.form)) if _is_submitted() else None
            return formdata

    def problems(self):
        """Pairs of an input's id and what to do about it, in the order of the page."""
        for field in self:
            inputs = [field, *field] if isinstance(field, TextsField) else [field]
            for each in inputs:
                for message in each.errors:
                    yield _first_input(each).id, message


def _first_input(field):
    return next(iter(field)) if isinstance(field, TextsField) else field
