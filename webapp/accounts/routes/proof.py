"""What guards the keys to an account: a sign-in that is only minutes old."""

from __future__ import annotations

from datetime import timedelta
from functools import wraps

from flask import redirect, request, url_for

from tenants.owned import utcnow
from webapp.accounts import second_factor
from webapp.accounts.loading import known_session

# A page that was opened in time may be answered a while later.
FRESH = {"GET": timedelta(minutes=10), "HEAD": timedelta(minutes=10), "POST": timedelta(minutes=30)}


def proved(view):
    """Let in who has just shown who it is, with the second factor where there is one."""

    @wraps(view)
    def guarded(**path):
        session = known_session()
        if session is None:
            return redirect(url_for("accounts.sign_in", next=_page()), 303)
        oldest = utcnow() - FRESH[request.method]
        if second_factor.is_on(session.account_id):
            if session.strong_at is None or session.strong_at < oldest:
                return redirect(url_for("accounts.code", next=_page()), 303)
        elif session.created_at < oldest:
            return redirect(url_for("accounts.sign_in", again=1, next=_page()), 303)
        return view(**path)

    return guarded


def _page() -> str:
    reads = request.method in ("GET", "HEAD")
    return request.full_path.rstrip("?") if reads else url_for("accounts.account")
