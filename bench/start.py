"""How long a person waits for the command: wall seconds of a warm start."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

from bench.documents import five_plans

ROUNDS = 9


def measure() -> dict[str, object]:
    """Medians over warm starts of `gangmu --version`, and of reading the shortest of the five plans."""
    command = Path(sys.executable).with_name("gangmu")
    plan = min(five_plans().files, key=lambda path: path.stat().st_size)
    return {
        "version_seconds": wall([str(command), "--version"]),
        "read_seconds": wall([str(command), "read", str(plan), "--format", "json"]),
        "bare_python_seconds": wall([sys.executable, "-c", "pass"]),
    }


def wall(command: list[str]) -> float:
    """Median wall seconds of a command after one warm-up."""
    seconds = []
    for _ in range(ROUNDS + 1):
        start = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        seconds.append(time.perf_counter() - start)
    return round(statistics.median(seconds[1:]), 3)
