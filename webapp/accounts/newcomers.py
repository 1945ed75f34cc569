"""The account of somebody whose address a mail has proved."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from tenants.context import signing_in
from tenants.db import db
from tenants.owned import uuid7
from webapp.accounts.models import Account
from webapp.core.scopes import beside


def account_of(email: str, language: str, id: UUID | None = None) -> UUID:
    """The account of the address, made when there is none. Ends the transaction it is called in."""
    db.session.commit()  # many at once must not each hold two connections
    with beside(signing_in(email)):
        new = insert(Account).values(id=id or uuid7(), email=email, language=language)
        db.session.execute(new.on_conflict_do_nothing())
        return db.session.scalars(select(Account.id).where(Account.email == email)).one()
