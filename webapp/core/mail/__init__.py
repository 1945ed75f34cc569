"""Mail is a row first: written with the change that causes it, sent after the commit."""

from __future__ import annotations

from flask import Flask
from sqlalchemy import event

from tenants.session import TenantSession
from webapp.core.mail import relay, rendering, rounds, unsubscribe, writing
from webapp.core.mail.models import Letter, Refusal
from webapp.core.mail.writing import Reader, write

__all__ = ["Letter", "Reader", "Refusal", "relay", "rounds", "write"]

event.listen(TenantSession, "after_commit", writing.ring_bells)
event.listen(TenantSession, "after_soft_rollback", writing.forget_bells)


def init_app(app: Flask) -> None:
    rendering.init_app(app)
    app.register_blueprint(unsubscribe.bp)
