"""python -m tests.bench [--rounds N] [--large] [--save]: one run on servers of its own."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from deploy.launcher.screen import plain_failures, step
from tests.bench import load, machine, mail, report, statements
from tests.bench.asked import PAGES, Request, by_members
from tests.bench.stage import BARE, Stage

APP = "webapp:create_app()"
SMALL, FULL, LARGE = (10, 100), (1000, 1000), (10_000, 1000)
SERVERS = 3  # of each kind, one after the other
FIRST, LAST = 2000, 10_000  # requests after which a worker's memory is read
RESULTS = Path(__file__).with_name("results.txt")


def main():
    wanted = _arguments()
    stage = Stage()
    with plain_failures("tests.bench"), tempfile.TemporaryDirectory() as folder:
        try:
            stage.start()
            text = report.written(**_measured(stage, Path(folder), wanted))
        finally:
            stage.end()
        print(text)
        if wanted.save:
            RESULTS.write_text(text)
    if wanted.mail:
        mail.main()


def _arguments():
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("--rounds", type=int, default=6, help="bursts for every page and server")
    parser.add_argument("--seconds", type=int, default=1, help="of a burst")
    parser.add_argument("--large", action="store_true", help="10,000,000 rows of 10,000 towns, too")
    parser.add_argument("--no-memory", action="store_true", help="leave 10,000 requests out")
    parser.add_argument("--mail", action="store_true", help="afterwards the letters, too")
    parser.add_argument("--save", action="store_true", help="write the table to results.txt")
    return parser.parse_args()


def _measured(stage: Stage, folder: Path, wanted) -> dict:
    sizes = {"10^3": SMALL, "10^6": FULL} | ({"10^7": LARGE} if wanted.large else {})
    towns = {rows: stage.towns(*size) for rows, size in sizes.items()}
    asked, touched = _statements(stage, towns, sizes)
    pages = _asked_in_turns(stage, towns, sizes, folder, wanted)
    memory = {} if wanted.no_memory else _memory(stage, towns["10^6"], folder)
    return {"pages": pages, "asked": asked, "touched": touched, "memory": memory, "sizes": sizes}


def _asked_in_turns(stage: Stage, towns: dict, sizes: dict, folder: Path, wanted) -> dict:
    """The pages with all their bursts, of several servers each."""
    pages: dict[str, load.Page] = {}
    for number in range(1, SERVERS + 1):
        with step(f"Asking in turns, servers {number} of {SERVERS}"), stage.servers():
            fresh = _pages(stage, towns, sizes)
            for name, page in fresh.items():
                page.bursts = pages[name].bursts if pages else []
            pages = fresh
            asked = list(pages.values())
            load.in_turns(asked, stage.postgres, folder, wanted.rounds, wanted.seconds)
    return pages


def _pages(stage: Stage, towns: dict, sizes: dict) -> dict[str, load.Page]:
    """Every server is up at once: the references, the application, and it without walls."""
    reference = stage.serve(
        "reference",
        "tests.bench.reference:app",
        {"REFERENCE_URL": stage.url(stage.items(), "bench_reference").render_as_string(False)},
    )
    found = {
        path: load.Page(path, *reference, [Request(f"/{path}", {})]) for path in ("one", "eight")
    }
    for rows, database in towns.items():
        served = stage.serve(f"towns-{rows}", APP, stage.environment(database))
        for page in PAGES if rows == "10^6" else ("area page", "member list"):
            name = page if rows == "10^6" else f"{page} at {rows}"
            found[name] = load.Page(name, *served, by_members(page, sizes[rows][0]))
    for kind, app, login in (
        ("walls", APP, "yp_web"),
        ("no walls", "tests.bench.bare:make()", BARE),
    ):
        # Twins: whatever a server is besides its walls, the other one is, too.
        served = stage.serve(kind.replace(" ", "-"), app, stage.environment(towns["10^6"], login))
        for page in ("area page", "member list"):
            name = f"{page}, {kind}"
            found[name] = load.Page(name, *served, by_members(page, FULL[0]))
    return found


def _statements(stage: Stage, towns: dict, sizes: dict) -> tuple[dict, dict]:
    """What the pages send, and the buffers that it touches in each of the databases."""
    asked, touched = {}, {}
    for rows, database in towns.items():
        app = statements.application(stage.environment(database))
        asked[rows] = statements.of_pages(app, sizes[rows][0])
        login = stage.url(database, "yp_web")
        touched[rows] = {p: statements.buffers(login, sent) for p, (sent, _) in asked[rows].items()}
    return asked["10^6"], touched


def _memory(stage: Stage, database: str, folder: Path) -> dict[int, float]:
    """Private MiB of a single worker that answers all pages, after so many requests."""
    port, server = stage.serve("memory", APP, stage.environment(database), workers=1)
    mix = [each for page in PAGES for each in by_members(page, FULL[0])]
    page, done, found = load.Page("memory", port, server, mix), 0, {}
    with step(f"Asking one worker {LAST} times"):
        for goal in (FIRST, LAST):
            while done < goal:
                done += load.ask(page, folder, 2)[0]
            found[done] = machine.private_mib(machine.family(server)[1])
    return found


if __name__ == "__main__":
    sys.exit(main())
