"""What stands in the tables about people, and the way from a mail to its link."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from sqlalchemy import event, select

from tenants.context import acting_in
from tenants.db import db
from webapp.accounts.models import Invitation, Member, Session
from webapp.core.mail import relay
from webapp.traits.audited import Event

NEW = "/members/invitations/new"
LAILA = {
    "email": "Laila@Example.org",
    "first_name": "Laila",
    "family_name": "Uusi",
    "language": "fi",
    "role": "",
    "actor_id": "",
}
ACCEPT = {"answer": "accept", "first_name": "Laila", "family_name": "Uusi"}


@contextmanager
def inside(app, world, town="kuopio"):
    with app.app_context(), acting_in(world.tenant(town)):
        yield db.session
        db.session.commit()
        db.session.close()


def happened(app, world, town="kuopio") -> list[str]:
    with inside(app, world, town) as session:
        return list(session.scalars(select(Event.what).order_by(Event.id)))


def sessions_of(app, world, who, town="kuopio") -> int:
    with inside(app, world, town) as session:
        mine = select(Session).where(Session.member_id == world.member(who))
        return len(session.scalars(mine).all())


def members(app, world, town="kuopio") -> list[str]:
    with inside(app, world, town) as session:
        found = session.scalars(select(Member).where(Member.left_at.is_(None)))
        return sorted(member.name for member in found)


def mails_to(email, app, post) -> list:
    """Send what waits; what has arrived for that address, oldest first."""
    with app.app_context():
        relay.deliver("bulk")
    return [mail for mail in post() if mail["To"].addresses[0].addr_spec == email]


def link_to(email, app, post) -> str:
    """The path of the newest invitation sent there."""
    texts = [mail.get_body(("plain",)).get_content() for mail in mails_to(email, app, post)]
    links = re.findall(r"https://[^/\s]+(/invitations/\S+)", "\n".join(texts))
    return links[-1]


@contextmanager
def asked(app):
    """The statements that reach the database meanwhile, without those that set the scope."""
    statements = []

    def listen(_connection, _cursor, statement, *_rest):
        if not statement.startswith("SET LOCAL"):
            statements.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", listen)
    yield statements
    event.remove(engine, "before_cursor_execute", listen)


def at_once(browsers, path, data) -> list[int]:
    """The same form pressed in all of them in the same moment; the statuses, sorted."""
    with ThreadPoolExecutor(len(browsers)) as hands:
        answers = hands.map(lambda browser: browser.post(path, data=data), browsers)
        return sorted(answer.status_code for answer in answers)


def invitation_of(app, world, email="laila@example.org"):
    with inside(app, world) as session:
        found = session.scalars(select(Invitation).where(Invitation.email == email)).one()
        session.expunge_all()
    return found


def change(app, world, **facts):
    with inside(app, world) as session:
        invitation = session.scalars(
            select(Invitation).where(Invitation.email == "laila@example.org")
        ).one()
        for name, value in facts.items():
            setattr(invitation, name, value)
