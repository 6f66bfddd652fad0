"""Scores against the hand-made gold, and for each gold record whether it is found, by the scorer beside the gold."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

from bench.documents import SHARED

SCORER = SHARED / "tools" / "score_plan.py"
# Gold folder → the document it was made from.
DOCUMENT_OF = {
    "zhanggong-rows": "plans/zhanggong-implementing-opinions-2022.txt",
    "zhanggong-body": "plans/zhanggong-implementing-opinions-2022.txt",
    "xianggan": "plans/xianggan-border-plan-2021.txt",
    "minxi": "plans/minxi-national-plan-2022.txt",
    "ganzhou-national": "plans/ganzhou-national-plan-2022.txt",
    "ganzhou-development": "plans/ganzhou-development-plan-2023.txt",
    "agri-machinery": "corpus/024_sc_agri_machinery.txt",
    "gansu-report-2026": "corpus/016_gansu_work_report_2026.txt",
}
POOLED = ("figures", "figures_full", "dated_states")


def folders() -> list[Path]:
    """The gold folders that hold records."""
    known = [SHARED / "gold" / name for name in DOCUMENT_OF]
    return [folder for folder in known if folder.is_dir()]


def run(verb: str, plan: Path, against: Path) -> dict[str, Any]:
    """What `score_plan.py check` or `score_plan.py score` prints."""
    child = subprocess.run(
        [sys.executable, str(SCORER), verb, str(plan), str(against)], capture_output=True, text=True, check=False
    )
    if child.returncode:
        raise SystemExit(f"score_plan.py {verb} {plan.name}: {child.stderr.strip().splitlines()[-1]}")
    report: dict[str, Any] = json.loads(child.stdout)
    return report


def scorer() -> ModuleType:
    """The scorer as a module, to ask it about single records."""
    spec = importlib.util.spec_from_file_location("score_plan", SCORER)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{SCORER.name} cannot be loaded")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def found(plan: Mapping[str, Any], folder: Path, tool: ModuleType) -> dict[str, str]:
    """For each kind a character a gold record, in the gold's order: 0 missed, 1 found, 2 all fields right."""
    scoped = tool.in_scope(plan, folder / "scope.json")
    marks = {}
    for kind, score in tool.SCORERS.items():
        path = folder / f"{kind}.jsonl"
        if path.exists():
            records = scoped.get(kind) or []
            marks[kind] = "".join(str(_mark(score(records, [gold]))) for gold in tool.load_jsonl(path))
    return marks


def _mark(score: Mapping[str, Any]) -> int:
    """0, 1 or 2 from the score of a gold of one record."""
    parts = [score[name] for name in ("figures", "dated_states") if name in score] or [score]
    if not any(part["hit"] for part in parts):
        return 0
    if "figures" in score:
        whole = score["figures_full"]["hit"] == score["figures"]["hit"]
        return 1 + (whole and (not score["figures"]["gold"] or score["basis"] == 1))
    return 1 + all(value == 1 for value in score.values() if isinstance(value, float))


def pooled(scores: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, float]]:
    """Targets of all sets together: precision, recall and F1 from the summed counts."""
    result = {}
    for name in POOLED:
        parts = [s["targets"][name] for s in scores.values() if "targets" in s]
        hit, predicted, gold = (sum(part[key] for part in parts) for key in ("hit", "predicted", "gold"))
        if gold and predicted:
            precision, recall = hit / predicted, hit / gold
            f1 = 2 * precision * recall / (precision + recall) if hit else 0.0
            result[name] = {"precision": round(precision, 4), "recall": round(recall, 4), "f1": round(f1, 4)}
    return result
