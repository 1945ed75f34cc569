"""Signing in on the platform's host, first of all by a link in the mail."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import abort, g, make_response, redirect, request, session, url_for

from webapp.accounts import bp, limits, links
from webapp.accounts.forms.sign_in import LinkForm
from webapp.accounts.loading import known_session
from webapp.accounts.places import Place, local_path, place_called, place_of
from webapp.accounts.routes import handover
from webapp.accounts.routes.handover import onward_of, page_to
from webapp.core.access import allow, everyone
from webapp.core.extensions import htmx, login
from webapp.core.pages import show


@bp.get("/sign-in")
@allow(everyone, at="any")
def sign_in():
    typed = request.args.get("next")
    if g.tenant.kind != "platform":
        return handover.ask_platform(local_path(typed))
    place = wanted_place(request.args.get("to", ""))
    if (session := known_session()) and "again" not in request.args:
        return handover.go_in(session, place, onward_of(place, typed))
    return _page(place, LinkForm(formdata=None, to=place.slug, next=typed))


@bp.post("/sign-in")
@allow(everyone, at="platform")
@limits.links_to_address
@limits.links_from_network
def send_link():
    form = LinkForm()
    place = wanted_place(form.to.data)
    if not form.validate():
        return _page(place, form, 422)
    with links.evened():
        links.send(form.email.data, place, local_path(form.next.data, ""))
    session["link_sent_to"] = form.email.data
    return redirect(url_for(".link_sent", to=place.slug), 303)


@bp.get("/sign-in/sent")
@allow(everyone, at="platform")
def link_sent():
    place = wanted_place(request.args.get("to", ""))
    email = session.get("link_sent_to")
    return show("accounts/link_sent.html", place=place, email=email, lasts=links.LASTS)


@bp.get("/sign-in/link/<token>")
@allow(everyone, at="platform")
def link(token):
    """Changes nothing: mail programs look at links before their readers do."""
    if (found := links.look_at(token)) is None:
        return _spent()
    account_id, leads_to = found
    place, person = place_of(leads_to), links.person_of(account_id)
    return page_to(
        place, "accounts/link.html", token=token, person=person, next=request.args.get("next")
    )


@bp.post("/sign-in/link/<token>")
@allow(everyone, at="platform")
@limits.keys_from_network
def use_link(token):
    if (found := links.use(token)) is None:
        return _spent()
    account_id, leads_to = found
    place = place_of(leads_to)
    return handover.enter(account_id, place, onward_of(place, request.form.get("next")))


def wanted_place(slug: str) -> Place:
    return place_called(slug) or abort(404)


@login.unauthorized_handler
def send_to_sign_in():
    """A page comes back after it; a part of one, and a form, to the page that they were on."""
    if htmx:
        answer = make_response("", 401)
        answer.headers["HX-Redirect"] = _with_next(_page_they_are_on())
        return answer
    reads = request.method in ("GET", "HEAD")
    return redirect(_with_next(request.full_path) if reads else url_for("accounts.sign_in"), 303)


def _page_they_are_on() -> str:
    try:
        page = urlsplit(request.headers.get("HX-Current-URL", ""))
    except ValueError:  # the header may hold anything
        return "/"
    return f"{page.path}?{page.query}"


def _with_next(page):
    return url_for("accounts.sign_in", next=local_path(page.rstrip("?")))


def _page(place, form, status=200):
    return page_to(place, "accounts/sign_in.html", status=status, form=form)


def _spent():
    form = LinkForm(formdata=None)
    return show("accounts/link_spent.html", status=410, form=form)
