"""Opening a tenant: the row, the invitation of its first administrator, and two mails."""

from __future__ import annotations

from sqlalchemy import select

from tenants.db import db
from tenants.models import Hosting, Hostname, Tenant
from webapp.accounts.mails import user_invitation
from webapp.accounts.models import Invitation, Member
from webapp.console import mails
from webapp.core.language import lazy
from webapp.traits.audited import note
from webapp.traits.words import name_events

name_events(
    {
        "tenant_opened": lazy("Site opened"),
        "tenant_suspended": lazy("Site suspended"),
        "tenant_resumed": lazy("Site opened again"),
        "domain_set": lazy("Own domain changed"),
        "hosting_proposed": lazy("Hosting agreement proposed"),
        "hosting_ended_by_operator": lazy("Hosting agreement ended by the operator"),
    }
)

FIELDS = (
    "kind",
    "number",
    "slug",
    "names",
    "short_names",
    "language_status",
    "region",
    "initials",
)
RESERVED = {"www", "id", "mail", "static", "mailbox", "demo", "api"}


def open_tenant(data: dict, by: Member) -> Tenant:
    """All in one transaction of the operator, who may put the invitation in but not read it."""
    facts = {field: data[field] or None for field in FIELDS}
    tenant = open_site(by, contact_email=data["email"], **facts)
    invite_administrator(tenant, data, by)
    return tenant


def open_site(by: Member | None, names: dict, **facts) -> Tenant:
    """The tenant's row, and a line in both logs."""
    tenant = Tenant(names=names, sender_name=next(iter(names.values())), **facts)
    db.session.add(tenant)
    db.session.flush()
    both_logs("tenant_opened", tenant, by)
    return tenant


def propose_hosting(by: Member | None, **facts) -> Hosting:
    """The agreement counts only when the municipality accepts it."""
    hosting = Hosting(**facts)
    db.session.add(hosting)
    db.session.flush()
    both_logs("hosting_proposed", db.session.get(Tenant, hosting.municipality_id), by)
    return hosting


def invite_administrator(tenant: Tenant, data: dict, by: Member) -> None:
    person = {name: data[name] for name in ("email", "first_name", "family_name", "language")}
    invitation, _token = Invitation.issue(
        by=None, tenant_id=tenant.id, role="administrator", **person
    )
    db.session.flush()
    user_invitation(invitation, by=None)
    mails.site_opened(tenant, invitation)


def set_domain(tenant: Tenant, name: str, by: Member) -> None:
    """A municipality has one own domain or none."""
    row = db.session.scalar(select(Hostname).where(Hostname.leads_to == tenant.id))
    if row and not name:
        db.session.delete(row)
    elif row:
        row.name = name
    elif name:
        db.session.add(Hostname(name=name, leads_to=tenant.id))
    both_logs("domain_set", tenant, by, name=name)


def both_logs(what: str, tenant: Tenant, by: Member | None, **details) -> None:
    """The platform's log says who; the tenant's own log says that it happened."""
    note(what, tenant, by, **({"name": tenant.slug} | details))
    note(what, tenant, None, tenant=tenant.id, **details)


def taken(data: dict) -> dict[str, str]:
    """Which fields name something that another tenant has already."""
    found = {}
    by_slug = select(Tenant.id).where(Tenant.slug == data["slug"])
    if data["slug"] in RESERVED or db.session.scalar(by_slug):
        found["slug"] = "slug"
    by_number = select(Tenant.id).where(Tenant.number == data["number"])
    if data["number"] and db.session.scalar(by_number):
        found["number"] = "number"
    return found
