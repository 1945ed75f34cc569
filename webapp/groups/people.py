"""Who sits where: lists of participants, and whether somebody is at the table already."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Uuid, bindparam, delete, func, or_, select, tuple_, update
from sqlalchemy.orm import aliased, joinedload

from tenants.db import db
from webapp.accounts.models import Account, Member
from webapp.accounts.queries import PAGE, Page
from webapp.core.formats import sort_text
from webapp.groups.models import Group, Participant

_SITS = (
    select(Participant)
    .where(Participant.group_id == bindparam("group", type_=Uuid), Participant.left_at.is_(None))
    .options(joinedload(Participant.actor))
    .order_by(Participant.sort_name, Participant.id)
)
_before = aliased(Participant)
_AFTER = tuple_(Participant.sort_name, Participant.id) > tuple_(
    select(_before.sort_name).where(_before.id == bindparam("after")).scalar_subquery(),
    bindparam("after", type_=Uuid),
)
_IS_IN = Participant.joined_at.is_not(None)
_IS_ASKED = or_(_IS_IN, Participant.invited_at.is_not(None)) & Participant.declined_at.is_(None)
# Who asked to join a network by a form is nobody's business before the address is confirmed.
_IS_KNOWN = _IS_IN | Participant.asked_at.is_(None)
MOST_ASKED = 500  # at once


def page_of(group: Group, *, keeps: bool, sector: str | None, after: UUID | None) -> Page:
    """By name (R6). Who declined or is not invited yet is seen by those who keep the group."""
    seen = (_IS_KNOWN,) if keeps else (_IS_KNOWN, _IS_ASKED)
    query, values = _SITS.where(*seen), {"group": group.id}
    if sector:
        query, values["sector"] = query.where(Participant.sector == bindparam("sector")), sector
    if after:
        query, values["after"] = query.where(_AFTER), after
    return Page.of(db.session.scalars(query.limit(PAGE + 1), values).all())


# Those who have been asked already are the last: however many they are, the others have room.
_IS_FRESH = Participant.invited_at.is_(None) & Participant.declined_at.is_(None)
_WAIT = (
    _SITS.where(~_IS_IN, _IS_KNOWN)
    .order_by(None)
    .order_by(_IS_FRESH.desc(), Participant.sort_name, Participant.id)
    .limit(MOST_ASKED)
)


def not_in(group: Group) -> list[Participant]:
    """Who can be asked to join."""
    return db.session.scalars(_WAIT, {"group": group.id}).all()


def held(group: Group, ids: Iterable[UUID]) -> list[Participant]:
    """Those as they are now; whoever else would ask them waits."""
    wanted = _SITS.where(Participant.id.in_(list(ids))).execution_options(populate_existing=True)
    return db.session.scalars(wanted.with_for_update(of=Participant), {"group": group.id}).all()


def hold(group: Group) -> None:
    """Of two who add people at once the second waits, and sees whom the first has added."""
    db.session.execute(select(Group.id).where(Group.id == group.id).with_for_update(key_share=True))


class Known(NamedTuple):
    """By what somebody at the table is known: the address, or the name and the number."""

    emails: frozenset[str]
    phones: frozenset[tuple[str, str]]

    def has(self, name: str, email: str, phone: str) -> bool:
        return email in self.emails if email else (sort_text(name), phone) in self.phones

    def with_one(self, name: str, email: str, phone: str) -> Known:
        if email:
            return self._replace(emails=self.emails | {email})
        return self._replace(phones=self.phones | {(sort_text(name), phone)})


def known_at(group: Group) -> Known:
    columns = (Participant.email, Participant.sort_name, Participant.phone)
    here = select(*columns).where(Participant.group_id == group.id, Participant.left_at.is_(None))
    here = here.where(_IS_KNOWN)
    rows = db.session.execute(here).all()
    emails = (row.email for row in rows if row.email)
    phones = ((row.sort_name, row.phone) for row in rows if not row.email)
    return Known(frozenset(emails), frozenset(phones))


def make_room(group: Group, emails: Iterable[str]) -> None:
    """Who has only asked to be let in keeps nobody from being added at that address."""
    theirs = (Participant.group_id == group.id, Participant.email.in_([it for it in emails if it]))
    gone = delete(Participant).where(*theirs, ~_IS_KNOWN)
    db.session.execute(gone.execution_options(synchronize_session=False))


def is_taken(group_id: UUID, email: str, but: UUID | None = None) -> bool:
    """Somebody else at the table has the address."""
    here = select(Participant.id).where(Participant.group_id == group_id)
    here = here.where(Participant.email == email, Participant.left_at.is_(None))
    found = db.session.scalar(here)
    return found is not None and found != but


def members_with(emails: Iterable[str]) -> dict[str, UUID]:
    """The members of these addresses."""
    if not (wanted := [email for email in emails if email]):
        return {}
    found = select(Account.email, Member.id).join(Member.account)
    found = found.where(Account.email.in_(wanted), Member.left_at.is_(None))
    return {row.email: row.id for row in db.session.execute(found)}


_ANSWERED = select(
    func.count().filter(_IS_IN),
    func.count().filter(Participant.rules_accepted_at.is_not(None), _IS_IN),
).where(Participant.group_id == bindparam("group", type_=Uuid), Participant.left_at.is_(None))


def accepted_rules(group: Group) -> tuple[int, int]:
    """How many take part, and how many of them have accepted the ground rules."""
    return tuple(db.session.execute(_ANSWERED, {"group": group.id}).one())


def ask_rules_again(group: Group) -> None:
    """The ground rules are not those any more which were accepted."""
    accepted = (Participant.group_id == group.id, Participant.rules_accepted_at.is_not(None))
    db.session.execute(update(Participant).where(*accepted).values(rules_accepted_at=None))


def seat_with(group: Group, member_id: UUID, email: str) -> Participant | None:
    """The one that a member has or has been offered, joined or not."""
    mine = (Participant.member_id == member_id) | (Participant.email == email)
    query = _SITS.where(mine).with_for_update(of=Participant)
    return db.session.scalars(query, {"group": group.id}).first()
