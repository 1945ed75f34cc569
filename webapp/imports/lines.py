"""On which line of a TOML file each field stands, and what is wrong there."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

HEADER = re.compile(r"\s*(\[\[?)\s*([\w.-]+)\s*\]")
KEY = re.compile(r"\s*([\w.-]+)\s*=")
QUOTES = re.compile(r'"""|' + "'''")
PLACE = re.compile(r"(.*) \(at line (\d+), column \d+\)")

Path = tuple  # of keys and of numbers in a list: ("participants", 2, "email")


class Fault(NamedTuple):
    line: int
    field: str
    what: str

    def __str__(self) -> str:
        return ": ".join(filter(None, (f"line {self.line}", self.field, self.what)))


class Refused(ValueError):
    """Nothing was brought in: `faults` say why, by line and field."""

    def __init__(self, faults: Iterable[Fault]):
        self.faults = sorted(faults)
        super().__init__("\n".join(map(str, self.faults)))


def parse(text: str) -> dict:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = PLACE.fullmatch(str(error))
        what, line = (place[1], int(place[2])) if place else (str(error), text.count("\n") + 1)
        raise Refused([Fault(line, "", f"{what}. This is not TOML: check the signs.")]) from error
    except (RecursionError, ValueError) as error:  # no sign is wrong, but no reader takes it
        raise Refused([Fault(1, "", "A number is too long, or lists lie too deep.")]) from error


def faults_of(text: str, found: Iterable[tuple[Path, str]]) -> list[Fault]:
    lines = lines_of(text)
    return [Fault(_nearest(lines, path), _field(path), what) for path, what in found]


def lines_of(text: str) -> dict[Path, int]:
    """Where each block and each field of it begins."""
    found: dict[Path, int] = {}
    counts: Counter[Path] = Counter()
    here, quote = (), None
    for number, line in enumerate(text.split("\n"), 1):
        if quote is None and (header := HEADER.match(line)):
            here = _block(header[2].split("."), header[1] == "[[", counts)
            found.setdefault(here, number)
        elif quote is None and (key := KEY.match(line)):
            parts = key[1].split(".")
            for many in range(1, len(parts) + 1):
                found.setdefault((*here, *parts[:many]), number)
        for mark in QUOTES.findall(line):
            quote = None if quote == mark else quote or mark
    return found


def _block(parts: list[str], is_one_of_many: bool, counts: Counter[Path]) -> Path:
    """Under the newest of the blocks that its header names."""
    path: Path = ()
    for part in parts[:-1]:
        path = (*path, part)
        if counts[path]:
            path = (*path, counts[path] - 1)
    path = (*path, parts[-1])
    if is_one_of_many:
        counts[path] += 1
        path = (*path, counts[path] - 1)
    return path


def _nearest(lines: dict[Path, int], path: Path) -> int:
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


def _field(path: Path) -> str:
    """participants.email: the line says which of them."""
    return ".".join(part for part in path if isinstance(part, str))
