"""Which mail about membership goes to whom."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from webapp.core import hosts
from webapp.core.mail import Reader, write

if TYPE_CHECKING:
    from webapp.accounts.links import Person
    from webapp.accounts.models import Account, Invitation, Member
    from webapp.accounts.places import Place

LINK_LASTS = timedelta(minutes=10)
EXAMPLES = {
    "accounts/mail/sign_in_link": {
        "link": "0195d000-0000-7000-8000-000000000000",
        "onward": "/areas",
        "minutes": 10,
    },
    "accounts/mail/credentials_changed": {
        "what": "password_set",
        "url": "https://example.org/account/sessions",
    },
    "accounts/mail/user_invitation": {
        "invitation": "0195d000-0000-7000-8000-000000000000",
        "inviter": "Kuopion Viranhaltija",
        "role": "officer",
        "actor": "Karttulan kyläyhdistys ry",
        "ends_at": datetime(2026, 12, 5, 16, 0, tzinfo=UTC),
    },
    "accounts/mail/account_removed": {},
}


def user_invitation(invitation: Invitation, by: Member | None, actor: str = "") -> None:
    """Urgent: the person who invites may be sitting beside the invited. `actor` is a name."""
    write(
        "accounts/mail/user_invitation",
        to=Reader(invitation.email, invitation.language, invitation.name),
        urgent=True,
        tenant_id=invitation.tenant_id,
        invitation=invitation.id,
        inviter=by.name if by else "",
        role=invitation.role,
        actor=actor,
        ends_at=invitation.ends_at,
    )


def account_removed(member: Member, account: Account) -> None:
    write(
        "accounts/mail/account_removed",
        to=Reader(account.email, account.language, member.name, account.id, member.id),
    )


def sign_in_link(person: Person, place: Place, link_id: UUID, onward: str) -> None:
    """The letter keeps no key: the address is made from the link's id when it is sent."""
    write(
        "accounts/mail/sign_in_link",
        to=Reader(person.email, person.language, account_id=person.id),
        urgent=True,
        patience=LINK_LASTS,
        tenant_id=place.id,
        link=link_id,
        onward=onward,
        minutes=int(LINK_LASTS.total_seconds() // 60),
    )


def credentials_changed(person: Person, what: str) -> None:
    """Whoever changed it, the owner of the address hears of it."""
    write(
        "accounts/mail/credentials_changed",
        to=Reader(person.email, person.language, account_id=person.id),
        urgent=True,
        what=what,
        url=hosts.platform_url("accounts.sessions"),
    )
