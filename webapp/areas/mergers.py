"""The municipalities that have merged into today's: number, names, year."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import NamedTuple

FILE = Path(__file__).with_name("mergers.csv")


class Merger(NamedTuple):
    number: str
    name_fi: str
    name_sv: str
    year: int

    @property
    def label(self) -> str:
        names = dict.fromkeys((self.name_fi, self.name_sv))
        return f"{' – '.join(names)} ({self.year})"

    def names(self, languages) -> dict:
        """Its names in `languages`; a name is the same in both where it has only one."""
        both = {"fi": self.name_fi, "sv": self.name_sv}
        return {tag: both[tag] for tag in languages}


@cache
def mergers_into(number: str | None) -> tuple[Merger, ...]:
    """Those that are now part of the municipality, newest first."""
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["current_number"] == number]
    found = [Merger(r["number"], r["name_fi"], r["name_sv"], int(r["year"])) for r in rows]
    return tuple(sorted(found, key=lambda merger: (-merger.year, merger.name_fi)))
