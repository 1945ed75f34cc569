"""The whole service on a PostgreSQL and a Valkey of its own, and a hand that kills."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import psycopg
from sqlalchemy import create_engine, insert
from sqlalchemy.pool import NullPool

from deploy.launcher import ports
from deploy.launcher.children import Family
from deploy.launcher.locks import Lock
from deploy.launcher.places import CLUSTERS, ROOT, SOCKETS, make_places, own_folder
from deploy.launcher.postgres import Cluster
from deploy.launcher.settings import as_application
from deploy.launcher.valkey import start as start_valkey
from tenants.models import Tenant
from tests.core.mail.roles import TOWNS
from webapp.cli import upgrade

PASSWORD = "only-in-tests"


class Machine:
    """PostgreSQL and Valkey of our own, the service on them, and a hand that kills."""

    def __init__(self, changes=0, pace=0.0, slowness=0.0):
        make_places()
        self.folder = Path(tempfile.mkdtemp(prefix="test-", dir=CLUSTERS))
        self.sockets = SOCKETS / self.folder.name
        for place in (self.folder, self.sockets):
            own_folder(place)
        lock = Lock(self.folder / "running")
        lock.take()
        self.family, self.pids, self.nursery = Family(lock), {}, None
        self.acknowledged, self.taken = self.folder / "acknowledged", self.folder / "taken"
        self.cluster, self.port = Cluster(self.folder, self.sockets), ports.any_free()
        self.changes = changes
        self.arguments = {
            "web": f"{changes} {self.acknowledged} {pace}",
            "worker": "urgent bulk",
            "clock": "",
            "sink": f"{self.port} {self.taken} {slowness}",
        }

    def __enter__(self):
        try:
            self._prepare()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_error):
        horses = [horse for pid in self.pids.values() for horse in _children(pid)]
        if self.nursery:
            self.nursery.stdin.close()
            self.nursery.wait()
        for horse in horses:
            kill(horse)
        self.family.end()
        shutil.rmtree(self.sockets, ignore_errors=True)
        shutil.rmtree(self.folder)

    def start_postgres(self):
        self.cluster.start(self.family)
        self.postgres = self.family.stages[-1][0].process

    def _prepare(self):
        self.start_postgres()
        url = self.cluster.url.replace("postgresql://", "postgresql+psycopg://")
        engine = create_engine(url, poolclass=NullPool)
        upgrade(engine, PASSWORD)
        towns = [
            {"kind": "municipality", "slug": town, "names": {"fi": town}, "short_names": {}}
            for town in TOWNS
        ]
        with engine.begin() as connection:
            connection.execute(insert(Tenant.__table__), towns)
        argv = [sys.executable, "-m", "tests.core.mail.roles"]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        with open(self.folder / "log", "w") as log:
            self.nursery = subprocess.Popen(
                argv, cwd=ROOT, env=self.environment, stderr=log, **pipes
            )

    def sql(self, statement, values=()):
        with psycopg.connect(self.cluster.url, autocommit=True) as connection:
            cursor = connection.execute(statement, values)
            return cursor.fetchall() if cursor.description else None

    @property
    def environment(self):
        return os.environ | {
            "DATABASE_URL": as_application(self.cluster.url, PASSWORD),
            "REDIS_URL": f"unix://{self.sockets}/valkey",
            "SMTP_URL": f"smtp://127.0.0.1:{self.port}",
            "PLATFORM_DOMAIN": "yhteispoyta.test",
            "SECRET_KEY": "a key for tests that is long enough to be taken",
        }

    def start(self, name):
        if name == "valkey":
            start_valkey(self.family, self.sockets)
            self.pids[name] = self.family.stages[-1][0].process.pid
        else:
            role = name.rstrip("123456789")
            self.nursery.stdin.write(f"{role} {self.arguments[role]}\n")
            self.nursery.stdin.flush()
            self.pids[name] = int(self.nursery.stdout.readline())

    def kill(self, name):
        """-9, and again on its feet a moment later."""
        pid = self.pids["worker" if name == "horse" else name]
        victims = [] if name == "horse" else [pid]
        if name in ("worker", "horse"):
            victims += _children(pid)
        for victim in victims:
            kill(victim)
        time.sleep(0.2)
        self.look_after()

    def look_after(self):
        """As a supervisor does: who has ended is started again."""
        self.family.stages = [stage for stage in self.family.stages if not stage[0].ended]
        for name, pid in list(self.pids.items()):
            if not lives(pid) and not (name == "web" and self.count == self.changes):
                self.start(name)

    @property
    def count(self):
        return len(self.acknowledged.read_text().splitlines()) if self.acknowledged.exists() else 0

    @property
    def version(self):
        return self.sql("show server_version")[0][0]

    def states(self):
        return dict(self.sql("select state, count(*) from letter group by state"))

    @property
    def is_done(self):
        return set(self.states()) <= {"sent"}


def lives(pid):
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


def kill(pid):
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def _children(pid):
    try:
        return list(map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split()))
    except OSError:
        return []
