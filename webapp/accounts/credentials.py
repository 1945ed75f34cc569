"""Passwords of accounts: compared and kept in the scope of that one person."""

from __future__ import annotations

from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from tenants.context import as_person
from tenants.db import db
from webapp.accounts import bp, passwords
from webapp.accounts.links import Person, person_with
from webapp.accounts.models import Credentials
from webapp.core.language import lazy
from webapp.core.scopes import beside

CHANGES = {
    "password_set": lazy("The password of your account has been changed."),
    "password_removed": lazy("The password of your account has been removed."),
    "app_added": lazy("An authenticator app has been taken into use for your account."),
    "app_removed": lazy("The authenticator app of your account has been taken out of use."),
}


@bp.app_template_global()
def what_changed(what: str) -> str:
    return str(CHANGES[what])


def person_with_password(email: str, password: str) -> Person | None:
    """An unknown address costs the same look and the same hash as a wrong password."""
    person = person_with(email)
    kept = _kept(person.id if person else uuid4())
    if not passwords.fits(password, kept):
        return None
    if passwords.is_outdated(kept):
        set_password(person.id, password)
    return person


def has_password(account_id: UUID) -> bool:
    return _kept(account_id) is not None


def set_password(account_id: UUID, password: str | None) -> None:
    values = {"password_hash": passwords.hashed(password) if password else None}
    with beside(as_person(account_id)):
        row = insert(Credentials).values(account_id=account_id, **values)
        db.session.execute(row.on_conflict_do_update(index_elements=["account_id"], set_=values))


def _kept(account_id) -> str | None:
    with beside(as_person(account_id)):
        return db.session.scalar(select(Credentials.password_hash))
