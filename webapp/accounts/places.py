"""Where a sign-in leads: the sites of the tenants, seen from the platform before anyone is in."""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select

from tenants.context import as_person, in_lobby
from tenants.db import db
from tenants.models import Tenant
from webapp.accounts import hosted
from webapp.accounts.models import Member
from webapp.core.formats import sort_key
from webapp.core.hosts import address
from webapp.core.language import shown
from webapp.core.scopes import beside


class Place(NamedTuple):
    """A tenant's site, as plain values."""

    id: UUID
    slug: str
    kind: str
    names: dict
    languages: tuple[str, ...]
    address: str

    @property
    def name(self) -> str:
        return shown(self.names, self.languages).text

    @property
    def is_platform(self) -> bool:
        return self.kind == "platform"


def place_called(slug: str) -> Place | None:
    """The tenant of that slug; without one, the platform itself."""
    with beside(in_lobby()):
        which = Tenant.slug == slug if slug else Tenant.kind == "platform"
        tenant = db.session.scalar(select(Tenant).where(which))
        return _place(tenant) if tenant else None


def place_of(id: UUID) -> Place:
    with beside(in_lobby()):
        return _place(db.session.get_one(Tenant, id))


def towns_of(account_id: UUID) -> list[tuple[str, str]]:
    """Slug and name of every tenant where the person may go in, by name."""
    by_agreement = hosted.municipalities_of(account_id)
    with beside(as_person(account_id)):
        own = select(Member.tenant_id).where(Member.left_at.is_(None), Member.host_id.is_(None))
        left = select(Member.tenant_id).where(Member.left_at.is_not(None))
        may_enter = Tenant.id.in_(own) | Tenant.id.in_(by_agreement) & Tenant.id.not_in(left)
        tenants = db.session.scalars(select(Tenant).where(may_enter, Tenant.kind != "platform"))
        towns = [(tenant.slug, shown(tenant.names, tenant.languages).text) for tenant in tenants]
    return sorted(towns, key=lambda town: sort_key(town[1]))


def _place(tenant: Tenant) -> Place:
    return Place(
        tenant.id, tenant.slug, tenant.kind, tenant.names, tenant.languages, address(tenant)
    )


def local_path(typed: str | None, otherwise: str = "/") -> str:
    """`typed` when it is a path on this very host, else `otherwise`."""
    typed = typed or ""
    is_path = typed.startswith("/") and not typed.startswith("//") and len(typed) <= 2000
    return typed if is_path and "\\" not in typed and typed.isprintable() else otherwise
