"""The responsible party's own page, reached from the mail: how it went, without a password."""

from __future__ import annotations

from flask import abort, request, url_for
from flask_login import current_user
from sqlalchemy import select

from tenants.db import db
from webapp.accounts import tokens
from webapp.actions import bp
from webapp.actions.models import Action, token_of
from webapp.actions.routes.outcomes import FORMS, about, settle
from webapp.core.access import allow, everyone
from webapp.core.hosts import path_of
from webapp.core.language import COOKIE, _, set_language
from webapp.core.pages import changed, show

PAGE = "actions/answer.html"


@bp.app_template_global()
def action_answer_path(action: str, holder: str | None) -> str:
    """For the mail, when it is sent."""
    return path_of("actions.answer", token=token_of(action, holder))


@bp.get("/answers/<token>")
@allow(everyone)
def answer(token):
    """Only shows: mail scanners follow links, too."""
    action = _found(token)
    return show(PAGE, **_about(action, token))


@bp.post("/answers/<token>")
@allow(everyone)
def take_answer(token):
    action, said = _found(token), request.form.get("answer")
    if said == "open":
        action.take_up(None)
        return changed(None, to=url_for(".answer", token=token), saved=_("It is under way."))
    if said not in FORMS:
        abort(400)
    forms, saved = settle(action, said, None)
    if not saved:
        return show(PAGE, status=422, **_about(action, token, forms))
    return changed(None, to=url_for(".answer", token=token), saved=saved)


def _about(action: Action, token: str, forms: dict | None = None) -> dict:
    return about(action, forms) | {"inside": True, "token": token}


def _found(token: str) -> Action:
    """Of a party that still holds it; the page speaks the participant's language."""
    wanted = select(Action).where(Action.token_hash == tokens.hashed(token))
    action = db.session.scalar(wanted.where(Action.assigned_at.is_not(None))) or abort(404)
    seat = action.participant
    if seat is not None and not seat.is_in:
        abort(404)
    if seat is not None and COOKIE not in request.cookies and current_user.is_anonymous:
        set_language(seat.language)
    return action
