"""What comes in about a matter of the agenda: there is no field for a ready-made decision (R3)."""

from __future__ import annotations

from webapp.core.forms import Choice, Form, Line, Number
from webapp.core.language import lazy
from webapp.meetings.words import ITEM_NAMES


class ItemForm(Form):
    title = Line(
        lazy("Matter or question"), required=lazy("Write the matter or question."), max_length=300
    )
    kind = Choice(
        lazy("What it is for"),
        choices=ITEM_NAMES.items,
        default="discussion",
        required=lazy("Choose what the matter is for."),
    )
    minutes = Number(lazy("Minutes for it"), least=1, most=600)
    place = Number(lazy("Place in the order"), least=1, most=1000)  # of one that is put back

    def facts(self) -> dict:
        return {word: self[word].data for word in ("title", "kind", "minutes")}


class PlaceForm(Form):
    """One step by a button, or to the place where it was dragged."""

    way = Choice(lazy("Order"), choices=(("up", "up"), ("down", "down")))
    to = Number(lazy("Place in the order"), least=1, most=1000)

    def place_of(self, item) -> int | None:
        if self.way.data:
            return item.position + (1 if self.way.data == "down" else -1)
        return self.to.data
