"""Codes of an authenticator app: a secret shown once, and each code taken once."""

from __future__ import annotations

import hmac
from datetime import datetime
from uuid import UUID

import pyotp
import segno
from sqlalchemy import or_, select, update
from sqlalchemy.dialects.postgresql import insert

from tenants.context import as_person
from tenants.db import db
from tenants.owned import utcnow
from webapp.accounts.models import Credentials
from webapp.core.scopes import beside

STEP = 30
# A phone's clock may be half a minute off.
STEPS_ASIDE = (0, -1, 1)
SERVICE = "Yhteispöytä"


def fresh_secret() -> str:
    return pyotp.random_base32()


def picture(secret: str, email: str) -> str:
    """The QR code that the app reads, as the address of an image."""
    address = pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=SERVICE)
    return segno.make(address, error="m").svg_data_uri(scale=5, border=4, light="#fff")


def grouped(secret: str) -> str:
    return " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))


def step_of(secret: str, code: str, now: datetime) -> int | None:
    """The half minute whose code this is."""
    current = int(now.timestamp()) // STEP
    totp = pyotp.TOTP(secret)
    for step in (current + aside for aside in STEPS_ASIDE):
        if hmac.compare_digest(totp.generate_otp(step).encode(), code.encode()):
            return step
    return None


def is_on(account_id: UUID) -> bool:
    with beside(as_person(account_id)):
        confirmed = select(Credentials.totp_confirmed_at)
        return db.session.scalar(confirmed) is not None


def take_code(account_id: UUID, code: str) -> bool:
    """Whether the code is right and was not taken before."""
    with beside(as_person(account_id)):
        own = Credentials.totp_confirmed_at.is_not(None)
        secret = db.session.scalar(select(Credentials.totp_secret).where(own))
        step = step_of(secret, code, utcnow()) if secret else None
        if step is None:
            return False
        not_yet = or_(Credentials.totp_last_step.is_(None), Credentials.totp_last_step < step)
        taken = db.session.execute(update(Credentials).where(not_yet).values(totp_last_step=step))
        return taken.rowcount == 1


def confirm(account_id: UUID, secret: str, code: str) -> bool:
    """Keep the secret when the app shows its code."""
    now = utcnow()
    if (step := step_of(secret, code, now)) is None:
        return False
    kept = {"totp_secret": secret, "totp_confirmed_at": now, "totp_last_step": step}
    _keep(account_id, kept)
    return True


def remove(account_id: UUID) -> None:
    _keep(account_id, {"totp_secret": None, "totp_confirmed_at": None, "totp_last_step": None})


def _keep(account_id, values) -> None:
    with beside(as_person(account_id)):
        row = insert(Credentials).values(account_id=account_id, **values)
        db.session.execute(row.on_conflict_do_update(index_elements=["account_id"], set_=values))
