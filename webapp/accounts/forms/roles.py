"""A role with its term."""

from __future__ import annotations

from wtforms.validators import ValidationError

from webapp.accounts.wording import ROLES
from webapp.core.formats import today
from webapp.core.forms import Choice, Date, Form
from webapp.core.language import _, lazy

GIVEN = [(role, ROLES[role]) for role in ("officer", "area_coordinator", "administrator")]


class Term(Form):
    """From a day, and until another when the end is known."""

    starts_on = Date(lazy("From"), required=lazy("Write the first day."), default=today)
    ends_on = Date(lazy("Until, if the end is known"))

    def validate_ends_on(self, field):
        if field.data and self.starts_on.data and field.data < self.starts_on.data:
            raise ValidationError(_("The last day is before the first. Check the days."))
        if field.data and field.data < today():
            raise ValidationError(_("The last day is already over. Write a later one."))


class RoleForm(Term):
    role = Choice(lazy("Role"), choices=GIVEN, radio=True, required=lazy("Choose the role."))
    area_id = Choice(
        lazy("Area"),
        empty=lazy("No area"),
        description=lazy("Only an area coordinator has an area."),
    )

    def validate_area_id(self, field):
        if self.role.data == "area_coordinator" and not field.data:
            raise ValidationError(_("Choose the area that the person coordinates."))

    @property
    def area(self):
        return self.area_id.data if self.role.data == "area_coordinator" else None
