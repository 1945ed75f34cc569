"""One text in every language of the municipality."""

from markupsafe import Markup
from wtforms import Field
from wtforms.utils import unset_value
from wtforms.validators import StopValidation

from webapp.core.forms.lines import Line, Paragraph
from webapp.core.forms.validators import required_by
from webapp.core.language import _, languages_of_tenant

IN_LANGUAGE = {
    "fi": lambda label: _("%(field)s in Finnish", field=label),
    "sv": lambda label: _("%(field)s in Swedish", field=label),
    "en": lambda label: _("%(field)s in English", field=label),
}


class TextsField(Field):
    """One input per language; the answer is {"fi": …, "sv": …} without the empty ones.

    Iterating gives the inputs: ordinary fields named name-fi, name-sv, each with its `lang`.
    """

    widget = staticmethod(lambda field, **kwargs: Markup().join(part(**kwargs) for part in field))

    def __init__(
        self,
        label=None,
        validators=(),
        *,
        languages=languages_of_tenant,
        required=False,
        long=False,
        max_length=None,
        **kwargs,
    ):
        super().__init__(label, [*required_by(required), *validators], **kwargs)
        self.languages, self.long, self.max_length = languages, long, max_length
        self.parts = []

    def __iter__(self):
        return iter(self.parts)

    def process(self, formdata, data=unset_value, extra_filters=None):
        if data is unset_value:
            data = self.default() if callable(self.default) else self.default
        self.process_errors = []
        self.object_data = dict(data or {})
        self.parts = [self._part(tag) for tag in self.languages()]
        for part in self.parts:
            part.process(formdata, self.object_data.get(part.lang))

    @property
    def data(self):
        """What was written, and what stands in languages that are not asked here."""
        written = {part.lang: part.data for part in self.parts}
        return {tag: text for tag, text in (self.object_data | written).items() if text}

    def pre_validate(self, form):
        refused = [part for part in self.parts if not part.validate(form)]
        if refused:
            raise StopValidation()

    def validate(self, form, extra_validators=()):
        own = super().validate(form, extra_validators)
        return own and not any(part.errors for part in self.parts)

    def _part(self, tag):
        kind = Paragraph if self.long else Line
        label = self.label.text if len(self.languages()) == 1 else IN_LANGUAGE[tag](self.label.text)
        part = kind(
            label,
            max_length=self.max_length,
            name=tag,
            _prefix=f"{self.name}-",
            _form=self._form,
            _translations=self._translations,
        )
        part.lang = tag
        return part
