"""The links by which people answer for an action, and how the table changes around them."""

from __future__ import annotations

from sqlalchemy import select

from tests.accounts.people import inside
from webapp.actions.models import Action
from webapp.actions.people import party_of, secretaries_of, token_of
from webapp.groups.models import Group, Participant


def links_to(app, world) -> dict[str, str]:
    """Each address that is written to about the world's action, with its link."""
    with inside(app, world) as session:
        action = session.get(Action, world.action("karttula"))
        everybody = (*party_of(action), *secretaries_of(action))
        return {
            it.reader.email: f"/actions/answers/{token_of(action.id, it.key)}/{action.id}"
            for it in everybody
        }


def give_to(app, world, **holder) -> None:
    """To another party, as the secretary does on its page."""
    facts = {"participant_id": None, "actor_id": None, "party": ""} | holder
    with inside(app, world) as session:
        session.get(Action, world.action("karttula")).edit(None, **facts)


def seat_at(app, world, email: str, actor: str | None, role: str = "member") -> None:
    """One more at the table."""
    with inside(app, world) as session:
        group = session.get(Group, world.group("karttula"))
        facts = {"actor_id": world.actor(actor) if actor else None, "role": role}
        Participant.add(group, None, name=email, email=email, sector="third", **facts).join()


def change_seat(app, world, email: str, verb) -> None:
    with inside(app, world) as session:
        verb(session.scalar(select(Participant).where(Participant.email == email)))
