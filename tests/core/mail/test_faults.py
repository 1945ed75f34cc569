"""Whatever is killed at whatever moment: no mail is lost, hardly one comes twice."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest
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
from tests.core.mail.machine import PER_CHANGE, TOWNS
from webapp.cli import upgrade

PASSWORD = "only-in-tests"
CHANGES, PACE = 100, 0.3
KILLS = ["web"] * 10 + ["worker"] * 8 + ["horse"] * 6 + ["valkey"] * 8 + ["sink"] * 10
BETWEEN = 0.7  # seconds from one kill to the next
DRAINED = 60  # seconds after the last of them


class Machine:
    """PostgreSQL and Valkey of our own, the service on them, and a hand that kills."""

    def __init__(self):
        make_places()
        self.folder = Path(tempfile.mkdtemp(prefix="test-", dir=CLUSTERS))
        self.sockets = SOCKETS / self.folder.name
        for place in (self.folder, self.sockets):
            own_folder(place)
        lock = Lock(self.folder / "running")
        lock.take()
        self.family, self.pids = Family(lock), {}
        self.acknowledged, self.taken = self.folder / "acknowledged", self.folder / "taken"
        self.cluster = Cluster(self.folder, self.sockets)
        self.start_postgres()
        self.port = ports.any_free()
        self.arguments = {
            "web": f"{CHANGES} {self.acknowledged}",
            "worker": "urgent bulk",
            "clock": "",
            "sink": f"{self.port} {self.taken}",
        }

    def start_postgres(self):
        self.cluster.start(self.family)
        self.postgres = self.family.stages[-1][0].process

    def prepare(self):
        url = self.cluster.url.replace("postgresql://", "postgresql+psycopg://")
        engine = create_engine(url, poolclass=NullPool)
        upgrade(engine, PASSWORD)
        towns = [
            {"kind": "municipality", "slug": town, "names": {"fi": town}, "short_names": {}}
            for town in TOWNS
        ]
        with engine.begin() as connection:
            connection.execute(insert(Tenant.__table__), towns)
        argv = [sys.executable, "-m", "tests.core.mail.machine"]
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
            "PACE": str(PACE),
        }

    def start(self, name):
        if name == "valkey":
            start_valkey(self.family, self.sockets)
            self.pids[name] = self.family.stages[-1][0].process.pid
        else:
            self.nursery.stdin.write(f"{name} {self.arguments[name]}\n")
            self.nursery.stdin.flush()
            self.pids[name] = int(self.nursery.stdout.readline())

    def kill(self, name):
        """-9, and again on its feet a moment later."""
        pid = self.pids["worker" if name == "horse" else name]
        victims = [] if name == "horse" else [pid]
        if name in ("worker", "horse"):
            victims += _children(pid)
        for victim in victims:
            _kill(victim)
        time.sleep(0.2)
        self.look_after()

    def look_after(self):
        """As a supervisor does: who has ended is started again."""
        self.family.stages = [stage for stage in self.family.stages if not stage[0].ended]
        for name, pid in list(self.pids.items()):
            if not _lives(pid) and not (name == "web" and self.count == CHANGES):
                self.start(name)

    @property
    def count(self):
        return len(self.acknowledged.read_text().splitlines()) if self.acknowledged.exists() else 0

    def end(self):
        horses = _children(self.pids["worker"]) if "worker" in self.pids else []
        self.nursery.stdin.close()
        self.nursery.wait()
        for horse in horses:
            _kill(horse)
        self.family.end()
        shutil.rmtree(self.sockets, ignore_errors=True)
        shutil.rmtree(self.folder)

    def states(self):
        return dict(self.sql("select state, count(*) from letter group by state"))

    @property
    def is_done(self):
        return set(self.states()) <= {"sent"}


def _lives(pid):
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


def _kill(pid):
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def _children(pid):
    try:
        return [
            int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        ]
    except OSError:
        return []


@pytest.fixture
def machine():
    machine = Machine()
    try:
        machine.prepare()
        yield machine
    finally:
        machine.end()


def test_no_mail_is_lost_whatever_is_killed(machine):
    order = random.sample(KILLS, len(KILLS))
    for name in ("valkey", "sink", "worker", "clock", "web"):
        machine.start(name)
    for name in order:
        machine.kill(name)
        time.sleep(BETWEEN)
    _wait(machine, 60, lambda: machine.count == CHANGES)
    drained = _wait(machine, DRAINED, lambda: machine.is_done)
    taken = Counter(machine.taken.read_text().splitlines())
    ids = {f"Message-ID: <{id}@yhteispoyta.test>" for (id,) in machine.sql("select id from letter")}
    twice = taken.total() - len(taken)
    print(f"{len(KILLS)} kills, {len(ids)} mails, {twice} twice, drained in {drained:.0f} s")
    assert len(ids) == CHANGES * PER_CHANGE
    assert ids - taken.keys() == set(), f"lost after {order}"
    assert taken.keys() - ids == set(), "came under another Message-ID"
    assert twice <= len(ids) / 100, f"came twice after {order}"


def _wait(machine, seconds, ready):
    """How long it took; the machine is looked after meanwhile."""
    began = time.monotonic()
    while not ready():
        waited = time.monotonic() - began
        assert waited < seconds, f"after {seconds} s: {machine.states()}"
        machine.look_after()
        time.sleep(0.2)
    return time.monotonic() - began


def test_a_killed_database_loses_no_acknowledged_write(machine):
    machine.start("valkey")
    machine.start("web")
    for _ in range(4):
        seen = machine.count
        _wait(machine, 30, lambda seen=seen: machine.count > seen + 3)
        _kill(machine.postgres.pid)
        machine.postgres.wait()
        machine.start_postgres()
    _kill(machine.pids["web"])
    acknowledged = range(machine.count)
    kept = Counter(int(key.split()[0]) for (key,) in machine.sql("select key from letter"))
    assert all(kept[change] == PER_CHANGE for change in acknowledged)
