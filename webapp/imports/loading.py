"""Writes a file's table: its people, meetings and actions, by the verbs that the forms use."""

from __future__ import annotations

from datetime import date, datetime, time
from uuid import UUID

from sqlalchemy import select

from tenants.db import db
from tenants.owned import utcnow
from webapp.actions.models import Action
from webapp.actors.models import Actor
from webapp.areas.models import Area
from webapp.core.formats import moment, sort_text
from webapp.core.language import languages_of_tenant
from webapp.groups.models import Group, NotReady, Participant
from webapp.groups.people import members_with
from webapp.groups.queries import lacking, seated
from webapp.imports import meetings
from webapp.imports.lines import Refused, faults_of
from webapp.imports.table import read

SAID = ("themes", "goal_for", "goal_by", "goal_signs", "background", "ground_rules", "outcome")
SAID += ("agrees_later", "meetings_planned", "audience")
SEAT = ("name", "sector", "role", "seat", "benefit", "email", "phone")
SEAT += ("named_by", "starts_on", "ends_on")
NOON = time(12)


def bring_in(text: str) -> Group:
    """All of it in the caller's transaction, and no mail to anybody. Raises Refused."""
    areas = {name: area.id for area in _open_areas() for name in area.names.values()}
    table = read(text, areas)
    if table["title"] in db.session.scalars(select(Group.titles)).all():
        raise Refused(faults_of(text, [(("title",), "It is here already. Give it another.")]))
    try:
        return _write(table, [areas[name] for name in table["areas"]])
    except NotReady as lacks:
        what = f"The work has not begun without: {', '.join(lacks.args)}. Complete them, "
        what += "or write agrees_later = true."
        raise Refused(faults_of(text, [(("state",), what)])) from lacks


def _open_areas():
    return db.session.scalars(select(Area).where(Area.closed_at.is_(None)))


def _write(table: dict, area_ids: list[UUID]) -> Group:
    facts = {word: table[word] for word in SAID}
    group = Group.open(
        table["kind"],
        None,
        area_ids,
        field=table["about"],
        titles=table["title"],
        goals=table["goal"],
        memo_audience=table["memos"],
        **facts,
    )
    db.session.flush()
    members = members_with(row["email"] for row in table["participants"])
    people = {
        row["name"]: _seat(group, row, members.get(row["email"])) for row in table["participants"]
    }
    _work(group, table)
    db.session.flush()
    held = [meetings.call(group, row, people) for row in table["meetings"]]
    for row in table["actions"]:
        _action(group, row, people, held)
    db.session.flush()
    for meeting, row in zip(held, table["meetings"], strict=True):
        if row["memo"] == "published":
            meetings.publish(meeting)
    return group


def _seat(group: Group, row: dict, member_id: UUID | None) -> Participant:
    facts = {word: row[word] for word in SEAT} | {"language": languages_of_tenant()[0]}
    seat = Participant.add(group, None, member_id=member_id, actor_id=_actor(row), **facts)
    seat.group = group
    if row["state"] != "added":
        seat.invite(None)
    if row["state"] == "joined":
        seat.join()
    if row["state"] == "declined":
        seat.decline()
    return seat


def _actor(row: dict) -> UUID | None:
    """The one of that name in the register; who is not there yet is added."""
    if not row["actor"]:
        return None
    by_name = select(Actor).where(Actor.sort_name == sort_text(row["actor"]))
    actor = db.session.scalar(by_name.where(Actor.closed_at.is_(None)).limit(1))
    if actor is None:
        actor = Actor.add(None, name=row["actor"], sector=row["sector"])
        db.session.flush()
    return actor.id


def _work(group: Group, table: dict) -> None:
    """From being planned to where the work stands, on the days that the file tells."""
    state = table["state"]
    if state != "planned":
        group.start(None, lacking(group, seated(group)))
        group.started_at = _on(table["began"]) or group.started_at
    if state == "paused":
        group.pause(None)
    if state in ("closed", "continuing"):
        group.end(None)
    if state == "continuing":
        group.go_on(None)
    if state == "closed":
        group.ended_at = _on(table["ended"]) or group.ended_at


def _action(group: Group, row: dict, people: dict, held: list) -> None:
    facts = {"what": row["what"], "party": row["party"]}
    facts |= {"due_on": row["due"], "is_continuing": row["continuing"]}
    if row["meeting"]:
        facts["meeting_id"] = held[row["meeting"] - 1].id
    if row["participant"]:
        facts["participant_id"] = people[row["participant"]].id
    action = Action.agree(group, None, **facts)
    action.assigned_at = utcnow()  # known to all; its own verb would write to the party
    if row["begun"]:
        action.take_up(None)
    if row["done"]:
        action.finish(None, row["done"], row["figure"], row["figure_of"])
        action.done_at = _on(row["done_on"]) or action.done_at
    if row["dropped"]:
        action.drop(None, row["dropped"])


def _on(day: date | None) -> datetime | None:
    return moment(day, NOON) if day else None
