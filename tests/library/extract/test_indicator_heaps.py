"""Rows of indicator tables that were printed as one: a line for each indicator in every cell."""

from __future__ import annotations

import pytest

import gangmu
from gangmu.model import Plan

Row = tuple[str | None, str, str | None, object, object, str | None]


def rows(plan: Plan) -> list[Row]:
    return [(i.category, i.name, i.unit, i.baseline.value, i.target.value, i.attribute) for i in plan.indicators]


def stream(cells: str, ending: str = "\n") -> Plan:
    return gangmu.read(f"第一章 目标\n{cells.replace(' ', ending)}{ending}第二章 任务\n".encode(), name="plan.txt")


HEADS = "指标 2031年 2036年 属性"
BEFORE = "一、渡口 1.新渡口（处） 3 5 约束性"
AFTER = "二、桥梁 1.石桥（座） 7 9以上 预期性"
FIRST: Row = ("渡口", "新渡口", "处", 3, 5, "约束性")
LAST: Row = ("桥梁", "石桥", "座", 7, 9, "预期性")

HEAPS: list[tuple[str, str, list[Row]]] = [
    (
        "a name and its part",
        "2.渡船（艘） 其中：机渡船（艘） 30 12 40 25以上 预期性",
        [("渡口", "渡船", "艘", 30, 40, "预期性"), ("渡口", "机渡船", "艘", 12, 25, "预期性")],
    ),
    (
        "a name without values over its two parts",
        "2.护栏完好率（%） 其中：河渡 湖渡 61.5% 72% 80%以上 90%以上 预期性",
        [("渡口", "河渡", "%", 61.5, 80, "预期性"), ("渡口", "湖渡", "%", 72, 90, "预期性")],
    ),
    (
        "an attribute each",
        "2.渡船（艘） 其中：机渡船（艘） 30 12 40 25 约束性 预期性",
        [("渡口", "渡船", "艘", 30, 40, "约束性"), ("渡口", "机渡船", "艘", 12, 25, "预期性")],
    ),
]


@pytest.mark.parametrize("ending", ["\n", " |\n"], ids=["a cell a line", "bars"])
@pytest.mark.parametrize(("heap", "wanted"), [case[1:] for case in HEAPS], ids=[case[0] for case in HEAPS])
def test_rows_printed_as_one_are_told_where_the_counts_fit(heap: str, wanted: list[Row], ending: str) -> None:
    plan = stream(f"{HEADS} {BEFORE} {heap} {AFTER}", ending)
    assert rows(plan) == [FIRST, *wanted, LAST]
    assert plan.issues == ()


def test_rows_printed_as_one_whose_counts_do_not_fit_give_none_and_are_noted() -> None:
    plan = stream(f"{HEADS} {BEFORE} 2.渡船（艘） 其中：机渡船（艘） 30 12 40 预期性 {AFTER}")
    assert rows(plan) == [FIRST, LAST]
    assert [issue.code for issue in plan.issues] == ["rows_not_told_apart"]


def test_a_unit_printed_once_goes_for_all_rows_printed_as_one() -> None:
    cells = "序号 指标 单位 2031年 2036年 1 新渡口 处 3 5 2 渡船 其中：机渡船 艘 30 12 40 25 3 护栏 米 700 900"
    assert rows(stream(cells)) == [
        (None, "新渡口", "处", 3, 5, None),
        (None, "渡船", "艘", 30, 40, None),
        (None, "机渡船", "艘", 12, 25, None),
        (None, "护栏", "米", 700, 900, None),
    ]


def page(*cells: str) -> Plan:
    body = "".join(f"<td>{cell}</td>" for cell in cells)
    heads = "".join(f"<td>{head}</td>" for head in HEADS.split())
    other = "<tr><td>护栏（米）</td><td>700</td><td>900</td><td>预期性</td></tr>"
    table = f"<table><tr>{heads}</tr><tr>{body}</tr>{other}</table>"
    return gangmu.read(f"<html><body><p>一、目标</p>{table}</body></html>".encode(), name="plan.html")


OTHER: Row = (None, "护栏", "米", 700, 900, "预期性")


def test_cells_with_a_line_for_each_indicator_give_a_row_each() -> None:
    plan = page("渡船（艘）<br>其中：机渡船（艘）", "30<br>12", "40<br>25以上", "预期性")
    assert rows(plan) == [
        (None, "渡船", "艘", 30, 40, "预期性"),
        (None, "机渡船", "艘", 12, 25, "预期性"),
        OTHER,
    ]


def test_cells_whose_lines_do_not_fit_give_no_value_and_a_doubt() -> None:
    plan = page("渡船（艘）<br>其中：机渡船（艘）", "30<br>12", "40", "预期性")
    first, second = plan.indicators
    assert (first.baseline.value, first.target.value) == (None, None)
    assert [doubt.code for doubt in first.doubts] == ["rows_not_told_apart"]
    assert second.doubts == ()


def test_a_figure_with_a_space_in_it_is_one_figure() -> None:
    assert rows(page("渡船运客（人次）", "1 200", "1 500", "预期性"))[0] == (
        None, "渡船运客", "人次", 1200, 1500, "预期性",
    )  # fmt: skip
