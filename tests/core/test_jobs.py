"""The queue runs our jobs and nothing else, rings once a second, and may be away."""

from __future__ import annotations

import json
import os

import pytest
from redis import Redis
from rq import Queue, SimpleWorker
from rq.callbacks import Callback
from rq.job import Job
from rq.serializers import JSONSerializer
from rq.webhook import Webhook

from tenants.context import NoScope, acting_in
from tenants.db import db
from tenants.models import Tenant
from webapp.core import jobs
from webapp.core.jobs import KnownJob, known, ring
from webapp.core.mail import Reader, write


@pytest.fixture
def redis(app):
    redis = Redis.from_url(app.config["REDIS_URL"])
    redis.flushdb()
    return redis


@pytest.fixture
def queue(redis):
    """As anybody who can write to Redis would fill it."""
    return Queue("urgent", connection=redis, serializer=JSONSerializer)


@pytest.fixture
def run(app, redis):
    """Work off the queue and return the job, as it ended."""

    def run(job):
        queue = Queue("urgent", connection=redis, serializer=JSONSerializer, job_class=KnownJob)
        worker = SimpleWorker(
            [queue], connection=redis, job_class=KnownJob, serializer=JSONSerializer
        )
        with app.app_context():
            worker.work(burst=True, logging_level="CRITICAL")
        job.refresh()
        return job

    return run


def test_no_function_but_ours_is_run(queue, run, tmp_path):
    trace = tmp_path / "trace"
    job = run(queue.enqueue("os.mkdir", str(trace)))
    assert job.is_failed and not trace.exists()


def test_no_method_of_an_object_is_run(queue, run, redis):
    job = queue.enqueue("os.getcwd")
    payload = json.dumps(["upper", "a text", [], {}]).encode()
    redis.hset(job.key, "data", payload)
    assert run(job).is_failed


def test_no_callback_and_no_webhook_is_called(queue, run, monkeypatch, tmp_path):
    monkeypatch.setitem(known, "ours", lambda: 1)
    called = []
    monkeypatch.setattr(Webhook, "send", lambda *_args, **_kwargs: called.append(1))
    monkeypatch.setattr(os, "getcwd", lambda *_: called.append(2))
    job = run(
        queue.enqueue(
            "ours",
            on_success=Callback("os.getcwd"),
            webhooks=[Webhook("http://localhost/", "finished")],
        )
    )
    assert job.is_finished and called == []


def test_pickles_are_refused(redis, run):
    job = Queue("urgent", connection=redis).enqueue("os.getcwd")
    assert Job.fetch(job.id, redis).get_status()
    assert run(job).is_failed


def test_a_job_that_forgets_its_tenant_fails(queue, run, monkeypatch):
    monkeypatch.setitem(known, "forgetful", lambda: db.session.query(Tenant).all())
    job = run(queue.enqueue("forgetful"))
    assert job.is_failed and NoScope.__name__ in job.latest_result().exc_string


def test_rings_within_a_second_are_two_at_most(app, redis, monkeypatch):
    monkeypatch.setattr(jobs.time, "time", lambda: 1000.5)
    with app.app_context():
        for _ in range(10):
            ring("urgent")
    assert redis.lrange("rq:queue:urgent", 0, -1) == [b"ring-urgent-1000", b"ring-urgent-1001"]


def letter(app, world):
    to = Reader("anna@example.org", "fi")
    return write("accounts/mail/account_removed", to=to, urgent=True)


def test_the_bell_rings_after_the_commit_and_not_before(app, world, redis):
    with app.app_context(), acting_in(world.tenant("kuopio")):
        letter(app, world)
        assert redis.llen("rq:queue:urgent") == 0
        db.session.commit()
    assert redis.llen("rq:queue:urgent") == 1


def test_the_bell_waits_for_the_outermost_commit(app, world, redis):
    with app.app_context(), acting_in(world.tenant("kuopio")):
        with db.session.begin_nested():
            letter(app, world)
        assert redis.llen("rq:queue:urgent") == 0
        db.session.commit()
    assert redis.llen("rq:queue:urgent") == 1


def test_a_rollback_rings_no_bell(app, world, redis):
    with app.app_context(), acting_in(world.tenant("kuopio")):
        letter(app, world)
        db.session.rollback()
        db.session.execute(db.select(Tenant.id))
        db.session.commit()
    assert redis.llen("rq:queue:urgent") == 0


def test_without_redis_the_letter_is_written_all_the_same(app, world, monkeypatch, snapshot):
    away = Redis(port=1, socket_connect_timeout=1)
    monkeypatch.setitem(app.extensions, "redis", away)
    with app.app_context(), acting_in(world.tenant("kuopio")):
        letter(app, world)
        db.session.commit()
    waiting = "select 1 from letter where email = 'anna@example.org' and state = 'waiting'"
    assert snapshot.connection.execute(waiting).fetchall()
