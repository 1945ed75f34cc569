"""Short bursts of requests by wrk, taking turns over all pages, so that noise meets all alike.

A shared machine is slower at times, never faster: a page's figure is that of its fastest bursts.
"""

from __future__ import annotations

import re
import resource
import shutil
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from deploy.launcher.screen import Failure
from tests.bench import machine
from tests.bench.asked import Request

CONNECTIONS = 8
FASTEST = 3  # one burst in so many counts
WARM = 2  # seconds before the first burst

# Who types sends something else each time.
SCRIPT = """
local asked, typed = {}, 0
init = function()
%s
end
request = function()
    local it = asked[math.random(#asked)]
    if not it.body then return it.whole end
    typed = typed + 1
    return wrk.format("POST", it.path, it.headers, (it.body:gsub("{n}", typed)))
end
"""


@dataclass
class Burst:
    requests: int
    app: float
    database: float
    others: float

    @property
    def cpu(self) -> float:
        """Milliseconds of the server and of PostgreSQL for one request."""
        return 1000 * (self.app + self.database) / max(self.requests, 1)


@dataclass
class Page:
    """One kind of request to one server: wrk sends any of `asked`."""

    name: str
    port: int
    server: int
    asked: list[Request]
    bursts: list[Burst] = field(default_factory=list)

    def kept(self) -> list[Burst]:
        """The fastest third."""
        ranked = sorted(self.bursts, key=lambda burst: burst.cpu)
        return ranked[: max(1, len(ranked) // FASTEST)]

    def cpu(self) -> float:
        return median(burst.cpu for burst in self.kept())

    def database_cpu(self) -> float:
        return median(1000 * burst.database / max(burst.requests, 1) for burst in self.kept())

    def script(self) -> str:
        return SCRIPT % "\n".join(f"asked[#asked + 1] = {_in_lua(each)}" for each in self.asked)


def _in_lua(asked: Request) -> str:
    pairs = ", ".join(f'["{name}"] = "{value}"' for name, value in asked.headers.items())
    headers = f"{{{pairs}}}"
    if asked.body:
        return f'{{path = "{asked.path}", headers = {headers}, body = "{asked.body}"}}'
    return f'{{whole = wrk.format("GET", "{asked.path}", {headers})}}'


def in_turns(pages: list[Page], database: int, folder: Path, rounds: int, seconds: int) -> None:
    """Fill `bursts` of every page."""
    for page in pages:
        ask(page, folder, WARM)
    for _ in range(rounds):
        for page in pages:
            page.bursts.append(_measured(page, database, folder, seconds))


def _measured(page: Page, database: int, folder: Path, seconds: int) -> Burst:
    _wait_for_quiet(2)
    before = machine.cpu_seconds(page.server), machine.cpu_seconds(database), *machine.all_busy()
    requests, own = ask(page, folder, seconds)
    after = machine.cpu_seconds(page.server), machine.cpu_seconds(database), *machine.all_busy()
    app, of_database, passed, busy = (b - a for a, b in zip(before, after, strict=True))
    others = max(0.0, busy - app - of_database - own) / passed
    return Burst(requests, app, of_database, others)


def ask(page: Page, folder: Path, seconds: int) -> tuple[int, float]:
    """One burst: how many requests were answered, and wrk's own seconds. Raises Failure."""
    script = folder / f"{page.name.replace(' ', '-')}.lua"
    script.write_text(page.script())
    options = ["-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--timeout", "30s", "-s", str(script)]
    argv = [_wrk(), *options, f"http://127.0.0.1:{page.port}/"]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    told = subprocess.run(argv, capture_output=True, text=True, check=True).stdout
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if wrong := re.search(r"(Non-2xx.*|Socket errors.*)", told):
        raise Failure(f"{page.name}: {wrong[1]}")
    own = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return int(re.search(r"(\d+) requests in", told)[1]), own


def _wait_for_quiet(limit: float) -> None:
    ends = time.monotonic() + limit
    while time.monotonic() < ends:
        before = machine.all_busy()
        time.sleep(0.3)
        passed, busy = (b - a for a, b in zip(before, machine.all_busy(), strict=True))
        if busy / passed < 0.15:
            return


def _wrk() -> str:
    if found := shutil.which("wrk"):
        return found
    raise Failure("wrk is missing: apt-get install wrk")
