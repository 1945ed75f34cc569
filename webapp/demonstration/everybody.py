"""The cast and the pilots together: who there is in a whole demonstration."""

from __future__ import annotations

from webapp.accounts.models.appointment import CROWNS
from webapp.demonstration import cast, pilots

TOWNS = (*cast.TOWNS, *pilots.TOWNS)
PEOPLE = (*cast.PEOPLE, *pilots.PEOPLE)


def person(key: str) -> cast.Person:
    return next(person for person in PEOPLE if person.key == key)


def keeper_of(town: str) -> cast.Person:
    """Its administrator, or the platform's operator."""
    return next(person for person in PEOPLE if person.town == town and person.role in CROWNS)
