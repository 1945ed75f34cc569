"""Colour and initials, seen before they are saved."""

from __future__ import annotations

from flask import g, request, url_for
from flask_login import current_user

from webapp.accounts.rules import administers
from webapp.core.access import allow
from webapp.core.language import _
from webapp.core.pages import changed, show
from webapp.settings import bp
from webapp.settings.changes import change
from webapp.settings.forms import ArmsForm, LookForm
from webapp.settings.preview import preview_of


@bp.get("/settings/look")
@allow(administers)
def look():
    return _page(LookForm(obj=g.tenant))


@bp.get("/settings/look/preview")
@allow(administers)
def preview():
    """The part that follows the colour while it is being chosen."""
    form = LookForm(formdata=request.args)
    if form.colour.validate(form):
        return show("settings/preview.html", "settings/_preview.html", **_seen(form))
    return _page(form, 422)


@bp.post("/settings/look")
@allow(administers)
def save_look():
    form = LookForm(obj=g.tenant)
    if not form.validate():
        return _page(form, 422)
    if "preview" in request.form:
        return _page(form)
    change(
        g.tenant,
        "look_changed",
        current_user,
        colour=form.colour.data,
        initials=form.initials.data,
    )
    return changed(None, to=url_for(".look"), saved=_("The look was saved."))


def _page(form, status=200):
    arms = ArmsForm(formdata=None)
    return show("settings/look.html", status=status, form=form, arms=arms, **_seen(form))


def _seen(form) -> dict:
    return {"preview": preview_of(form.colour.data or g.tenant.colour)}
