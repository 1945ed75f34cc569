"""What the municipality is called, and in which languages it writes."""

from __future__ import annotations

from flask import g, url_for
from flask_login import current_user

from webapp.accounts.rules import administers
from webapp.core.access import allow
from webapp.core.language import _
from webapp.core.pages import changed, show
from webapp.settings import bp
from webapp.settings.changes import change
from webapp.settings.forms import NamesForm


@bp.get("/settings/names")
@allow(administers)
def names():
    return show("settings/names.html", form=NamesForm(obj=g.tenant))


@bp.post("/settings/names")
@allow(administers)
def save_names():
    form = NamesForm(obj=g.tenant)
    if not form.validate():
        return show("settings/names.html", status=422, form=form)
    change(
        g.tenant,
        "names_changed",
        current_user,
        names=form.names.data,
        short_names=form.short_names.data,
        language_status=form.language_status.data,
    )
    return changed(None, to=url_for(".index"), saved=_("Names and languages were saved."))
