"""Valkey for the tests: a database of its own for every process, so that one may be emptied."""

import os
from urllib.parse import urlsplit, urlunsplit

from tests.database import WORKER

SERVER = urlsplit(os.environ.get("TEST_REDIS_URL", "redis://localhost:6379/0"))
NUMBER = int(WORKER.removeprefix("gw")) if WORKER.startswith("gw") else 0


def own_url() -> str:
    """The database that the address names, or as many after it as there are processes before us."""
    if SERVER.scheme == "unix":
        return f"unix://{SERVER.path}?db={NUMBER}"
    first = int(SERVER.path.strip("/") or 0)
    return urlunsplit(SERVER._replace(path=f"/{first + NUMBER}"))


REDIS = own_url()
