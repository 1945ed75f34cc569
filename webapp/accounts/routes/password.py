"""Signing in by password, and setting one."""

from __future__ import annotations

from flask import request, url_for
from flask_login import current_user

from webapp.accounts import bp, credentials, limits, links, mails, passwords
from webapp.accounts.forms.sign_in import NewPasswordForm, PasswordForm
from webapp.accounts.routes import handover
from webapp.accounts.routes.handover import onward_of, page_to
from webapp.accounts.routes.proof import proved
from webapp.accounts.routes.sign_in import wanted_place
from webapp.accounts.rules import belongs
from webapp.core.access import allow, everyone
from webapp.core.language import _
from webapp.core.pages import changed, show


@bp.get("/sign-in/password")
@allow(everyone, at="platform")
def password():
    place = wanted_place(request.args.get("to", ""))
    form = PasswordForm(formdata=None, to=place.slug, next=request.args.get("next"))
    return page_to(place, "accounts/password.html", form=form)


@bp.post("/sign-in/password")
@allow(everyone, at="platform")
@limits.passwords_of_address
@limits.passwords_from_network
def check_password():
    form = PasswordForm()
    place = wanted_place(form.to.data)
    if form.validate():
        person = credentials.person_with_password(form.email.data, form.password.data)
        if person:
            return handover.enter(person.id, place, onward_of(place, form.next.data))
        form.password.errors.append(_("The e-mail address and the password do not match."))
    return page_to(place, "accounts/password.html", status=422, form=form)


@bp.get("/account/password")
@allow(belongs, at="platform")
@proved
def new_password():
    return _page(NewPasswordForm(formdata=None))


@bp.post("/account/password")
@allow(belongs, at="platform")
@proved
def set_password():
    form = NewPasswordForm()
    person = links.person_of(current_user.account_id)
    if form.validate() and passwords.is_easy(form.password.data, _about(person)):
        form.password.errors.append(
            _("This password is easy to guess. Write a sentence, or unrelated words.")
        )
    if form.errors:
        return _page(form, 422)
    credentials.set_password(person.id, form.password.data)
    mails.credentials_changed(person, "password_set")
    return changed(None, to=url_for(".account"), saved=_("The password has been changed."))


@bp.post("/account/password/remove")
@allow(belongs, at="platform")
@proved
def remove_password():
    person = links.person_of(current_user.account_id)
    credentials.set_password(person.id, None)
    mails.credentials_changed(person, "password_removed")
    return changed(None, to=url_for(".account"), saved=_("The password has been removed."))


def _about(person):
    """What a guesser who knows the person would try first."""
    parts = [person.email, *person.email.split("@"), current_user.first_name]
    return [*parts, current_user.family_name, "yhteispöytä", "yhteispoyta", "kumppanuuspöytä"]


def _page(form, status=200):
    has_password = credentials.has_password(current_user.account_id)
    return show("accounts/new_password.html", status=status, form=form, has_password=has_password)
