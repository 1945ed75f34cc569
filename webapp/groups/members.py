"""Seats follow membership: who becomes a member keeps their seats, who is removed leaves them."""

from __future__ import annotations

from sqlalchemy import select, update

from tenants.db import db
from webapp.accounts.models import Account, Invitation, Member
from webapp.accounts.models.invitation import accepted
from webapp.accounts.models.member import arrived, left
from webapp.groups.models import Participant

_FREE = (Participant.email != "", Participant.member_id.is_(None), Participant.left_at.is_(None))


@accepted.connect
def give_seats(invitation: Invitation, member: Member) -> None:
    """Where that very address has been asked to sit."""
    _seat(member, invitation.email)


@arrived.connect
def give_seats_to_host(member: Member) -> None:
    """A seat without its member would outlive the agreement."""
    _seat(member, select(Account.email).where(Account.id == member.account_id).scalar_subquery())


def _seat(member: Member, email) -> None:
    theirs = update(Participant).where(Participant.email == email, *_FREE)
    db.session.execute(theirs.values(member_id=member.id))


@left.connect
def end_seats(member: Member, by: Member) -> None:
    """Links and mails of tables end with all other rights; what was written stays."""
    theirs = select(Participant).where(Participant.member_id == member.id)
    for seat in db.session.scalars(theirs.where(Participant.left_at.is_(None))):
        seat.leave(by)
