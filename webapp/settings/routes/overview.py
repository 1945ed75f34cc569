"""The first page of the settings: what is still to be done, and where everything is set."""

from __future__ import annotations

from flask import g

from webapp.accounts.rules import administers
from webapp.core.access import allow
from webapp.core.pages import show
from webapp.settings import bp, checklist


@bp.get("/settings")
@allow(administers)
def index():
    return show("settings/index.html", items=checklist.items(g.tenant))
