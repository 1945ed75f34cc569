"""An action with its day, the clock's reminder, and the way from a mail to its answer."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from tests.accounts.people import inside, mails_to
from webapp.actions import jobs
from webapp.core.formats import today

ADDRESS = "member.00ece770@example.org"  # of the entrepreneur at the table


@pytest.fixture
def action(world):
    return f"/actions/{world.action('karttula')}"


@pytest.fixture
def due(snapshot, world):
    """`due(3)`: the world's action is due in three days, and was agreed on long ago."""

    def move(days: int, **columns):
        long_ago = today() - timedelta(days=90)
        changes = {"due_on": today() + timedelta(days=days), "assigned_at": long_ago} | columns
        words = ", ".join(f"{name} = %s" for name in changes)
        moved = f"update action set {words} where id = %s"  # noqa: S608
        snapshot.connection.execute(moved, [*changes.values(), world.action("karttula")])

    return move


@pytest.fixture
def remind(app, world):
    def once():
        with inside(app, world):
            jobs.remind()

    return once


@pytest.fixture
def subjects(app, post):
    def of(email=ADDRESS):
        return [mail["Subject"] for mail in mails_to(email, app, post)]

    return of


@pytest.fixture
def link(app, post):
    """The path in the newest mail to the party."""

    def newest(email=ADDRESS):
        body = mails_to(email, app, post)[-1].get_body(("plain",)).get_content()
        return re.findall(r"https://[^/\s]+(/actions/answers/\S+)", body)[-1]

    return newest
