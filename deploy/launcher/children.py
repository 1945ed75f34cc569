"""The processes we start: each with its log, each ended with us even when we are killed."""

import ctypes
import os
import signal
import subprocess
import sys
import time

from deploy.launcher.places import LOGS, ROOT
from deploy.launcher.screen import Failure, say

PR_SET_PDEATHSIG = 1
RESTARTS_PER_MINUTE = 5


class Child:
    """`stop` ends it in order, `orphaned` is what the kernel sends it when we are killed."""

    def __init__(self, name, argv, *, stop=signal.SIGTERM, orphaned=None, restart=False, **popen):
        self.name, self.argv, self.popen = name, [str(part) for part in argv], popen
        self.stop, self.orphaned = stop, orphaned or stop
        self.restart, self.starts = restart, []
        self.log = LOGS / f"{name}.log"

    def start(self, keep_open):
        self.starts.append(time.monotonic())
        settings = {"cwd": ROOT, "stdin": subprocess.DEVNULL, **self.popen}
        with open(self.log, "a" if len(self.starts) > 1 else "w") as log:
            # A session of its own: Ctrl-C reaches only us, and we choose the order.
            self.process = subprocess.Popen(
                self.argv,
                **{"stdout": log, "stderr": log, "start_new_session": True, **settings},
                pass_fds=(keep_open,),
                preexec_fn=_die_with_parent(self.orphaned),  # noqa: PLW1509 - we have no threads
            )

    @property
    def ended(self):
        """Asked past Popen.poll(): Ctrl-C in the middle of that leaves its lock taken for ever."""
        if self.process.returncode is not None:
            return True
        look_only = os.WEXITED | os.WNOHANG | os.WNOWAIT
        return os.waitid(os.P_PID, self.process.pid, look_only) is not None

    def may_restart(self):
        recent = [start for start in self.starts if start > time.monotonic() - 60]
        return self.restart and len(recent) <= RESTARTS_PER_MINUTE

    def how_it_ended(self):
        code = self.process.wait()
        how = f"signal {-code}" if code < 0 else f"exit code {code}"
        return f"{self.name} ended ({how}).\n{last_lines(self.log)}"

    def signal(self):
        if not self.ended:
            self.process.send_signal(self.stop)

    def wait(self, seconds):
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


class Family:
    """All children; the last stage that was started is the first that is ended."""

    def __init__(self, lock):
        # Every child inherits this lock: it is free again when the last of them is gone.
        self.lock = lock
        self.stages = []

    def start(self, *children):
        self.stages.append([])
        for child in children:
            child.start(self.lock.fileno())
            self.stages[-1].append(child)
        return children[0]

    def watch(self):
        """Returns never: raises when a child that must not end has ended."""
        while True:
            for child in (child for stage in self.stages for child in stage if child.ended):
                if not child.may_restart():
                    raise Failure(f"everything is stopped, start it again: {child.how_it_ended()}")
                say(f"Started again: {child.how_it_ended()}")
                time.sleep(0.5)
                child.start(self.lock.fileno())
            time.sleep(0.2)

    def end(self, seconds=10, but=0):
        """End all, or all but the stages that were started first."""
        while len(self.stages) > but:
            for child in self.stages[-1]:
                child.signal()
            for child in self.stages[-1]:
                child.wait(seconds)
            self.stages.pop()


def run(name, argv, advice="", **options):
    """A command that has to succeed; what it said is in its log."""
    log = LOGS / f"{name}.log"
    settings = {"cwd": ROOT, "stdin": subprocess.DEVNULL, **options}
    with open(log, "w") as out:
        ended = subprocess.run(
            [str(part) for part in argv],
            **{"stdout": out, "stderr": out, **settings},
            check=False,
            preexec_fn=_die_with_parent(signal.SIGTERM),
        )
    if ended.returncode:
        raise Failure(f"{name} failed. {advice}".strip() + f"\n{last_lines(log)}")
    return log.read_text(errors="replace")


def last_lines(log, count=8):
    lines = log.read_text(errors="replace").splitlines()[-count:]
    return "\n".join([f"  The last lines of {log}:", *(f"    {line}" for line in lines)])


def _die_with_parent(signum):
    if sys.platform != "linux":
        return None
    prctl, parent = ctypes.CDLL(None).prctl, os.getpid()

    def ask_kernel():
        prctl(PR_SET_PDEATHSIG, int(signum))
        if os.getppid() != parent:
            os._exit(1)

    return ask_kernel
