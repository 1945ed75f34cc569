"""A host's people at the tables of a municipality: there as long as the agreement lasts."""

from __future__ import annotations

from sqlalchemy import select

from tenants.db import db
from webapp.accounts.loading import may_work_here
from webapp.accounts.models import Member
from webapp.groups.models import Participant

_THEIRS = (
    select(Participant, Member)
    .join(
        Member,
        (Member.tenant_id == Participant.tenant_id) & (Member.id == Participant.member_id),
    )
    .where(Member.host_id.is_not(None), Participant.left_at.is_(None))
    .execution_options(populate_existing=True)
)


def see_off() -> None:
    """Their links and mails end with the agreement; what they wrote stays."""
    for seat, member in db.session.execute(_THEIRS).all():
        if not may_work_here(member):
            seat.leave(by=None)
