"""Ports of the loopback interface."""

import socket

from deploy.launcher.screen import Failure

FIRST = 8000


def pair(wanted=None):
    """Two neighbouring free ports: the one wanted, or the first free ones from 8000 on."""
    if wanted:
        if not 1 <= wanted < 65535:
            raise Failure(f"--port {wanted}: a port is a number from 1 to 65534.")
        if not (is_free(wanted) and is_free(wanted + 1)):
            raise Failure(f"Port {wanted} or {wanted + 1} is in use: choose another with --port.")
        return wanted, wanted + 1
    for port in range(FIRST, FIRST + 200, 2):
        if is_free(port) and is_free(port + 1):
            return port, port + 1
    raise Failure("No free port from 8000 to 8200: choose one with --port.")


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
