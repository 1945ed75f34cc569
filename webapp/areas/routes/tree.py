"""The tree of areas: anybody sees it, those who serve the municipality draw it."""

from __future__ import annotations

from flask import g, url_for
from flask_login import current_user

from webapp.areas import bp, queries, rules
from webapp.areas.forms import AreaForm
from webapp.areas.mergers import mergers_into
from webapp.areas.models import Area
from webapp.core.access import allow, ask, everyone
from webapp.core.language import _, shown
from webapp.core.pages import changed, show


@bp.get("")
@allow(everyone)
def index():
    branches = queries.tree(closed=ask(rules.keep))
    has_mergers = bool(mergers_into(g.tenant.number))
    return show("areas/index.html", branches=branches, has_mergers=has_mergers)


@bp.get("/new")
@allow(rules.keep)
def new():
    return show("areas/new.html", form=AreaForm())


@bp.post("")
@allow(rules.keep)
def add():
    form = AreaForm()
    if not form.validate():
        return show("areas/new.html", status=422, form=form)
    area = Area.add(form.kind.data, form.names.data, current_user, parent_id=form.parent_id.data)
    return _back_to(area, _("The area “%(name)s” was added.", name=shown(area.names).text))


@bp.get("/<uuid:id>/place")
@allow(rules.keep, on=Area)
def place(area):
    return show("areas/place.html", area=area, form=AreaForm(area))


@bp.post("/<uuid:id>/place")
@allow(rules.keep, on=Area)
def change_place(area):
    queries.hold_tree()
    form = AreaForm(area)
    if not form.validate():
        return show("areas/place.html", status=422, area=area, form=form)
    area.rename(form.kind.data, form.names.data, current_user)
    area.move(form.parent_id.data, current_user)
    return _back_to(area, _("The area's name and place were saved."))


@bp.post("/<uuid:id>/closing")
@allow(rules.keep, on=Area)
def close(area):
    area.close(current_user)
    return _back_to(area, _("The area was closed. Its page can still be read."))


@bp.post("/<uuid:id>/reopening")
@allow(rules.keep, on=Area)
def reopen(area):
    area.reopen(current_user)
    return _back_to(area, _("The area was opened again."))


def _back_to(area, saved):
    return changed(None, to=url_for("areas.detail", id=area.id), saved=saved)
