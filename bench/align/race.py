"""Passes of several tools over the same sentences, each in a process of its own on the same two cores."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

from bench.documents import ROOT

CORES = 2
WARM_UP = 500
"""Sentences matched before the first pass, so that no tool is timed while it loads or compiles."""
Index = TypeVar("Index")


class Sentences(NamedTuple):
    """What is matched, and the index of each lower sentence's parent."""

    upper: list[str]
    lower: list[str]
    parent: list[int]

    def save(self, path: Path) -> None:
        """Write them where another process can read them."""
        path.write_text(json.dumps(self, ensure_ascii=False), "utf-8")

    @classmethod
    def load(cls, path: Path) -> Sentences:
        """Read what `save` wrote."""
        return cls(*json.loads(path.read_text("utf-8")))


class Pass(NamedTuple):
    """One pass, sentences in memory to best matches: seconds of wall clock, of building and of finding; its results."""

    seconds: float
    build: float
    find: float
    recall: float
    peak_mb: float


class Racer:
    """A child process that makes a pass each time it is told."""

    def __init__(self, module: str, data: Path) -> None:
        command = [sys.executable, "-m", module, str(data)]
        environment = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
        self._child = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment, cwd=ROOT
        )

    def run(self) -> Pass:
        """One pass."""
        assert self._child.stdin is not None
        assert self._child.stdout is not None
        self._child.stdin.write("go\n")
        self._child.stdin.flush()
        line = self._child.stdout.readline()
        if not line:
            raise SystemExit(f"{self._child.args}: ended with code {self._child.wait()}")
        return Pass(*json.loads(line))

    def close(self) -> None:
        """End the child."""
        assert self._child.stdin is not None
        self._child.stdin.close()
        self._child.wait(timeout=60)


def serve(build: Callable[[Sequence[str]], Index], find: Callable[[Index, Sequence[str]], Sequence[int]]) -> None:
    """The child's side of `Racer`: a pass for each line on standard input.

    Args:
        build: upper sentences → index.
        find: index and lower sentences → for each the likest upper one.
    """
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[-CORES:])
    sentences = Sentences.load(Path(sys.argv[1]))
    find(build(sentences.upper[:WARM_UP]), sentences.lower[:WARM_UP])
    for _ in sys.stdin:
        start = time.perf_counter()
        index = build(sentences.upper)
        built = time.perf_counter()
        best = find(index, sentences.lower)
        end = time.perf_counter()
        del index
        right = sum(int(b) == p for b, p in zip(best, sentences.parent, strict=True))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps(Pass(end - start, built - start, end - built, right / len(best), peak)), flush=True)
