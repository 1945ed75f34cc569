"""Where a person is signed in: seen and ended by the person alone."""

from __future__ import annotations

from flask import abort, flash, g, redirect, url_for
from flask import session as form_session
from flask_login import current_user

from webapp.accounts import bp, ending
from webapp.accounts.loading import known_session, take
from webapp.accounts.routes.account import on_platform
from webapp.accounts.rules import belongs
from webapp.core.access import allow, everyone
from webapp.core.language import _
from webapp.core.pages import changed, show


@bp.get("/account/sessions")
@allow(belongs, at="any")
@on_platform
def sessions():
    browsers = ending.browsers_of(current_user.account_id)
    return show("accounts/sessions.html", browsers=browsers, this=g.session.id)


@bp.post("/account/sessions/<uuid:id>/end")
@allow(belongs, at="platform")
def end_session(id):
    is_this = id == g.session.id
    if not ending.end(current_user.account_id, id):
        abort(404)
    answer = changed(None, to=url_for(".sessions"), saved=_("That device has been signed out."))
    return take(answer) if is_this else answer


@bp.post("/account/sessions/end-others")
@allow(belongs, at="platform")
def end_other_sessions():
    ending.end_others(current_user.account_id, kept=g.session.id)
    told = _("All other devices have been signed out.")
    return changed(None, to=url_for(".sessions"), saved=told)


@bp.post("/sign-out")
@allow(everyone, at="any")
def sign_out():
    """Out of every municipality in this browser: who leaves a shared computer means them all."""
    if session := known_session():
        ending.end(session.account_id, session.parent_id or session.id)
    form_session.clear()
    flash(_("You have signed out."), "success")
    return take(redirect("/", 303))
