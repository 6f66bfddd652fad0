"""How long the five plans take, read and aligned level by level, from a cold process."""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import time

from bench.documents import ROOT, five_plans

ROUNDS = 5
START = "from gangmu.cli.main import main; main()"


def measure() -> dict[str, object]:
    """Medians of `gangmu align --tier`, each in a new process: wall clock, and processor time of all its cores."""
    documents = five_plans()
    command = [sys.executable, "-c", START, "align", "--tier", *map(str, documents.files), "--format", "json"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    wall, processor = [], []
    for _ in range(ROUNDS):
        before, start = _children(), time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment)
        wall.append(time.perf_counter() - start)
        processor.append(_children() - before)
    return {
        "command": "gangmu align --tier FILES --format json",
        "documents": documents.origin,
        "plans": len(documents.files),
        "seconds": round(statistics.median(wall), 2),
        "processor_seconds": round(statistics.median(processor), 2),
    }


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
