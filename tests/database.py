"""One migrated template per run, one copy per worker, and the tables put back after each test."""

from __future__ import annotations

import os
import time
from functools import cache
from secrets import token_hex

import psycopg
from psycopg import sql
from sqlalchemy import create_engine
from sqlalchemy.engine import URL, Engine, make_url
from sqlalchemy.pool import NullPool

from webapp.cli import upgrade

OWNER = make_url(
    os.environ.get("TEST_OWNER_DATABASE_URL", "postgresql://postgres@localhost/postgres")
)
PASSWORD = "only-in-tests"
# Numbers of processes come again: alone, they would find the template of long ago.
RUN = os.environ.get("PYTEST_XDIST_TESTRUNUID", token_hex())[:12]
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "alone")
TEMPLATE = f"yp_template_{RUN}"


def owner_url(database: str) -> URL:
    return OWNER.set(drivername="postgresql+psycopg", database=database)


def login_url(database: str) -> str:
    """The application's own login, which may do nothing by itself."""
    url = owner_url(database).set(username="yp_web", password=PASSWORD)
    return url.render_as_string(hide_password=False)


def connect(database: str) -> psycopg.Connection:
    url = owner_url(database).set(drivername="postgresql")
    return psycopg.connect(url.render_as_string(hide_password=False), autocommit=True)


@cache
def engine() -> Engine:
    """The owner's eyes on this worker's database: for what no role of the application may see."""
    return create_engine(owner_url(f"yp_test_{RUN}_{WORKER}"))


def execute(database: str, statement: str) -> None:
    with connect(database) as connection:
        connection.execute(statement)


def make_template(fill) -> None:
    """Migrate and `fill(login_url)` once per run; the other workers wait and find it done."""
    with connect(OWNER.database) as connection:
        # Let go of with the connection, however it ends.
        connection.execute("select pg_advisory_lock(hashtext(%s))", [TEMPLATE])
        known = "select 1 from pg_database where datname = %s"
        if connection.execute(known, [TEMPLATE]).fetchone():
            return
        connection.execute(f"drop database if exists {TEMPLATE}_new with (force)")
        connection.execute(f"create database {TEMPLATE}_new")
        engine = create_engine(owner_url(f"{TEMPLATE}_new"), poolclass=NullPool)
        upgrade(engine, PASSWORD)
        fill(login_url(f"{TEMPLATE}_new"))
        execute(OWNER.database, f"alter database {TEMPLATE}_new rename to {TEMPLATE}")


def copy_of_template(name: str) -> None:
    with connect(OWNER.database) as connection:
        connection.execute(f"drop database if exists {name} with (force)")
        connection.execute(f"create database {name} template {TEMPLATE}")


def until_somebody_waits(seconds: float = 60) -> None:
    """For a lock that somebody else has: who was asked to act has come as far as that."""
    waiting = "select from pg_stat_activity where datname = current_database()"
    ends = time.monotonic() + seconds
    with connect(f"yp_test_{RUN}_{WORKER}") as connection:
        while not connection.execute(f"{waiting} and wait_event_type = 'Lock'").fetchall():
            assert time.monotonic() < ends, "nobody waits"
            time.sleep(0.02)


TABLES = """
    select c.relname,
        array_agg(a.attname::text order by a.attnum) filter (where a.attgenerated = '')
    from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace group by c.relname
"""


class Snapshot:
    """The tables as they were when the world was made; `restore()` puts them back."""

    def __init__(self, database: str):
        self.connection = connect(database)
        self.tables = self.connection.execute(TABLES).fetchall()
        self.connection.execute("create schema snapshot")
        for table, _columns in self.tables:
            self.connection.execute(f"create table snapshot.{table} as table public.{table}")
        # Rows are put back as they were: nothing is to be checked or triggered again.
        self.connection.execute("set session_replication_role = replica")
        self.statement = sql.SQL("; ").join(self._statements())

    def _statements(self):
        for table, columns in self.tables:
            names = sql.SQL(", ").join(map(sql.Identifier, columns))
            target, source = sql.Identifier("public", table), sql.Identifier("snapshot", table)
            yield sql.SQL("delete from {}").format(target)
            yield sql.SQL("insert into {} ({}) select {} from {}").format(
                target, names, names, source
            )

    def restore(self):
        with self.connection.transaction():
            self.connection.execute(self.statement)
