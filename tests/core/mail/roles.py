"""The processes of the service, to be killed: forked from one that has the application ready."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
from contextlib import suppress
from datetime import date
from pathlib import Path

from aiosmtpd.smtp import SMTP

TOWNS = ("kuopio", "varkaus")
PER_CHANGE = 10


def nursery() -> None:
    """Start what the lines of standard input name, print its pid; all of them end with it."""
    app, born = _app(), []
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in sys.stdin:
        born.append(_bear(app, *line.split()))
        print(born[-1], flush=True)
    for pid in born:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def _bear(app, name, *arguments) -> int:
    pid = os.fork()
    if not pid:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.dup2(2, 1)  # the pids are for the parent, all else goes to the log
        ROLES[name](app, *arguments)
        os._exit(0)
    return pid


def produce(app, changes: str, acknowledged: str, pace: str) -> None:
    """The web: each change writes letters, and is acknowledged only after its commit."""
    from tenants.db import db

    done = Path(acknowledged)
    with app.app_context(), open(done, "a", buffering=1) as answers:
        first = len(done.read_text().splitlines()) if done.exists() else 0
        for change in range(first, int(changes)):
            _change(change)
            db.session.commit()
            db.session.close()
            answers.write(f"{change}\n")
            time.sleep(float(pace))


def _change(change: int) -> None:
    from tenants.context import acting_in
    from webapp.core.mail import Reader, write

    with acting_in(_town(TOWNS[change % len(TOWNS)])):
        for reader in range(PER_CHANGE):
            write(
                "tests/mail/hello",
                to=Reader(f"reader{reader}@example.org", "fi"),
                key=f"{change} {reader}",
                urgent=change % 5 == 0,
                word=f"{change} {reader}",
                day=date(2026, 11, 23),
            )


def _town(slug: str):
    from tenants.context import in_lobby
    from tenants.db import db
    from tenants.models import Tenant

    with in_lobby():
        found = db.session.scalar(db.select(Tenant.id).where(Tenant.slug == slug))
        db.session.commit()
        db.session.close()
    return found


def work(app, *queues: str) -> None:
    from webapp.core.jobs import work

    work(app, queues)


def tick(app) -> None:
    from webapp.core.clock import run

    run(app)


class Sink:
    """Writes down the Message-ID of each mail before it takes it, as a mail server would."""

    def __init__(self, file: str, slowness: str):
        self.file = open(file, "ab", buffering=0)  # noqa: SIM115
        self.slowness = float(slowness)

    async def handle_DATA(self, server, session, envelope):
        await asyncio.sleep(self.slowness)
        headers = envelope.content.partition(b"\r\n\r\n")[0].splitlines()
        (id,) = (line for line in headers if line.startswith(b"Message-ID: "))
        self.file.write(id + b"\n")
        return "250 OK"


def sink(_app, port: str, file: str, slowness: str) -> None:
    async def serve():
        loop = asyncio.get_running_loop()
        answer = Sink(file, slowness)
        server = await loop.create_server(lambda: SMTP(answer, loop=loop), "127.0.0.1", int(port))
        await server.serve_forever()

    asyncio.run(serve())


def _app():
    from tests.core.mail.conftest import add_templates
    from webapp import create_app

    app = create_app()
    add_templates(app)
    return app


ROLES = {"web": produce, "worker": work, "clock": tick, "sink": sink}

if __name__ == "__main__":
    nursery()
