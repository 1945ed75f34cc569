"""The people of the municipality: who they are, and who leaves."""

from __future__ import annotations

from uuid import UUID

from flask import g, redirect, request, url_for
from flask_login import current_user

from tenants.db import db
from webapp.accounts import bp, mails, queries, rules
from webapp.accounts.forms.members import FILTERS, MemberForm, PeopleFilter
from webapp.accounts.forms.roles import RoleForm
from webapp.accounts.models import Account, Member
from webapp.accounts.models.appointment import LastAdministrator
from webapp.core.access import allow
from webapp.core.formats import today
from webapp.core.language import _, lazy
from webapp.core.navigation import offer
from webapp.core.pages import changed, show

INDEX, LIST = "accounts/members/index.html", "accounts/members/_members.html"
DETAIL, EDIT = "accounts/members/detail.html", "accounts/members/edit.html"
# What must stay is said without an offer that would not work.
LAST = "last_administrator"
offer(bp, lazy("People"), "accounts.members", rules.belongs, place=40)


@bp.get("/members")
@allow(rules.belongs)
def members():
    wanted = PeopleFilter(request.args)
    wanted.validate()
    name = "" if wanted.name.errors else wanted.name.data
    role = wanted.role.data if wanted.role.data in FILTERS else None
    with_email = rules.sees_addresses(current_user)
    page = queries.people(name, role, after(), with_email)
    asked = {"name": name, "role": role, "roles": FILTERS}
    return show(INDEX, LIST, found=page, with_email=with_email, **asked)


def after(name: str = "after") -> UUID | None:
    """Where this page of a list begins; an address that somebody made up begins at the top."""
    try:
        return UUID(request.args.get(name, ""))
    except ValueError:
        return None


@bp.get("/profile")
@allow(rules.belongs, at="any")
def profile():
    """One's own page; on the platform one is a member of nothing, so the account's."""
    if g.tenant.kind == "platform":
        return redirect(url_for(".account"), 303)
    return redirect(url_for(".member", id=current_user.id), 303)


@bp.get("/members/<uuid:id>")
@allow(rules.belongs, on=Member)
def member(member):
    return show(DETAIL, **about(member))


def about(member: Member, form: RoleForm | None = None, problem: str | None = None) -> dict:
    """What the page of a member shows."""
    knows = rules.sees_addresses(current_user) or member.id == current_user.id
    areas = queries.area_names()
    form = form or RoleForm(formdata=None)
    form.area_id.choices = list(areas.items())
    return {
        "member": member,
        "account": db.session.get(Account, member.account_id) if knows else None,
        "represented": queries.represented_by(member),
        "areas": areas,
        "form": form,
        "problem": problem,
        "today": today(),
    }


@bp.get("/members/<uuid:id>/edit")
@allow(rules.edits, on=Member)
def edit_member(member):
    return show(EDIT, member=member, form=MemberForm(obj=member))


@bp.post("/members/<uuid:id>/edit")
@allow(rules.edits, on=Member)
def save_member(member):
    form = MemberForm()
    if not form.validate():
        return show(EDIT, status=422, member=member, form=form)
    member.edit(**written(form), by=current_user)
    here = url_for(".member", id=member.id)
    return changed(
        None, to=here, saved=_("The details of %(name)s are up to date.", name=member.name)
    )


def written(form: MemberForm) -> dict:
    """What a form says of a person; a phone number that is not given is an empty text."""
    words = ("first_name", "family_name", "title", "phone")
    return {word: form[word].data or "" for word in words}


@bp.post("/members/<uuid:id>/removal")
@allow(rules.removes, on=Member)
def remove_member(member):
    account = db.session.get(Account, member.account_id)
    try:
        member.leave(by=current_user)
    except LastAdministrator:
        return show(DETAIL, status=422, **about(member, problem=LAST))
    mails.account_removed(member, account)
    text = _("%(name)s no longer has access. A mail tells why.", name=member.name)
    return changed(None, to=url_for(".members"), saved=text)
