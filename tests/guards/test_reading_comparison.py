"""The comparison behind `make bench-reading` lists losses beside gains, and what it keeps holds no sentence."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from bench.measure import exponent, quantile
from bench.reading.compare import Difference, compare
from bench.reading.snapshot import Entry, entries, load, save

ROAD = "到2025年新建农村公路10公里、美丽生态路8公里"


def target(text: str, start: int, value: int, id_: str = "一/t1", **fields: Any) -> dict[str, Any]:
    return {
        "id": id_,
        "span": [start, start + len(text)],
        "text": text,
        "value": value,
        "metric": "新建农村公路",
        **fields,
    }


def read(*targets: dict[str, Any]) -> list[Entry]:
    return entries({"targets": list(targets)})


def counts(found: Difference) -> dict[str, int]:
    parts = {"gained": found.gained, "lost": found.lost, "changed": found.changed, "moved": found.moved}
    return {name: len(records) for name, records in parts.items() if records} | {"same": found.same}


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param([target(ROAD, 5, 10)], [target(ROAD, 5, 10)], {"same": 1}, id="nothing changed"),
        pytest.param([], [target(ROAD, 5, 10)], {"gained": 1, "same": 0}, id="one came"),
        pytest.param([target(ROAD, 5, 10)], [], {"lost": 1, "same": 0}, id="one went"),
        pytest.param(
            [target(ROAD, 5, 10)],
            [target("年底前栽树30亩", 90, 30, "二/t1")],
            {"gained": 1, "lost": 1, "same": 0},
            id="one came and one went: the total is equal and both are listed",
        ),
        pytest.param([target(ROAD, 5, 10)], [target(ROAD, 5, 8)], {"changed": 1, "same": 0}, id="read otherwise"),
        pytest.param(
            [target(ROAD, 5, 10)], [target(ROAD, 5, 10, "一/t2")], {"moved": 1, "same": 0}, id="only its address moved"
        ),
        pytest.param(
            [target(ROAD, 5, 10), target(ROAD, 5, 8, "一/t2")],
            [target(ROAD, 5, 8), target(ROAD, 5, 10, "一/t2")],
            {"moved": 2, "same": 0},
            id="two figures of one sentence are paired by their values",
        ),
        pytest.param(
            [target(ROAD, 5, 10)],
            [target(ROAD + "。", 5, 10)],
            {"changed": 1, "same": 0},
            id="a record whose text grew is the same record by its address",
        ),
    ],
)
def test_two_readings_differ_by(before: list[Any], after: list[Any], expected: dict[str, int]) -> None:
    assert counts(compare(read(*before), read(*after))) == expected


def test_a_change_names_the_field_and_both_values() -> None:
    change = compare(read(target(ROAD, 5, 10)), read(target(ROAD, 5, 8))).changed[0]
    assert change.fields == {"value": (10, 8)}


def test_the_baseline_keeps_no_words(tmp_path: Path) -> None:
    path = tmp_path / "plan.jsonl"
    records = read(target(ROAD, 5, 10, comparator="reach", deadline="2025-12-31"))
    save(path, records)
    assert load(path) == records
    assert re.findall(r"[\u4e00-\u9fff]{2,}", path.read_text("utf-8")) == []
    assert "2025-12-31" in path.read_text("utf-8")


def test_no_recorded_baseline_holds_a_sentence(root: Path) -> None:
    """An address repeats short headings of annexes and boxes; nothing longer stands in a baseline."""
    for path in (root / "bench" / "reading" / "baseline").glob("*.jsonl"):
        longest = max((len(run) for run in re.findall(r"[\u4e00-\u9fff]+", path.read_text("utf-8"))), default=0)
        assert longest <= 12, path.name


def test_growth_is_the_power_of_the_length() -> None:
    assert exponent([1, 10, 100], [0.5, 5, 50]) == pytest.approx(1)
    assert exponent([1, 10, 100], [1, 100, 10000]) == pytest.approx(2)


def test_a_quantile_is_a_value_that_was_measured() -> None:
    assert quantile([5, 1, 3, 2, 4], 0.95) == 5
    assert quantile([5, 1, 3, 2, 4], 0.5) == 3
