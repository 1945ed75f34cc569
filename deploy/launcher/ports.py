"""Ports of the loopback interface."""

import socket
import sys

from deploy.launcher.screen import Failure

FIRST = 8000
_ours = []  # kept as long as we live


def pair(wanted=None):
    """Two neighbouring free ports: the one wanted, or the first free ones from 8000 on."""
    if wanted:
        if not 1 <= wanted < 65535:
            raise Failure(f"--port {wanted}: a port is a number from 1 to 65534.")
        if not _take(wanted, wanted + 1):
            raise Failure(f"Port {wanted} or {wanted + 1} is in use: choose another with --port.")
        return wanted, wanted + 1
    for port in range(FIRST, FIRST + 200, 2):
        if _take(port, port + 1):
            return port, port + 1
    raise Failure("No free port from 8000 to 8200: choose one with --port.")


def _take(*ports):
    """Ours from now on, though the servers on them are still to come: nobody else starts there."""
    marks = [_mark(port) for port in ports]
    if None in marks or not all(map(is_free, ports)):
        for mark in filter(None, marks):
            mark.close()
        return False
    _ours.extend(marks)
    return True


def _mark(port):
    """A name that the kernel lets one process hold, and forgets with it; None when it is held."""
    mark = socket.socket(socket.AF_UNIX)
    try:
        if sys.platform == "linux":  # elsewhere no name comes without a file
            mark.bind(f"\0yhteispoyta port {port}")
    except OSError:
        mark.close()
        return None
    return mark


def is_free(port):
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def any_free():
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]
