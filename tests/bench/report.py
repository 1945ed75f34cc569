"""The table of a run: what was measured, what it must be, and whether it is."""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime

from tests.bench import machine
from tests.bench.asked import AT_WORK, MOST, PART_OF
from tests.bench.load import CONNECTIONS, Page

HEAD = """\
Pages against references, all servers of the table up at once, one run.
commit {commit}, {day}
{kind}
PostgreSQL by socket, gunicorn gthread 2 workers x 4 threads, wrk with {connections} connections in
interleaved bursts to three servers of each kind, one after the other; CPU is user + system time of
server and PostgreSQL per request, the median of the fastest third of the bursts: the machine is
shared and slower at times, so only ratios mean anything. The reader is a signed-in member who acts
for an association; {at_work} towns are at work at the same time; the rows of a town lie far apart.
Without walls: a login past row-level security, no SET LOCAL, the same `tenant_id = ...` in words.
"""


ON_TOP = "Accounts, sessions and a table with its people, meetings and actions come on top."


def written(pages: dict[str, Page], asked: dict, touched: dict, memory: dict, sizes: dict) -> str:
    parts = [
        HEAD.format(
            commit=_commit(),
            day=datetime.now(UTC).date(),
            kind=machine.kind(),
            connections=CONNECTIONS,
            at_work=AT_WORK,
        ),
        _times(pages, asked),
        _goals(pages, asked, touched, memory),
        _rows(sizes),
    ]
    return "\n".join(parts)


def _times(pages: dict[str, Page], asked: dict) -> str:
    eight = pages["eight"].cpu()
    lines = [f"{'page':26}{'CPU ms':>8}{'of it pg':>9}{'x ORM8':>8}{'SQL':>5}{'KB':>7}{'noise':>7}"]
    for name, page in pages.items():
        kept = page.kept()
        noise = sum(burst.others for burst in kept) / len(kept)
        sent, size = asked.get(name, ((), 0))
        words = f"{len(sent) or '':>5}{f'{size / 1000:.1f}' if size else '':>7}"
        cpu, pg = page.cpu(), page.database_cpu()
        lines.append(f"{name:26}{cpu:8.2f}{pg:9.2f}{cpu / eight:8.2f}{words}{noise:7.0%}")
    return "\n".join(lines) + "\n"


def _goals(pages, asked, touched, memory) -> str:
    goals = [*_of_pages(pages, asked), *_of_growth(pages, touched), *_of_memory(memory)]
    lines = [f"{'goal':44}{'is':>8}{'must':>8}"]
    for text, value, most in goals:
        lines.append(f"{text:44}{value:8.2f}{most:8.2f}{'' if value <= most else '  MISSED'}")
    return "\n".join(lines) + "\n"


def _of_pages(pages, asked):
    for name, most in MOST.items():
        yield f"{name} / ORM8", pages[name].cpu() / pages["eight"].cpu(), most
    for part, page in PART_OF.items():
        yield f"{part} / {page}", pages[part].cpu() / pages[page].cpu(), 0.5
    for name, (sent, _size) in asked.items():
        yield f"SQL of {name}", len(sent), _most_statements(name)
    for name in ("area page", "member list"):
        yield (
            f"{name}: walls / no walls",
            pages[f"{name}, walls"].cpu() / pages[f"{name}, no walls"].cpu(),
            1.08,
        )


def _most_statements(name: str) -> int:
    if name in PART_OF:
        return 5
    return 8 if name in ("area page", "member list") else 12


def _of_growth(pages, touched):
    least, most = min(touched), max(touched)
    for name in ("area page", "member list"):
        grown = touched[most][name] / touched[least][name]
        yield f"{name}: buffers at {most} / {least} rows", grown, 2
        large = pages[name] if most == "10^6" else pages[f"{name} at {most}"]
        grown = large.cpu() / pages[f"{name} at {least}"].cpu()
        yield f"{name}: CPU at {most} / {least} rows", grown, 1.1


def _of_memory(memory):
    if memory:
        (_, first), (requests, last) = memory.items()
        yield f"private MiB of a worker, {requests} requests", last, 120
        yield "the same / after 2,000", last / first, 1.05


def _rows(sizes: dict) -> str:
    told = [f"{name} rows are {towns} towns of {rows}" for name, (towns, rows) in sizes.items()]
    return f"{'; '.join(told)}.\n{ON_TOP}\n"


def _commit() -> str:
    argv = ["git", "describe", "--always", "--dirty", "--exclude", "*"]
    return subprocess.run(argv, capture_output=True, text=True, check=True).stdout.strip()
