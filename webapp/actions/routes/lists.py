"""What is to do and what was achieved: of a group, of an area, of an actor."""

from __future__ import annotations

from flask import request

from webapp.accounts.routes.members import after
from webapp.actions import bp, queries
from webapp.actors.models import Actor
from webapp.areas.models import Area
from webapp.core.access import allow, ask, everyone
from webapp.core.pages import show
from webapp.groups import rules as groups
from webapp.groups import sight
from webapp.groups.models import Group

PART, PAGE = "actions/_lists.html", "actions/lists.html"


@bp.get("/of/<uuid:id>")
@allow(groups.sees, on=Group)
def of_group(group):
    found = queries.of_group(group, *_asked())
    inside = ask(groups.sees_inside, group)
    return show(PAGE, PART, group=group, of=group, found=found, inside=inside, which=_asked()[0])


@bp.get("/of-area/<uuid:id>")
@allow(everyone, on=Area)
def of_area(area):
    found = queries.of_area(area, sight.of_reader(), *_asked())
    return show(PAGE, PART, area=area, of=area, found=found, inside=False, which=_asked()[0])


@bp.get("/of-actor/<uuid:id>")
@allow(everyone, on=Actor)
def of_actor(actor):
    found = queries.of_actor(actor, sight.of_reader(), *_asked())
    return show(PAGE, PART, actor=actor, of=actor, found=found, inside=False, which=_asked()[0])


@bp.get("/for-agenda/<uuid:id>")
@allow(groups.keeps, on=Group)
def for_agenda(group):
    """What is still open, for the agenda of the next meeting."""
    found = queries.of_group(group, "open")
    return show("actions/agenda.html", "actions/_agenda.html", group=group, rows=found.open.rows)


def _asked() -> tuple:
    """One of the two lists, and where its page begins; else both from the beginning."""
    which = request.args.get("list")
    return (which, after()) if which in queries.LISTS else (None, None)
