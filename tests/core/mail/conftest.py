"""A mail server with moods, and a letter that can be written from anywhere."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import date
from email import message_from_bytes, policy
from pathlib import Path
from types import SimpleNamespace

import pytest
from jinja2 import ChoiceLoader, FileSystemLoader

from deploy.mailbox.sink import Sink
from tenants.context import acting_in
from tenants.db import db
from webapp.core.mail import Reader, relay, write

TEMPLATES = Path(__file__).with_name("templates")


def add_templates(app) -> None:
    """Let the application know the mails of these tests."""
    loader = ChoiceLoader([app.jinja_loader, FileSystemLoader(TEMPLATES)])
    for environment in (app.jinja_env, app.extensions["mail_text"], app.extensions["mail_html"]):
        environment.loader = loader


class Server(Sink):
    """Answers by the name of the receiver, `550.anna@…` with 550; keeps what it takes in memory."""

    def __init__(self, folder):
        self.mails, self.connections, self.hangs_up = [], set(), False
        super().__init__(folder)

    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        self.connections.add(session.peer)
        session.host_name = hostname
        return responses

    async def handle_RCPT(self, server, session, envelope, address, options):
        code = address.partition(".")[0]
        if code.isdigit():
            return f"{code} {code[0]}.1.1 <{address}> is not wanted"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if self.hangs_up:
            server.transport.abort()
        self.content = envelope.content
        self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"

    @property
    def receivers(self):
        return [mail["To"].addresses[0].addr_spec for mail in self.mails]


@pytest.fixture(autouse=True)
def no_letters(app, snapshot):
    """The cast has been written to: here that mail is long gone."""
    snapshot.connection.execute("delete from letter")


@pytest.fixture
def server(app, tmp_path, monkeypatch):
    server = Server(tmp_path)
    monkeypatch.setitem(app.config, "SMTP_URL", server.url)
    yield server
    server.stop()


@pytest.fixture
def at(app, world):
    """`with at("kuopio"):` at home there, with a session of one's own."""

    @contextmanager
    def at(town="kuopio"):
        with app.app_context(), acting_in(world.tenant(town)):
            yield

    return at


@pytest.fixture
def say(app, at):
    """`say("varkaus", email=…)`: write one letter and commit."""
    add_templates(app)

    def say(town="kuopio", email="anna@example.org", language="fi", name="Anna Ä", **changes):
        letter = {"word": "Hei", "day": date(2026, 11, 23)} | changes
        with at(town):
            write("tests/mail/hello", to=Reader(email, language, name), **letter)
            db.session.commit()

    return say


@pytest.fixture
def deliver(app, server):
    def deliver(queue="bulk", **limits):
        with app.app_context():
            return relay.deliver(queue, **limits)

    return deliver


@pytest.fixture
def rows(snapshot):
    """The letters as they stand, oldest first; `rows.execute("update …")` changes them."""

    def read():
        cursor = snapshot.connection.execute("select * from letter order by id")
        names = [column.name for column in cursor.description]
        return [SimpleNamespace(**dict(zip(names, row, strict=True))) for row in cursor]

    read.execute = snapshot.connection.execute
    return read
