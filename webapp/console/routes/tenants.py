from __future__ import annotations

from urllib.parse import urlsplit

from flask import request, url_for
from flask_login import current_user
from sqlalchemy import func, select

from tenants.db import db
from tenants.models import Hostname, Tenant
from webapp.console import bp, opening, rules
from webapp.console.desk import at_the_desk
from webapp.console.forms import DomainForm, PickForm, TenantForm
from webapp.console.municipalities import municipalities
from webapp.core.hosts import platform_site
from webapp.core.language import _, lazy
from webapp.core.navigation import offer
from webapp.core.pages import changed, show

PAGE = 50
DETAIL = "console/tenant.html"

offer(bp, lazy("Sites"), "console.tenants", rules.operate, at="platform", place=20)


@bp.get("")
@at_the_desk()
def tenants():
    page = request.args.get("page", 1, type=int)
    page = min(max(page, 1), 100)
    order = (Tenant.kind, Tenant.slug)
    rows = db.session.scalars(
        select(Tenant)
        .where(Tenant.kind != "platform")
        .order_by(*order)
        .limit(PAGE + 1)
        .offset((page - 1) * PAGE)
    ).all()
    return show("console/tenants.html", rows=rows[:PAGE], page=page, more=len(rows) > PAGE)


@bp.get("/tenants/new")
@at_the_desk()
def new():
    """First the municipality is picked from the list, then its facts are looked through."""
    chosen = municipalities().get(request.args.get("number", ""))
    if chosen is None and "by_hand" not in request.args:
        return show("console/pick.html", form=PickForm())
    form = TenantForm(data=chosen.proposal() if chosen else {"kind": "association"})
    return show("console/new.html", form=form)


@bp.post("/tenants/new")
@at_the_desk()
def create():
    form = TenantForm()
    if form.validate():
        for name in opening.taken(form.data):
            form[name].errors = [_("Another site has this already.")]
    if any(field.errors for field in form) or form.errors:
        return show("console/new.html", None, 422, form=form)
    tenant = opening.open_tenant(form.data, by=current_user)
    to = url_for("console.tenant", id=tenant.id)
    return changed(None, to=to, saved=_("The site has been opened and its administrator invited."))


@bp.get("/tenants/<uuid:id>")
@at_the_desk(on=Tenant)
def tenant(tenant: Tenant):
    return _detail(tenant)


@bp.post("/tenants/<uuid:id>/suspension")
@at_the_desk(on=Tenant)
def suspend(tenant: Tenant):
    tenant.suspend()
    opening.both_logs("tenant_suspended", tenant, current_user)
    to = url_for("console.tenant", id=tenant.id)
    return changed(None, to=to, saved=_("The site is now read only."))


@bp.post("/tenants/<uuid:id>/resumption")
@at_the_desk(on=Tenant)
def resume(tenant: Tenant):
    tenant.resume()
    opening.both_logs("tenant_resumed", tenant, current_user)
    to = url_for("console.tenant", id=tenant.id)
    return changed(None, to=to, saved=_("The site is open again."))


@bp.post("/tenants/<uuid:id>/domain")
@at_the_desk(on=Tenant)
def set_domain(tenant: Tenant):
    form = DomainForm()
    valid = form.validate()
    if valid and _is_taken(form.name.data, tenant):
        form.name.errors = [_("Another site has this already.")]
        valid = False
    if not valid:
        return _detail(tenant, form, 422)
    opening.set_domain(tenant, form.name.data.lower(), by=current_user)
    to = url_for("console.tenant", id=tenant.id)
    return changed(None, to=to, saved=_("The domain has been saved."))


def _detail(tenant: Tenant, form: DomainForm | None = None, status: int = 200):
    domain = db.session.scalar(select(Hostname.name).where(Hostname.leads_to == tenant.id))
    form = form or DomainForm(name=domain)
    return show(DETAIL, None, status, tenant=tenant, form=form, domain=domain)


def _is_taken(name: str, tenant: Tenant) -> bool:
    platform = urlsplit(platform_site()).hostname
    if f".{name.lower()}".endswith(f".{platform}"):
        return True  # leads to the platform and the sites on it already
    same = select(Hostname.id).where(
        func.lower(Hostname.name) == name.lower(), Hostname.leads_to != tenant.id
    )
    return bool(name) and db.session.scalar(same) is not None
