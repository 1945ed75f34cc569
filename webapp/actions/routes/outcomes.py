"""How it went: taken up, done, later, or not carried out; the same from a page and from a mail."""

from __future__ import annotations

from flask import url_for
from flask_login import current_user

from webapp.actions import bp, rules
from webapp.actions.forms import DropForm, FinishForm, PostponeForm
from webapp.actions.models import Action
from webapp.actions.words import action_party
from webapp.core.access import allow, ask
from webapp.core.formats import date_in_sentence
from webapp.core.language import _
from webapp.core.pages import changed, show

DETAIL = "actions/detail.html"
FORMS = {"done": FinishForm, "later": PostponeForm, "dropped": DropForm}


def about(action: Action, forms: dict | None = None, inside: bool | None = None) -> dict:
    """What the page of an action shows; who comes by a link of the table is `inside`."""
    inside = ask(rules.sees_names, action) if inside is None else inside
    return {
        "action": action,
        "group": action.group,
        "inside": inside,
        "party": action_party(action, inside),
        "forms": forms or blank(),
        "asks": action.is_open or bool(forms),
    }


def blank() -> dict:
    return {answer: form(formdata=None) for answer, form in FORMS.items()}


def settle(action: Action, answer: str, by) -> tuple[dict, str]:
    """The forms of the page, and what was saved; nothing when the answer is not complete."""
    form = FORMS[answer]()
    if not form.validate():
        return blank() | {answer: form}, ""
    if answer == "done":
        action.finish(by, form.note.data, form.figure.data, form.figure_of.data)
        return {}, _("Thank you! It is done.")
    if answer == "later":
        action.postpone(by, form.due_on.data)
        return {}, _("The last day is now %(day)s.", day=date_in_sentence(action.due_on))
    action.drop(by, form.reason.data)
    return {}, _("It was not carried out. The reason is kept with the results.")


@bp.post("/<uuid:id>/beginning")
@allow(rules.does, on=Action)
def take_up(action):
    action.take_up(current_user)
    return changed(None, to=url_for(".detail", id=action.id), saved=_("It is under way."))


@bp.post("/<uuid:id>/completion")
@allow(rules.does, on=Action)
def finish(action):
    return _settled(action, "done")


@bp.post("/<uuid:id>/new-day")
@allow(rules.does, on=Action)
def postpone(action):
    return _settled(action, "later")


@bp.post("/<uuid:id>/giving-up")
@allow(rules.does, on=Action)
def drop(action):
    return _settled(action, "dropped")


def _settled(action: Action, answer: str):
    forms, saved = settle(action, answer, current_user)
    if not saved:
        return show(DETAIL, status=422, **about(action, forms))
    return changed(None, to=url_for(".detail", id=action.id), saved=saved)
