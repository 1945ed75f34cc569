"""From the platform's host to a tenant's and back: one sign-in for all of them."""

from __future__ import annotations

import re

from flask import Response, g, redirect, request, url_for
from flask_login import current_user

from webapp.accounts import bp, entry, loading, tokens
from webapp.accounts.models import Session
from webapp.accounts.places import Place, local_path
from webapp.core import language, security
from webapp.core.access import allow, everyone
from webapp.core.hosts import path_of, platform_url
from webapp.core.pages import show

STATE_COOKIE = "__Host-state"
STATE_LASTS = 600
HASH = re.compile("[0-9a-f]{64}")


@bp.get("/welcome")
@allow(everyone)
def welcome():
    onward = local_path(request.args.get("next"))
    if current_user.is_authenticated:
        return redirect(onward, 303)
    state = request.cookies.get(STATE_COOKIE)
    token = state and entry.receive(request.args.get("code", ""), tokens.hashed(state))
    if not token:
        return show("accounts/not_welcomed.html", status=400, onward=onward)
    answer = loading.give(redirect(onward, 303), token)
    answer.delete_cookie(STATE_COOKIE, secure=True, httponly=True, samesite="Lax")
    return answer


def ask_platform(onward: str) -> Response:
    """Off to the platform's host; only the browser that asks here may come back signed in."""
    if current_user.is_authenticated:
        return redirect(onward, 303)
    state = tokens.fresh()
    chosen = language.known(request.cookies.get(language.COOKIE))
    query = {"to": g.tenant.slug, "state": tokens.hashed(state).hex(), "next": onward}
    if chosen:
        query[language.PARAMETER] = chosen
    answer = redirect(platform_url("accounts.sign_in", **query), 303)
    answer.set_cookie(
        STATE_COOKIE, state, max_age=STATE_LASTS, secure=True, httponly=True, samesite="Lax"
    )
    return answer


def go_in(session: Session, place: Place, onward: str) -> Response:
    """On the platform, with its session: through the door of `place`, if it is open."""
    here = entry.door(session.account_id, place)
    if not here.is_open:
        return show("accounts/no_entry.html", status=403, place=place)
    if entry.needs_code(session, here):
        return redirect(url_for(".code", to=place.slug, next=onward), 303)
    if place.is_platform:
        return redirect(onward, 303)
    state = request.args.get("state", "")
    if not HASH.fullmatch(state):
        return lead_on(place, onward)
    code = entry.hand_over(session, place, bytes.fromhex(state))
    return redirect(place.address + path_of("accounts.welcome", code=code, next=onward), 303)


def lead_on(place: Place, onward: str) -> Response:
    """After a proof: to the place's own sign-in, which knows the browser."""
    return redirect(place.address + path_of("accounts.sign_in", next=onward), 303)


def page_to(place: Place, page: str, status: int = 200, **context) -> Response:
    """A page whose form ends on the host of `place`."""
    answer = show(page, status=status, place=place, **context)
    answer.headers["Content-Security-Policy"] = security.policy(place.address)
    return answer


def onward_of(place: Place, typed: str | None) -> str:
    """Where to go there; on the platform that is the list of one's municipalities."""
    home = url_for(".my_municipalities") if place.is_platform else "/"
    return local_path(typed, home)


def enter(account_id, place: Place, onward: str) -> Response:
    """Who it is has been shown: a new session on the platform, and on to `place`."""
    return loading.give(lead_on(place, onward), entry.sign_in(account_id))
