"""Which letters are next, and whose they are while they are being sent."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import timedelta
from threading import Event, Thread

from sqlalchemy import Connection, Interval, Row, bindparam, func, select, text, update
from sqlalchemy.exc import DBAPIError, TimeoutError

from tenants.context import relaying
from tenants.db import db
from tenants.models import Hostname, Tenant
from tenants.owned import utcnow
from tenants.session import begin
from webapp.core.mail.models import BULK, URGENT, Letter
from webapp.core.mail.rendering import Sender

BATCH = 100
LEASE = timedelta(seconds=30)  # until the letters of a dead sender are taken up again
FIRST_WAIT, LONGEST_WAIT = 5, 3600

# Towns in turn, so that nobody's newsletter holds up another's invitation: jumps through the
# index find the towns with due letters, and each gets an equal share of the batch.
CLAIM = """
with recursive town(id) as (
    (select tenant_id from letter where {due} order by tenant_id limit 1)
    union all
    select (select tenant_id from letter where {due} and tenant_id > town.id
            order by tenant_id limit 1)
    from town where town.id is not null
), turn as (
    select town.id from town join tenant on tenant.id = town.id
    where tenant.suspended_at is null or {even_suspended}
    order by random() limit :batch
), chosen as (
    select next.tenant_id, next.id from turn cross join lateral (
        select tenant_id, id from letter where tenant_id = turn.id and {due}
        order by due_at limit :batch / (select count(*) from turn) for update skip locked
    ) next
)
update letter set state = 'sending', attempts = attempts + 1, due_at = now() + :lease
from chosen where letter.tenant_id = chosen.tenant_id and letter.id = chosen.id
returning letter.*, letter.topic is not null and exists (
    select from refusal where refusal.tenant_id = letter.tenant_id
        and refusal.email = letter.email and refusal.topic = letter.topic) as is_refused
"""
# Somebody waits for an urgent letter at this moment: it leaves a suspended town, too.
CLAIMS = {
    "urgent": text(CLAIM.format(due=f"{URGENT} AND due_at <= now()", even_suspended="true")),
    "bulk": text(CLAIM.format(due=f"{BULK} AND due_at <= now()", even_suspended="false")),
}

letters = Letter.__table__
tenants = Tenant.__table__

# A letter is ours as long as nobody has claimed it again: `attempts` tells.
OURS = update(letters).where(
    letters.c.tenant_id == bindparam("town"),
    letters.c.id == bindparam("letter"),
    letters.c.state == "sending",
    letters.c.attempts == bindparam("attempt"),
)
AFTER = func.now() + bindparam("wait", type_=Interval)
SENT = OURS.values(
    state="sent", params={}, last_error=None, sent_at=func.now(), subject=bindparam("title")
)
STOPPED = OURS.values(state="stopped", params={})
UNSENT = OURS.values(
    state=bindparam("fate"),
    last_error=bindparam("error"),
    failures=letters.c.failures + 1,
    due_at=AFTER,
)
GIVEN_BACK = OURS.values(state="waiting", due_at=func.now())
KEPT = OURS.values(due_at=AFTER)
# In the words of the two indexes: what was sent months ago is not read again and again.
OVERDUE = (
    select(letters.c.urgent)
    .where(text(f"({URGENT} OR {BULK})"))
    .where(letters.c.due_at < func.now() - bindparam("delay", type_=Interval))
    .distinct()
)

SENDERS = select(
    tenants.c.id,
    tenants.c.kind,
    tenants.c.slug,
    tenants.c.names,
    tenants.c.language_status,
    tenants.c.sender_name,
    tenants.c.contact_email,
    tenants.c.colour,
    Hostname.name.label("domain"),
).outerjoin(Hostname, Hostname.leads_to == tenants.c.id)


class Desk:
    """Where letters are claimed and settled: one short transaction after another."""

    def __init__(self, connection: Connection):
        self.connection = connection

    @contextmanager
    def transaction(self, durable: bool = True) -> Iterator[Connection]:
        with relaying() as scope, self.connection.begin():
            begin(self.connection, scope)
            if not durable:  # forgotten by a crash of the database, it is one mail sent twice
                self.connection.exec_driver_sql("SET LOCAL synchronous_commit = off")
            yield self.connection

    def claim(self, queue: str) -> Sequence[Row]:
        """At most a batch of due letters, ours from now on until the lease ends.

        In the order in which they were written: a cancellation comes after its invitation.
        """
        with self.transaction() as connection:
            rows = connection.execute(CLAIMS[queue], {"batch": BATCH, "lease": LEASE}).all()
        return sorted(rows, key=lambda letter: (letter.created_at, letter.id))

    def overdue(self, delay: timedelta) -> set[str]:
        """The queues whose letters have been due for longer than `delay`."""
        with self.transaction() as connection:
            found = connection.scalars(OVERDUE, {"delay": delay}).all()
        return {"urgent" if urgent else "bulk" for urgent in found}

    def senders(self, batch: Sequence[Row]) -> dict:
        towns = {letter.tenant_id for letter in batch}
        with self.transaction() as connection:
            rows = connection.execute(SENDERS.where(tenants.c.id.in_(towns)))
            return {row.id: Sender.of(row, row.domain) for row in rows}

    def sent(self, letter: Row, subject: str) -> None:
        self._settle(SENT, letter, title=subject)

    def unsent(self, letter: Row, error: str, is_final: bool = False) -> None:
        """Try again later, or give up for good: visibly, with the reason."""
        wait = waiting_time(letter.failures + 1)
        over = is_final or utcnow() + wait > letter.give_up_at
        fate = "failed" if over else "waiting"
        self._settle(UNSENT, letter, fate=fate, error=error, wait=wait)

    def stopped(self, letter: Row) -> None:
        self._settle(STOPPED, letter)

    def give_back(self, batch: Sequence[Row]) -> None:
        self._all(GIVEN_BACK, batch)

    def keep(self, batch: Sequence[Row]) -> None:
        self._all(KEPT, batch, wait=LEASE)

    def _settle(self, statement, letter, **values):
        with self.transaction(durable=False) as connection:
            connection.execute(statement, _which(letter) | values)

    def _all(self, statement, batch, **values):
        if batch:
            with self.transaction(durable=False) as connection:
                connection.execute(statement, [_which(letter) | values for letter in batch])


@contextmanager
def desk() -> Iterator[Desk]:
    with db.engine.connect() as connection:
        yield Desk(connection)


@contextmanager
def lease(batch: Sequence[Row]) -> Iterator[None]:
    """Keep the letters of a slow batch ours for as long as we live."""
    over, engine = Event(), db.engine

    def keep():
        while not over.wait(LEASE.total_seconds() / 3):
            with suppress(DBAPIError, TimeoutError), engine.connect() as connection:
                Desk(connection).keep(batch)  # a database away for a moment is asked again

    thread = Thread(target=keep, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def waiting_time(failures: int) -> timedelta:
    """5 s, 10 s, 20 s … an hour, each a fifth more or less, so that failures spread out."""
    seconds = min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(failures - 1, 20))
    return timedelta(seconds=seconds * random.uniform(0.8, 1.2))


def _which(letter: Row) -> dict:
    return {"town": letter.tenant_id, "letter": letter.id, "attempt": letter.attempts}
