"""Who may do what. The answers themselves live in each room's rules.py."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, wraps
from importlib import import_module
from typing import Any

from flask import Flask, abort, g
from flask_login import current_user
from sqlalchemy import bindparam, select

from tenants.db import db
from webapp.core.extensions import login

SITES = {"tenant": ("municipality", "association"), "platform": ("platform",)}


def allow(rule: Callable, on: type | None = None, at: str = "tenant"):
    """Load `on` by its id, ask `rule`, and hand the view what it may work with.

    `at` says on which hosts the route exists: "tenant", "platform" or "any".
    """

    def decorate(view):
        @wraps(view)
        def guarded(**path: Any):
            if at != "any" and g.tenant.kind not in SITES[at]:
                abort(404)
            things = [find(on, path.pop("id"))] if on else []
            if not ask(rule, *things):
                return login.unauthorized() if current_user.is_anonymous else abort(403)
            return view(*things, **path)

        guarded.rule, guarded.on, guarded.at = rule, on, at
        return guarded

    return decorate


def find(model: type, id):
    """The row of this tenant, or a 404: another town's row and an absent one are the same."""
    return db.session.scalars(_by_id(model), {"sought": id}).one_or_none() or abort(404)


@cache
def _by_id(model: type):
    """With what its rules will ask it for (`found_with`), in the same statement."""
    options = getattr(model, "found_with", tuple)()
    return select(model).where(model.id == bindparam("sought")).options(*options)


def ask(rule: Callable, *things) -> bool:
    if getattr(rule, "for_visitors", False):
        return bool(rule(current_user if current_user.is_authenticated else None, *things))
    return current_user.is_authenticated and bool(rule(current_user, *things))


def for_visitors(rule: Callable) -> Callable:
    """Decorates a rule that is asked about visitors, too: then its member is None."""
    rule.for_visitors = True
    return rule


@for_visitors
def everyone(*_things) -> bool:
    """The rule of public pages."""
    return True


def belongs(_member, *_things) -> bool:
    """The rule of pages that every signed-in person may see."""
    return True


def can(name: str, *things) -> bool:
    """For templates: can("areas.edit", area)."""
    feature, rule = name.split(".")
    return ask(getattr(import_module(f"webapp.{feature}.rules"), rule), *things)


def init_app(app: Flask) -> None:
    app.jinja_env.globals["can"] = can
