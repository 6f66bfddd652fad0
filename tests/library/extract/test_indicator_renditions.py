"""One indicator table reads the same in every way that plain text prints it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import gangmu

Row = tuple[str | None, str, str | None, object, object, str | None]

CATEGORIES = ("茶园管护", "渡口运行", "书院修缮", "灯会组织")
NAMES = (
    ("渡船准点率", "%"),
    ("每千户茶农拥有的采摘机械数量", "台"),
    ("书院古籍修复量", "册"),
    ("夜间灯会接待游客", "万人次"),
    ("老茶树挂牌保护比例", "%"),
    ("渡口护栏完好率", "%"),
    ("茶农年人均培训时长", "小时"),
    ("书院讲席开放天数", "天"),
)
BASES = ("12.5", "40", "—", "86", "3.2", "1500")
GOALS = ("≥15", "52左右", "90以上", "[6]", "＞4", "1800")
FIGURES = {"≥15": 15, "52左右": 52, "90以上": 90, "[6]": 6, "＞4": 4, "1800": 1800}
ATTRIBUTES = ("预期性", "约束性")


@dataclass(frozen=True)
class Table:
    """A table's heads and cells; None stands for a cell merged with the one above it."""

    heads: list[str]
    rows: list[list[str | None]]
    truth: list[Row]


@st.composite
def tables(draw: st.DrawFn) -> Table:
    with_category, with_number, unit_apart, with_attribute = (draw(st.booleans()) for _ in range(4))
    names = draw(st.permutations(NAMES))[: draw(st.integers(4, 8))]
    groups = sorted(draw(st.lists(st.integers(1, len(names) - 1), max_size=3, unique=True)))
    heads = [
        *(["类别"] if with_category else []),
        *(["序号"] if with_number else []),
        "指标",
        *(["单位"] if unit_apart else []),
        "2031年",
        "2036年",
        *(["属性"] if with_attribute else []),
    ]
    rows: list[list[str | None]] = []
    truth: list[Row] = []
    category: str | None = None
    for i, (name, unit) in enumerate(names):
        fresh = i == 0 or i in groups
        category = CATEGORIES[sum(g <= i for g in groups)] if with_category else None
        base, goal = draw(st.sampled_from(BASES)), draw(st.sampled_from(GOALS))
        attribute = draw(st.sampled_from(ATTRIBUTES)) if with_attribute else None
        cells: list[str | None] = [*([category if fresh else None] if with_category else [])]
        cells += [str(i + 1)] if with_number else []
        cells += [name, unit] if unit_apart else [f"{name}（{unit}）"]
        cells += [base, goal, *([attribute] if with_attribute else [])]
        rows.append(cells)
        truth.append((category, name, unit, None if base == "—" else float(base), FIGURES[goal], attribute))
    return Table(heads, rows, truth)


def printed(table: Table) -> list[list[str]]:
    """The rows with heads, merged cells left out."""
    return [table.heads, *([cell for cell in row if cell is not None] for row in table.rows)]


def bars(table: Table) -> str:
    return "".join(f"{cell} |\n" if cell else "|\n" for row in [table.heads, *table.rows] for cell in row)


def bars_left_out(table: Table) -> str:
    return "".join(f"{cell} |\n" for row in printed(table) for cell in row)


def cells(table: Table) -> str:
    return "".join(f"{cell}\n" for row in printed(table) for cell in row)


def cells_broken(table: Table) -> str:
    parts = [cell[i : i + 9] for row in printed(table) for cell in row for i in range(0, len(cell), 9)]
    return "\n".join(parts) + "\n"


def tabs(table: Table) -> str:
    return "".join("\t".join(cell or "" for cell in row) + "\n" for row in [table.heads, *table.rows])


def tabs_left_out(table: Table) -> str:
    return "".join("\t".join(row) + "\n" for row in printed(table))


def spaces(table: Table) -> str:
    return "".join(" ".join(row) + "\n" for row in printed(table))


def pipes(table: Table) -> str:
    lines = [f"| {' | '.join(cell or '' for cell in row)} |" for row in [table.heads, *table.rows]]
    return "\n".join([lines[0], "|" + "---|" * len(table.heads), *lines[1:]]) + "\n"


def laid_out(table: Table) -> str:
    """Columns set apart by spaces, a Chinese character as wide as two Latin ones."""
    rows = [table.heads, *([cell or "" for cell in row] for row in table.rows)]
    widths = [max(len(row[col].encode("gb18030")) for row in rows) + 4 for col in range(len(table.heads))]
    lines = (
        "".join(cell + " " * (width - len(cell.encode("gb18030"))) for cell, width in zip(row, widths, strict=True))
        for row in rows
    )
    return "".join(line.rstrip() + "\n" for line in lines)


RENDITIONS = (bars, bars_left_out, cells, cells_broken, tabs, tabs_left_out, spaces, pipes, laid_out)


@pytest.mark.parametrize("rendition", RENDITIONS, ids=lambda rendition: rendition.__name__)
@given(table=tables())
@settings(max_examples=25, deadline=None)
def test_a_table_reads_the_same_in_every_rendition(rendition: Callable[[Table], str], table: Table) -> None:
    # In columns alone a category at the first of its rows may as well stand in the middle of others.
    assume(rendition is not laid_out or "类别" not in table.heads)
    text = f"一、目标\n{rendition(table)}二、任务\n（一）把茶园管好。推进茶园管护，让茶农增收。\n"
    found = gangmu.read(text.encode(), name="plan.txt").indicators
    rows = [(i.category, i.name, i.unit, i.baseline.value, i.target.value, i.attribute) for i in found]
    assert rows == table.truth


def read_rows(text: str) -> list[Row]:
    found = gangmu.read(f"一、目标\n{text}\n二、任务\n".encode(), name="plan.txt").indicators
    return [(i.category, i.name, i.unit, i.baseline.value, i.target.value, i.attribute) for i in found]


CASES = [
    (
        "heads that divide, a cell a line",
        "序号 指标 单位 2031年 规划目标 属性 2036年 2046年 1 渡船准点率 % 80 85 90 预期性 2 护栏完好率 % — 95 100 约束性",
        [(None, "渡船准点率", "%", 80, 85, "预期性"), (None, "护栏完好率", "%", None, 95, "约束性")],
    ),
    (
        "labels as rows of their own",
        "指标 2031年 2036年 属性 茶园 机采比例（%） 40 60 预期性 茶农培训（人次） 900 1200 预期性 "
        "渡口 护栏完好率（%） 90 100 约束性 渡船准点率（%） 80 85 预期性",
        [
            ("茶园", "机采比例", "%", 40, 60, "预期性"),
            ("茶园", "茶农培训", "人次", 900, 1200, "预期性"),
            ("渡口", "护栏完好率", "%", 90, 100, "约束性"),
            ("渡口", "渡船准点率", "%", 80, 85, "预期性"),
        ],
    ),
    (
        "numbers without a head, goals in words",
        "指标 2031年指标值 2036年目标值 1 机采比例（%） 40 逐年提高 2 护栏完好率（%） 90 100 3 渡船准点率（%） 80 保持稳定",
        [
            (None, "机采比例", "%", 40, None, None),
            (None, "护栏完好率", "%", 90, 100, None),
            (None, "渡船准点率", "%", 80, None, None),
        ],
    ),
    (
        "a column of remarks after the attributes",
        "指标 2031年 2036年 属性 统计范围 机采比例（%） 40 60 预期性 全县 护栏完好率（%） 90 100 约束性 沿江、沿湖",
        [(None, "机采比例", "%", 40, 60, "预期性"), (None, "护栏完好率", "%", 90, 100, "约束性")],
    ),
    (
        "one unit above the table, names numbered as sections are",
        "单位：% 指标 2031年 2036年 一、机采比例 40 60 二、护栏完好率 90 100 三、渡船准点率 80 85",
        [
            (None, "机采比例", "%", 40, 60, None),
            (None, "护栏完好率", "%", 90, 100, None),
            (None, "渡船准点率", "%", 80, 85, None),
        ],
    ),
    (
        "names and one column of goals, under labels",
        "主要指标 2036年 总体指标 机采茶园（万亩） 0.46 渡船能效提升 30% 具体指标 书院修缮面积（平方米） 200以上 护栏完好率 95%",
        [
            ("总体指标", "机采茶园", "万亩", None, 0.46, None),
            ("总体指标", "渡船能效提升", "%", None, 30, None),
            ("具体指标", "书院修缮面积", "平方米", None, 200, None),
            ("具体指标", "护栏完好率", "%", None, 95, None),
        ],
    ),
    (
        "amounts and growth under each year",
        "指标名称 单位 2031年预计完成 2032年计划 绝对额 增长（%） 绝对额 增长（%） 茶叶产值 亿元 75 6.1 80 6左右 渡运收入 亿元 35 4.6 37 5",
        [(None, "茶叶产值", "亿元", 75, 80, None), (None, "渡运收入", "亿元", 35, 37, None)],
    ),
    (
        "sums to be spent are no goals",
        "表8 投资估算汇总表 序号 项目类别 单位 2031年 2036年 合计 资金来源 1 渡口 万元 28600 21500 50100 自筹 2 书院 万元 33400 18200 51600 债券",
        [],
    ),
]


@pytest.mark.parametrize(("text", "wanted"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_stream_of_cells_gives_its_rows(text: str, wanted: list[Row]) -> None:
    assert read_rows(text.replace(" ", "\n")) == wanted


def test_blank_bars_after_a_row_are_the_merged_cells_before_it_and_a_year_is_no_name() -> None:
    heads = "一级指标 |\n指标 |\n单位 |\n2031年 |\n规划目标 |\n2033年 |\n2036年 |\n|\n|\n|\n|\n"
    rows = (
        "茶园 |\n机采比例 |\n% |\n40 |\n50 |\n60 |\n茶农培训 |\n人次 |\n900 |\n1000 |\n1200以上 |\n|\n"
        "渡口 |\n护栏完好率 |\n% |\n90 |\n95 |\n100 |\n渡船准点率 |\n% |\n80 |\n82 |\n85 |\n|\n"
    )
    assert read_rows(heads + rows) == [
        ("茶园", "机采比例", "%", 40, 60, None),
        ("茶园", "茶农培训", "人次", 900, 1200, None),
        ("渡口", "护栏完好率", "%", 90, 100, None),
        ("渡口", "渡船准点率", "%", 80, 85, None),
    ]


LAID_OUT = """
类别     指标               2031年    2036年目标   属性

         每千户茶农拥有的
                             40        60           预期性
茶园     采摘机械（台）

管护     茶农培训（人次）    900       1200         预期
                                                    性

         护栏完好率（%）     90        100          约束性
渡口
         渡船准点率（%）     80        与客流同步   预期性
"""


def test_rows_are_told_by_their_figures_where_names_stand_above_and_below_them() -> None:
    assert read_rows(LAID_OUT) == [
        ("茶园管护", "每千户茶农拥有的采摘机械", "台", 40, 60, "预期性"),
        ("茶园管护", "茶农培训", "人次", 900, 1200, "预期性"),
        ("渡口", "护栏完好率", "%", 90, 100, "约束性"),
        ("渡口", "渡船准点率", "%", 80, None, "预期性"),
    ]


NO_INDICATORS = [
    "序号\t目标任务\t牵头部门\t配合部门\t备注\n一\t茶园管护\t\t\t\n1\t机采比例提高\t县茶办\t各乡镇\t数额另定\n2\t护栏补齐\t县渡口所\t县水利局\t",
    "单位\n姓名\n职务\n县茶办\n林渡\n主任\n县书院\n陈帆\n院长",
    "序号\n项目名称\n建设地点\n总投资\n1\n渡口改造\n东渡\n300\n2\n书院修缮\n南坡\n500",
    "类别\n指标\n属性\n茶园\n机采比例\n预期性\n渡口\n护栏完好率\n约束性",
]


@pytest.mark.parametrize("text", NO_INDICATORS)
def test_a_stream_that_sets_no_indicators_gives_none(text: str) -> None:
    assert read_rows(text) == []
