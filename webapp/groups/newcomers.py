"""Who comes into a network by a form, without an account."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from tenants.db import db
from webapp.groups import people
from webapp.groups.models import Group, Participant

PATIENCE = timedelta(days=7)


def let_out(seat: Participant) -> None:
    """Who has never been in leaves nothing behind."""
    if seat.joined_at is None and seat.asked_at is not None:
        db.session.delete(seat)
    else:
        seat.leave(seat.doer)


def ask_in(group: Group, name: str, email: str, language: str) -> Participant:
    """Takes part as soon as the address is confirmed; whoever has that address already, does."""
    people.hold(group)
    facts = {"name": name, "email": email, "language": language}
    here = (Participant.group_id == group.id, Participant.left_at.is_(None))
    wanted = select(Participant).where(*here, Participant.email == email).with_for_update()
    if (known := db.session.scalar(wanted)) is None:
        return Participant.ask_in(group, sector="residents", **facts)
    if known.asked_at is not None and known.joined_at is None:
        known.ask_again(**facts)
    return known
