"""The stop link of optional mail: one press in the mail program, or one button on a page."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, abort, current_app, g, render_template
from itsdangerous import BadSignature, Signer
from sqlalchemy.dialects.postgresql import insert

from tenants.db import db
from webapp.core.access import allow, everyone
from webapp.core.extensions import csrf
from webapp.core.mail.models import Letter, Refusal

bp = Blueprint("mail", __name__, url_prefix="/mail")


def token_for(letter) -> str:
    """Names the letter, not the reader: addresses of pages end up in logs."""
    return _signer(letter.tenant_id).sign(letter.id.hex).decode()


@bp.get("/stop/<token>")
@allow(everyone, at="any")
def stop(token):
    return render_template("mail/stop.html", letter=_letter(token), stopped=False)


@bp.post("/stop/<token>")
@csrf.exempt  # pressed in a mail program, which has no page of ours (RFC 8058)
@allow(everyone, at="any")
def stop_now(token):
    letter = _letter(token)
    wish = {"email": letter.email, "topic": letter.topic}
    db.session.execute(insert(Refusal).values(wish).on_conflict_do_nothing())
    return render_template("mail/stop.html", letter=letter, stopped=True)


def _letter(token: str) -> Letter:
    try:
        id = UUID(hex=_signer(g.tenant.id).unsign(token).decode())
    except (BadSignature, ValueError):
        abort(404)
    letter = db.session.get(Letter, id)
    return letter if letter and letter.topic else abort(404)


def _signer(tenant_id: UUID) -> Signer:
    return Signer(current_app.config["SECRET_KEY"], salt=f"unsubscribe {tenant_id}")
