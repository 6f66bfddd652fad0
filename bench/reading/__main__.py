"""Read every document, compare with the recorded baseline, list gains and losses; score against the gold.

python -m bench.reading             compare
python -m bench.reading --record    make this reading the baseline
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

import gangmu
from bench.documents import ROOT, SHARED, decode
from bench.reading import gold, report
from bench.reading.compare import compare
from bench.reading.snapshot import digest, entries, load, save
from gangmu.export import contract

BASELINE = Path(__file__).resolve().parent / "baseline"
SCORES = BASELINE / "scores.json"
EXAMPLE_SUFFIXES = {".txt", ".docx", ".pdf", ".ofd", ".xlsx", ".html"}


def documents() -> list[Path]:
    """The real documents where they are, and the specimen in every format."""
    real = [path for folder in ("plans", "corpus") for path in sorted((SHARED / folder).glob("*.txt"))]
    specimen = [path for path in sorted((ROOT / "examples").glob("*")) if path.suffix in EXAMPLE_SUFFIXES]
    return real + specimen


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.reading", description=__doc__)
    parser.add_argument("--record", action="store_true", help="make this reading the baseline")
    parser.add_argument("--all", action="store_true", help="list every record that differs, not the first of each kind")
    options = parser.parse_args()
    if not gold.SCORER.exists():
        print("No ../shared beside the checkout: only the specimen is read, and nothing is scored.", file=sys.stderr)
    plans = {path: contract_object(path) for path in documents()}
    bad = differences(plans, options.record, options.all)
    if gold.SCORER.exists():
        bad += evidence(plans)
        scores(plans, options.record)
    return 1 if bad else 0


def contract_object(path: Path) -> dict[str, Any]:
    """A document read, as the contract's JSON object."""
    plan: dict[str, Any] = json.loads(contract.encode(gangmu.read(path)))
    return plan


def differences(plans: dict[Path, dict[str, Any]], record: bool, everything: bool) -> int:
    """Print what each document gained and lost; the number of documents the baseline is missing."""
    missing = 0
    for path, plan in plans.items():
        baseline = BASELINE / f"{path.name}.jsonl"
        now = entries(plan)
        if baseline.exists():
            text = plan["document"].get("text") or decode(path)
            report.difference(path.name, compare(load(baseline), now), text, everything)
        elif not record:
            missing += 1
            print(f"{path.name}: no baseline yet (make bench-reading RECORD=1)")
        if record:
            save(baseline, now)
    return missing


def evidence(plans: dict[Path, dict[str, Any]]) -> int:
    """Print the records whose text does not stand at their place; how many there are."""
    bad = 0
    with tempfile.TemporaryDirectory() as folder:
        for path, plan in plans.items():
            result = gold.run("check", written(plan, Path(folder)), path)
            bad += result["bad"]
            for example in result["examples"]:
                print(f"{path.name}: not at its place: {example}")
    print(f"\nevidence: {bad} bad records in {len(plans)} documents")
    return bad


def scores(plans: dict[Path, dict[str, Any]], record: bool) -> None:
    """Print scores beside the recorded ones, and each gold record that is found now and was not, or the reverse."""
    before = json.loads(SCORES.read_text("utf-8")) if SCORES.exists() else {"scores": {}, "found": {}}
    tool = gold.scorer()
    now: dict[str, Any] = {"scores": {}, "found": {}}
    with tempfile.TemporaryDirectory() as folder:
        for annotations in gold.folders():
            plan = plans[SHARED / gold.DOCUMENT_OF[annotations.name]]
            now["scores"][annotations.name] = gold.run("score", written(plan, Path(folder)), annotations)
            now["found"][annotations.name] = gold.found(plan, annotations, tool)
    now["scores"]["targets, sets pooled"] = gold.pooled(now["scores"])
    report.scores(before["scores"], now["scores"])
    report.found(before["found"], now["found"], SHARED / "gold")
    if record:
        SCORES.write_text(json.dumps(report.without_words(now), indent=1, ensure_ascii=False) + "\n", "utf-8")
        print(f"\nrecorded in {BASELINE.relative_to(ROOT)}")


def written(plan: dict[str, Any], folder: Path) -> Path:
    """The plan as a file for the scorer."""
    path = folder / f"{digest(plan['document']['source']['name'])}.json"
    path.write_text(json.dumps(plan, ensure_ascii=False), "utf-8")
    return path


if __name__ == "__main__":
    sys.exit(main())
