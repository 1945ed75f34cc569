"""The clock: rooms say what is to be done how often; each task is done by one clock at a time.

What was due while no clock ran is done at the next start. The lock is a lease in a row, not an
advisory lock, so that it also holds behind a pooler that lends connections by transaction.
"""

from __future__ import annotations

import signal
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Event
from uuid import UUID

import structlog
from flask import Flask
from sqlalchemy import func, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import DBAPIError, TimeoutError

from tenants.context import acting_in, in_lobby, relaying
from tenants.db import db
from tenants.models import Tenant
from tenants.owned import utcnow
from webapp.core.clock.models import ClockTask

# How long a task may take; after a crash it waits as long.
SHORTEST_HOLD, LONGEST_HOLD = timedelta(seconds=30), timedelta(minutes=10)
HOURLY, DAILY = 3600, 24 * 3600
# What the rows of one town can raise: it keeps no other from its reminders.
OF_ONE_TOWN = (DBAPIError, LookupError, TypeError, ValueError, AttributeError)

log = structlog.get_logger()
tasks: dict[str, Task] = {}


@dataclass(frozen=True, slots=True)
class Task:
    name: str
    interval: timedelta
    function: Callable
    in_each_tenant: bool
    even_suspended: bool

    @property
    def hold(self) -> timedelta:
        return min(max(self.interval, SHORTEST_HOLD), LONGEST_HOLD)

    def is_due(self, done_at: datetime | None, now: datetime) -> bool:
        # Done long after now: the machine's time was wrong, and has been put right.
        return done_at is None or abs(now - done_at) >= self.interval

    def run(self) -> None:
        if self.in_each_tenant:
            _in_each_tenant(self.function, self.even_suspended)
        else:
            self.function()


def every(seconds: float, in_each_tenant: bool = False, even_suspended: bool = True):
    """Let the clock call the function; with `in_each_tenant`, at home in each of them in turn.

    What only writes mails leaves out who is suspended: later they would come all at once, too late.
    """

    def register(function):
        name = f"{function.__module__}.{function.__qualname__}"
        interval = timedelta(seconds=seconds)
        tasks[name] = Task(name, interval, function, in_each_tenant, even_suspended)
        return function

    return register


def run(app: Flask) -> None:
    """Tick every second until told to stop."""
    ended = Event()
    for signum in (signal.SIGTERM, signal.SIGINT):
        signal.signal(signum, lambda *_: ended.set())
    while not ended.wait(1):
        with app.app_context():
            try:
                tick()
            except (DBAPIError, TimeoutError) as error:
                log.warning("clock_without_database", kind=type(error).__name__)


def tick() -> list[str]:
    """Do what is due. Returns the names of what was done."""
    return [task.name for task in _due() if _lead(task)]


def _due() -> list[Task]:
    with relaying():
        done = dict(db.session.execute(select(ClockTask.name, ClockTask.done_at)).all())
        for name in tasks.keys() - done.keys():
            db.session.execute(insert(ClockTask).values(name=name).on_conflict_do_nothing())
        _end()
    now = utcnow()
    return [task for task in tasks.values() if task.is_due(done.get(task.name), now)]


def _lead(task: Task) -> bool:
    """Take the task's lock, do it, and write down that it was begun when we took it."""
    began = utcnow()
    if not _hold(task, began):
        return False
    task.run()
    with relaying():
        done = update(ClockTask).where(ClockTask.name == task.name)
        db.session.execute(done.values(done_at=began, held_until=None))
        _end()
    return True


def _hold(task: Task, now: datetime) -> bool:
    free = or_(ClockTask.held_until.is_(None), ClockTask.held_until < func.now())
    past, ahead = now - task.interval, now + task.interval
    due = or_(ClockTask.done_at.is_(None), ClockTask.done_at <= past, ClockTask.done_at >= ahead)
    take = update(ClockTask).where(ClockTask.name == task.name, free, due)
    with relaying():
        taken = db.session.execute(take.values(held_until=func.now() + task.hold)).rowcount
        _end()
    return taken == 1


def _in_each_tenant(function: Callable, even_suspended: bool) -> None:
    wanted = select(Tenant.id).order_by(Tenant.id)
    if not even_suspended:
        wanted = wanted.where(Tenant.suspended_at.is_(None))
    with in_lobby():
        everywhere = db.session.scalars(wanted).all()
        _end()
    failures = [error for tenant in everywhere if (error := _failure(tenant, function))]
    if failures:
        raise failures[0]  # not done: begun anew when the hold ends


def _failure(tenant: UUID, function: Callable) -> BaseException | None:
    """What went wrong in this town alone; a database that is away is everybody's."""
    with acting_in(tenant):
        try:
            function()
            _end()
        except OF_ONE_TOWN as error:
            if isinstance(error, DBAPIError) and not getattr(error.orig, "sqlstate", None):
                raise
            log.error("task_failed_in_a_town", kind=type(error).__name__)
            db.session.close()
            return error
    return None


def _end() -> None:
    db.session.commit()
    db.session.close()
