"""What stands in the tables about participants."""

from __future__ import annotations

from sqlalchemy import select

from tests.accounts.people import inside
from webapp.core.mail import Letter
from webapp.groups.models import Participant


def seats(app, world, town="kuopio", place="karttula") -> dict[str, dict]:
    """Who has not left, by name: the state and the facts of each."""
    with inside(app, world, town) as session:
        here = Participant.group_id == world.group(place)
        found = session.scalars(select(Participant).where(here, Participant.left_at.is_(None)))
        words = ("id", "email", "phone", "member_id", "actor_id", "sector", "role", "seat")
        words += ("state", "wishes", "reason", "token", "rules_accepted_at", "language")
        return {it.name: {word: getattr(it, word) for word in words} for it in found}


def change(app, world, name, town="kuopio", **facts) -> None:
    with inside(app, world, town) as session:
        seat = session.scalars(select(Participant).where(Participant.name == name)).one()
        for word, value in facts.items():
            setattr(seat, word, value)


def letters(app, world, what, town="kuopio") -> list[tuple[str, dict]]:
    """To whom each of these mails goes, and what it holds."""
    with inside(app, world, town) as session:
        wanted = select(Letter).where(Letter.template == f"groups/mail/{what}").order_by(Letter.id)
        return [(letter.email, letter.params) for letter in session.scalars(wanted)]
