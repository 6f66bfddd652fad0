"""The worst files of 20 MB that each format allows, each read in a process of its own: CPU seconds and peak memory.

python -m bench.limits [WORD ...]       only cases whose name holds one of the words

A file is read, or refused by a code that says its size (or that it is nested too deeply, or holds no text); what is
refused by its size is made once more, as long as it may be. Over 30 CPU seconds or 1 GB, or refused in any other way,
it is missed and the command fails.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from bench import runner
from bench.documents import ROOT
from bench.limits.archives import ARCHIVES
from bench.limits.office_files import OFFICE
from bench.limits.page_files import MARKED_UP, PAGES
from bench.limits.scale import longest_read
from bench.limits.text_files import TEXTS
from gangmu.source.limits import MAX_UNPACKED

FILE = 20_000_000
MARKUP = MAX_UNPACKED - 100_000
MOST_SECONDS, MOST_MB = 30.0, 1000.0
GIVEN_UP = 300
BY_SIZE = ("source.too_large", "source.too_long")
SHORTER = ", as long as is read"
FOR_WHAT_IT_IS = {"html, nested": "source.unreadable", "pdf, lines only": "source.empty"}
"""Files refused for another reason than their size, by what they are made of."""

Result = dict[str, object]
Case = tuple[str, Callable[[int], bytes], int]
"""Ending, what makes it, and at which size."""

CASES: dict[str, Case] = {
    **{name: (*made, FILE) for name, made in (TEXTS | PAGES).items()},
    **{name: (*made, MARKUP) for name, made in (OFFICE | MARKED_UP).items()},
    **{name: (*made, FILE) for name, made in ARCHIVES.items()},
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.limits", description=__doc__)
    parser.add_argument("words", nargs="*", help="only cases whose name holds one of these")
    words = parser.parse_args().words
    print(f"{'':46} {'MB':>5} {'CPU s':>6} {'MB peak':>8}  outcome")
    results: dict[str, Result] = {}
    for name, case in CASES.items():
        if not words or any(word in name for word in words):
            results |= dict(both(name, case))
    missed = [name for name, result in results.items() if result["missed"]]
    held = f"within {MOST_SECONDS:g} CPU seconds and {MOST_MB:g} MB, or refused by size"
    print(f"{len(results)} files {held}; missed: {', '.join(missed) or 'none'}")
    runner.keep("bench.limits", results)
    return 1 if missed else 0


def both(name: str, case: Case) -> Iterator[tuple[str, Result]]:
    """A case at its full size, and where that is refused, as long as is still read."""
    suffix, make, size = case
    full = measured(name, suffix, make(size))
    yield name, full
    if full["outcome"] in BY_SIZE and suffix != "zip":
        shorter = name + SHORTER
        yield shorter, measured(shorter, suffix, make(longest_read(suffix, make, size)))


def measured(name: str, suffix: str, data: bytes) -> Result:
    """One file read in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"large.{suffix}"
        path.write_bytes(data)
        result: Result = {"file_mb": round(len(data) / 1e6, 1), **said_of(path)}
    held = float(str(result["cpu_seconds"])) <= MOST_SECONDS and float(str(result["peak_mb"])) <= MOST_MB
    rightly = ("read", *BY_SIZE, FOR_WHAT_IT_IS.get(name.removesuffix(SHORTER)))
    result["missed"] = not held or result["outcome"] not in rightly
    seconds, peak = result["cpu_seconds"], result["peak_mb"]
    together = f" of {result['files']} files in {result['cpu_seconds_together']} s" if "files" in result else ""
    told = f"{result['records']} records{together}" if result["outcome"] == "read" else result["says"]
    mark = "  MISSED" if result["missed"] else ""
    print(f"{name:46} {result['file_mb']:>5} {seconds:>6} {peak:>8}  {result['outcome']}: {told}{mark}", flush=True)
    return result


def said_of(path: Path) -> Result:
    """What the child says; where it says nothing, how it ended."""
    command = [sys.executable, "-m", "bench.limits.child", str(path)]
    try:
        child = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT, timeout=GIVEN_UP)
    except subprocess.TimeoutExpired:
        return {"outcome": "hang", "says": f"given up after {GIVEN_UP} s", "cpu_seconds": GIVEN_UP, "peak_mb": 0.0}
    if child.returncode:
        last = (child.stderr.strip().splitlines() or [f"code {child.returncode}"])[-1]
        return {"outcome": "broken", "says": last, "cpu_seconds": 0.0, "peak_mb": 0.0}
    return dict(json.loads(child.stdout))


if __name__ == "__main__":
    sys.exit(main())
