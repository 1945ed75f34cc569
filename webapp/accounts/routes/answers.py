"""The invited person's own page: who invites, to what, and yes or no without a password."""

from __future__ import annotations

from datetime import datetime

from flask import abort, flash, g, make_response, redirect, render_template, request, url_for
from flask_login import current_user

from tenants.db import db
from webapp.accounts import bp, loading, queries, rules, second_factor
from webapp.accounts.forms.invitations import AnswerForm
from webapp.accounts.models import Invitation, Member
from webapp.accounts.models.invitation import token_of
from webapp.accounts.newcomers import account_of
from webapp.core.access import allow, everyone
from webapp.core.hosts import path_of
from webapp.core.language import COOKIE, _, set_language
from webapp.core.pages import show

PAGE, OVER = "accounts/invitations/answer.html", "accounts/invitations/over.html"


@bp.app_template_global()
def invitation_path(id: str, ends_at: datetime) -> str:
    """For the mail, when it is sent."""
    return path_of("accounts.invitation", token=token_of(id, ends_at))


@bp.get("/invitations/<token>")
@allow(everyone, at="any")
def invitation(token):
    """Only shows: mail scanners follow links, too."""
    invitation = _found(token)
    if not invitation.is_open:
        return _over(invitation)
    form = AnswerForm(formdata=None, obj=invitation)
    return show(PAGE, **_about(invitation), form=form)


@bp.post("/invitations/<token>")
@allow(everyone, at="any")
def answer_invitation(token):
    invitation, form = _found(token), AnswerForm()
    if not invitation.is_open:
        return _over(invitation)
    if request.form.get("answer") == "decline":
        invitation.decline()
        if invitation.state != "declined":
            return _over(invitation)
        return show("accounts/invitations/declined.html", invitation=invitation)
    if not form.validate():
        return show(PAGE, status=422, **_about(invitation), form=form)
    if request.form.get("answer") != "accept":
        abort(400)  # silence is no consent
    return _accept(token, invitation, form)


def _accept(token: str, invitation: Invitation, form: AnswerForm):
    account_id = account_of(invitation.email, invitation.language)
    invitation = Invitation.of_token(token, lock=True)  # the others who pressed wait here
    if invitation is None or not invitation.is_open:
        return _over(invitation)
    is_known = queries.is_known_here(invitation.email)
    member = invitation.accept(account_id, form.first_name.data, form.family_name.data)
    flash(_("Welcome, %(name)s.", name=member.name), "success")
    if is_known or _needs_second_factor(member):
        return redirect(url_for("accounts.sign_in"), 303)
    return loading.give(redirect("/", 303), loading.open_session(member))


def _needs_second_factor(member: Member) -> bool:
    is_guarded = rules.administers(member) or rules.operates(member)
    return is_guarded or second_factor.is_on(member.account_id)


def _found(token: str) -> Invitation:
    """In this tenant; the page speaks the language chosen for the invited, or by the reader."""
    invitation = Invitation.of_token(token) or abort(404)
    if COOKIE not in request.cookies and current_user.is_anonymous:
        set_language(invitation.language)
    return invitation


def _about(invitation: Invitation) -> dict:
    actor = queries.actor_names().get(invitation.actor_id) if invitation.actor_id else None
    inviter = db.session.get(Member, invitation.invited_by_id) if invitation.invited_by_id else None
    return {"invitation": invitation, "actor": actor, "inviter": inviter}


def _over(invitation: Invitation | None):
    state = invitation.state if invitation else "revoked"
    return make_response(render_template(OVER, state=state, contact=g.tenant.contact_email), 410)
