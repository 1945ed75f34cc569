"""What comes in with a list of people: the file, and each of its rows."""

from __future__ import annotations

from flask_wtf.file import FileField
from wtforms.widgets import FileInput

from webapp.actors.words import SECTORS
from webapp.core.forms import Choice, Form, Line
from webapp.core.forms.lines import Asked
from webapp.core.language import lazy
from webapp.groups.forms.participant import Reached


class Upload(Asked, FileField):
    widget = FileInput()


class ImportForm(Form):
    file = Upload(
        lazy("List of participants"),
        required=lazy("Choose a file."),
        render_kw={"accept": ".csv,.txt,.xlsx,text/csv"},
        description=lazy("CSV or Excel (.xlsx), at most 500 people and 1 MB."),
    )
    sector = Choice(
        lazy("Sector of those for whom the list tells none"),
        choices=list(SECTORS.items()),
        empty=lazy("The list tells it of everybody"),
    )


class RowForm(Reached):
    """One row of the list, cleaned and checked as if it were typed."""

    class Meta(Form.Meta):
        csrf = False

    actor = Line(lazy("Organisation"))
    seat = Line(lazy("Role at the table"))
    benefit = Line(lazy("Benefit that is sought"), max_length=500)
