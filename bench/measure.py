"""One core, medians, and the slope of a growth."""

from __future__ import annotations

import math
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path


def pin_to_one_core() -> None:
    """Keep this process on one core, so that CPU seconds are one core's."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def cpu_seconds(work: Callable[[], object]) -> float:
    """CPU seconds of one call, user and system."""
    start = time.process_time()
    work()
    return time.process_time() - start


def quantile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least `share` of all values do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def exponent(sizes: Sequence[float], seconds: Sequence[float]) -> float:
    """k of seconds ≈ c · size^k, by least squares over the logarithms."""
    return statistics.linear_regression([math.log(s) for s in sizes], [math.log(t) for t in seconds]).slope


class Racer:
    """A child process that makes one pass each time it is told, and says how many CPU seconds it took.

    Passes of several racers are interleaved, so that a busy minute of the machine hits all of them.
    """

    def __init__(self, python: Path, script: str, *arguments: str) -> None:
        command = (
            [str(python), script, *arguments] if script.endswith(".py") else [str(python), "-m", script, *arguments]
        )
        self._child = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        self._read("ready")

    def run(self) -> float:
        """One pass: its CPU seconds."""
        assert self._child.stdin is not None
        self._child.stdin.write("go\n")
        self._child.stdin.flush()
        return float(self._read("cpu"))

    def close(self) -> None:
        """End the child."""
        assert self._child.stdin is not None
        self._child.stdin.close()
        self._child.wait(timeout=30)

    def _read(self, word: str) -> str:
        assert self._child.stdout is not None
        for line in self._child.stdout:
            if line.startswith(word):
                return line.removeprefix(word).strip()
        raise SystemExit(f"{self._child.args}: ended with code {self._child.wait()} before it said {word!r}")


def serve_passes(work: Callable[[], object]) -> None:
    """The child's side of `Racer`: one pass to warm up, then one for each line on standard input."""
    pin_to_one_core()
    work()
    print("ready", flush=True)
    for _ in sys.stdin:
        print("cpu", cpu_seconds(work), flush=True)
