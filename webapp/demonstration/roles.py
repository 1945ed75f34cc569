"""What each of the cast is called: by role, in the reader's language."""

from __future__ import annotations

from webapp.core.language import lazy
from webapp.demonstration.cast import Person

ROLES = {
    "operator": lazy("Platform operator"),
    "administrator": lazy("Administrator"),
    "officer": lazy("Municipal officer"),
    "area_coordinator": lazy("Area coordinator"),
    "village": lazy("Represents an actor"),
    "member": lazy("Member"),
}


def role_of(person: Person) -> str:
    return str(ROLES[person.role or ("village" if person.parties else "member")])
