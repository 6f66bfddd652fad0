"""Rows of indicator tables that ran together, or were cut in two."""

from __future__ import annotations

import pytest
from msgspec import structs

import gangmu
from gangmu.model import Indicator, IndicatorValue, Plan
from gangmu_server.review.cells import cells_of
from gangmu_server.review.decisions import About, Standing
from tests.server.review.desk import Desk

TEXT = "粮食产量 |\n万吨 |\n12.5 |\n13 |\n约束性\n森林覆盖率 |\n% |\n76.4 |\n>76 |\n预期性\n"
GRAIN, WOODS = TEXT[: TEXT.index("森")].strip(), TEXT[TEXT.index("森") :].strip()


def row(address: str, words: str, name: str, **more: object) -> Indicator:
    at = TEXT.index(words)
    facts = {
        "category": None,
        "unit": None,
        "attribute": None,
        "baseline": IndicatorValue(),
        "target": IndicatorValue(),
    }
    text = "".join(words.split())
    return Indicator(id=address, text=text, span=(at, at + len(words)), name=name, **{**facts, **more})


def desk_of(*rows: Indicator) -> Desk:
    plan = gangmu.read(b"\xe4\xb8\x80", name="plan.txt")
    plan = structs.replace(plan, indicators=rows)
    assert isinstance(plan, Plan)
    return Desk(TEXT, plan)


def test_a_row_of_two_is_parted_and_each_part_reads_its_own_cells() -> None:
    years = {"baseline": IndicatorValue(year=2021, value=12.5), "target": IndicatorValue(year=2025, value=76)}
    desk = desk_of(row("i1", TEXT.strip(), "粮食产量", unit="万吨", **years))
    made = desk.split(About.INDICATOR, "i1", GRAIN, WOODS)
    assert desk.standing(made) == Standing.HOLDS
    grain, woods = desk.records(About.INDICATOR).values()
    assert (grain.name, grain.unit, grain.baseline.value, grain.target.value, grain.attribute) == (
        "粮食产量", "万吨", 12.5, 13, "约束性",
    )  # fmt: skip
    assert (woods.name, woods.unit, woods.baseline.value, woods.target.value, woods.attribute) == (
        "森林覆盖率", "%", 76.4, 76, "预期性",
    )  # fmt: skip
    assert (woods.baseline.year, woods.target.year) == (2021, 2025)
    assert TEXT[slice(*woods.span)] == WOODS


def test_a_row_cut_in_two_is_joined_with_each_cell_from_the_half_that_has_it() -> None:
    first = row("i1", "粮食产量 |\n万吨 |\n12.5", "粮食", unit="万吨", baseline=IndicatorValue(2021, 12.5, text="12.5"))
    second = row("i2", "13 |\n约束性", "产量", target=IndicatorValue(2025, 13, text="13"), attribute="约束性")
    desk = desk_of(first, second)
    made = desk.merge(About.INDICATOR, "i1", "i2")
    assert desk.standing(made) == Standing.HOLDS
    (whole,) = desk.records(About.INDICATOR).values()
    assert (whole.name, whole.unit, whole.attribute) == ("粮食产量", "万吨", "约束性")
    assert (whole.baseline.value, whole.target.value, whole.confidence) == (12.5, 13, 1.0)
    desk.withdraw(made)
    assert list(desk.records(About.INDICATOR)) == ["i1", "i2"]


@pytest.mark.parametrize(
    ("words", "name", "unit", "target"),
    [
        ("3\t常住人口城镇化率（%）\t55\t60\t预期性", "常住人口城镇化率", "%", 60),
        ("游客人次\t亿人次\t1.2", "游客人次", "亿人次", 1.2),
        ("规上企业数\t稳步增加", "规上企业数", None, None),
        ("只有名称", "只有名称", None, None),
    ],
)
def test_cells_are_told_apart_by_what_they_hold(words: str, name: str, unit: str | None, target: float | None) -> None:
    found = cells_of(words, row("i1", "粮食产量", "粮食产量"))
    assert (found["name"], found["unit"], found["target.value"]) == (name, unit, target)
