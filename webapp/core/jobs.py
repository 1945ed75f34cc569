"""The queue only rings bells: what is to be done stands in PostgreSQL, so Redis may lose it all."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Iterable
from threading import Event

import structlog
from flask import Flask, current_app
from redis import Redis
from redis.exceptions import RedisError
from rq import Queue, Worker
from rq.exceptions import DuplicateJobError
from rq.job import Job
from rq.serializers import JSONSerializer

from tenants.db import db

QUEUES = ("urgent", "bulk")
LONGEST = 600  # seconds; a round of mail ends after one minute and the letter in hand

log = structlog.get_logger()
known: dict[str, Callable] = {}
stopping = Event()  # set when this process is asked to end


def job(function: Callable) -> Callable:
    """Let workers run `function`. Nothing else that stands in Redis is ever run."""
    known[f"{function.__module__}.{function.__qualname__}"] = function
    return function


class KnownJob(Job):
    """A job of ours. Whoever can write to Redis can name no other function, callback or address."""

    @property
    def func(self):
        if self.instance is not None or self.func_name not in known:
            raise PermissionError(f"not a job of ours: {self.func_name}")
        return known[self.func_name]

    def restore(self, raw_data):
        super().restore(raw_data)
        self._success_callback_name = self._failure_callback_name = None
        self._stopped_callback_name = None
        self.webhooks = []


def ring(queue: str) -> None:
    """Wake a worker. Rings of one second are one; without Redis the clock sends the mail."""
    now = int(time.time())
    # The job of this second may have looked already: then the next second's looks again.
    for second in (now, now + 1):
        try:
            return _enqueue(queue, f"ring-{queue}-{second}")
        except DuplicateJobError:
            continue
        except RedisError as error:
            return log.warning("bell_unheard", queue=queue, kind=type(error).__name__)


def _enqueue(queue: str, id: str) -> None:
    _queue(queue).enqueue(
        "webapp.core.mail.relay.deliver",
        queue,
        job_id=id,
        unique=True,
        ttl=60,
        result_ttl=0,
        failure_ttl=60,  # no longer: a traceback may hold personal data
        job_timeout=LONGEST,
    )


def work(app: Flask, queues: Iterable[str]) -> None:
    """Work until told to stop; the letter in hand is finished first."""
    with app.app_context():
        connection = Redis.from_url(app.config["REDIS_URL"])
        _wait_for(connection)
        worker = Postman(
            [_queue(name, connection) for name in queues],
            connection=connection,
            job_class=KnownJob,
            serializer=JSONSerializer,
        )
        worker.app = app
        worker.work(logging_level="WARNING")


class Postman(Worker):
    """A forking worker: its children have their own connections and finish the letter in hand."""

    max_connection_wait_time = 5.0  # an idle worker finds a restarted Redis at once

    def request_stop(self, signum, frame):
        if self.horse_pid:
            self.kill_horse(signal.SIGTERM)
        super().request_stop(signum, frame)

    def setup_work_horse_signals(self):
        super().setup_work_horse_signals()
        signal.signal(signal.SIGTERM, lambda *_: stopping.set())

    def main_work_horse(self, job, queue):
        with self.app.app_context():
            db.engine.dispose(close=False)  # the parent's connections stay the parent's
            super().main_work_horse(job, queue)


def _queue(name: str, connection: Redis | None = None) -> Queue:
    connection = connection or current_app.extensions["redis"]
    return Queue(name, connection=connection, serializer=JSONSerializer, job_class=KnownJob)


def _wait_for(connection: Redis) -> None:
    while True:
        try:
            connection.ping()
        except RedisError:
            time.sleep(1)
        else:
            return


def init_app(app: Flask) -> None:
    # A page waits a second for a bell, no longer.
    app.extensions["redis"] = Redis.from_url(
        app.config["REDIS_URL"], socket_connect_timeout=1, socket_timeout=1
    )
