"""Hostname to tenant and back. Links come from what is stored, never from a request."""

from __future__ import annotations

import re
import time
from uuid import UUID

from flask import Flask, current_app
from sqlalchemy import select

from tenants.context import in_lobby
from tenants.db import db
from tenants.models import Hostname, Tenant

NAME = re.compile(r"^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$")
# How long a process may believe where a hostname leads. Ids never change; own domains seldom do.
MEMORY = 30.0


def init_app(app: Flask) -> None:
    app.extensions["hosts"] = {}
    app.jinja_env.globals["site_of"] = site_of


def tenant_at(host: str) -> UUID | None:
    """The tenant that a Host header leads to; None for an unknown or malformed one."""
    name = host.lower().rpartition(":")[0] or host.lower()
    if len(name) > 253 or not NAME.match(name):
        return None
    known, now = current_app.extensions["hosts"], time.monotonic()
    found, until = known.get(name, (None, 0.0))
    if until < now:
        if (found := _look_up(name)) is None:
            return None  # not remembered: names made up by strangers would fill the memory
        known[name] = (found, now + MEMORY)
    return found


def _look_up(name: str) -> UUID | None:
    platform = _without_port(current_app.config["PLATFORM_DOMAIN"])
    with in_lobby():
        try:
            if name == platform:
                return db.session.scalar(select(Tenant.id).where(Tenant.kind == "platform"))
            if name.endswith("." + platform):
                slug = name.removesuffix("." + platform)
                return db.session.scalar(select(Tenant.id).where(Tenant.slug == slug))
            return db.session.scalar(select(Hostname.leads_to).where(Hostname.name == name))
        finally:
            db.session.commit()
            db.session.close()


def address(tenant: Tenant) -> str:
    """`https://kuopio.example.org` or the municipality's own domain, as stored."""
    domain = current_app.config["PLATFORM_DOMAIN"]
    if tenant.kind == "platform":
        return f"{scheme()}://{domain}"
    own = db.session.scalar(select(Hostname.name).where(Hostname.leads_to == tenant.id))
    return f"{scheme()}://{own or f'{tenant.slug}.{domain}'}"


def site_of(tenant: Tenant) -> str:
    """The address that every tenant has on the platform; lists use it, for it needs no query."""
    domain = current_app.config["PLATFORM_DOMAIN"]
    return (
        f"{scheme()}://{domain}"
        if tenant.kind == "platform"
        else f"{scheme()}://{tenant.slug}.{domain}"
    )


def tenant_url(tenant: Tenant, endpoint: str, **values) -> str:
    """An absolute link into a tenant's site, the same in requests, jobs and commands."""
    return address(tenant) + path_of(endpoint, **values)


def platform_url(endpoint: str, **values) -> str:
    return platform_site() + path_of(endpoint, **values)


def platform_site() -> str:
    return f"{scheme()}://{current_app.config['PLATFORM_DOMAIN']}"


def path_of(endpoint: str, **values) -> str:
    routes = current_app.url_map.bind("localhost")
    return routes.build(endpoint, values)


def scheme() -> str:
    name = _without_port(current_app.config["PLATFORM_DOMAIN"])
    return "http" if name == "localhost" or name.endswith(".localhost") else "https"


def _without_port(domain: str) -> str:
    return domain.partition(":")[0]
