"""The door of the console: the operator's role in the database, taken after the right is proved."""

from __future__ import annotations

from functools import wraps

from flask import abort, g

from tenants.context import operating
from webapp.console import rules
from webapp.core.access import allow, find
from webapp.core.requests import change_scope


def at_the_desk(on: type | None = None):
    """Like `allow`, but what it loads and hands to the view is seen with the operator's eyes."""

    def decorate(view):
        @wraps(view)
        def seated(**path):
            change_scope(operating(g.tenant.id))
            things = [_lying_here(on, path.pop("id"))] if on else []
            return view(*things, **path)

        guarded = allow(rules.operate, at="platform")(seated)
        guarded.on = on
        return guarded

    return decorate


def _lying_here(on: type, id):
    """The platform has no operator above it: suspended, it could let nobody in to resume it."""
    thing = find(on, id)
    return thing if getattr(thing, "kind", None) != "platform" else abort(404)
