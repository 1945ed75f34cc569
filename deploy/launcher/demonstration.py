"""deploy/demo: from a bare checkout to a running service, and back."""

import argparse
import contextlib
import os
import shutil
import time

from deploy.launcher import ports, settings
from deploy.launcher.children import Family
from deploy.launcher.locks import Lock
from deploy.launcher.places import CLUSTERS, STATE, make_places
from deploy.launcher.screen import Failure, say
from deploy.launcher.service import Service
from deploy.launcher.set_up import command, ignore_stop_signals, prepared
from deploy.launcher.welcome import welcome

ABOUT = "Runs Yhteispöytä with its demonstration data; Ctrl-C stops it."
SETTINGS = "DATABASE_URL, REDIS_URL, SMTP_URL, PLATFORM_DOMAIN, SECRET_KEY, PG_BIN: see README.md."
FORGETTABLE = ("mail", "secret", "database-password")


def main():
    arguments = _arguments()
    with command("deploy/demo"), contextlib.suppress(KeyboardInterrupt):
        lock = Lock(STATE / "running")
        if not lock.take():
            say(f"This checkout already runs: {lock.read() or 'it is just starting or stopping'}")
            return
        lock.write(f"it is starting (process {os.getpid()})")
        _run(arguments, lock)


def _run(arguments, lock):
    started = time.monotonic()
    children = Lock(STATE / "children")
    children.wait(60, "Waiting for the processes of the last run to end")
    given = settings.given()
    addresses = ports.pair(arguments.port)
    if arguments.reset:
        _forget(given)
    with prepared("demo", given=given):
        family = Family(children)
    try:
        service = Service(family, *addresses, given)
        people = service.start()
        lock.write(f"{service.address} (process {os.getpid()}; Ctrl-C there stops it)")
        welcome(service, people, time.monotonic() - started)
        family.watch()
    except KeyboardInterrupt:
        say("\nStopping …")
    finally:
        ignore_stop_signals()
        lock.write("it is stopping")
        family.end()
        lock.let_go()
        say("Stopped.")


def _arguments():
    parser = argparse.ArgumentParser(prog="deploy/demo", description=ABOUT, epilog=SETTINGS)
    parser.add_argument("--port", type=int, help="port of the pages; the mailbox has the next one")
    parser.add_argument("--reset", action="store_true", help="begin with fresh demonstration data")
    return parser.parse_args()


def _forget(given):
    if "DATABASE_URL" in given:
        raise Failure("--reset empties only our own database: empty that of DATABASE_URL yourself.")
    for path in (*CLUSTERS.glob("pg*"), *(STATE / name for name in FORGETTABLE)):
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
    make_places()
