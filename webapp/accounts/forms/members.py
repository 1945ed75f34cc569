"""Looking for people, and what is kept of one."""

from __future__ import annotations

from webapp.accounts.wording import ROLES
from webapp.core.forms import Choice, Form, Line, Phone
from webapp.core.language import lazy

FILTERS = {
    **{role: ROLES[role] for role in ("administrator", "officer", "area_coordinator")},
    "host": lazy("Works here for a host organisation"),
}


class PeopleFilter(Form):
    """Read from the address; what makes no sense there is left out."""

    class Meta(Form.Meta):
        csrf = False

    name = Line(lazy("Name"), max_length=100)
    role = Choice(lazy("Role"), choices=list(FILTERS.items()), empty=lazy("All roles"))


class MemberForm(Form):
    first_name = Line(
        lazy("First name"),
        required=lazy("Write the first name."),
        max_length=100,
        autocomplete="given-name",
    )
    family_name = Line(lazy("Family name"), max_length=100, autocomplete="family-name")
    title = Line(lazy("Task or position"), autocomplete="organization-title")
    phone = Phone(lazy("Phone"))
