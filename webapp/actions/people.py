"""The people of an action: who hears of it, and who says by a link of their own how it went."""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from sqlalchemy import Uuid, bindparam, select

from tenants.db import db
from webapp.accounts import tokens
from webapp.accounts.loading import may_work_here
from webapp.accounts.models import Account, Member
from webapp.accounts.queries import runs
from webapp.actors.models import Actor, Representative
from webapp.core.formats import today
from webapp.core.language import languages_of_tenant
from webapp.core.mail import Reader
from webapp.groups.models import Participant
from webapp.traits.audited import Guest

if TYPE_CHECKING:
    from webapp.actions.models import Action


class Answerer(NamedTuple):
    """`kind` and `id`: a participant, a member who represents the actor, or the actor itself."""

    kind: str
    id: UUID
    reader: Reader
    actor_id: UUID | None

    @property
    def key(self) -> str:
        """What a letter keeps; who has another address has another link."""
        return f"{self.kind} {self.id} {tokens.masked(self.reader.email)}"

    @property
    def doer(self) -> Guest:
        return Guest(self.reader.name, self.reader.member_id, self.actor_id)


def token_of(action_id: UUID | str, key: str) -> str:
    return tokens.sealed("action", f"{action_id} {key}")


def answerer(action: Action, token: str) -> Answerer | None:
    """Whose link it is, as long as they carry the action out or keep the table's memos.

    A table that has ended stays responsible for what it agreed on: its links live on.
    """
    for each in (*_all_of_party(action), *secretaries_of(action)):
        if hmac.compare_digest(token_of(action.id, each.key).encode(), token.encode()):
            return each
    return None


def party_of(action: Action) -> list[Answerer]:
    """The participant; else who sits there for the actor, its representatives, its own address."""
    if own := _own_seat(action):
        return own
    if (actor := _actor_of(action)) is None:
        return []
    return _seats_for(action, actor) or _representatives_of(actor) or _address_of(actor)


def secretaries_of(action: Action) -> list[Answerer]:
    """Where there is none, those who lead."""
    seats = db.session.scalars(_AT_TABLE, {"group": action.group_id})
    leading = [seat for seat in seats if seat.leads and seat.role != "core"]
    secretaries = [seat for seat in leading if seat.role == "secretary"]
    return [_seated(seat) for seat in secretaries or leading]


def _all_of_party(action: Action) -> list[Answerer]:
    """Whoever of them was written to: the others may have come since."""
    actor = _actor_of(action)
    if actor is None:
        return _own_seat(action)
    theirs = (*_seats_for(action, actor), *_representatives_of(actor), *_address_of(actor))
    return [*_own_seat(action), *theirs]


_AT_TABLE = (
    select(Participant)
    .where(Participant.group_id == bindparam("group", type_=Uuid))
    .where(Participant.joined_at.is_not(None), Participant.left_at.is_(None))
    .where(Participant.email != "")
    .order_by(Participant.id)
)
_FOR_ACTOR = _AT_TABLE.where(Participant.actor_id == bindparam("actor", type_=Uuid))
_REPRESENTS = (
    select(Member, Account)
    .join(Account, Account.id == Member.account_id)
    .join(Representative, Representative.member_id == Member.id)
    .where(Representative.tenant_id == Member.tenant_id, Member.left_at.is_(None))
    .where(Representative.actor_id == bindparam("actor", type_=Uuid), runs(Representative))
    .order_by(Member.sort_name, Member.id)
)


def _own_seat(action: Action) -> list[Answerer]:
    seat = action.participant_id and db.session.get(Participant, action.participant_id)
    return [_seated(seat)] if seat and seat.email and seat.is_with_us else []


def _actor_of(action: Action) -> Actor | None:
    """That for which somebody still acts."""
    actor = action.actor_id and db.session.get(Actor, action.actor_id)
    return actor if actor and actor.closed_at is None else None


def _seats_for(action: Action, actor: Actor) -> list[Answerer]:
    asked = {"group": action.group_id, "actor": actor.id}
    return [_seated(seat) for seat in db.session.scalars(_FOR_ACTOR, asked)]


def _representatives_of(actor: Actor) -> list[Answerer]:
    """Not those of a host whose agreement is over."""
    people = db.session.execute(_REPRESENTS, {"actor": actor.id, "day": today()})
    return [
        Answerer("member", member.id, _reader_of(member, account), actor.id)
        for member, account in people
        if may_work_here(member)
    ]


def _reader_of(member: Member, account: Account) -> Reader:
    return Reader(account.email, account.language, member.name, account.id, member.id)


def _address_of(actor: Actor) -> list[Answerer]:
    if not actor.email:
        return []
    reader = Reader(actor.email, languages_of_tenant()[0], actor.name)
    return [Answerer("actor", actor.id, reader, actor.id)]


def _seated(seat: Participant) -> Answerer:
    return Answerer("participant", seat.id, seat.reader, seat.actor_id)
