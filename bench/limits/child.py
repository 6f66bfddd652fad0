"""Read one file in a process of its own and say what came of it, its CPU seconds and its peak of memory."""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import gangmu
from gangmu.errors import GangmuError
from gangmu.model import Plan
from gangmu.source import collect, is_collection
from gangmu.source.collecting import Found

_PEAK = re.compile(r"VmHWM:\s+(\d+) kB")


def main() -> None:
    """`python -m bench.limits.child FILE`: one line of JSON on standard output."""
    started = time.process_time()
    try:
        said = read(sys.argv[1])
    except GangmuError as error:
        said = {"outcome": error.code, "says": error.say("en").partition(": ")[2]}
    seconds = {"cpu_seconds": round(time.process_time() - started, 2)}
    print(json.dumps(seconds | said | {"peak_mb": peak_mb()}, ensure_ascii=False))


def read(path: str) -> dict[str, object]:
    """Read a file; of an archive, all files inside, one at a time."""
    if not is_collection(path):
        return {"outcome": "read", "records": records_of(gangmu.read(path))}
    started = time.process_time()
    collected = collect([path])
    if collected.refused:
        raise collected.refused[0]
    return read_each(collected.files, time.process_time() - started)


def read_each(files: Sequence[Found], unpacking: float) -> dict[str, object]:
    """Each file of an archive is a reading of its own: what counts is the slowest, after the unpacking."""
    records, slowest, started = 0, 0.0, time.process_time()
    for found in files:
        begun = time.process_time()
        records += records_of(gangmu.read(found.read(), name=found.name))
        slowest = max(slowest, time.process_time() - begun)
    together = unpacking + time.process_time() - started
    seconds = {"cpu_seconds": round(unpacking + slowest, 2), "cpu_seconds_together": round(together, 2)}
    return {"outcome": "read", "files": len(files), "records": records, **seconds}


def records_of(plan: Plan) -> int:
    return len(plan.provisions) + len(plan.measures) + len(plan.targets) + len(plan.tasks)


def peak_mb() -> float:
    """The most memory this process has held, interpreter and imports included."""
    found = _PEAK.search(Path("/proc/self/status").read_text("ascii"))
    return round(int(found[1]) / 1024, 1) if found else 0.0


if __name__ == "__main__":
    main()
