"""Runs the pieces of a bench one after another: a table on the terminal, all figures in bench/results/."""

from __future__ import annotations

import argparse
import datetime
import json
import os
import platform
import subprocess
import sys
from collections.abc import Callable, Mapping
from typing import NamedTuple

from bench.documents import ROOT

Mark = tuple[str, str, float]
"""A figure's name, `>=` or `<=`, and what it must reach."""


class Bench(NamedTuple):
    """A bench.

    Attributes:
        module: what `python -m` starts it by.
        pieces: what each measures.
        marks: what each must reach; printed beside the figure, so that a miss is seen.
        on_demand: pieces that run only when they are named.
    """

    module: str
    pieces: Mapping[str, Callable[[], dict[str, object]]]
    marks: Mapping[str, tuple[Mark, ...]]
    on_demand: frozenset[str] = frozenset()


def main(bench: Bench, about: str | None) -> int:
    """Run the pieces that the command line names, or all; 1 if a mark was missed."""
    parser = argparse.ArgumentParser(prog=f"python -m {bench.module}", description=about)
    parser.add_argument("pieces", nargs="*", choices=[*bench.pieces, []], help="only these; all when none is named")
    parser.add_argument("--json-of", choices=bench.pieces, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.json_of:
        print(json.dumps(bench.pieces[options.json_of](), ensure_ascii=False))
        return 0
    wanted = options.pieces or [name for name in bench.pieces if name not in bench.on_demand]
    results = {name: run_apart(bench.module, name) for name in wanted}
    missed = [mark for name, result in results.items() for mark in report(name, result, bench.marks.get(name, ()))]
    keep(bench.module, results)
    return 1 if missed else 0


def run_apart(module: str, name: str) -> dict[str, object]:
    """A piece in a process of its own, so that none warms, pins or fills another's."""
    print(f"… {name}", file=sys.stderr, flush=True)
    child = subprocess.run(
        [sys.executable, "-m", module, "--json-of", name], stdout=subprocess.PIPE, text=True, check=False, cwd=ROOT
    )
    if child.returncode:
        raise SystemExit(f"{name} ended with code {child.returncode}")
    result: dict[str, object] = json.loads(child.stdout)
    return result


def report(name: str, result: Mapping[str, object], marks: tuple[Mark, ...]) -> list[str]:
    """Print a piece's figures; give back the marks it missed."""
    print(f"\n{name}")
    for key, value in result.items():
        print(f"  {key:34} {value}")
    missed = []
    for key, sign, mark in marks:
        value = result.get(key)
        if value is None:
            print(f"  {key}: not measured")
            continue
        held = float(str(value)) >= mark if sign == ">=" else float(str(value)) <= mark
        print(f"  {key} {sign} {mark}: {'held' if held else 'MISSED'}")
        if not held:
            missed.append(f"{name}.{key}")
    return missed


def keep(module: str, results: Mapping[str, Mapping[str, object]]) -> None:
    """Write the figures, with the machine they were measured on and how busy it was."""
    now = datetime.datetime.now(datetime.UTC)
    machine = {
        "python": platform.python_version(),
        "system": platform.system(),
        "processors": os.cpu_count(),
        "load": round(os.getloadavg()[0], 1),
    }
    name = "-".join([*module.split(".")[1:], f"{now:%Y-%m-%d-%H%M}"])
    path = ROOT / "bench" / "results" / f"{name}.json"
    path.parent.mkdir(exist_ok=True)
    facts = {"date": f"{now:%Y-%m-%d}", "commit": commit(), "machine": machine}
    text = json.dumps({**facts, **results}, ensure_ascii=False, indent=1)
    path.write_text(text + "\n", "utf-8")
    print(f"\nkept in {path.relative_to(ROOT)}")


def commit() -> str:
    """The commit that was measured; marked where files differ from it."""
    command = ["git", "-C", str(ROOT), "describe", "--always", "--dirty"]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()
