"""One request: enter the tenant, do the work, commit or roll back, leave."""

from __future__ import annotations

from contextlib import AbstractContextManager
from uuid import UUID

from flask import Flask, abort, current_app, g, request
from sqlalchemy import bindparam, select

from tenants.context import acting_in
from tenants.db import db
from tenants.models import Tenant
from webapp.core.hosts import tenant_at

READING = ("GET", "HEAD", "OPTIONS")
# Built once: it is asked for every page.
_HERE = select(Tenant).where(Tenant.id == bindparam("here"))
# A person's own ways out, open even while the tenant is suspended: they change nothing of its work.
LEAVING = ("accounts.sign_out", "mail.stop_now")


class UnknownHost(Exception):
    """No tenant answers to the name in the request."""


def init_app(app: Flask) -> None:
    # The room that knows people puts its own here: who asks is read in the same statement.
    app.extensions["entry"] = read_tenant
    app.before_request(enter_tenant)
    app.after_request(settle)
    app.teardown_request(leave_tenant)


def enter_tenant() -> None:
    if (here := tenant_at(request.host)) is None:
        raise UnknownHost
    _enter(acting_in(here))
    g.tenant = current_app.extensions["entry"](here)
    is_change = request.method not in READING and request.endpoint not in LEAVING
    if g.tenant.is_suspended and is_change:
        abort(403, "suspended")


def read_tenant(here: UUID) -> Tenant:
    return db.session.scalars(_HERE, {"here": here}).one()


def change_scope(stay: AbstractContextManager) -> None:
    """Go on in another scope (the operator's desk, a host's overview) with a fresh session.

    Who asks, and where, was read already and stays readable: rows of the old session, now closed.
    """
    db.session.flush()
    db.session.expunge_all()
    db.session.commit()
    db.session.close()
    _leave()
    _enter(stay)


def settle(response):
    """Commit below 400, reads too: psycopg forgets its prepared statements at every rollback."""
    if "stay" in g:
        if response.status_code < 400:
            db.session.commit()
        else:
            db.session.rollback()
    return response


def leave_tenant(_error) -> None:
    if "stay" in g:
        db.session.close()
        _leave()


def _enter(stay: AbstractContextManager) -> None:
    stay.__enter__()
    g.stay = stay


def _leave() -> None:
    g.pop("stay").__exit__(None, None, None)
