"""The municipalities of Finland (Statistics Finland, division of 2026), to open a tenant from."""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

FILE = Path(__file__).parent / "municipalities.csv"


class Municipality(NamedTuple):
    number: str
    name_fi: str
    name_sv: str
    genitive: str
    region: str
    languages: str

    def proposal(self) -> dict:
        """What the form is filled with; the operator corrects kunta to kaupunki where it is one."""
        status = self.languages.replace(" ", "_")
        return {
            "number": self.number,
            "slug": slug_of(self.name_fi),
            "short_names": {"fi": self.name_fi, "sv": self.name_sv},
            "names": {"fi": f"{self.genitive} kunta", "sv": f"{self.name_sv} kommun"},
            "language_status": status,
            "region": self.region,
            "initials": self.name_fi[:2].upper(),
        }


@cache
def municipalities() -> dict[str, Municipality]:
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        return {row[0]: Municipality(*row) for row in rows}


def slug_of(name: str) -> str:
    plain = name.lower().translate(str.maketrans("åäöé", "aaoe"))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
