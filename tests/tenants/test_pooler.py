"""PgBouncer in transaction mode: few server connections, shared by many, one transaction each."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
from pathlib import Path

import pytest
from sqlalchemy import create_engine, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import sessionmaker

from tenants.context import acting_in, relaying
from tenants.session import TenantSession
from tests.tenants.toys import Item

PATH = os.pathsep.join([os.environ["PATH"], "/usr/sbin", "/usr/local/sbin"])
MISSING = "The tests need PgBouncer: run deploy/test as root, or apt-get install pgbouncer."


@pytest.fixture(scope="module")
def folder():
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


@pytest.fixture(scope="module")
def pooler(login, folder):
    """The login's URL through a PgBouncer with two server connections."""
    program = os.environ.get("PGBOUNCER") or shutil.which("pgbouncer", path=PATH)
    assert program, MISSING
    port = free_port()
    where = {"host": login.query.get("host", login.host), "port": login.port or 5432}
    target = " ".join(f"{name}={value}" for name, value in where.items())
    (folder / "users.txt").write_text(f'"{login.username}" "{login.password}"\n')
    (folder / "pgbouncer.ini").write_text(f"""
        [databases]
        {login.database} = {target} dbname={login.database} user={login.username}
        [pgbouncer]
        listen_addr = 127.0.0.1
        listen_port = {port}
        unix_socket_dir =
        auth_type = trust
        auth_file = {folder}/users.txt
        pool_mode = transaction
        default_pool_size = 2
        logfile = {folder}/log
    """)
    process = subprocess.Popen([program, folder / "pgbouncer.ini"], **_as_nobody(folder))
    wait_for(port, process, folder / "log")
    yield login.set(host="127.0.0.1", port=port, query={})
    process.send_signal(signal.SIGINT)
    process.wait(10)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(port, process, log):
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        assert process.poll() is None, log.read_text() if log.exists() else "PgBouncer ended"
        time.sleep(0.05)
    pytest.fail("PgBouncer does not answer")


def _as_nobody(folder):
    if os.geteuid():
        return {}
    nobody = pwd.getpwnam("nobody")
    for path in (folder, *folder.iterdir()):
        os.chown(path, nobody.pw_uid, nobody.pw_gid)
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


@pytest.fixture
def sessions(pooler):
    engine = create_engine(pooler, pool_size=6, connect_args={"prepare_threshold": None})
    yield sessionmaker(engine, class_=TenantSession)
    engine.dispose()


def test_six_clients_on_two_connections_never_meet(sessions, towns):
    seen, errors = [], []

    def visit(town):
        for number in range(100):
            try:
                with acting_in(town.id), sessions() as session:
                    rows = set(session.scalars(text("select tenant_id from item")))
                    seen.append(rows == {town.id} == set(session.scalars(select(Item.tenant_id))))
                    end_somehow(session, number)
            except DBAPIError as error:
                errors.append(str(error.orig))

    threads = [threading.Thread(target=visit, args=(town,)) for town in towns * 3]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [True] * 600
    assert {error.splitlines()[0] for error in errors} == {"division by zero"}


def end_somehow(session, number):
    """Commit, leave it open, or break it: the connection goes on to somebody else."""
    if number % 7 == 0:
        session.execute(text("select 1/0"))
    if number % 2:
        session.commit()


def test_roles_do_not_stay_on_the_server_connection(sessions, towns):
    for _ in range(4):
        with relaying(), sessions() as session:
            assert session.scalar(text("select current_user")) == "yp_relay"
            session.commit()
        with sessions().bind.connect() as connection:
            assert connection.scalar(text("select current_user")) == "yp_web"
