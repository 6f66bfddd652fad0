"""The marks that reading has to reach on the hand-made gold."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ZHANGGONG = "plans/zhanggong-implementing-opinions-2022.txt"
XIANGGAN = "plans/xianggan-border-plan-2021.txt"
MINXI = "plans/minxi-national-plan-2022.txt"
NATIONAL = "plans/ganzhou-national-plan-2022.txt"
DEVELOPMENT = "plans/ganzhou-development-plan-2023.txt"
MACHINERY = "corpus/024_sc_agri_machinery.txt"
GANSU = "corpus/016_gansu_work_report_2026.txt"

TASK_FIELDS = ("section", "content", "overall_goals", "annual_goals", "leaders", "units", "lead_unit")

Score = Callable[[str, str, str], dict[str, Any]]


@pytest.fixture(scope="session")
def score(shared: Path, scoring: ModuleType, read: Callable[[str], dict[str, Any]]) -> Score:
    """Scores one kind of record of a document against a gold folder."""

    def scored(document: str, gold: str, kind: str) -> dict[str, Any]:
        folder = shared / "gold" / gold
        plan = scoring.in_scope(read(document), folder / "scope.json")
        return dict(scoring.SCORERS[kind](plan[kind], scoring.load_jsonl(folder / f"{kind}.jsonl")))

    return scored


def pooled(results: list[dict[str, Any]]) -> float:
    """F1 over several gold sets taken together."""
    hit, predicted, gold = (sum(result[key] for result in results) for key in ("hit", "predicted", "gold"))
    return 2 * hit / (predicted + gold)


@pytest.mark.parametrize(
    ("document", "gold", "mark"),
    [
        (ZHANGGONG, "zhanggong-body", 0.98),
        (XIANGGAN, "xianggan", 0.98),
        (MINXI, "minxi", 0.98),
        (MACHINERY, "agri-machinery", 0.95),
        (GANSU, "gansu-report-2026", 0.95),
    ],
)
def test_the_hierarchy_is_read(document: str, gold: str, mark: float, score: Score) -> None:
    assert score(document, gold, "provisions")["f1"] >= mark


def test_rows_of_responsibility_tables_are_right_in_every_field_but_one_row(score: Score) -> None:
    result = score(ZHANGGONG, "zhanggong-rows", "tasks")
    right = sorted(round(result[field] * result["gold"]) for field in TASK_FIELDS)
    assert result["hit"] == result["gold"] == 30
    assert right[0] >= 29
    assert right[1:] == [30] * 6


def test_at_most_two_duty_marks_are_wrong(score: Score) -> None:
    results = [
        score(ZHANGGONG, "zhanggong-body", "responsibilities"),
        score(MACHINERY, "agri-machinery", "responsibilities"),
    ]
    wrong = sum(max(result["gold"], result["predicted"]) - result["hit"] for result in results)
    leads = sum(result["lead_unit"] * result["gold"] for result in results) / sum(r["gold"] for r in results)
    assert sum(result["gold"] for result in results) == 66
    assert wrong <= 2
    assert leads >= 0.95


@pytest.mark.parametrize(("measure", "mark"), [("figures", 0.93), ("figures_full", 0.88), ("dated_states", 0.80)])
def test_targets_are_found_with_their_figures_comparators_and_deadlines(
    measure: str, mark: float, score: Score
) -> None:
    sets = [(ZHANGGONG, "zhanggong-rows"), (MACHINERY, "agri-machinery"), (GANSU, "gansu-report-2026")]
    assert pooled([score(document, gold, "targets")[measure] for document, gold in sets]) >= mark


def test_eleven_of_thirteen_projects_are_found(score: Score) -> None:
    assert score(DEVELOPMENT, "ganzhou-development", "projects")["hit"] >= 11


def test_every_indicator_is_right_in_every_field(score: Score) -> None:
    result = score(DEVELOPMENT, "ganzhou-development", "indicators")
    assert result["hit"] == result["predicted"] == result["gold"] == 36
    for field in ("category", "unit", "attribute", "baseline", "target"):
        assert result[field] == 1.0, field


@pytest.mark.parametrize(
    ("document", "gold"),
    [
        (ZHANGGONG, "zhanggong-body"),
        (XIANGGAN, "xianggan"),
        (MINXI, "minxi"),
        (NATIONAL, "ganzhou-national"),
        (DEVELOPMENT, "ganzhou-development"),
    ],
)
def test_document_facts_are_right(
    document: str, gold: str, shared: Path, scoring: ModuleType, read: Callable[[str], dict[str, Any]]
) -> None:
    expected = scoring.json.loads((shared / "gold" / gold / "document.json").read_text("utf-8"))
    assert all(scoring.score_document(read(document)["document"], expected).values())
