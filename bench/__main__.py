"""Every measurement in one run: a table on the terminal, all figures in bench/results/DATE.json.

python -m bench [speed growth memory search start]
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import platform
import subprocess
import sys
from collections.abc import Callable

from bench import growth, search, speed, start
from bench.documents import ROOT

PIECES: dict[str, Callable[[], dict[str, object]]] = {
    "speed": speed.measure,
    "growth": growth.growth,
    "memory": growth.memory,
    "search": search.measure,
    "start": start.measure,
}
# What each piece must reach; printed beside the figure, so that a miss is seen.
MARKS: dict[str, tuple[tuple[str, str, float], ...]] = {
    "speed": (("ratio", ">=", 1.0),),
    "growth": (("exponent", "<=", 1.1),),
    "memory": (("peak_mb", "<=", 500),),
    "search": (("p95_ms", "<=", 100),),
    "start": (),
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("pieces", nargs="*", choices=[*PIECES, []], help="only these; all when none is named")
    parser.add_argument("--json-of", choices=PIECES, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.json_of:
        print(json.dumps(PIECES[options.json_of](), ensure_ascii=False))
        return 0
    results = {name: run_apart(name) for name in options.pieces or PIECES}
    missed = [mark for name, result in results.items() for mark in report(name, result)]
    keep(results)
    return 1 if missed else 0


def run_apart(name: str) -> dict[str, object]:
    """A piece in a process of its own, so that none warms, pins or fills another's."""
    print(f"… {name}", file=sys.stderr, flush=True)
    child = subprocess.run(
        [sys.executable, "-m", "bench", "--json-of", name], stdout=subprocess.PIPE, text=True, check=False, cwd=ROOT
    )
    if child.returncode:
        raise SystemExit(f"{name} ended with code {child.returncode}")
    result: dict[str, object] = json.loads(child.stdout)
    return result


def report(name: str, result: dict[str, object]) -> list[str]:
    """Print a piece's figures; give back the marks it missed."""
    print(f"\n{name}")
    for key, value in result.items():
        print(f"  {key:34} {value}")
    missed = []
    for key, sign, mark in MARKS[name]:
        value = result.get(key)
        if value is None:
            print(f"  {key}: not measured")
            continue
        held = float(str(value)) >= mark if sign == ">=" else float(str(value)) <= mark
        print(f"  {key} {sign} {mark}: {'held' if held else 'MISSED'}")
        if not held:
            missed.append(f"{name}.{key}")
    return missed


def keep(results: dict[str, dict[str, object]]) -> None:
    """Write the figures, with the machine they were measured on."""
    now = datetime.datetime.now(datetime.UTC)
    machine = {"python": platform.python_version(), "system": platform.system(), "processors": os.cpu_count()}
    path = ROOT / "bench" / "results" / f"{now:%Y-%m-%d-%H%M}.json"
    path.parent.mkdir(exist_ok=True)
    facts = {"date": f"{now:%Y-%m-%d}", "commit": commit(), "machine": machine}
    text = json.dumps({**facts, **results}, ensure_ascii=False, indent=1)
    path.write_text(text + "\n", "utf-8")
    print(f"\nkept in {path.relative_to(ROOT)}")


def commit() -> str:
    """The commit that was measured; marked where files differ from it."""
    command = ["git", "-C", str(ROOT), "describe", "--always", "--dirty"]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()


if __name__ == "__main__":
    sys.exit(main())
