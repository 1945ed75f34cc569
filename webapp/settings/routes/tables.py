"""The numbers and words of the municipality's tables: each has the guide's value to begin with."""

from __future__ import annotations

from flask import url_for
from flask_login import current_user

from webapp.accounts.rules import administers
from webapp.core.access import allow
from webapp.core.language import _
from webapp.core.pages import changed, show
from webapp.groups.models import TableRules
from webapp.settings import bp
from webapp.settings.forms import TablesForm


@bp.get("/settings/tables")
@allow(administers)
def tables():
    return show("settings/tables.html", form=TablesForm(obj=TableRules.here()))


@bp.post("/settings/tables")
@allow(administers)
def save_tables():
    form = TablesForm(obj=TableRules.here())
    if not form.validate():
        return show("settings/tables.html", status=422, form=form)
    TableRules.here().change(current_user, **form.facts())
    return changed(None, to=url_for(".index"), saved=_("The rules of tables were saved."))
