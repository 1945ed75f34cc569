"""Who may say for whom we act, and what happens to a job that nobody said it for."""

import ast
from pathlib import Path

from redis import Redis
from rq import Queue, SimpleWorker
from rq.serializers import JSONSerializer
from sqlalchemy import text

import webapp
from tenants.db import db
from tests.conftest import REDIS
from webapp.core import jobs

ROOT = Path(webapp.__file__).parent
# The request, the clock, the relay, the console, people's own pages. The lobby is open to all.
DOORS = {
    "acting_in": (
        "core/requests",
        "core/clock",
        "console",
        "dashboard/routes",  # a host's overview, read only
        "accounts/recovery",  # the platform's own letters
        "imports/command",  # on the command line of the machine
        "demonstration",
    ),
    "as_person": ("accounts", "demonstration"),
    "signing_in": ("accounts", "demonstration"),
    "relaying": ("core/mail", "core/clock"),
    "operating": ("console", "demonstration"),
}


def calls(file):
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Call):
            yield getattr(node.func, "id", getattr(node.func, "attr", None))


def test_a_scope_is_entered_by_nobody_else():
    strangers = [
        (place, name)
        for file in ROOT.rglob("*.py")
        if "assets" not in file.parts
        for place in [str(file.relative_to(ROOT))]
        for name in calls(file)
        if name in DOORS and not place.startswith(DOORS[name])
    ]
    assert strangers == []


def count_members():
    return db.session.execute(text("select count(*) from member")).scalar()


def test_a_job_without_a_tenant_fails_loudly(app, monkeypatch):
    monkeypatch.setitem(jobs.known, f"{__name__}.count_members", count_members)
    ours = {"serializer": JSONSerializer, "job_class": jobs.KnownJob}
    queue = Queue("scopes", Redis.from_url(REDIS), **ours)
    with app.app_context():
        job = queue.enqueue(f"{__name__}.count_members")
        worker = SimpleWorker([queue], connection=queue.connection, **ours)
        worker.work(burst=True, logging_level="CRITICAL")
    assert "NoScope" in job.latest_result().exc_string
