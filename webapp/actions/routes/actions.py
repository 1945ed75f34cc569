"""One action: its page, writing it, and changing what was agreed."""

from __future__ import annotations

from flask import abort, url_for
from flask_login import current_user

from webapp.accounts.limits import mails_of_person
from webapp.accounts.queries import actor_names
from webapp.accounts.routes.members import after
from webapp.actions import bp, rules
from webapp.actions.forms import ActionForm
from webapp.actions.models import Action
from webapp.actions.routes.outcomes import DETAIL, about
from webapp.core.access import allow, ask, belongs, find
from webapp.core.language import _
from webapp.core.pages import changed, show
from webapp.groups import queries as groups
from webapp.groups import rules as group_rules
from webapp.groups.models import Group

EDIT = "actions/edit.html"


@bp.get("/new")
@allow(belongs)
def new():
    group = _group()
    return show(EDIT, group=group, action=None, form=ActionForm(parties_of(group), formdata=None))


@bp.post("/new")
@allow(belongs)
@mails_of_person
def add():
    group = _group()
    form = ActionForm(parties_of(group))
    if not form.validate():
        return show(EDIT, status=422, group=group, action=None, form=form)
    Action.agree(group, current_user, **form.facts()).assign(current_user)
    here = url_for("groups.detail", id=group.id)
    return changed(None, to=here, saved=_("The action point was added."))


@bp.get("/<uuid:id>")
@allow(rules.sees, on=Action)
def detail(action):
    return show(DETAIL, **about(action))


@bp.get("/<uuid:id>/edit")
@allow(rules.keeps, on=Action)
def edit(action):
    form = ActionForm(parties_of(action.group), action, formdata=None)
    return show(EDIT, group=action.group, action=action, form=form)


@bp.post("/<uuid:id>/edit")
@allow(rules.keeps, on=Action)
@mails_of_person
def save(action):
    form = ActionForm(parties_of(action.group), action)
    if not form.validate():
        return show(EDIT, status=422, group=action.group, action=action, form=form)
    action.edit(current_user, **form.facts())
    here = url_for(".detail", id=action.id)
    return changed(None, to=here, saved=_("The action point is up to date."))


def parties_of(group: Group) -> dict[str, str]:
    """Who can be responsible: everybody at the table, then the actors of the register."""
    names = actor_names()
    people = {
        f"participant {it.id}": f"{it.name} – {names[it.actor_id]}"
        if it.actor_id in names
        else it.name
        for it in groups.people_of(group)
        if it.is_with_us
    }
    return people | {f"actor {id}": name for id, name in names.items()}


def _group() -> Group:
    """The one that the address names, for who keeps it."""
    group = find(Group, after("group"))
    return group if ask(group_rules.keeps, group) else abort(403)
