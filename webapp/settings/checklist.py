"""What a municipality does before it opens its site to residents."""

from __future__ import annotations

from typing import NamedTuple

from flask import current_app, url_for
from sqlalchemy import String, Uuid, column, exists, select, table

from tenants.context import scope
from tenants.db import db
from tenants.models import Tenant
from webapp.accounts.models import Invitation
from webapp.areas.models import Area
from webapp.core.language import lazy

# A neighbour's table, here only read by name.
NOTICE = table("notice", column("tenant_id", Uuid), column("kind", String)).c


class Item(NamedTuple):
    text: str
    url: str | None
    is_done: bool


def items(tenant: Tenant) -> list[Item]:
    """In the order in which they are best done."""
    stored = db.session.execute(_stored()).one()
    rows = (
        (lazy("Names and languages"), "settings.names", {}, _is_named(tenant)),
        (lazy("Colour, initials or coat of arms"), "settings.look", {}, _has_look(tenant)),
        (lazy("Contact and sender of mails"), "settings.contact", {}, _has_contact(tenant)),
        (lazy("Areas"), "areas.index", {}, stored.areas),
        (lazy("First invitation"), "accounts.invitations", {}, stored.invitations),
        (lazy("Privacy notice"), "notices.edit", {"kind": "privacy"}, stored.privacy),
        (
            lazy("Accessibility statement"),
            "notices.edit",
            {"kind": "accessibility"},
            stored.accessibility,
        ),
    )
    return [Item(str(text), _url(to, values), bool(done)) for text, to, values, done in rows]


def _stored():
    return select(
        exists().where(Area.tenant_id == scope().tenant).label("areas"),
        exists().where(Invitation.tenant_id == scope().tenant).label("invitations"),
        _notice("privacy"),
        _notice("accessibility"),
    )


def _notice(kind):
    return exists().where(NOTICE.tenant_id == scope().tenant, NOTICE.kind == kind).label(kind)


def _is_named(tenant) -> bool:
    return all(tenant.names.get(tag) and tenant.short_names.get(tag) for tag in tenant.languages)


def _has_look(tenant) -> bool:
    default = Tenant.__table__.c.colour.default.arg
    return bool(tenant.colour != default and (tenant.initials or tenant.coat_of_arms))


def _has_contact(tenant) -> bool:
    return bool(tenant.contact_name and tenant.contact_email)


def _url(endpoint, values):
    return url_for(endpoint, **values) if endpoint in current_app.view_functions else None
