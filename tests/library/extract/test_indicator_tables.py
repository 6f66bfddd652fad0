"""Rows of indicator tables."""

from __future__ import annotations

import pytest

import gangmu
from gangmu.extract.indicator_rules import COLUMNS, VALUE_RULES
from gangmu.extract.indicator_values import read_value
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


AVERAGES = [
    ("a dash leaves the word to the column of averages", "能耗降低（%）\t—\t—\t〔12〕", (12, "reach", "cumulative")),
    ("a rate that grows", "研发经费增长（%）\t—\t—\t>7、力争更高", (7, "more_than", "growth_average")),
    ("a rate that does not grow", "失业率（%）\t5.2\t—\t<5.5", (5.5, "less_than", "level")),
    ("words alone", "收入增长（%）\t2\t—\t与经济增长同步", (None, "reach", "growth_average")),
    ("the target's own cell comes first", "城镇化率（%）\t56\t60\t〔4〕", (60, "reach", "level")),
]


@pytest.mark.parametrize(("why", "cells", "target"), AVERAGES, ids=[a[0] for a in AVERAGES])
def test_the_column_of_averages_speaks_where_the_target_is_blank(why: str, cells: str, target: tuple) -> None:
    (first, _) = rows(f"{cells}\t约束性", "产值（亿元）\t1\t2\t—\t预期性", head="指标\t2020年\t2025年\t年均/累计\t属性")
    assert (first.target.value, first.target.comparator, first.target.basis) == target, why
    assert first.target.year == 2025


NAMES_IN_TWO_COLUMNS = """<html><body><p>专栏1 主要指标</p><table>
<tr><th colspan="2">指标</th><th>2015年</th><th>2020年</th><th>属性</th></tr>
<tr><td colspan="2">耕地（万亩）</td><td>9</td><td>9</td><td>约束性</td></tr>
<tr><td rowspan="2">排放总量减少（%）</td><td>甲气体</td><td>—</td><td>10</td><td rowspan="2">约束性</td></tr>
<tr><td>乙气体（吨）</td><td>—</td><td>15</td></tr></table></body></html>"""


def test_a_name_under_a_shared_one_is_the_indicator_and_takes_its_unit() -> None:
    found = gangmu.read(NAMES_IN_TWO_COLUMNS.encode(), name="plan.html").indicators
    assert [(i.name, i.unit, i.target.value) for i in found] == [
        ("耕地", "万亩", 9),
        ("甲气体", "%", 10),
        ("乙气体", "吨", 15),
    ]


def test_a_table_printed_a_cell_a_line_is_read_by_its_attributes() -> None:
    lines = ("指 标", "2020年", "基期值", "2025年", "目标值", "属性", "产值（亿元）", "10", ">20", "预期性")
    text = "\n".join(("一、目标", *lines, "耕地（万亩）", "—", "30", "约束性", "二、任务"))
    plan = gangmu.read(text.encode(), name="plan.txt")
    assert [(i.name, i.unit, i.baseline.year, i.target.value) for i in plan.indicators] == [
        ("产值", "亿元", 2020, 20),
        ("耕地", "万亩", 2020, 30),
    ]
    assert [p.heading for p in plan.provisions] == ["目标", "任务"]


def table(text: str, title: str = "") -> list[tuple[object, ...]]:
    plan = gangmu.read(f"{title}\n一、目标\n{text}\n".encode(), name="plan.txt")
    return [(i.category, i.name, i.unit, i.baseline.year, i.target.year, i.target.value) for i in plan.indicators]


YEARS = [
    ("2030年\t2031年\t2032年\t2033年", "", (2030, 2033), "years that follow one another: the last"),
    ("2030年\t2035年\t2045年", "", (2030, 2035), "a year far off is an outlook"),
    ("2030年\t2035年\t2045年", "某县国土空间规划（2031—2045年）", (2030, 2045), "the title says where the plan ends"),
    ("2029年\t2030年\t2035年", "", (2030, 2035), "two years of the past before the plan"),
    ("2030年实绩\t2031年目标", "", (2030, 2031), "heads that say which is which"),
    ("“十四五”末\t“十五五”目标", "", (2025, 2030), "a five-year plan ends in its last year"),
]


@pytest.mark.parametrize(("heads", "title", "wanted"), [c[:3] for c in YEARS], ids=[c[3] for c in YEARS])
def test_the_columns_of_baseline_and_target_are_told_by_their_years(
    heads: str, title: str, wanted: tuple[int, int]
) -> None:
    width = heads.count("\t") + 1
    cells = ["\t".join([name, "座", *map(str, range(1, width + 1))]) for name in ("桥梁", "渡口")]
    found = table("\n".join([f"指标\t单位\t{heads}", *cells]), title)
    assert [row[3:5] for row in found] == [wanted, wanted]


def test_heads_of_two_rows_name_their_columns_together() -> None:
    found = table(
        "指标\t单位\t2030年预计\t\t2031年计划\t\n\t\t绝对值\t增长（%）\t绝对值\t增长（%）\n"
        "茶叶产值\t亿元\t5\t3\t6\t4\n竹木产值\t亿元\t—\t3\t—\t8左右"
    )
    assert [row[1:] for row in found] == [("茶叶产值", "亿元", 2030, 2031, 6), ("竹木产值", "亿元", 2030, 2031, 8)]


def test_indicators_in_levels_are_named_by_the_last_and_grouped_by_the_first() -> None:
    found = table(
        "一级指标\t二级指标\t三级指标\t2030年\t2035年\n林业\t面积\t林地面积（万亩）\t8\t9\n\t质量\t成林率（%）\t70\t80"
    )
    assert [row[:3] for row in found] == [("林业", "林地面积", "万亩"), ("林业", "成林率", "%")]


def test_indicators_may_be_called_goals() -> None:
    found = table("序号\t主要目标\t单位\t2030年\t2031年\t2032年\n1\t托位\t个\t2\t3\t4\n2\t学位\t个\t5\t6\t7")
    assert [row[1:] for row in found] == [("托位", "个", 2030, 2032, 4), ("学位", "个", 2030, 2032, 7)]


def test_a_column_before_the_names_groups_them_whatever_its_head() -> None:
    found = table("环节\t指标\t2030年\t2035年\n栽种\t新栽茶园（亩）\t8\t9\n采摘\t机采率（%）\t70\t80")
    assert [row[0] for row in found] == ["栽种", "采摘"]


def test_a_row_of_a_chinese_number_and_a_name_is_a_section() -> None:
    found = table("序号\t指标\t单位\t2030年\t2035年\n一\t林业\t\t\t\n1\t林地面积\t万亩\t8\t9\n2\t成林率\t%\t7\t8")
    assert [row[:2] for row in found] == [("林业", "林地面积"), ("林业", "成林率")]


UNITS = [
    ("机采率", "70%", "80%以上", "%", "a sign after the figure"),
    ("茶庄带宽", "１０Gbps", "４０Gbps", "Gbps", "full-width figures"),
    ("茶质指数（TQI）", "70", "80", None, "a short name in brackets is no unit"),
    ("茶农伤病人数", "7", "下降15%", None, "the rate of a change is not the indicator's unit"),
]


@pytest.mark.parametrize(("name", "before", "after", "unit"), [c[:4] for c in UNITS], ids=[c[4] for c in UNITS])
def test_a_unit_may_stand_in_the_cells(name: str, before: str, after: str, unit: str | None) -> None:
    found = table(f"指标\t2030年\t2035年\t备注\n{name}\t{before}\t{after}\t甲\n采茶日\t1\t2\t乙")
    assert found[0][1:3] == (name, unit)
