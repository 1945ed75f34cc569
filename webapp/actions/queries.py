"""Lists of actions; each one statement, whatever the number of rows."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Uuid, bindparam, func, select, tuple_, union_all
from sqlalchemy.orm import aliased, joinedload, lazyload

from tenants.db import db
from webapp.accounts.queries import PAGE, Page
from webapp.actions.models import Action
from webapp.actors.models import Actor
from webapp.groups.models import Group, GroupArea, Participant
from webapp.groups.sight import SEEN, Sight

LISTS = ("open", "ended")
_AT_LAST = date.max  # what is continuing comes after everything with a date
_ME = bindparam("me", type_=Uuid)
_IN_AREA = (
    select(1)
    .where(GroupArea.tenant_id == Group.tenant_id, GroupArea.group_id == Group.id)
    .where(GroupArea.area_id == bindparam("area", type_=Uuid))
    .exists()
)
_OF_ACTOR = Action.actor_id == bindparam("actor", type_=Uuid)
_WHOSE = {"group": (Action.group_id == bindparam("group", type_=Uuid),)} | {
    f"{whose} seen by {reader}": (condition, *seen)
    for whose, condition in (("area", _IN_AREA), ("actor", _OF_ACTOR))
    for reader, seen in SEEN.items()
}
# Who is responsible, by name.
_FACTS = (
    joinedload(Action.actor).load_only(Actor.name),
    joinedload(Action.participant)
    .load_only(Participant.name, Participant.sector)
    .options(joinedload(Participant.actor).load_only(Actor.name), lazyload(Participant.group)),
)
_TITLES = joinedload(Action.group).load_only(Group.titles)


class Lists(NamedTuple):
    """What is still to do, by due date, and what became of the rest, newest first."""

    open: Page
    ended: Page


def _due(action):
    return func.coalesce(action.due_on, _AT_LAST)


def _ended_at(action):
    return func.coalesce(action.done_at, action.dropped_at)


def _order(which: str, action) -> tuple:
    return (_due(action), action.id) if which == "open" else (_ended_at(action), action.id)


def _page(whose: str, which: str, further: bool):
    """The ids of one page of one list."""
    is_open = _ended_at(Action).is_(None)
    ids = select(Action.id) if whose == "group" else select(Action.id).join(Action.group)
    page = ids.where(
        Action.assigned_at.is_not(None),
        is_open if which == "open" else ~is_open,
        *_WHOSE[whose],
    )
    place = _order(which, Action)
    if further:
        before = aliased(Action)
        value, id = _order(which, before)
        start = select(value).where(id == bindparam("after")).scalar_subquery()
        start = tuple_(start, bindparam("after", type_=Uuid))
        page = page.where(tuple_(*place) > start if which == "open" else tuple_(*place) < start)
    order = place if which == "open" else [each.desc() for each in place]
    return page.order_by(*order).limit(PAGE + 1)


@cache
def _statement(whose: str, which: str | None, further: bool):
    pages = [_page(whose, each, further) for each in ((which,) if which else LISTS)]
    ids = (union_all(*pages) if which is None else pages[0]).subquery()
    facts = _FACTS if whose == "group" else (*_FACTS, _TITLES)
    return select(Action).join(ids, ids.c.id == Action.id).options(*facts)


def _lists(whose: str, which: str | None, after: UUID | None, **values) -> Lists:
    """Both lists from their beginning, or one of them, `after` an action of it."""
    values |= {"after": after} if after and which else {}
    statement = _statement(whose, which, "after" in values)
    rows = db.session.scalars(statement, values).all()
    open = sorted((it for it in rows if it.is_open), key=lambda it: (it.due_on or _AT_LAST, it.id))
    ended = [it for it in rows if not it.is_open]
    ended.sort(key=lambda it: (it.done_at or it.dropped_at, it.id), reverse=True)
    return Lists(Page.of(open), Page.of(ended))


def of_group(group: Group, which: str | None = None, after: UUID | None = None) -> Lists:
    return _lists("group", which, after, group=group.id)


def of_area(area, sight: Sight, which: str | None = None, after: UUID | None = None) -> Lists:
    """Of the groups that work for the area."""
    return _lists(f"area seen by {sight.of}", which, after, area=area.id, **sight.values)


def of_actor(actor, sight: Sight, which: str | None, after: UUID | None) -> Lists:
    return _lists(f"actor seen by {sight.of}", which, after, actor=actor.id, **sight.values)
