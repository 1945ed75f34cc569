from __future__ import annotations

from flask import abort, g
from flask_login import current_user

from tenants.context import acting_in, in_lobby
from webapp.accounts.rules import administers
from webapp.actors import queries as actors
from webapp.core.access import allow, everyone
from webapp.core.language import lazy
from webapp.core.navigation import offer
from webapp.core.pages import show
from webapp.core.requests import change_scope
from webapp.dashboard import bp, queries, rules
from webapp.dashboard.my_page import my_page

offer(bp, lazy("Home"), "dashboard.home", everyone, at="any", place=10)


@bp.get("/")
@allow(everyone, at="any")
def home():
    """The platform's directory, the association's overview, or a municipality's front page."""
    if g.tenant.kind == "platform":
        return directory()
    if current_user.is_anonymous:
        return show("dashboard/welcome.html", areas=queries.areas()[1])
    return show("dashboard/home.html", **_mine())


def _mine() -> dict:
    is_administrator = administers(current_user)
    mine, areas = queries.areas(actors.areas_of(current_user))
    return my_page(current_user) | {
        "mine": mine,
        "areas": areas,
        "waiting": queries.waiting_for_administrator() if is_administrator else {},
        "hosted": queries.hosted_ids() if g.tenant.kind == "association" else [],
    }


def directory():
    change_scope(in_lobby())
    return show("dashboard/directory.html", tenants=queries.directory())


@bp.get("/overview")
@allow(rules.oversee)
def overview():
    """Every municipality that has accepted this association, in one list."""
    if g.tenant.kind != "association":
        abort(404)
    ids = queries.hosted_ids()
    if ids:
        change_scope(acting_in(g.tenant.id, reach=ids))
    return show("dashboard/overview.html", rows=queries.side_by_side(ids) if ids else [])
