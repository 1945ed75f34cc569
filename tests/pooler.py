"""A PgBouncer in transaction mode: few server connections, shared by many."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

from tenants.roles import LOGIN
from tests.database import OWNER, PASSWORD

PATH = os.pathsep.join([os.environ["PATH"], "/usr/sbin", "/usr/local/sbin"])
MISSING = "The tests need PgBouncer: run deploy/test as root, or apt-get install pgbouncer."


@contextmanager
def running(connections: int):
    """The port of a pooler that opens so many connections to each database, as the application."""
    program = os.environ.get("PGBOUNCER") or shutil.which("pgbouncer", path=PATH)
    assert program, MISSING
    with tempfile.TemporaryDirectory() as folder:
        port = _free_port()
        settings = _write(Path(folder), port, connections)
        process = subprocess.Popen([program, settings], **_as_nobody(Path(folder)))
        try:
            _wait_for(port, process, Path(folder) / "log")
            yield port
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(60)


def _write(folder, port, connections):
    host = OWNER.query.get("host", OWNER.host)
    (folder / "users.txt").write_text(f'"{LOGIN}" "{PASSWORD}"\n')
    (folder / "settings.ini").write_text(f"""
        [databases]
        * = host={host} port={OWNER.port or 5432} user={LOGIN}
        [pgbouncer]
        listen_addr = 127.0.0.1
        listen_port = {port}
        unix_socket_dir =
        auth_type = trust
        auth_file = {folder}/users.txt
        pool_mode = transaction
        default_pool_size = {connections}
        logfile = {folder}/log
    """)
    return folder / "settings.ini"


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_for(port, process, log):
    for _ in range(1200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        assert process.poll() is None, log.read_text() if log.exists() else "PgBouncer ended"
        time.sleep(0.05)
    raise AssertionError("PgBouncer does not answer")


def _as_nobody(folder):
    if os.geteuid():
        return {}
    nobody = pwd.getpwnam("nobody")
    for path in (folder, *folder.iterdir()):
        os.chown(path, nobody.pw_uid, nobody.pw_gid)
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
