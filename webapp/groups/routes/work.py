"""Where the work of a group stands: it starts, pauses, goes on and ends."""

from __future__ import annotations

from flask import url_for
from flask_login import current_user

from webapp.core.access import allow
from webapp.core.language import _
from webapp.core.pages import changed, show
from webapp.groups import bp, queries, rules
from webapp.groups.models import Group, NotReady
from webapp.groups.routes.groups import DETAIL, about


@bp.post("/<uuid:id>/start")
@allow(rules.keeps, on=Group)
def start(group):
    try:
        group.start(current_user, queries.lacking(group, queries.seated(group)))
    except NotReady:
        return show(DETAIL, status=422, refused=True, **about(group))
    return _told(group, _("The work has begun."))


@bp.post("/<uuid:id>/pause")
@allow(rules.keeps, on=Group)
def pause(group):
    group.pause(current_user)
    return _told(group, _("The work is on hold."))


@bp.post("/<uuid:id>/continuation")
@allow(rules.keeps, on=Group)
def go_on(group):
    group.go_on(current_user)
    return _told(group, _("The work goes on."))


@bp.post("/<uuid:id>/end")
@allow(rules.keeps, on=Group)
def end(group):
    group.end(current_user)
    return _told(group, _("The work has ended. The page stays."))


def _told(group: Group, saved: str):
    return changed(None, to=url_for(".detail", id=group.id), saved=saved)
