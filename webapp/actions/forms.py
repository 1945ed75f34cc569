"""What comes in about an action: what, which actor, by when; and how it went."""

from __future__ import annotations

from uuid import UUID

from wtforms.validators import ValidationError

from webapp.core.formats import today
from webapp.core.forms import Choice, Date, Form, Line, Number, Paragraph, Tick
from webapp.core.language import _, lazy

OTHER = "other"  # a party in words
MOST = 2_000_000_000  # what the column holds


class ActionForm(Form):
    """`parties`: the people of the table and the actors of the register, by kind and id."""

    what = Paragraph(
        lazy("What will be done?"), required=lazy("Write what will be done."), max_length=500
    )
    holder = Choice(
        lazy("Who sees to it?"),
        empty=lazy("Choose"),
        required=lazy("Choose who sees to it."),
    )
    party = Line(
        lazy("Name of another organisation"),
        description=lazy("When it is not on the list above."),
    )
    due_on = Date(lazy("By when?"))
    is_continuing = Tick(lazy("It is continuing and has no last day"))

    def __init__(self, parties: dict[str, str], action=None, **given):
        super().__init__(obj=action, **given)
        self.holder.choices = [*parties.items(), (OTHER, _("Another organisation, written below"))]
        if action is not None and not self.is_submitted():
            self.holder.data = holder_of(action)

    def validate_party(self, field):
        if not field.data and self.holder.data == OTHER:
            raise ValidationError(_("Write the name of the organisation."))

    def validate_due_on(self, field):
        if field.data is None and not self.is_continuing.data:
            raise ValidationError(_("Write the last day, or tick that it is continuing."))
        if field.data is not None and self.is_continuing.data:
            raise ValidationError(_("Write the last day or tick that it is continuing, not both."))

    def facts(self) -> dict:
        kind, _space, id = (self.holder.data or "").partition(" ")
        return {
            "what": self.what.data,
            "participant_id": UUID(id) if kind == "participant" else None,
            "actor_id": UUID(id) if kind == "actor" else None,
            "party": self.party.data if self.holder.data == OTHER else "",
            "due_on": self.due_on.data,
            "is_continuing": self.is_continuing.data,
        }


def holder_of(action) -> str | None:
    """The party as one of the form's choices."""
    if action.participant_id:
        return f"participant {action.participant_id}"
    if action.actor_id:
        return f"actor {action.actor_id}"
    return OTHER if action.party else None


class FinishForm(Form):
    note = Paragraph(
        lazy("How did it go?"),
        max_length=2000,
        description=lazy("A sentence or two. Do not write names of residents."),
    )
    figure = Number(lazy("A figure that tells of it"), most=MOST)
    figure_of = Line(
        lazy("What the figure counts"),
        max_length=100,
        description=lazy("For example participants, rides or kilometres."),
    )

    def validate_figure_of(self, field):
        if self.figure.data is not None and not field.data:
            raise ValidationError(_("Write what the figure counts, for example participants."))


class PostponeForm(Form):
    due_on = Date(lazy("New last day"), required=lazy("Write the new last day."))

    def validate_due_on(self, field):
        if field.data is not None and field.data < today():
            raise ValidationError(_("Choose today or a later day."))


class DropForm(Form):
    reason = Paragraph(
        lazy("Why was it not carried out, and who goes on with it?"),
        required=lazy("Write the reason."),
        max_length=2000,
        description=lazy("What was not reached is a result, too."),
    )
