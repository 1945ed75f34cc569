"""Whatever is killed at whatever moment: no mail is lost, hardly one comes twice."""

from __future__ import annotations

import os
import random
import signal
import time
from collections import Counter

import pytest

from tests.core.mail.machine import Machine, kill, lives
from tests.core.mail.roles import PER_CHANGE

CHANGES, PACE = 100, 0.3
KILLS = ["web"] * 10 + ["worker"] * 8 + ["horse"] * 6 + ["valkey"] * 8 + ["sink"] * 10
BETWEEN = 0.7  # seconds from one kill to the next
DRAINED = 60  # seconds after the last of them


@pytest.fixture
def machine():
    with Machine(CHANGES, PACE, slowness=0.002) as machine:
        yield machine


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
        _wait(machine, 60, lambda seen=seen: machine.count > seen + 3)
        kill(machine.postgres.pid)
        machine.postgres.wait()
        machine.start_postgres()
    kill(machine.pids["web"])
    acknowledged = range(machine.count)
    kept = Counter(int(key.split()[0]) for (key,) in machine.sql("select key from letter"))
    assert all(kept[change] == PER_CHANGE for change in acknowledged)


def test_a_worker_told_to_end_finishes_the_letter_in_hand():
    with Machine(changes=10, slowness=0.2) as machine:
        for name in ("valkey", "sink", "worker", "web"):
            machine.start(name)
        _wait(machine, 60, lambda: machine.states().get("sent", 0) > 3)
        os.kill(machine.pids["worker"], signal.SIGTERM)
        pid = machine.pids.pop("worker")
        _wait(machine, 60, lambda: not lives(pid))
        states, taken = machine.states(), machine.taken.read_text().splitlines()
        assert states.keys() == {"sent", "waiting"} and states["sent"] == len(taken)
