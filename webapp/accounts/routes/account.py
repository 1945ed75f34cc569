"""A person's own account, on the platform's host."""

from __future__ import annotations

from functools import wraps

from flask import g, redirect, request, url_for
from flask_login import current_user
from sqlalchemy import update

from tenants.context import as_person
from tenants.db import db
from webapp.accounts import bp, credentials, links, places, second_factor
from webapp.accounts.forms.sign_in import LanguageForm
from webapp.accounts.models import Account
from webapp.accounts.rules import belongs
from webapp.core import language
from webapp.core.access import allow
from webapp.core.hosts import platform_url
from webapp.core.language import _
from webapp.core.pages import changed, show
from webapp.core.scopes import beside


def on_platform(view):
    """A tenant's host leads to the one page of the person that serves all tenants."""

    @wraps(view)
    def led():
        if g.tenant.kind != "platform":
            return redirect(platform_url(request.endpoint), 303)
        return view()

    return led


@bp.get("/account")
@allow(belongs, at="any")
@on_platform
def account():
    return _page(LanguageForm(formdata=None, language=current_user.language))


@bp.post("/account/language")
@allow(belongs, at="platform")
def choose_language():
    form = LanguageForm()
    if not form.validate():
        return _page(form, 422)
    chosen, account_id = form.language.data, current_user.account_id
    with beside(as_person(account_id)):
        db.session.execute(update(Account).where(Account.id == account_id).values(language=chosen))
    with language.use_language(chosen):
        answer = changed(None, to=url_for(".account"), saved=_("The language has been changed."))
    return language.remember(answer, chosen)


@bp.get("/my-municipalities")
@allow(belongs, at="any")
@on_platform
def my_municipalities():
    towns = places.towns_of(current_user.account_id)
    return show("accounts/my_municipalities.html", towns=towns)


def _page(form, status=200):
    account_id = current_user.account_id
    return show(
        "accounts/account.html",
        status=status,
        form=form,
        person=links.person_of(account_id),
        has_password=credentials.has_password(account_id),
        has_app=second_factor.is_on(account_id),
    )
