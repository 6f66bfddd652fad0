"""How the time of reading grows with the length of a document, and what a long one takes in memory."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import gangmu
from bench.documents import decode, five_plans, whole_corpus
from bench.measure import cpu_seconds, exponent, pin_to_one_core

TIMES = (1, 3, 10, 30, 100)
ROUNDS = 3
LARGE_BYTES = 10_000_000
# The child says its own peak: what the system counts for a child may hold its parent's pages from before it began.
READ_AND_SAY_PEAK = """
import re, sys, gangmu
plan = gangmu.read(sys.argv[1])
peak = re.search(r"VmHWM:\\s+(\\d+) kB", open("/proc/self/status").read())
print(int(peak[1]), len(plan.provisions), len(plan.targets))
"""


def growth() -> dict[str, object]:
    """CPU seconds of a plan written out 1 to 100 times, and the exponent k of time ≈ c · length^k."""
    pin_to_one_core()
    plan = min(five_plans().files, key=lambda path: path.stat().st_size)
    text = decode(plan).rstrip() + "\n"
    with tempfile.TemporaryDirectory() as folder:
        seconds = [
            _seconds(Path(folder) / f"{times}.txt", text * times, ROUNDS if times < 100 else 1) for times in TIMES
        ]
    return {
        "characters": len(text),
        "times": TIMES,
        "cpu_seconds": [round(s, 4) for s in seconds],
        "exponent": round(exponent(TIMES, seconds), 3),
    }


def _seconds(path: Path, text: str, rounds: int) -> float:
    path.write_text(text, "utf-8")
    if rounds > 1:
        gangmu.read(path)
    return statistics.median(cpu_seconds(lambda: gangmu.read(path)) for _ in range(rounds))


def memory() -> dict[str, object]:
    """Peak memory of a process that reads a 10 MB text made of the corpus, its interpreter and imports included."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.txt"
        written = write_large(path)
        child = subprocess.run(
            [sys.executable, "-c", READ_AND_SAY_PEAK, str(path)], check=True, capture_output=True, text=True
        )
    peak, provisions, targets = map(int, child.stdout.split())
    return {"bytes": written, "peak_mb": round(peak / 1024, 1), "provisions": provisions, "targets": targets}


def write_large(path: Path) -> int:
    """Documents one after the other until the file has 10 MB."""
    texts = [(decode(p).rstrip() + "\n").encode() for p in whole_corpus().files]
    written = 0
    with path.open("wb") as file:
        while written < LARGE_BYTES:
            for text in texts:
                written += file.write(text)
                if written >= LARGE_BYTES:
                    break
    return written
