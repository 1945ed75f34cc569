"""Roles: given for a term, and ended."""

from __future__ import annotations

from flask import url_for
from flask_login import current_user

from webapp.accounts import bp, rules
from webapp.accounts.forms.roles import RoleForm
from webapp.accounts.models import Appointment, Member
from webapp.accounts.models.appointment import LastAdministrator
from webapp.accounts.models.member import AlreadyHeld
from webapp.accounts.routes.members import DETAIL, LAST, about
from webapp.accounts.wording import role_name
from webapp.core.access import allow
from webapp.core.language import _
from webapp.core.pages import changed, show

ROLES = "accounts/members/_roles.html"


@bp.post("/members/<uuid:id>/roles")
@allow(rules.appoints, on=Member)
def appoint(member):
    form = RoleForm()
    seen = about(member, form)
    if not form.validate():
        return show(DETAIL, ROLES, 422, **seen)
    term = (form.role.data, form.starts_on.data, form.ends_on.data, form.area)
    try:
        member.appoint(*term, by=current_user)
    except AlreadyHeld:
        form.role.errors = [_("The person already has this role on some of these days.")]
        return show(DETAIL, ROLES, 422, **seen)
    here = url_for(".member", id=member.id)
    text = _("%(name)s has the role “%(role)s”.", name=member.name, role=role_name(form.role.data))
    return changed(ROLES, to=here, saved=text, **about(member))


@bp.post("/roles/<uuid:id>/end")
@allow(rules.ends, on=Appointment)
def end_role(term):
    member = term.member
    try:
        term.end(by=current_user)
    except LastAdministrator:
        return show(DETAIL, ROLES, 422, **about(member, problem=LAST))
    here = url_for(".member", id=member.id)
    text = _("The role “%(role)s” has ended.", role=role_name(term.role))
    return changed(ROLES, to=here, saved=text, **about(member))
