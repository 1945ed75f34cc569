"""Which mail about actors goes to whom."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from webapp.core import hosts
from webapp.core.mail import Reader, write

if TYPE_CHECKING:
    from webapp.accounts.models import Account, Member
    from webapp.actors.models import Actor, Representative

EXAMPLES = {
    "actors/mail/representative_added": {
        "actor": "Karttulan kyläyhdistys ry",
        "path": "/actors/0195d000-0000-7000-8000-000000000000",
        "adder": "Kuopion Viranhaltija",
        "starts_on": date(2026, 11, 23),
        "ends_on": date(2027, 12, 31),
    },
}


def representative_added(
    term: Representative, actor: Actor, member: Member, account: Account, by: Member
) -> None:
    """Not to those who named themselves."""
    if member.id == by.id:
        return
    write(
        "actors/mail/representative_added",
        to=Reader(account.email, account.language, member.name, account.id, member.id),
        actor=actor.name,
        path=hosts.path_of("actors.detail", id=actor.id),
        adder=by.name,
        starts_on=term.starts_on,
        ends_on=term.ends_on,
    )
