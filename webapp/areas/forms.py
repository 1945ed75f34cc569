"""What comes in about an area: its name and place, its page, which mergers to add."""

from __future__ import annotations

from webapp.areas import queries
from webapp.areas.words import KIND_NAMES
from webapp.core.forms import Choice, Choices, Email, Form, Hidden, Phone, TextsField, Website
from webapp.core.language import lazy


class AreaForm(Form):
    names = TextsField(lazy("Name"), required=lazy("Write the area's name."), max_length=100)
    kind = Choice(
        lazy("What kind of area it is"),
        choices=KIND_NAMES.items,
        required=lazy("Choose what kind of area it is."),
        radio=True,
    )
    parent_id = Choice(lazy("Is part of"), empty=lazy("The whole municipality"))

    def __init__(self, area=None):
        super().__init__(obj=area)
        self.parent_id.choices = queries.places(area)


class PageForm(Form):
    lead = TextsField(
        lazy("In a sentence or two"),
        long=True,
        max_length=500,
        description=lazy("What the area is and for whom this page is. Shown first."),
    )
    story = TextsField(
        lazy("The area's own story"),
        long=True,
        max_length=10_000,
        description=lazy(
            "An empty line begins a new paragraph. **bold**, - a list, [a link](https://example.org)."
        ),
    )
    contact_email = Email(lazy("E-mail"))
    contact_phone = Phone(lazy("Phone"))
    website = Website(lazy("Website"))
    saved_at = Hidden()

    @classmethod
    def of(cls, area) -> PageForm:
        """The page as it stands, and which saving of it is being read."""
        form = cls(obj=area)
        if not form.is_submitted():
            form.saved_at.data = area.version
        return form

    def written(self) -> dict:
        texts = {"lead": self.lead.data, "story": self.story.data}
        contacts = (self.contact_email, self.contact_phone, self.website)
        return texts | {field.name: field.data or "" for field in contacts}

    def differences(self, area):
        """What two people wrote at once: the input, its language, what stands saved."""
        for field in (self.lead, self.story):
            saved = getattr(area, field.name)
            yield from _unlike((part, part.lang, saved.get(part.lang, "")) for part in field)
        for field in (self.contact_email, self.contact_phone, self.website):
            yield from _unlike([(field, None, getattr(area, field.name))])


class MergersForm(Form):
    numbers = Choices(
        lazy("Former municipalities"), required=lazy("Choose at least one municipality.")
    )

    def __init__(self, offered):
        super().__init__()
        self.numbers.choices = [(merger.number, merger.label) for merger in offered]


def _unlike(inputs):
    return [row for row in inputs if (row[0].data or "") != row[2]]
