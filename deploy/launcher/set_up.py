"""What both commands need before anything can start; one at a time in a checkout."""

import contextlib
import os
import signal

from deploy.launcher import built, environment, settings
from deploy.launcher.locks import Lock
from deploy.launcher.places import ROOT, STATE, make_places
from deploy.launcher.screen import plain_failures

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@contextlib.contextmanager
def command(name):
    """Failures become one line, and every wish to stop a KeyboardInterrupt."""

    def stop(*_):
        raise KeyboardInterrupt

    # Asked for by name: what a shell starts in the background ignores Ctrl-C otherwise.
    for signum in STOP_SIGNALS:
        signal.signal(signum, stop)
    with plain_failures(name):
        os.chdir(ROOT)
        make_places()
        yield


def ignore_stop_signals():
    for signum in STOP_SIGNALS:
        signal.signal(signum, signal.SIG_IGN)


@contextlib.contextmanager
def prepared(*extras, given):
    """Packages, settings and built files are in order; others wait until the block is left."""
    lock = Lock(STATE / "set-up")
    lock.wait(300, "Waiting for the set-up of another command")
    try:
        environment.install(*extras)
        settings.check(given)
        built.build()
        yield
    finally:
        lock.let_go()
