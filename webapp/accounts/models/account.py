"""A person, once for the whole platform: address, language, credentials."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from tenants.context import APP, PERSON
from tenants.scoping import GlobalModel
from tenants.types import Word
from tenants.walls import ACCOUNT, EMAIL, MINE, Wall

# The subquery is itself under row-level security: only memberships of this tenant count.
MEMBERS_HERE = "EXISTS (SELECT FROM member m WHERE m.account_id = account.id)"
ONESELF = f"(id = {ACCOUNT} OR email = {EMAIL})"


class Account(GlobalModel):
    __walls__ = (
        Wall(APP, "SELECT", MEMBERS_HERE),
        Wall(PERSON, "SELECT", ONESELF),
        Wall(PERSON, "INSERT", f"email = {EMAIL}"),
        Wall(PERSON, "UPDATE", f"id = {ACCOUNT}", ("email", "language")),
    )

    email: Mapped[str] = mapped_column(String(254), unique=True)  # lower case
    language: Mapped[str] = mapped_column(Word("fi", "sv", "en"), default="fi")


class Credentials(GlobalModel):
    """Apart from the account, so that no tenant's transaction can read a hash."""

    __walls__ = (Wall(PERSON, "ALL", MINE),)

    account_id: Mapped[UUID] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), unique=True
    )
    password_hash: Mapped[str | None] = mapped_column(String(200))
    totp_secret: Mapped[str | None] = mapped_column(String(64))
    totp_confirmed_at: Mapped[datetime | None]
    totp_last_step: Mapped[int | None]  # a code is used once
    is_exempt: Mapped[bool] = mapped_column(default=False)  # demonstration people need no code
