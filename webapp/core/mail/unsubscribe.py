"""The stop link of optional mail: one press in the mail program, or one button on a page.

The same link leads back: who stopped the messages finds there how to get them again.
"""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, abort, current_app, g, render_template, url_for
from itsdangerous import BadSignature, Signer
from sqlalchemy import delete, exists, select
from sqlalchemy.dialects.postgresql import insert

from tenants.db import db
from webapp.core.access import allow, everyone
from webapp.core.extensions import csrf
from webapp.core.language import _
from webapp.core.mail.models import Letter, Refusal
from webapp.core.pages import changed

bp = Blueprint("mail", __name__, url_prefix="/mail")


def token_for(letter) -> str:
    """Names the letter, not the reader: addresses of pages end up in logs."""
    return _signer(letter.tenant_id).sign(letter.id.hex).decode()


@bp.get("/stop/<token>")
@allow(everyone, at="any")
def stop(token):
    letter = _letter(token)
    stopped = db.session.scalar(select(exists().where(*_same(_wish(letter)))))
    return render_template("mail/stop.html", letter=letter, stopped=stopped, token=token)


@bp.post("/stop/<token>")
@csrf.exempt  # pressed in a mail program, which has no page of ours (RFC 8058)
@allow(everyone, at="any")
def stop_now(token):
    letter = _letter(token)
    db.session.execute(insert(Refusal).values(_wish(letter)).on_conflict_do_nothing())
    return render_template("mail/stop.html", letter=letter, stopped=True, token=token)


@bp.post("/start/<token>")
@allow(everyone, at="any")
def start_again(token):
    db.session.execute(delete(Refusal).where(*_same(_wish(_letter(token)))))
    return changed(None, url_for("mail.stop", token=token), _("The messages come again."))


def _wish(letter: Letter) -> dict:
    return {"email": letter.email, "topic": letter.topic}


def _same(wish: dict) -> tuple:
    return Refusal.email == wish["email"], Refusal.topic == wish["topic"]


def _letter(token: str) -> Letter:
    try:
        id = UUID(hex=_signer(g.tenant.id).unsign(token).decode())
    except (BadSignature, ValueError):
        abort(404)
    letter = db.session.get(Letter, id)
    return letter if letter and letter.topic else abort(404)


def _signer(tenant_id: UUID) -> Signer:
    return Signer(current_app.config["SECRET_KEY"], salt=f"unsubscribe {tenant_id}")
