"""deploy/demo on a checkout of its own: starts, says where it runs, and leaves nothing behind."""

import os
import re
import shutil
import signal
import subprocess
import time
import urllib.request

import pytest

from deploy.launcher.locks import is_free
from deploy.launcher.places import PYTHON, ROOT, STATE
from deploy.launcher.settings import without_settings

TAKEN = ("deploy", "migrations", "templates", "tenants", "translations", "webapp")
LEFT_OUT = ("node_modules", "__pycache__")
RUNS = re.compile(r"Mailbox +(http://\S+/)")


class Checkout:
    """A copy of this one that shares what set-up has made."""

    def __init__(self, folder):
        self.folder = folder
        folder.mkdir()
        for room in TAKEN:  # not what tests beside us write into the checkout
            ignored = shutil.ignore_patterns(*LEFT_OUT)
            shutil.copytree(ROOT / room, folder / room, ignore=ignored)
        for file in ("pyproject.toml", "requirements.lock", "README.md"):
            shutil.copy(ROOT / file, folder)
        (folder / ".venv").symlink_to(ROOT / ".venv")
        (folder / ".state").mkdir(mode=0o700)
        for made in STATE.glob("made_*"):
            shutil.copy(made, folder / ".state")

    def demo(self, *arguments, **settings):
        return subprocess.Popen(
            ["deploy/demo", *arguments],
            cwd=self.folder,
            env={**without_settings(), **settings},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def start(self):
        """A running demonstration and all that it said until then."""
        demo, said = self.demo(), ""
        while not RUNS.search(said):
            line = demo.stdout.readline()
            assert line, said
            said += line
        return demo, said

    def is_empty(self, seconds=60):
        """True once every process of it is gone."""
        ends = time.monotonic() + seconds
        while not (free := is_free(self.folder / ".state/children")) and time.monotonic() < ends:
            time.sleep(0.05)
        return free

    def postgres(self):
        """The process of its database server."""
        sockets = self.places()[1]
        return int((sockets / "pg/.s.PGSQL.5432.lock").read_text().splitlines()[0])

    def places(self):
        code = "from deploy.launcher.places import *; print(CLUSTERS, SOCKETS)"
        told = subprocess.check_output([PYTHON, "-c", code], cwd=self.folder, text=True)
        return [type(ROOT)(path) for path in told.split()]

    def remove(self):
        for place in self.places():
            shutil.rmtree(place, ignore_errors=True)


@pytest.fixture(scope="module")
def checkout(tmp_path_factory):
    checkout = Checkout(tmp_path_factory.mktemp("checkout") / "yp")
    yield checkout
    assert checkout.is_empty()
    checkout.remove()


def read(address):
    with urllib.request.urlopen(address, timeout=10) as answer:
        return answer.read().decode()


def test_it_runs_says_where_and_stops_at_ctrl_c(checkout):
    demo, said = checkout.start()
    again = checkout.demo()
    assert "already runs: http://localhost:" in again.communicate(timeout=60)[0]
    assert "Postilaatikko" in read(RUNS.search(said)[1])
    assert re.search(r"http://localhost:\d+/demonstration/operator", said)
    demo.send_signal(signal.SIGINT)
    assert demo.communicate(timeout=60)[0].endswith("Stopped.\n")
    assert (demo.returncode, checkout.is_empty()) == (0, True)


def test_a_killed_launcher_leaves_nothing_and_the_next_start_works(checkout):
    demo, _ = checkout.start()
    demo.kill()
    demo.communicate()
    demo, _ = checkout.start()
    demo.kill()
    demo.communicate()
    assert checkout.is_empty()


def test_a_killed_database_stops_everything_and_says_so(checkout):
    demo, _ = checkout.start()
    os.kill(checkout.postgres(), signal.SIGKILL)
    said = demo.communicate(timeout=60)[0]
    assert "deploy/demo: everything is stopped, start it again: postgres ended (signal 9)" in said
    assert (demo.returncode, checkout.is_empty()) == (1, True)


@pytest.mark.parametrize(
    ("arguments", "settings", "line"),
    [
        (["--port", "70000"], {}, "--port 70000: a port is a number from 1 to 65534."),
        ([], {"PG_BIN": "/nowhere"}, "PG_BIN=/nowhere has no postgres and initdb"),
        (["--reset"], {"DATABASE_URL": "postgresql://x"}, "--reset empties only our own database"),
    ],
)
def test_a_wrong_start_ends_in_one_line(checkout, arguments, settings, line):
    demo = checkout.demo(*arguments, **settings)
    assert f"deploy/demo: {line}" in demo.communicate(timeout=60)[0].splitlines()[-1]
    assert (demo.returncode, checkout.is_empty()) == (1, True)
