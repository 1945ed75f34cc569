"""Which mail about an action goes to whom: to its party, and late ones to the secretary, too."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import Uuid, bindparam, select

from tenants.db import db
from webapp.accounts import tokens
from webapp.accounts.models import Account, Member
from webapp.accounts.queries import runs
from webapp.actors.models import Actor, Representative
from webapp.core import hosts
from webapp.core.formats import today
from webapp.core.language import languages_of_tenant
from webapp.core.mail import Reader, write
from webapp.groups.models import Participant

if TYPE_CHECKING:
    from webapp.actions.models import Action

_EXAMPLE = {
    "action": "0195d000-0000-7000-8000-000000000000",
    "holder": "0195d000-0000-7000-8000-000000000001",
    "what": "Sovitaan kimppakyydeistä",
    "due_on": date(2026, 11, 23),
    "table": {"fi": "Ikäihmisten palvelut", "sv": "Tjänster för äldre"},
    "goal": {"fi": "Kukaan ei jää kyydittä.", "sv": "Ingen blir utan skjuts."},
    "path": "/actions/0195d000-0000-7000-8000-000000000000",
    "memo": "/meetings/0195d000-0000-7000-8000-000000000002/memo",
}
EXAMPLES = {
    "actions/mail/action_assigned": _EXAMPLE,
    "actions/mail/action_due": _EXAMPLE,
    "actions/mail/action_overdue": _EXAMPLE,
}


def action_assigned(action: Action) -> None:
    """To a party once, however often the memo is published; another party hears of it anew."""
    for reader in party_of(action):
        _write("action_assigned", action, reader, str(action.holder_id))


def action_due(action: Action) -> None:
    for reader in party_of(action):
        _write("action_due", action, reader, str(action.due_on))


def action_overdue(action: Action) -> None:
    """To the secretary as well, and to each address once."""
    readers = {reader.email: reader for reader in (*_secretaries(action), *party_of(action))}
    for reader in readers.values():
        _write("action_overdue", action, reader, str(action.due_on))


def _write(kind: str, action: Action, reader: Reader, occasion: str) -> None:
    """The letter keeps no key: the address of the answer is made when it is sent."""
    write(
        f"actions/mail/{kind}",
        to=reader,
        key=f"{kind} {action.id} {occasion} {tokens.masked(reader.email)}",
        action=action.id,
        holder=action.holder_id,
        what=action.what,
        due_on=action.due_on,
        table=action.group.titles,
        goal=action.group.goals,
        path=hosts.path_of("actions.detail", id=action.id),
        memo=_memo_of(action),
    )


def _memo_of(action: Action) -> str:
    """Where it was agreed; what was added by hand has no memo."""
    id = action.meeting_id
    return hosts.path_of("meetings.memo", id=id) if id else ""


_AT_TABLE = (
    select(Participant)
    .where(Participant.group_id == bindparam("group", type_=Uuid))
    .where(Participant.joined_at.is_not(None), Participant.left_at.is_(None))
    .where(Participant.email != "")
    .order_by(Participant.id)
)
_FOR_ACTOR = _AT_TABLE.where(Participant.actor_id == bindparam("actor", type_=Uuid))
_WRITES = _AT_TABLE.where(Participant.role == "secretary")
_REPRESENTS = (
    select(Member, Account)
    .join(Account, Account.id == Member.account_id)
    .join(Representative, Representative.member_id == Member.id)
    .where(Representative.tenant_id == Member.tenant_id, Member.left_at.is_(None))
    .where(Representative.actor_id == bindparam("actor", type_=Uuid), runs(Representative))
    .order_by(Member.sort_name, Member.id)
)


def party_of(action: Action) -> list[Reader]:
    """The participant; else who sits there for the actor, its representatives, its own address."""
    seat = action.participant_id and db.session.get(Participant, action.participant_id)
    if seat is not None and seat.left_at is None and seat.email:
        return [seat.reader]
    actor_id = action.actor_id or (seat.actor_id if seat else None)
    return _people_of(action, actor_id) if actor_id else []


def _people_of(action: Action, actor_id) -> list[Reader]:
    asked = {"group": action.group_id, "actor": actor_id}
    if seats := db.session.scalars(_FOR_ACTOR, asked).all():
        return [seat.reader for seat in seats]
    people = db.session.execute(_REPRESENTS, {"actor": actor_id, "day": today()}).all()
    if people:
        return [
            Reader(account.email, account.language, member.name, account.id, member.id)
            for member, account in people
        ]
    actor = db.session.get(Actor, actor_id)
    return [Reader(actor.email, languages_of_tenant()[0], actor.name)] if actor.email else []


def _secretaries(action: Action) -> list[Reader]:
    seats = db.session.scalars(_WRITES, {"group": action.group_id})
    return [seat.reader for seat in seats]
