"""How much of the truth a route keeps: the scorer beside the gold where it is, figures of its kind counted together."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import gangmu
from bench.documents import ROOT
from bench.reading import gold
from gangmu.export.contract import encode

KINDS = ("provisions", "targets", "indicators", "projects", "responsibilities", "tasks")
ROW_FIELDS = ("section", "content", "overall_goals", "annual_goals", "leaders", "units", "lead_unit")
INDICATOR_FIELDS = ("category", "unit", "attribute")
LINES = ("provisions", "figures", "figures_full", "dated_states", "indicators", "projects", "responsibilities", "rows")

Counts = tuple[int, int, int]
"""Found, predicted, true."""


def truth_of(name: str) -> dict[str, Any]:
    """The records a specimen holds, from its golden."""
    return dict(json.loads((ROOT / "examples" / "golden" / f"{name}.json").read_text("utf-8")))


def scorer() -> ModuleType:
    """The scorer of the contract; it lies beside the checkout."""
    if not gold.SCORER.exists():
        raise SystemExit(f"{gold.SCORER.name} scores the routes, and it is not beside this checkout (../shared/tools)")
    return gold.scorer()


def counts_of(plan: Mapping[str, Any], truth: Mapping[str, Any], tool: ModuleType) -> dict[str, Counts]:
    """Found, predicted and true records of each kind; rows and indicators count where every field is right."""
    targets = tool.score_targets(plan["targets"], truth["targets"])
    found = {
        "provisions": _counts(tool.score_provisions(plan["provisions"], truth["provisions"])),
        **{name: _counts(targets[name]) for name in ("figures", "figures_full", "dated_states")},
        "projects": _counts(tool.score_projects(plan["projects"], truth["projects"])),
        "responsibilities": _counts(tool.score_responsibilities(plan["responsibilities"], truth["responsibilities"])),
        "indicators": _whole_indicators(plan["indicators"], truth["indicators"], tool),
        "rows": _whole_rows(plan["tasks"], truth["tasks"], tool),
    }
    return {name: counts for name, counts in found.items() if counts[1] or counts[2]}


def evidence(plan: Mapping[str, Any], tool: ModuleType) -> int:
    """How many records do not stand where they say."""
    return int(tool.check(plan, plan["document"]["text"])["bad"])


def f1(counts: Sequence[Counts]) -> float:
    """F1 of counts taken together."""
    hit, predicted, true = (sum(part[i] for part in counts) for i in range(3))
    return 2 * hit / (predicted + true) if predicted + true else 1.0


def _counts(score: Mapping[str, Any]) -> Counts:
    return score["hit"], score["predicted"], score["gold"]


def _whole_rows(found: list[dict[str, Any]], true: list[dict[str, Any]], tool: ModuleType) -> Counts:
    by_key = {(tool.squeeze(row["annex"]), tool.squeeze(row["number"])): row for row in found}
    hits = 0
    for row in true:
        other = by_key.get((tool.squeeze(row["annex"]), tool.squeeze(row["number"])), {})
        hits += all(_said(other.get(field), tool) == _said(row.get(field), tool) for field in ROW_FIELDS)
    return hits, len(found), len(true)


def _whole_indicators(found: list[dict[str, Any]], true: list[dict[str, Any]], tool: ModuleType) -> Counts:
    by_name = {tool.squeeze(record["name"]): record for record in found}
    hits = 0
    for record in true:
        other = by_name.get(tool.squeeze(record["name"]), {})
        same = all(_said(other.get(field), tool) == _said(record.get(field), tool) for field in INDICATOR_FIELDS)
        values = [
            tool.number((other.get(side) or {}).get(key)) == tool.number(record[side].get(key))
            for side in ("baseline", "target")
            for key in ("value", "year")
        ]
        hits += same and all(values)
    return hits, len(found), len(true)


def _said(value: object, tool: ModuleType) -> object:
    return [tool.squeeze(item) for item in value] if isinstance(value, list) else tool.squeeze(value)


def contract(data: bytes, name: str) -> dict[str, Any]:
    """A file read, as the contract's JSON, by way of a file as users have it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        return dict(json.loads(encode(gangmu.read(path))))
