"""Adding people from the register of actors, by ticks instead of typing."""

from __future__ import annotations

from flask import request, url_for
from flask_login import current_user

from webapp.actors.forms import ActorFilter
from webapp.core.access import allow
from webapp.core.language import ngettext
from webapp.core.pages import changed, show
from webapp.groups import bp, people, register, rules
from webapp.groups.forms.participant import RegisterForm
from webapp.groups.models import Group, Participant

PAGE, PART = "groups/people/register.html", "groups/people/_register.html"


@bp.get("/<uuid:id>/register", endpoint="register")
@allow(rules.keeps, on=Group)
def show_register(group):
    return _shown(group, _asked(), RegisterForm(formdata=None))


@bp.post("/<uuid:id>/register")
@allow(rules.keeps, on=Group)
def add_registered(group):
    people.hold(group)
    asked, form = _asked(), RegisterForm()
    chosen = {entry.key: entry for entry in register.found(group, **asked).entries}
    form.people.choices = [(key, entry.line) for key, entry in chosen.items()]
    if not form.validate():
        return _shown(group, asked, form, status=422)
    entries = {chosen[key].facts["email"] or key: chosen[key] for key in form.people.data}
    people.make_room(group, entries)
    for entry in entries.values():
        Participant.add(group, current_user, name=entry.name, **entry.facts)
    text = ngettext(
        "%(num)s participant was added.", "%(num)s participants were added.", len(entries)
    )
    return changed(None, to=url_for(".people", id=group.id), saved=text)


def _shown(group: Group, asked: dict, form: RegisterForm, status: int = 200):
    found = register.found(group, **asked)
    form.people.choices = [(entry.key, entry.line) for entry in found.entries]
    sectors = ActorFilter(request.args).sector.offered
    about = {"form": form, "found": found, "sectors": sectors}
    return show(PAGE, PART, status=status, group=group, **about, **asked)


def _asked() -> dict:
    """What the list is narrowed to; what cannot be read narrows nothing."""
    wanted = ActorFilter(request.args)
    wanted.validate()
    return {
        "name": "" if wanted.name.errors else wanted.name.data,
        "sector": None if wanted.sector.errors else wanted.sector.data,
    }
