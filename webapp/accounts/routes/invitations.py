"""Invitations, as those who invite see them."""

from __future__ import annotations

from flask import g, request, url_for
from flask_login import current_user

from webapp.accounts import bp, limits, mails, queries, rules
from webapp.accounts.forms.invitations import InvitationForm
from webapp.accounts.models import Invitation
from webapp.accounts.routes.members import after
from webapp.core.access import allow
from webapp.core.language import _
from webapp.core.pages import changed, show

INDEX, LIST = "accounts/invitations/index.html", "accounts/invitations/_invitations.html"
NEW = "accounts/invitations/new.html"


@bp.get("/members/invitations")
@allow(rules.invites)
def invitations():
    return show(INDEX, LIST, found=queries.invitations(after()))


@bp.get("/members/invitations/new")
@allow(rules.invites)
def new_invitation():
    form = invitation_form(formdata=None, language=g.tenant.languages[0])
    form.actor_id.data = request.args.get("actor")
    return show(NEW, form=form)


@bp.post("/members/invitations/new")
@allow(rules.invites)
@limits.invitations_of_person
@limits.invitations_to_address
def invite():
    form = invitation_form()
    if not (form.validate() and may_be_invited(form)):
        return show(NEW, status=422, form=form)
    invitation, _token = Invitation.issue(by=current_user, **form.facts())
    actor = dict(form.actor_id.offered).get(invitation.actor_id, "")
    mails.user_invitation(invitation, current_user, actor)
    text = _("The invitation is on its way to %(email)s.", email=invitation.email)
    return changed(None, to=url_for(".invitations"), saved=text)


def invitation_form(**given) -> InvitationForm:
    form = InvitationForm(**given)
    form.actor_id.choices = list(queries.actor_names().items())
    if not rules.administers(current_user):
        form.role.choices = ()
    return form


def may_be_invited(form: InvitationForm) -> bool:
    """Says at the field why not."""
    queries.hold_address(form.email.data)
    if queries.is_known_here(form.email.data):
        form.email.errors = [_("This person is a member already. Open the person’s own page.")]
    elif queries.waits_for_answer(form.email.data):
        form.email.errors = [_("An invitation to this address waits for an answer. Send it again.")]
    return not form.email.errors


@bp.post("/members/invitations/<uuid:id>/withdrawal")
@allow(rules.handles, on=Invitation)
def revoke_invitation(invitation):
    invitation.revoke(by=current_user)
    if invitation.accepted_at is not None:
        return _back(_("The invitation has been accepted already."))
    return _back(_("The invitation is withdrawn. Its link no longer works."))


@bp.post("/members/invitations/<uuid:id>/renewal")
@allow(rules.handles, on=Invitation)
@limits.invitations_of_person
@limits.invitations_again
def renew_invitation(invitation):
    invitation.hold()
    if invitation.accepted_at is not None:
        return _back(_("The invitation has been accepted already."))
    actor = queries.actor_names().get(invitation.actor_id, "")
    invitation.renew(by=current_user)
    mails.user_invitation(invitation, current_user, actor)
    return _back(_("A new invitation is on its way. The old link no longer works."))


def _back(text: str):
    page = queries.invitations(None)
    return changed(LIST, to=url_for(".invitations"), saved=text, found=page)
