"""What the specimen loses on its way through other formats: a table on the terminal, figures in bench/results/.

python -m bench.formats [--no-ocr]
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import platform
import subprocess
import sys

from bench.documents import ROOT
from bench.formats import routes, rows, scanned_rows, scoring
from bench.runner import commit

MARKS = {"ocr": 0.03, "ofd": 0.0, "pdf": 0.0}
"""By how much F1 may fall against the text route."""
WHOLE, OVERHEAD = 0.98, 0.15


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.formats", description=__doc__)
    parser.add_argument("--no-ocr", action="store_true", help="leave the routes over scans out")
    options = parser.parse_args()
    wanted = tuple(route for route in routes.ROUTES if route != "ocr" or not options.no_ocr)
    found = routes.measure(wanted)
    missed = report(found, wanted)
    results: dict[str, object] = {"routes": as_data(found, wanted), "rows_over_page_breaks": rows.measure()}
    if not options.no_ocr:
        results["rows_on_scans"] = scanned_rows.measure()
        results["recognition"] = recognition()
    missed += judge(results)
    keep(results)
    return 1 if missed else 0


def recognition() -> dict[str, object]:
    """The speed of recognition, measured in a process of its own with one thread."""
    command = [sys.executable, "-c", "import json; from bench.formats import speed; print(json.dumps(speed.measure()))"]
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    child = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, cwd=ROOT, env=environment)
    return dict(json.loads(child.stdout))


def counts(found: list[routes.Read], route: str, line: str | None = None) -> list[scoring.Counts]:
    reads = [read for read in found if read.route == route]
    return [part for read in reads for kind, part in read.counts.items() if line in (None, kind)]


def report(found: list[routes.Read], wanted: tuple[str, ...]) -> list[str]:
    """Print F1 by kind and by specimen; give back the marks that were missed."""
    print(f"{'':22}" + "".join(f"{route:>9}" for route in wanted))
    for line in scoring.LINES:
        print(f"{line:22}" + "".join(f"{scoring.f1(counts(found, route, line)):9.4f}" for route in wanted))
    for name in dict.fromkeys(read.specimen for read in found):
        by_route = {read.route: scoring.f1(list(read.counts.values())) for read in found if read.specimen == name}
        print(f"{name:22}" + "".join(f"{by_route[r]:9.4f}" if r in by_route else f"{'–':>9}" for r in wanted))
    print(f"{'all':22}" + "".join(f"{scoring.f1(counts(found, route)):9.4f}" for route in wanted))
    missed = [f"{read.specimen} by {read.route}: {read.bad} records out of place" for read in found if read.bad]
    for route in wanted:
        lost = scoring.f1(counts(found, "text")) - scoring.f1(counts(found, route))
        if lost > MARKS.get(route, 0.0) + 1e-9:
            missed.append(f"{route} loses {lost:.4f}")
    print("\n".join(f"MISSED: {line}" for line in missed))
    return missed


def judge(results: dict[str, object]) -> list[str]:
    missed = []
    for name in ("rows_over_page_breaks", "rows_on_scans", "recognition"):
        figures = results.get(name)
        if not isinstance(figures, dict):
            continue
        print(name + ": " + ", ".join(f"{key} {value}" for key, value in figures.items()))
        missed += [f"{key} {value}" for key, value in figures.items() if key.endswith("_whole") and value < WHOLE]
        missed += [f"{key} {value}" for key, value in figures.items() if key == "overhead" and value > OVERHEAD]
    print("\n".join(f"MISSED: {line}" for line in missed))
    return missed


def as_data(found: list[routes.Read], wanted: tuple[str, ...]) -> dict[str, object]:
    return {
        route: {
            "f1": round(scoring.f1(counts(found, route)), 4),
            **{line: round(scoring.f1(counts(found, route, line)), 4) for line in scoring.LINES},
        }
        for route in wanted
    }


def keep(results: dict[str, object]) -> None:
    """Write the figures, with the machine they were measured on."""
    now = datetime.datetime.now(datetime.UTC)
    machine = {"python": platform.python_version(), "system": platform.system(), "processors": os.cpu_count()}
    path = ROOT / "bench" / "results" / f"formats-{now:%Y-%m-%d-%H%M}.json"
    path.parent.mkdir(exist_ok=True)
    facts = {"date": f"{now:%Y-%m-%d}", "commit": commit(), "machine": machine}
    path.write_text(json.dumps({**facts, **results}, ensure_ascii=False, indent=1) + "\n", "utf-8")
    print(f"kept in {path.relative_to(ROOT)}")


if __name__ == "__main__":
    sys.exit(main())
