"""The cast of the demonstration and of the tests: invented people, named by what they do.

A file for each town lies in `towns`. Facts of places come from public sources (number, language,
year of a merger); every address is at example.org and every name says a role, so nobody real is
meant.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import NamedTuple
from uuid import UUID, uuid5

NAMESPACE = UUID("6f1d3c52-5f0f-5d0c-9d6c-2f6b8a7a1b11")


def id_of(kind: str, key: str) -> UUID:
    """The same id in every database, so that tests and links can name a row before it is read."""
    return uuid5(NAMESPACE, f"{kind}:{key}")


class Town(NamedTuple):
    key: str
    kind: str
    number: str | None
    names: dict
    short_names: dict
    language_status: str
    region: str | None
    initials: str
    colour: str

    @property
    def slug(self) -> str:
        return self.key


class Place(NamedTuple):
    key: str
    town: str
    kind: str
    names: dict
    parent: str | None = None
    merged_year: int | None = None
    lead: dict | None = None


class Party(NamedTuple):
    key: str
    town: str
    sector: str
    name: str
    areas: tuple[str, ...] = ()
    kind: str = "organisation"


class Person(NamedTuple):
    key: str
    town: str
    first_name: str
    family_name: str
    email: str
    role: str | None = None
    area: str | None = None
    parties: tuple[str, ...] = ()
    language: str = "fi"
    also_in: tuple[str, ...] = ()


class Agreement(NamedTuple):
    host: str
    town: str
    accepted: bool


class Part(NamedTuple):
    """The towns of one folder and all that is in them, in the order of their files."""

    TOWNS: tuple[Town, ...]
    PLACES: tuple[Place, ...]
    PARTIES: tuple[Party, ...]
    PEOPLE: tuple[Person, ...]
    HOSTINGS: tuple[Agreement, ...]


FOLDER = Path(__file__).parent / "towns"


def read(folder: str) -> Part:
    """`NN-kuopio.toml` tells of Kuopio; without [town] it adds to a town of another folder."""
    files = {
        path.stem.partition("-")[2]: tomllib.loads(path.read_text(encoding="utf-8"))
        for path in sorted((FOLDER / folder).glob("*.toml"))
    }

    def rows(kind: type, word: str) -> tuple:
        return tuple(
            kind(town=town, **_unchanging(row))
            for town, told in files.items()
            for row in told.get(word, ())
        )

    nobody = {"number": None, "region": None}
    towns = (nobody | told["town"] | {"key": key} for key, told in files.items() if "town" in told)
    return Part(
        tuple(Town(**town) for town in towns),
        rows(Place, "areas"),
        rows(Party, "actors"),
        rows(Person, "people"),
        rows(Agreement, "hosts"),
    )


def _unchanging(row: dict) -> dict:
    return {word: tuple(value) if isinstance(value, list) else value for word, value in row.items()}


TOWNS, PLACES, PARTIES, PEOPLE, HOSTINGS = read("cast")


def person(key: str) -> Person:
    return next(p for p in PEOPLE if p.key == key)


def address(person: Person) -> str:
    return f"{person.email}@example.org"
