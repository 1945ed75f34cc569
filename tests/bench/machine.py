"""Time and memory of processes, as /proc counts them."""

from __future__ import annotations

import os
import platform
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


def family(pid: int) -> list[int]:
    """The process and all below it."""
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        children = " ".join((task / "children").read_text() for task in tasks).split()
    except (FileNotFoundError, ProcessLookupError):
        return []
    return [pid, *(each for child in children for each in family(int(child)))]


def cpu_seconds(pid: int) -> float:
    """User and system time of a process and of those below it, also of those that ended."""
    total = 0
    for each in family(pid):
        try:
            fields = Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        ended = fields[13:15] if each == pid else ()
        total += sum(map(int, (*fields[11:13], *ended)))
    return total / TICKS


def private_mib(pid: int) -> float:
    """Memory that only this process holds."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Private_")) / 1024


def all_busy() -> tuple[float, float]:
    """Seconds that passed on all cores, and those of them in which somebody worked."""
    with open("/proc/stat") as file:
        fields = [int(field) / TICKS for field in file.readline().split()[1:9]]
    return sum(fields), sum(fields) - fields[3] - fields[4]


def kind() -> str:
    with open("/proc/cpuinfo") as file:
        model = next((line.split(": ")[1] for line in file if line.startswith("model name")), "")
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return f"{os.cpu_count()} cores ({model.strip()}), {platform.system()}, {python}"
