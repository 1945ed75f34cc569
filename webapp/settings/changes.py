"""A change of the municipality's own row, written into the log."""

from __future__ import annotations

from webapp.core.language import lazy
from webapp.traits.audited import note
from webapp.traits.words import name_events

name_events(
    {
        "names_changed": lazy("Names and languages were changed"),
        "look_changed": lazy("Colour or initials were changed"),
        "coat_of_arms_changed": lazy("The coat of arms was changed"),
        "contact_changed": lazy("Contact or sender was changed"),
        "letter_resent": lazy("A mail was sent again"),
        "hosting_accepted": lazy("A hosting agreement was accepted"),
        "hosting_ended": lazy("A hosting agreement was ended"),
    }
)


def change(tenant, what: str, by, **values) -> None:
    """Set what differs, and say what stood there before."""
    changed = {name: value for name, value in values.items() if getattr(tenant, name) != value}
    if not changed:
        return
    note(what, tenant, by, before={name: getattr(tenant, name) for name in changed}, after=changed)
    for name, value in changed.items():
        setattr(tenant, name, value)
