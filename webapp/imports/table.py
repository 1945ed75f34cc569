"""The fields of a table's or a network's file, and how they must fit each other and the town."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tenants.owned import utcnow
from webapp.actors.models import SECTORS
from webapp.core.language import use_language
from webapp.groups.models import AUDIENCES, FIELDS, KINDS, MEMO_AUDIENCES, ROLES
from webapp.imports import fields
from webapp.imports.fields import Blocks, Reading
from webapp.imports.lines import Path, Refused, faults_of, parse
from webapp.meetings.models import ITEM_KINDS, PRESENCES

STATUSES = ("planned", "active", "paused", "continuing", "closed")
ANSWERS = ("joined", "invited", "declined", "added")

PARTICIPANT = {
    "name": fields.line(required=True),
    "sector": fields.word(*SECTORS, required=True),
    "actor": fields.line(),
    "role": fields.word(*ROLES, default="member"),
    "seat": fields.line(),
    "benefit": fields.line(500),
    "email": fields.email(),
    "phone": fields.phone(),
    "state": fields.word(*ANSWERS, default="joined"),
    "named_by": fields.line(),
    "starts_on": fields.day(),
    "ends_on": fields.day(),
}
ITEM = {
    "title": fields.line(300, required=True),
    "kind": fields.word(*ITEM_KINDS, default="discussion"),
    "minutes": fields.whole(1, 600),
    "text": fields.paragraph(20_000),
    "agreed": fields.paragraph(5_000),
}
MEETING = {
    "starts": fields.moment(required=True),
    "minutes": fields.whole(5, 600, required=True),
    "place": fields.line(),
    "remote_link": fields.website(),
    "memo": fields.word("draft", "published", default="draft"),
    "summary": fields.paragraph(5_000),
    "everybody": fields.word(*PRESENCES),
    **{presence: fields.lines() for presence in PRESENCES},
    "items": Blocks(ITEM),
}
ACTION = {
    "what": fields.line(500, required=True),
    "party": fields.line(),
    "participant": fields.line(),
    "meeting": fields.whole(1, 1000),
    "due": fields.day(),
    "continuing": fields.yes(),
    "begun": fields.yes(),
    "done": fields.paragraph(2_000),
    "done_on": fields.day(),
    "figure": fields.whole(0, 1_000_000_000),
    "figure_of": fields.line(100),
    "dropped": fields.paragraph(2_000),
}
TABLE = {
    "kind": fields.word(*KINDS, default="table"),
    "about": fields.word(*FIELDS),
    "title": fields.texts(150, required=True),
    "areas": fields.lines(),
    "themes": fields.texts(200),
    "goal": fields.texts(500, long=True, required=True),
    "goal_for": fields.texts(200),
    "goal_by": fields.day(),
    "goal_signs": fields.texts(300),
    "background": fields.texts(10_000, long=True),
    "ground_rules": fields.texts(5_000, long=True),
    "outcome": fields.texts(10_000, long=True),
    "agrees_later": fields.yes(),
    "meetings_planned": fields.whole(1, 100),
    "audience": fields.word(*AUDIENCES, default="public"),
    "memos": fields.word(*MEMO_AUDIENCES, default="members"),
    "state": fields.word(*STATUSES, default="planned"),
    "began": fields.day(),
    "ended": fields.day(),
    "participants": Blocks(PARTICIPANT),
    "meetings": Blocks(MEETING),
    "actions": Blocks(ACTION),
}


def read(text: str, areas: Iterable[str]) -> dict:
    """What the file says, in a town with these `areas`. Raises Refused."""
    reading = Reading()
    with use_language("en"):  # of the command line
        table = reading.block(parse(text), TABLE)
    for check in (_kind, _people, _meetings, _actions):
        reading.found += check(table)
    reading.found += _areas(table, sorted(areas))
    if reading.found:
        raise Refused(faults_of(text, reading.found))
    if table["kind"] == "network" and table["state"] == "planned":
        table["state"] = "active"  # at once
    return table


Found = Iterator[tuple[Path, str]]


def _kind(table: dict) -> Found:
    if table["kind"] == "network" and table["about"] is None:
        yield ("about",), f"Say what the network is about: {', '.join(FIELDS)}."
    if table["kind"] == "table" and table["about"] is not None:
        yield ("about",), 'Only a network has this. Remove it, or write kind = "network".'
    if table["began"] and table["ended"] and table["ended"] < table["began"]:
        yield ("ended",), "It ended before it began. Write a later day."


def _areas(table: dict, known: list[str]) -> Found:
    for name in table["areas"]:
        if name not in known:
            here = f"Here are: {', '.join(known)}." if known else "It has none yet."
            yield ("areas",), f"The municipality has no area “{name}”. {here}"


def _people(table: dict) -> Found:
    for field in ("name", "email"):
        seen = set()
        for number, person in enumerate(table["participants"]):
            value = person[field]
            if value and value in seen:
                yield ("participants", number, field), f"“{value}” is here twice. Remove one."
            seen.add(value)
    for number, person in enumerate(table["participants"]):
        here, ends_on = ("participants", number), person["ends_on"]
        if not person["email"] and not person["phone"]:
            yield here, "Write email or phone."
        if ends_on and person["starts_on"] and ends_on < person["starts_on"]:
            yield (*here, "ends_on"), "The term ends before it begins. Write a later day."


def _meetings(table: dict) -> Found:
    names = {person["name"] for person in table["participants"]}
    for number, meeting in enumerate(table["meetings"]):
        here = ("meetings", number)
        if not meeting["place"] and not meeting["remote_link"]:
            yield here, "Write place or remote_link."
        if meeting["memo"] == "published" and meeting["starts"] and meeting["starts"] > utcnow():
            yield (*here, "memo"), "The meeting is still to come. Remove this."
        for presence in PRESENCES:
            for name in meeting[presence]:
                if name not in names:
                    yield (*here, presence), _unknown(name)


def _actions(table: dict) -> Found:
    for number, action in enumerate(table["actions"]):
        here = ("actions", number)
        for field, what in (*_parties(table, action), *_ends(action)):
            yield (*here, field) if field else here, what
        if (action["meeting"] or 0) > len(table["meetings"]):
            yield (*here, "meeting"), f"There are {len(table['meetings'])} meetings."


def _parties(table: dict, action: dict) -> Iterator[tuple[str, str]]:
    name = action["participant"]
    if name and name not in {person["name"] for person in table["participants"]}:
        yield "participant", _unknown(name)
    if not name and not action["party"]:
        yield "", "Say who does it: party or participant."


def _ends(action: dict) -> Iterator[tuple[str, str]]:
    is_open = not action["done"] and not action["dropped"]
    if action["due"] and action["continuing"]:
        yield "continuing", "It has a day. Remove either of the two."
    if is_open and not action["due"] and not action["continuing"]:
        yield "", "Say by when: due = a day, or continuing = true."
    if action["done"] and action["dropped"]:
        yield "dropped", "It is done. Remove either of the two."
    if not action["done"] and (action["done_on"] or action["figure"] is not None):
        yield "", "Say how it went: done = a sentence."
    if action["figure"] is not None and not action["figure_of"]:
        yield "figure", "Say what it counts: figure_of = a word."


def _unknown(name: str) -> str:
    return f"No participant is called “{name}”. Write the name as in [[participants]]."
