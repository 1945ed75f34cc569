"""The link in the mail: made for whoever has the address, used once, within ten minutes."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select, update

from tenants.context import as_person, signing_in
from tenants.db import db
from tenants.owned import utcnow, uuid7
from webapp.accounts import bp, entry, mails, tokens
from webapp.accounts.models import Account, SignInLink
from webapp.accounts.places import Place, place_called
from webapp.core.hosts import platform_url
from webapp.core.scopes import beside

LASTS = mails.LINK_LASTS
# A known address costs three transactions, an unknown one a single look: both take this long.
ANSWER_AFTER = 0.3


class Person(NamedTuple):
    id: UUID
    email: str
    language: str


def person_with(email: str) -> Person | None:
    with beside(signing_in(email)):
        columns = (Account.id, Account.email, Account.language)
        found = db.session.execute(select(*columns).where(Account.email == email)).one_or_none()
    return Person(*found) if found else None


def person_of(account_id: UUID) -> Person:
    with beside(as_person(account_id)):
        columns = (Account.id, Account.email, Account.language)
        return Person(*db.session.execute(select(*columns).where(Account.id == account_id)).one())


@contextmanager
def evened() -> Iterator[None]:
    """Answer known and unknown after the same time."""
    end = time.monotonic() + ANSWER_AFTER
    yield
    time.sleep(max(0, end - time.monotonic()))


def send(email: str, place: Place, onward: str) -> None:
    """Write the mail, if anybody has the address. Who is no member there is led to the platform."""
    if (person := person_with(email)) is None:
        return
    if not entry.door(person.id, place).is_open:
        place, onward = place_called(""), ""
    link = SignInLink(id=uuid7(), account_id=person.id, leads_to=place.id, ends_at=utcnow() + LASTS)
    link.token_hash = tokens.hashed(token_of(link.id))
    link_id = link.id
    db.session.add(link)
    db.session.commit()  # the mail may be read before this request ends
    with beside(as_person(person.id)):
        mails.sign_in_link(person, place, link_id, onward)


def token_of(link_id: UUID | str) -> str:
    return tokens.sealed("sign-in link", link_id)


@bp.app_template_global()
def sign_in_address(link_id: str, onward: str) -> str:
    """For the mail, when it is sent."""
    return platform_url("accounts.link", token=token_of(link_id), next=onward or None)


def look_at(token: str) -> tuple[UUID, UUID] | None:
    """For whom a link that still works is, and where it leads."""
    return db.session.execute(
        select(SignInLink.account_id, SignInLink.leads_to).where(*_works(token))
    ).one_or_none()


def use(token: str) -> tuple[UUID, UUID] | None:
    """The same, and from now on it works no more."""
    return db.session.execute(
        update(SignInLink)
        .where(*_works(token))
        .values(used_at=utcnow())
        .returning(SignInLink.account_id, SignInLink.leads_to)
    ).one_or_none()


def _works(token):
    return (
        SignInLink.token_hash == tokens.hashed(token),
        SignInLink.used_at.is_(None),
        SignInLink.ends_at > utcnow(),
    )
