"""The responsible party's own page, reached from the mail: how it went, without a password."""

from __future__ import annotations

from flask import abort, request, url_for
from flask_login import current_user

from webapp.accounts.limits import answers_by_link
from webapp.actions import bp
from webapp.actions.models import Action
from webapp.actions.people import Answerer, answerer, token_of
from webapp.actions.routes.outcomes import FORMS, about, settle
from webapp.core.access import allow, everyone
from webapp.core.hosts import path_of
from webapp.core.language import COOKIE, _, set_language
from webapp.core.pages import changed, show

PAGE = "actions/answer.html"


@bp.app_template_global()
def action_answer_path(action: str, key: str) -> str:
    """For the mail, when it is sent."""
    return path_of("actions.answer", token=token_of(action, key), id=action)


@bp.get("/answers/<token>/<uuid:id>")
@allow(everyone, on=Action)
def answer(action, token):
    """Only shows: mail scanners follow links, too."""
    return show(PAGE, **_about(action, token, _whose(action, token)))


@bp.post("/answers/<token>/<uuid:id>")
@allow(everyone, on=Action)
@answers_by_link
def take_answer(action, token):
    someone, said = _whose(action, token), request.form.get("answer")
    here = url_for(".answer", token=token, id=action.id)
    if said == "open":
        action.take_up(someone.doer)
        return changed(None, to=here, saved=_("It is under way."))
    if said not in FORMS:
        abort(400)
    forms, saved = settle(action, said, someone.doer)
    if not saved:
        return show(PAGE, status=422, **_about(action, token, someone, forms))
    return changed(None, to=here, saved=saved)


def _about(action: Action, token: str, someone: Answerer, forms: dict | None = None) -> dict:
    more = {"token": token, "answerer": someone.reader.name}
    return about(action, forms, inside=True) | more


def _whose(action: Action, token: str) -> Answerer:
    """Who still answers for it; the page speaks their language."""
    someone = answerer(action, token) if action.assigned_at is not None else None
    if someone is None:
        abort(404)
    if COOKIE not in request.cookies and current_user.is_anonymous:
        set_language(someone.reader.language)
    return someone
