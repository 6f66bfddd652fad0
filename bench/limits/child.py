"""Read one file in a process of its own and say what came of it, its CPU seconds and its peak of memory."""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Iterable
from pathlib import Path

import gangmu
from gangmu.errors import GangmuError
from gangmu.model import Plan
from gangmu.source import collect, is_collection

_PEAK = re.compile(r"VmHWM:\s+(\d+) kB")


def main() -> None:
    """`python -m bench.limits.child FILE`: one line of JSON on standard output."""
    started = time.process_time()
    try:
        said = read(sys.argv[1])
    except GangmuError as error:
        said = {"outcome": error.code, "says": error.say("en").partition(": ")[2]}
    seconds = time.process_time() - started
    print(json.dumps({**said, "cpu_seconds": round(seconds, 2), "peak_mb": peak_mb()}, ensure_ascii=False))


def read(path: str) -> dict[str, object]:
    """Read a file; of an archive, all files inside, one at a time."""
    if not is_collection(path):
        return counted([gangmu.read(path)])
    collected = collect([path])
    if collected.refused:
        raise collected.refused[0]
    return counted(gangmu.read(found.read(), name=found.name) for found in collected.files)


def counted(plans: Iterable[Plan]) -> dict[str, object]:
    files = records = 0
    for plan in plans:
        files += 1
        records += len(plan.provisions) + len(plan.measures) + len(plan.targets) + len(plan.tasks)
    return {"outcome": "read", "files": files, "records": records}


def peak_mb() -> float:
    """The most memory this process has held, interpreter and imports included."""
    found = _PEAK.search(Path("/proc/self/status").read_text("ascii"))
    return round(int(found[1]) / 1024, 1) if found else 0.0


if __name__ == "__main__":
    main()
