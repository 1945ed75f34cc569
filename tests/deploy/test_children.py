"""What the launcher starts ends with it, however it ends."""

import signal
import subprocess
import sys
import time

import pytest

from deploy.launcher import children
from deploy.launcher.children import Child, Family
from deploy.launcher.locks import Lock, is_free
from deploy.launcher.places import ROOT, make_places
from deploy.launcher.screen import Failure

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]
DEAF = """
import signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print("deaf", flush=True)
time.sleep(60)
"""
PARENT = """
import sys, time
from deploy.launcher.children import Child, Family
from deploy.launcher.locks import Lock
lock = Lock(sys.argv[1])
lock.take()
Family(lock).start(Child("test-sleep", [sys.executable, "-c", "import time; time.sleep(60)"]))
print("started", flush=True)
time.sleep(60)
"""


@pytest.fixture(autouse=True)
def logs(tmp_path, monkeypatch):
    """Of our own: another run may be in this checkout."""
    make_places()
    monkeypatch.setattr(children, "LOGS", tmp_path)


@pytest.fixture
def lock(tmp_path):
    lock = Lock(tmp_path / "lock")
    lock.take()
    return lock


@pytest.fixture
def family(lock):
    family = Family(lock)
    yield family
    family.end(seconds=2)


def freed(path, seconds=60):
    ends = time.monotonic() + seconds
    while not is_free(path) and time.monotonic() < ends:
        time.sleep(0.02)
    return is_free(path)


def test_a_killed_launcher_leaves_nothing(tmp_path):
    path = tmp_path / "lock"
    argv = [sys.executable, "-c", PARENT, str(path)]
    with subprocess.Popen(argv, cwd=ROOT, stdout=subprocess.PIPE, text=True) as launcher:
        assert launcher.stdout.readline() == "started\n"
        assert not is_free(path)
        launcher.kill()
    assert freed(path)


def test_the_lock_is_held_until_the_last_child_is_gone(family, lock):
    child = family.start(Child("test-sleep", SLEEP))
    lock.file.close()
    assert not is_free(lock.path)
    child.process.send_signal(signal.SIGKILL)
    assert freed(lock.path)


def test_a_child_that_ignores_the_end_is_killed(family):
    child = family.start(Child("test-deaf", [sys.executable, "-c", DEAF]))
    while not child.log.read_text():
        time.sleep(0.02)
    family.end(seconds=0.2)
    assert child.process.returncode == -signal.SIGKILL


def test_the_end_of_a_server_is_the_end_of_all_and_shows_its_last_lines(family):
    family.start(Child("test-broken", [sys.executable, "-c", "print('no disk'); exit(3)"]))
    with pytest.raises(Failure, match=r"(?s)test-broken ended \(exit code 3\).*no disk"):
        family.watch()


def test_a_worker_is_started_again_a_few_times(family, capsys):
    family.start(Child("test-worker", [sys.executable, "-c", "exit(1)"], restart=True))
    with pytest.raises(Failure, match="everything is stopped"):
        family.watch()
    assert capsys.readouterr().out.count("Started again: test-worker ended") == 5
