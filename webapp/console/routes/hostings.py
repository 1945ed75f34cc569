from __future__ import annotations

from flask import url_for
from flask_login import current_user
from sqlalchemy import select

from tenants.db import db
from tenants.models import Hosting, Tenant
from webapp.console import bp, rules
from webapp.console.desk import at_the_desk
from webapp.console.forms import HostingForm
from webapp.console.opening import both_logs, propose_hosting
from webapp.core import formats
from webapp.core.language import _, lazy, shown
from webapp.core.navigation import offer
from webapp.core.pages import changed, show

offer(bp, lazy("Hosting agreements"), "console.hostings", rules.operate, at="platform", place=30)


@bp.get("/hostings")
@at_the_desk()
def hostings():
    return _page(_form())


@bp.post("/hostings")
@at_the_desk()
def propose():
    """The operator proposes; the agreement counts only when the municipality accepts it."""
    form = _form()
    if form.validate() and _stands(form):
        form.municipality.errors = [_("These two have an agreement already.")]
    if form.errors or form.municipality.errors:
        return _page(form, 422)
    parties = {"host_id": form.host.data, "municipality_id": form.municipality.data}
    propose_hosting(by=current_user, ends_on=form.ends_on.data, **parties)
    saved = _("The agreement has been proposed. The municipality decides.")
    return changed(None, to=url_for("console.hostings"), saved=saved)


@bp.post("/hostings/<uuid:id>/end")
@at_the_desk(on=Hosting)
def end_hosting(hosting: Hosting):
    hosting.end()
    municipality = db.session.get(Tenant, hosting.municipality_id)
    both_logs("hosting_ended_by_operator", municipality, current_user)
    saved = _("The agreement has ended.")
    return changed(None, to=url_for("console.hostings"), saved=saved)


def _form() -> HostingForm:
    form = HostingForm()
    form.host.choices = _named("association")
    form.municipality.choices = _named("municipality")
    return form


def _named(kind: str) -> list[tuple]:
    rows = db.session.scalars(select(Tenant).where(Tenant.kind == kind).limit(400))
    pairs = [(row.id, shown(row.short_names, row.languages).text) for row in rows]
    return sorted(pairs, key=lambda pair: formats.sort_key(pair[1]))


def _stands(form: HostingForm) -> bool:
    """Whether the two have an agreement or a proposal; one that has run out makes way."""
    both = select(Hosting).where(
        Hosting.host_id == form.host.data,
        Hosting.municipality_id == form.municipality.data,
        Hosting.ended_at.is_(None),
    )
    found = db.session.scalar(both)
    if found and found.ends_on and found.ends_on < formats.today():
        found.end()
        db.session.flush()  # the new one is written before a change of the old one otherwise
        return False
    return found is not None


def _page(form: HostingForm, status: int = 200):
    names = dict([*_named("association"), *_named("municipality")])
    newest = select(Hosting).order_by(Hosting.ended_at.is_not(None), Hosting.id.desc()).limit(200)
    rows = db.session.scalars(newest).all()
    return show(
        "console/hostings.html",
        None,
        status,
        form=form,
        rows=rows,
        names=names,
        day=formats.today(),
    )
