"""What a field asks of its answer, said in the reader's language."""

from wtforms.validators import StopValidation

from webapp.core.language import _


class Required:
    """An answer is needed. Its message says what to write: lazy("Write the area's name")."""

    field_flags = {"required": True}

    def __init__(self, message=None):
        self.message = message

    def __call__(self, form, field):
        if _is_missing(field.data):
            message = self.message or _("Fill in “%(field)s”.", field=field.label.text)
            raise StopValidation(str(message))


def required_by(wanted):
    """`required=True` or `required=lazy("…")` of a field, as its validator."""
    return [Required(None if wanted is True else wanted)] if wanted else []


def _is_missing(data):
    return data is None or data is False or data in ("", [], {})
