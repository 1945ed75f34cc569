"""What the commands say while they work, and how they give up: in one line."""

import contextlib
import sys
import time


class Failure(Exception):
    """Something the person at the keyboard can do something about; its text says what."""


def say(line=""):
    print(line, flush=True)


@contextlib.contextmanager
def step(text):
    started = time.monotonic()
    print(f"  {text} … ", end="", flush=True)
    try:
        yield
    except BaseException:
        say()
        raise
    say(f"{time.monotonic() - started:.1f} s")


@contextlib.contextmanager
def plain_failures(command):
    """A failure is a line on stderr and exit code 1, never a traceback."""
    try:
        yield
    except Failure as failure:
        print(f"{command}: {failure}", file=sys.stderr, flush=True)
        sys.exit(1)
    except OSError as error:
        print(f"{command}: {error}", file=sys.stderr, flush=True)
        sys.exit(1)
