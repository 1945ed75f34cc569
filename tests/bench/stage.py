"""The servers of a run: PostgreSQL with the towns, Valkey, and gunicorn for each application."""

from __future__ import annotations

import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import psycopg
from sqlalchemy import create_engine
from sqlalchemy.engine import URL, make_url
from sqlalchemy.pool import NullPool

from deploy.launcher import ports, settings, valkey
from deploy.launcher.children import Child, Family, last_lines
from deploy.launcher.locks import Lock
from deploy.launcher.places import CLUSTERS, PYTHON, ROOT, SOCKETS, digest, make_places, own_folder
from deploy.launcher.postgres import QUICK, Cluster
from deploy.launcher.screen import Failure, step
from webapp.cli import upgrade

HERE = Path(__file__).parent
DOMAIN, SECRET = "bench.test", "a key for measuring that is long enough"
MEMORY = {"shared_buffers": "1GB", "effective_cache_size": "4GB", "max_wal_size": "8GB"}
PLANS = {"random_page_cost": "1.1", "jit": "off", "max_connections": 200, "autovacuum": "off"}
BARE = "bench_bare"
TOWNS = HERE / "towns.sql", HERE / "tables.sql"


class Stage:
    """Kept between runs: what stands in the databases is remembered by the code that made it."""

    def __init__(self):
        make_places()
        self.folder, self.sockets = CLUSTERS / "bench", SOCKETS / "bench"
        for place in (self.folder, self.sockets):
            own_folder(place)
        lock = Lock(self.folder / "running")
        if not lock.take():
            raise Failure("Another run is going on.")
        self.family = Family(lock)
        self.cluster = Cluster(self.folder, self.sockets)

    def start(self) -> None:
        with step("Starting PostgreSQL and Valkey"):
            self.cluster.start(self.family, **QUICK, **MEMORY, **PLANS)
            self.postgres = self.family.stages[-1][0].process.pid
            self.redis_url = valkey.start(self.family, self.sockets)

    def end(self) -> None:
        self.family.end()

    def url(self, database: str, login: str = "postgres") -> URL:
        url = make_url(self.cluster.url)
        return url.set(drivername="postgresql+psycopg", database=database, username=login)

    def connect(self, database: str) -> psycopg.Connection:
        url = self.url(database).set(drivername="postgresql")
        return psycopg.connect(url.render_as_string(hide_password=False), autocommit=True)

    def towns(self, count: int, rows: int) -> str:
        """The name of a database with so many towns of so many rows, and the walls up."""
        name = f"towns_{count}_{self._code()}"
        with self._made(name, f"Filling {count} towns with {rows} rows each") as connection:
            if connection:
                upgrade(create_engine(self.url(name), poolclass=NullPool))
                connection.execute(f"set bench.towns = '{count}'")
                connection.execute(f"set bench.rows = '{rows}'")
                for file in TOWNS:
                    _run(connection, file)
                _let_past_the_walls(connection)
        with self.connect(name) as connection:
            # Seen in the future: no burst has to write down that somebody was here.
            seen = "set seen_at = now() + interval '1 day', ends_at = now() + interval '9 days'"
            connection.execute(f"update session {seen}")
            connection.execute("vacuum analyze session")
        return name

    def items(self) -> str:
        with self._made("items", "Filling the references") as connection:
            if connection:
                _run(connection, HERE / "reference/items.sql")
        return "items"

    @contextmanager
    def servers(self):
        """What is served inside ends after it: two processes of one program differ by chance."""
        before = len(self.family.stages)
        yield
        self.family.end(but=before)

    def serve(self, name: str, app: str, environment: dict, workers: int = 2) -> tuple[int, int]:
        """gunicorn with `app`: its port and its process."""
        port = ports.any_free()
        size = ["--workers", workers, "--threads", 4, "-k", "gthread", "--no-control-socket"]
        argv = [PYTHON, "-m", "gunicorn", "-b", f"127.0.0.1:{port}", *size, app]
        server = Child(f"bench-{name}", argv, env={**settings.without_settings(), **environment})
        self.family.start(server)
        _wait_for(server, port)
        return port, server.process.pid

    def environment(self, database: str, login: str = "yp_web") -> dict[str, str]:
        url = self.url(database, login).set(drivername="postgresql")
        return {
            "DATABASE_URL": url.render_as_string(hide_password=False),
            "REDIS_URL": self.redis_url,
            "SMTP_URL": "smtp://127.0.0.1:1",
            "PLATFORM_DOMAIN": DOMAIN,
            "SECRET_KEY": SECRET,
        }

    @contextmanager
    def _made(self, name: str, text: str):
        """A connection to the new, empty database; none when it stands filled from another run."""
        mark = self.folder / f"{name}.filled"
        with self.connect("postgres") as connection:
            known = "select 1 from pg_database where datname = %s"
            if mark.exists() and connection.execute(known, [name]).fetchone():
                yield None
                return
            connection.execute(f"drop database if exists {name} with (force)")
            connection.execute(f"create database {name} template template0")
        with step(text), self.connect(name) as connection:
            yield connection
        mark.touch()

    @staticmethod
    def _code() -> str:
        paths = [*(ROOT / "migrations").rglob("*.py"), *TOWNS]
        return digest(paths)[:8]


def _run(connection: psycopg.Connection, file: Path) -> None:
    """One statement after the other: VACUUM wants to be alone."""
    for statement in file.read_text().split(";\n"):
        if statement.strip():
            connection.execute(statement)


def _let_past_the_walls(connection: psycopg.Connection) -> None:
    if not connection.execute("select 1 from pg_roles where rolname = %s", [BARE]).fetchone():
        connection.execute(f"create role {BARE} login bypassrls")
    everything = "select, insert, update, delete on all tables in schema public"
    connection.execute(f"grant {everything} to {BARE}")


def _wait_for(server: Child, port: int) -> None:
    ends = time.monotonic() + 60
    while time.monotonic() < ends and not server.ended:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=10).close()
            return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.2)
    raise Failure(f"{server.name} does not answer.\n{last_lines(server.log)}")
