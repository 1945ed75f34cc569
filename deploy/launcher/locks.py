"""Who runs here: locks that the kernel lets go of when their holder dies, however it dies."""

import fcntl
import time

from deploy.launcher.screen import Failure, step


class Lock:
    def __init__(self, path):
        self.path = path
        self.file = open(path, "a+")  # noqa: SIM115 - held as long as we live

    def take(self):
        try:
            fcntl.flock(self.file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def wait(self, seconds, what):
        if self.take():
            return
        with step(what):
            ends = time.monotonic() + seconds
            while not self.take():
                if time.monotonic() > ends:
                    raise Failure(f"Still busy after {seconds} s: see `fuser {self.path}`.")
                time.sleep(0.1)

    def write(self, text):
        self.file.truncate(0)
        self.file.write(text)
        self.file.flush()

    def read(self):
        self.file.seek(0)
        return self.file.read().strip()

    def let_go(self):
        self.write("")
        fcntl.flock(self.file, fcntl.LOCK_UN)

    def fileno(self):
        return self.file.fileno()


def is_free(path):
    """True when nobody holds the lock, so that what its holder left behind can be removed."""
    with Lock(path).file as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
