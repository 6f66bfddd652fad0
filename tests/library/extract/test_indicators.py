"""Rows of indicator tables."""

from __future__ import annotations

import pytest

import gangmu
from gangmu.extract.indicators import COLUMNS, VALUE_RULES, read_value
from gangmu.model import Indicator, IndicatorValue

HEAD = "类别\t指标\t2021年基期值\t2025年目标值\t属性"


def rows(*lines: str, head: str = HEAD) -> tuple[Indicator, ...]:
    return gangmu.read("\n".join(["一、目标", head, *lines, ""]).encode(), name="plan.txt").indicators


@pytest.mark.parametrize("rule", COLUMNS.rules, ids=lambda rule: rule.id)
def test_each_column_rule_matches_its_example_and_not_its_counter_example(rule) -> None:
    hit = COLUMNS.first(rule.example)
    assert hit is not None
    assert hit.rule.id == rule.id
    other = COLUMNS.first(rule.counter)
    assert other is None or other.rule.id != rule.id


@pytest.mark.parametrize("rule", VALUE_RULES.rules, ids=lambda rule: rule.id)
def test_each_value_rule_matches_its_example_and_not_its_counter_example(rule) -> None:
    hit = VALUE_RULES.first(rule.example)
    assert hit is not None
    assert hit.rule.id == rule.id
    other = VALUE_RULES.first(rule.counter)
    assert other is None or other.rule.id != rule.id


CELLS = [
    ("52左右", IndicatorValue(2025, 52, None, "about", "level", "52左右")),
    ("年均7.5左右", IndicatorValue(2025, 7.5, None, "about", "growth_average", "年均7.5左右")),
    ("30.3(2020)", IndicatorValue(2020, 30.3, None, "reach", "level", "30.3(2020)")),
    ("稳中有升", IndicatorValue(2025, None, None, "rise", "level", "稳中有升")),
    ("保持稳定", IndicatorValue(2025, None, None, "hold", "level", "保持稳定")),
    ("≥95", IndicatorValue(2025, 95, None, "at_least", "level", "≥95")),
    ("＜5.5", IndicatorValue(2025, 5.5, None, "less_than", "level", "＜5.5")),
    ("6-7", IndicatorValue(2025, 6, 7, "range", "level", "6-7")),
    ("〔1.2〕", IndicatorValue(2025, 1.2, None, "reach", "cumulative", "〔1.2〕")),
    ("12,500", IndicatorValue(2025, 12500, None, "reach", "level", "12,500")),
    (None, IndicatorValue(2025, None, None, "reach", "level", None)),
]


@pytest.mark.parametrize(("cell", "value"), CELLS, ids=[str(c[0]) for c in CELLS])
def test_value_cells_are_read_as_printed(cell: str | None, value: IndicatorValue) -> None:
    assert read_value(cell, 2025) == value


def test_a_row_takes_its_unit_out_of_its_name_and_its_category_from_above() -> None:
    first, second = rows("实力\t产值（亿元）\t10\t20\t预期性", "\t平均受教育年限(年)\t9.5 (2020)\t10\t约束性")
    assert (first.category, first.name, first.unit, first.attribute) == ("实力", "产值", "亿元", "预期性")
    assert (second.category, second.name, second.unit) == ("实力", "平均受教育年限", "年")
    assert (second.baseline.year, second.baseline.value) == (2020, 9.5)


def test_an_empty_cell_keeps_the_column_s_year() -> None:
    (first, _) = rows("实力\t耕地（万亩）\t\t30\t约束性", "实力\t产值（亿元）\t1\t2\t预期性")
    assert first.baseline == IndicatorValue(2021, None, None, "reach", "level", None)


def test_years_alone_as_heads_are_baseline_and_target() -> None:
    (first, _) = rows("1\t产值\t亿元\t10\t20", "2\t税收\t亿元\t1\t2", head="序号\t指标名称\t单位\t2020年\t2025年")
    assert (first.unit, first.baseline.year, first.target.year) == ("亿元", 2020, 2025)


def test_a_list_of_indicators_without_values_gives_none() -> None:
    assert rows("1\t产值\t\t\t预期性", "2\t税收\t\t\t预期性", head="序号\t指标\t2020年\t2025年\t属性") == ()
