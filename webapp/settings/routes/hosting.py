"""Who works here by an agreement: proposed, accepted, ended."""

from __future__ import annotations

from flask import g, url_for
from flask_login import current_user

from tenants.models import Hosting
from webapp.accounts.rules import administers
from webapp.core.access import allow
from webapp.core.formats import today
from webapp.core.language import _
from webapp.core.pages import changed, show, told
from webapp.settings import bp, rules
from webapp.settings import hosting as hostings


@bp.get("/settings/hosting")
@allow(administers)
def hosting():
    rows = hostings.agreements(g.tenant.id)
    names = hostings.names_of({row.host_id for row in rows})
    return show("settings/hosting.html", rows=rows, names=names, day=today(), waits=hostings.waits)


@bp.post("/settings/hosting/<uuid:id>/acceptance")
@allow(rules.decide, on=Hosting)
def accept_hosting(hosting):
    hostings.hold(hosting)
    if hostings.waits(hosting):
        hostings.accept(hosting, by=current_user)
        told(_("The agreement was accepted. It is in force from now on."))
    return changed(None, to=url_for(".hosting"))


@bp.post("/settings/hosting/<uuid:id>/ending")
@allow(rules.decide, on=Hosting)
def end_hosting(hosting):
    hostings.hold(hosting)
    if not hosting.ended_at:
        hostings.end(hosting, by=current_user)
        told(_("The agreement was ended. The host's people have no access any more."))
    return changed(None, to=url_for(".hosting"))
