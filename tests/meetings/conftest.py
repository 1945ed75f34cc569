"""A meeting that lies ahead, at the table of Karttula."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import select

from tenants.context import acting_in
from tenants.db import db
from tenants.owned import utcnow
from tests.meetings.secretary import Secretary
from webapp.core.mail import Letter
from webapp.demonstration.cast import id_of
from webapp.groups.models import Participant
from webapp.meetings.models import Attendance, Meeting

SEATS = ("secretary", "chair", "member")


@pytest.fixture
def inside(app, world):
    """`with inside("kuopio"):` at home there, committed at the end."""

    @contextmanager
    def enter(town="kuopio"):
        with app.app_context(), acting_in(world.tenant(town)):
            yield
            db.session.commit()
            db.session.close()

    return enter


@pytest.fixture
def soon(inside, world):
    """The meeting of the world, moved to ten days from now."""
    with inside():
        meeting = db.session.get(Meeting, world.meeting("karttula"))
        meeting.starts_at = utcnow().replace(minute=0, second=0, microsecond=0) + timedelta(days=10)
    return f"/meetings/{world.meeting('karttula')}"


@pytest.fixture
def letters(inside):
    """Names of the mails that have been written, with their receivers."""

    def read():
        with inside():
            found = select(Letter).where(Letter.template.like("meetings/%")).order_by(Letter.id)
            return [(it.template.rpartition("/")[2], it.email) for it in db.session.scalars(found)]

    return read


@pytest.fixture
def seat(inside, world):
    """`seat("member")`: id, token and address of who has that role at the table."""

    def of(role):
        with inside():
            person = db.session.get(
                Participant, id_of("participant", f"{world.group('karttula')} {role}")
            )
            return person.id, person.token, person.email

    return of


@pytest.fixture
def link(seat, soon, world):
    """`link("member")`: where that participant answers."""
    return lambda role: f"/meetings/answers/{seat(role)[1]}/{world.meeting('karttula')}"


@pytest.fixture
def answers(inside, world):
    """What has been answered to the meeting: participant to answer."""

    def read():
        with inside():
            rows = db.session.scalars(
                select(Attendance).where(Attendance.meeting_id == world.meeting("karttula"))
            ).all()
            return {row.participant_id: row.answer for row in rows}

    return read


@pytest.fixture
def meeting(inside, world):
    """`meeting("sequence")`: what the row holds now."""

    def read(word):
        with inside():
            return getattr(db.session.get(Meeting, world.meeting("karttula")), word)

    return read


@pytest.fixture
def here(world):
    return f"/meetings/{world.meeting('karttula')}"


@pytest.fixture
def memo(world, browser, here):
    """The secretary's ways with the memo of Karttula."""
    return Secretary(world, browser("villager"), here)


@pytest.fixture
def token(app, world):
    """`token("member")`: the token of a participant of Karttula."""

    def of(role):
        with app.app_context(), acting_in(world.tenant("kuopio")):
            id = id_of("participant", f"{world.group('karttula')} {role}")
            seat = db.session.get(Participant, id)
            db.session.close()
            return seat.token

    return of


@pytest.fixture
def kept(app, world):
    """`kept(query)`: rows of Kuopio, as they stand in the database."""

    def all_of(query):
        with app.app_context(), acting_in(world.tenant("kuopio")):
            found = db.session.scalars(query).all()
            db.session.expunge_all()
            db.session.close()
            return found

    return all_of
