"""The second factor: its code at sign-in, and the app that makes it."""

from __future__ import annotations

from flask import redirect, request, url_for
from flask import session as form_session
from flask_login import current_user

from webapp.accounts import bp, entry, limits, links, loading, mails, second_factor
from webapp.accounts.forms.sign_in import CodeForm
from webapp.accounts.loading import known_session
from webapp.accounts.routes import handover
from webapp.accounts.routes.handover import onward_of, page_to
from webapp.accounts.routes.proof import proved
from webapp.accounts.routes.sign_in import wanted_place
from webapp.accounts.rules import belongs
from webapp.core.access import allow, everyone
from webapp.core.language import _
from webapp.core.pages import changed, told

SECRET = "second_factor"


@bp.get("/sign-in/code")
@allow(everyone, at="platform")
def code():
    if (session := known_session()) is None:
        return redirect(url_for(".sign_in", **_onward()), 303)
    if not second_factor.is_on(session.account_id):
        return redirect(url_for(".app", **_onward()), 303)
    return _code_page(_empty())


@bp.post("/sign-in/code")
@allow(everyone, at="platform")
@limits.codes_of_person
def check_code():
    form = CodeForm()
    if (session := known_session()) is None:
        return redirect(url_for(".sign_in"), 303)
    if form.validate():
        if second_factor.take_code(session.account_id, form.digits):
            return _go_on(session, form)
        form.code.errors.append(_("The code is not right. Write the one that the app shows now."))
    return _code_page(form, 422)


@bp.get("/account/second-factor")
@allow(everyone, at="platform")
@proved
def app():
    if second_factor.is_on(known_session().account_id):
        return page_to(wanted_place(""), "accounts/app_kept.html")
    form_session.setdefault(SECRET, second_factor.fresh_secret())
    return _app_page(_empty())


@bp.post("/account/second-factor")
@allow(everyone, at="platform")
@proved
@limits.apps_of_person
def keep_app():
    session, form = known_session(), CodeForm()
    secret = form_session.get(SECRET)
    if secret is None or second_factor.is_on(session.account_id):
        return redirect(url_for(".app"), 303)
    if form.validate():
        if second_factor.confirm(session.account_id, secret, form.digits):
            del form_session[SECRET]
            mails.credentials_changed(links.person_of(session.account_id), "app_added")
            told(_("The app is in use. From now on you are asked for its code."))
            return _go_on(session, form)
        form.code.errors.append(_("The code is not right. Write the one that the app shows now."))
    return _app_page(form, 422)


@bp.post("/account/second-factor/remove")
@allow(belongs, at="platform")
@proved
def remove_app():
    second_factor.remove(current_user.account_id)
    mails.credentials_changed(links.person_of(current_user.account_id), "app_removed")
    return changed(None, to=url_for(".account"), saved=_("The app is no longer in use."))


def _onward() -> dict:
    return {name: request.args.get(name) for name in ("to", "next")}


def _empty() -> CodeForm:
    return CodeForm(formdata=None, **_onward())


def _go_on(session, form):
    place = wanted_place(form.to.data)
    answer = handover.lead_on(place, onward_of(place, form.next.data))
    return loading.give(answer, entry.strengthen(session))


def _code_page(form, status=200):
    return page_to(wanted_place(form.to.data), "accounts/code.html", status=status, form=form)


def _app_page(form, status=200):
    secret = form_session[SECRET]
    person = links.person_of(known_session().account_id)
    return page_to(
        wanted_place(form.to.data),
        "accounts/app.html",
        status=status,
        form=form,
        picture=second_factor.picture(secret, person.email),
        secret=second_factor.grouped(secret),
    )
