"""A list of people is looked through before anybody is added: who can be, and what is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from werkzeug.datastructures import MultiDict

from webapp.actors.words import SECTORS
from webapp.core.formats import listing, sort_text
from webapp.core.language import _
from webapp.groups import headings
from webapp.groups.forms.imports import RowForm
from webapp.groups.models import LEADING
from webapp.groups.people import Known
from webapp.groups.spreadsheets import HEAD, Line, Unreadable, lines_of

MOST = 500
TEXTS = ("name", "email", "phone", "seat", "benefit")


@dataclass
class Town:
    """What the list must fit: who is there, which actors are known, and what may be added."""

    known: Known
    actors: dict  # sort_text of the name -> (id, sector)
    may_add_actors: bool
    may_name: bool = True  # gives the roles of the core team, too
    sector: str | None = None
    language: str = "fi"


@dataclass
class Preview:
    rows: list[dict] = field(default_factory=list)
    problems: list[tuple[int, str, str]] = field(default_factory=list)  # line, field, what to do
    unread: list[str] = field(default_factory=list)  # headings that are not known
    new_actors: list[str] = field(default_factory=list)


def read(content: bytes, town: Town) -> Preview:
    """Raises Unreadable when it is no list at all."""
    lines = lines_of(content, lambda cells: len(_columns(cells)))
    at = next((at for at, it in enumerate(lines[:HEAD]) if _is_head(it.cells)), None)
    if at is None:
        raise Unreadable(_("No headings were found. Write Name, E-mail, Phone above the columns."))
    if len(lines) - at - 1 > MOST:
        raise Unreadable(_("The list has more than %(most)s people. Divide it.", most=MOST))
    columns = _columns(lines[at].cells)
    preview = look_through((_row(line, columns, town) for line in lines[at + 1 :]), town)
    heads = enumerate(lines[at].cells)
    preview.unread = [head for at, head in heads if head and at not in columns.values()]
    return preview


def look_through(rows: Iterator[dict], town: Town) -> Preview:
    """Each row is good, or it is said what is wrong in it."""
    preview, seen = Preview(), Known(frozenset(), frozenset())
    for row in rows:
        if wrong := list(_wrong(row, town, seen)):
            preview.problems += [(row["line"], label, what) for label, what in wrong]
            continue
        seen = seen.with_one(row["name"], row["email"], row["phone"])
        preview.rows.append(row)
        if row["actor"] and _key(row) not in town.actors:
            preview.new_actors.append(row["actor"])
    preview.new_actors = list({sort_text(name): name for name in preview.new_actors}.values())
    return preview


def _columns(cells: list[str]) -> dict[str, int]:
    """Where each word stands; of two columns of one word the first."""
    found: dict[str, int] = {}
    for at, heading in enumerate(cells):
        if (word := headings.column(heading)) is not None:
            found.setdefault(word, at)
    return found


def _is_head(cells: list[str]) -> bool:
    return bool(_columns(cells).keys() & {"name", "first_name", "family_name"})


def _row(line: Line, columns: dict[str, int], town: Town) -> dict:
    """What the line says, in our words where they are known."""
    said = {word: line.cells[at] for word, at in columns.items() if at < len(line.cells)}
    whole = f"{said.get('first_name', '')} {said.get('family_name', '')}".strip()
    row = {word: said.get(word, "") for word in (*TEXTS, "actor")}
    row |= {"line": line.number, "name": row["name"] or whole}
    role = headings.role(said.get("role", ""))
    role = None if role in LEADING and not town.may_name else role
    if role is None:  # "knows the roads" is no role of ours, but what the person brings
        row["seat"] = row["seat"] or said.get("role", "")
    actor = town.actors.get(_key(row))
    row["sector"] = (actor and actor[1]) or town.sector
    if said.get("sector"):
        row["sector"] = headings.sector(said["sector"]) or f"? {said['sector']}"
    row["language"] = town.language
    if said.get("language"):
        row["language"] = headings.language(said["language"]) or f"? {said['language']}"
    return row | {"role": role or "member"}


def _wrong(row: dict, town: Town, seen: Known) -> Iterator[tuple[str, str]]:
    """Pairs of a field and what to do; what can be kept is cleaned on the way."""
    form = RowForm(MultiDict({word: row[word] for word in (*TEXTS, "actor")}))
    if form.validate():
        row |= {word: form[word].data or "" for word in (*TEXTS, "actor")}
        yield from _doubled(row, town, seen)
    for it in form:
        yield from ((str(it.label.text), str(error)) for error in it.errors)
    if row["actor"] and _key(row) not in town.actors and not town.may_add_actors:
        yield _("Organisation"), _("It is not in the register. Ask the municipality to add it.")
    if row["sector"] not in SECTORS:
        known = listing([str(name) for name in SECTORS.values()])
        yield _("Sector"), _("Write one of these: %(sectors)s.", sectors=known)
    if row["language"].startswith("?"):
        yield _("Language"), _("Write fi, sv or en.")


def _doubled(row: dict, town: Town, seen: Known) -> Iterator[tuple[str, str]]:
    who = (row["name"], row["email"], row["phone"])
    label = _("E-mail") if row["email"] else _("Name")
    if town.known.has(*who):
        yield label, _("Is in the group already. Nothing needs to be done.")
    elif seen.has(*who):
        yield label, _("Stands twice in the list. Remove one of the rows.")


def _key(row: dict) -> str:
    return sort_text(row["actor"])
