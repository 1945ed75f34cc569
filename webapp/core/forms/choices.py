"""Fields whose answer is one or several of the choices offered."""

from wtforms.fields.choices import Choice as Option
from wtforms.fields.choices import SelectFieldBase
from wtforms.validators import StopValidation
from wtforms.widgets import CheckboxInput, RadioInput, Select

from webapp.core.forms.lines import Asked
from webapp.core.language import _


class Choice(Asked, SelectFieldBase):
    """One of `choices`: pairs of value and text, or a function that returns them.

    The answer is the value itself (an id, a word), None when nothing is chosen. `empty` is the
    text of the line that chooses nothing; `radio=True` shows all choices at once.
    """

    widget = Select()

    def __init__(self, *args, choices=(), empty=None, radio=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.choices, self.empty, self.radio = choices, empty, radio
        if radio:
            self.option_widget = RadioInput()

    @property
    def offered(self):
        return list(self.choices() if callable(self.choices) else self.choices)

    def iter_choices(self):
        if self.empty is not None:
            yield Option("", self.empty, self.data is None, {})
        chosen = self.chosen()
        for value, text in self.offered:
            yield Option(str(value), text, str(value) in chosen, {})

    def chosen(self):
        return set() if self.data is None else {str(self.data)}

    def process_formdata(self, valuelist):
        if valuelist:
            self.data = valuelist[0] if valuelist[0] != "" else None

    def pre_validate(self, form):
        super().pre_validate(form)
        if self.data is not None:
            self.data = self._value_of(str(self.data))

    def _value_of(self, typed):
        for value, _text in self.offered:
            if str(value) == typed:
                return value
        raise StopValidation(_("Choose one of the choices offered."))


class Choices(Choice):
    """Any number of `choices`, ticked one by one; the answer is a list."""

    widget = Select(multiple=True)
    option_widget = CheckboxInput()

    def process_data(self, value):
        self.data = list(value or ())

    def process_formdata(self, valuelist):
        self.data = list(dict.fromkeys(typed for typed in valuelist if isinstance(typed, str)))

    def chosen(self):
        return {str(value) for value in self.data}

    def pre_validate(self, form):
        Asked.pre_validate(self, form)
        self.data = [self._value_of(str(typed)) for typed in self.data]
