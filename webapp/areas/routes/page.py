"""An area's own page: public to read, kept by its people."""

from __future__ import annotations

from uuid import UUID

from flask import request, url_for
from flask_login import current_user

from webapp.areas import bp, queries, rules
from webapp.areas.forms import PageForm
from webapp.areas.models import Area
from webapp.core.access import allow, everyone
from webapp.core.language import _
from webapp.core.pages import changed, show


@bp.get("/<uuid:id>")
@allow(everyone, on=Area)
def detail(area):
    return show(
        "areas/detail.html",
        area=area,
        parts=queries.parts_of(area),
        actors=queries.actors_of(area),
        coordinators=queries.coordinators_of(area),
    )


@bp.get("/<uuid:id>/actors")
@allow(everyone, on=Area)
def actors(area):
    rows = queries.actors_of(area, _after())
    return show("areas/actors.html", "areas/_actors.html", area=area, actors=rows)


@bp.get("/<uuid:id>/parts")
@allow(everyone, on=Area)
def parts(area):
    rows = queries.parts_of(area, _after())
    return show("areas/parts.html", "areas/_parts.html", area=area, parts=rows)


@bp.get("/<uuid:id>/edit")
@allow(rules.edit, on=Area)
def edit(area):
    return show("areas/edit.html", area=area, form=PageForm.of(area))


@bp.post("/<uuid:id>/edit")
@allow(rules.edit, on=Area)
def save(area):
    still = area.is_still(request.form.get("saved_at", ""))
    form = PageForm.of(area)
    if not form.validate():
        return show("areas/edit.html", status=422, area=area, form=form)
    if not still:
        form.saved_at.data = area.version
        return show("areas/conflict.html", status=409, area=area, form=form)
    area.write(current_user, **form.written())
    return changed(None, to=url_for(".detail", id=area.id), saved=_("The area's page was saved."))


def _after() -> UUID | None:
    return request.args.get("after", type=UUID)
