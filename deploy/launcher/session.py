"""deploy/test: the servers of one test run, the browser, and pytest."""

import contextlib
import shutil
import signal
import sys
import tempfile
from pathlib import Path

from deploy.launcher import settings, system, valkey
from deploy.launcher.children import Child, Family
from deploy.launcher.locks import Lock, is_free
from deploy.launcher.places import CLUSTERS, PYTHON, SOCKETS, own_folder
from deploy.launcher.postgres import QUICK, Cluster
from deploy.launcher.screen import step
from deploy.launcher.set_up import command, ignore_stop_signals, prepared

SERVERS = ("DATABASE_URL", "REDIS_URL")
PROCESSES = ["-n", "2"]
ALONE = ("-n", "--numprocesses", "--pdb", "-s")


def main():
    with command("deploy/test"), contextlib.suppress(KeyboardInterrupt):
        given = {name: url for name, url in settings.given().items() if name in SERVERS}
        with prepared("demo", "test", given=given):
            programs = {"CHROMIUM": system.chromium(), "PGBOUNCER": system.pgbouncer()}
            session = Session()
        try:
            env = {**settings.without_settings(), **session.start(given), **programs}
            sys.exit(session.pytest(sys.argv[1:], env))
        finally:
            ignore_stop_signals()
            session.end()
    sys.exit(130)


class Session:
    """A folder and servers for one run, swept by the next one if this one is killed."""

    def __init__(self):
        for left in CLUSTERS.glob("test-*"):
            if is_free(left / "running"):
                _remove(left)
        self.folder = Path(tempfile.mkdtemp(prefix="test-", dir=CLUSTERS))
        self.sockets = SOCKETS / self.folder.name
        for place in (self.folder, self.sockets):
            own_folder(place)
        lock = Lock(self.folder / "running")
        lock.take()
        self.family = Family(lock)

    def start(self, given):
        with step("Starting the database and the queue"):
            return {
                "TEST_OWNER_DATABASE_URL": given.get("DATABASE_URL") or self._postgres(),
                "TEST_REDIS_URL": given.get("REDIS_URL") or valkey.start(self.family, self.sockets),
            }

    def _postgres(self):
        cluster = Cluster(self.folder, self.sockets)
        cluster.start(self.family, **QUICK, max_connections=200)
        return cluster.url

    def pytest(self, arguments, env):
        alone = any(argument.startswith(ALONE) for argument in arguments)
        argv = [PYTHON, "-m", "pytest", *([] if alone else PROCESSES), *arguments]
        screen = {"stdin": None, "stdout": None, "stderr": None}
        run = self.family.start(Child("pytest", argv, stop=signal.SIGINT, env=env, **screen))
        return run.process.wait()

    def end(self):
        self.family.end(seconds=30)
        _remove(self.folder)


def _remove(folder):
    shutil.rmtree(SOCKETS / folder.name, ignore_errors=True)
    shutil.rmtree(folder)
