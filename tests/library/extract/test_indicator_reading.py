"""Indicator tables whose heads or layout are new: read by what their cells hold, or refused where they set no goals."""

from __future__ import annotations

import pytest

import gangmu
from gangmu.extract.indicator_rules import FOREIGN_HEAD, PAST_CAPTION
from gangmu.extract.rules import RuleSet

Row = tuple[str, str | None, float | None, float | None]


def rows(text: str, name: str = "plan.txt") -> list[Row]:
    plan = gangmu.read(f"某县渡口规划（2031—2035年）\n一、目标\n{text}\n二、任务\n修好渡口。\n".encode(), name=name)
    return [(i.name, i.unit, i.baseline.value, i.target.value) for i in plan.indicators]


def tabs(*lines: str) -> str:
    return "\n".join(line.replace("|", "\t") for line in lines)


BRIDGES: list[Row] = [("桥梁", "座", 4, 6), ("渡口", "处", 5, 3)]

READ = [
    (
        "goals under a head that also heads names",
        tabs("主要目标|计量单位|2030年完成|规划目标|性质", "桥梁|座|4|6|预期性", "渡口|处|5|3|约束性"),
    ),
    (
        "a head never met over the names",
        tabs("内容|2030年|到2035年|性质", "桥梁（座）|4|6|预期性", "渡口（处）|5|3|约束性"),
    ),
    (
        "a head never met over the goals, the only figures left",
        tabs("指标|单位|现状值|远期|属性", "桥梁|座|4|6|预期性", "渡口|处|5|3|预期性"),
    ),
    (
        "two halves side by side",
        tabs("指标|2030年|2035年|指标|2030年|2035年", "桥梁（座）|4|6|渡口（处）|5|3", "|||||"),
    ),
    ("years down the rows", tabs("年份|桥梁（座）|渡口（处）", "2030年|4|5", "2035年|6|3")),
    (
        "notes to the heads and names",
        tabs("指标|2030年①|2035年②|属性", "桥梁①（座）|4|6|预期性", "渡口*（处）|5|3|预期性"),
    ),
    (
        "a basis beside the unit",
        tabs("指标|2030年|2035年|属性", "桥梁（每年，座）|4|6|预期性", "渡口（处，年末）|5|3|预期性"),
    ),
    (
        "a cell a line, notes at the end of each row",
        "\n".join("目标名称 计量单位 2030年 2035年 备注 桥梁 座 4 6 全县 渡口 处 5 3 城区".split()),
    ),
    (
        "a cell a line, a caption like a head above",
        "\n".join("主要指标 指标 2030年 2035年 桥梁 4座 6座 渡口 5处 3处".split()),
    ),
    (
        "wide gaps under heads never met",
        "名目      单位    2030年   远期      牵头方\n桥梁      座      4        6         交通局\n渡口      处      5        3         水利局",
    ),
    (
        "heads over two lines, names of sections without numbers",
        "指 标\n单位 2030年 2035年\n陆上\n桥梁 座 4 6\n水上\n渡口 处 5 3",
    ),
    (
        "bars in front of the cells, a bar alone before each row, a cell blank",
        "|\n指标\n| 2030年\n| 2035年\n| 备注\n|\n桥梁（座）\n| 4\n| 6\n|\n|\n渡口（处）\n| 5\n| 3\n| 全县\n",
    ),
    ("units behind a stroke", tabs("指标|2030年|2035年", "桥梁/座|4|6", "渡口/处|5|3")),
    (
        "names above and below their figures",
        "指标              2030年    2035年    性质\n桥梁总\n                  4         6         预期性\n数（座）\n"
        "渡口总数（处）    5         3         预期性",
    ),
    ("characters of a head set apart", "指 标 名 称 2030年 2035年 属性\n桥梁（座） 4 6 预期性\n渡口（处） 5 3 预期性"),
    (
        "a note in brackets behind each head",
        "指标 |\n2030年基期值（用来比较的数字） |\n2035年目标值（应当达到的数字） |\n桥梁（座） |\n4 |\n6 |\n渡口（处） |\n5 |\n3 |",
    ),
]


@pytest.mark.parametrize("text", [c[1] for c in READ], ids=[c[0] for c in READ])
def test_an_indicator_table_is_read_by_what_its_cells_hold(text: str) -> None:
    assert [(name.removesuffix("总数"), *rest) for name, *rest in rows(text)] == BRIDGES


def test_a_table_of_two_columns_gives_names_and_goals() -> None:
    text = tabs("指标|2035年目标值", "1.桥梁总数|达到6座以上", "2.渡口通航率|达到90%")
    assert rows(text) == [("桥梁总数", "座", None, 6), ("渡口通航率", "%", None, 90)]


def test_amounts_and_growth_below_a_shared_head_are_no_row() -> None:
    cells = "".join(
        f"<tr>{''.join(f'<td>{c}</td>' for c in row)}</tr>"
        for row in (("桥梁", "座", 4, 1, 6, 2), ("渡口", "处", 5, 1, 3, 2))
    )
    heads = (
        "<tr><td rowspan='2'>内容</td><td rowspan='2'>单位</td><td colspan='2'>“十四五”末</td><td colspan='2'>“十五五”目标</td></tr>"
        "<tr><td>总量</td><td>年均增速（%）</td><td>总量</td><td>年均增速（%）</td></tr>"
    )
    plan = gangmu.read(
        f"<html><body><p>一、目标</p><table>{heads}{cells}</table></body></html>".encode(), name="plan.html"
    )
    assert [(i.name, i.baseline.value, i.target.value, i.target.year) for i in plan.indicators] == [
        ("桥梁", 4, 6, 2030),
        ("渡口", 5, 3, 2030),
    ]


def test_a_goal_left_to_others_has_no_value_and_the_plans_last_year() -> None:
    plan = gangmu.read(
        "“十四五”渡口规划\n一、目标\n指标\t单位\t预期值\t属性\n桥梁\t座\t完成上级下达任务\t约束性\n渡口\t处\t以省下达任务为准\t约束性\n".encode(),
        name="plan.txt",
    )
    assert [(i.target.value, i.target.year, i.target.text) for i in plan.indicators] == [
        (None, 2025, "完成上级下达任务"),
        (None, 2025, "以省下达任务为准"),
    ]


VALUES = [
    ("［30］", 30, None, "reach", "cumulative"),
    ("＜【2】", 2, None, "less_than", "cumulative"),
    ("7。5", 7.5, None, "reach", "level"),
    ("40→60", 60, None, "reach", "level"),
    ("3～5", 3, 5, "range", "level"),
    ("〈7", 7, None, "less_than", "level"),
    ("一", None, None, "reach", "level"),
]


@pytest.mark.parametrize(("cell", "value", "most", "comparator", "basis"), VALUES, ids=[v[0] for v in VALUES])
def test_a_value_cell_is_read_with_its_marks(
    cell: str, value: float | None, most: float | None, comparator: str, basis: str
) -> None:
    text = tabs("指标|2030年|2035年|属性", f"桥梁（座）|4|{cell}|预期性", "渡口（处）|5|3|预期性")
    target = gangmu.read(f"一、目标\n{text}\n".encode(), name="plan.txt").indicators[0].target
    assert (target.value, target.value_max, target.comparator, target.basis) == (value, most, comparator, basis)


@pytest.mark.parametrize("rules", [FOREIGN_HEAD, PAST_CAPTION], ids=["foreign heads", "captions of the past"])
def test_a_rule_of_refusal_matches_its_example_and_not_its_counter_example(rules: RuleSet) -> None:
    for rule in rules.rules:
        assert rules.first(rule.example) is not None
        assert rules.first(rule.counter) is None


REFUSED = [
    (
        "what the last plan reached",
        tabs("“十三五”主要指标完成情况|", "") + tabs("指标|单位|2025年|2030年|增速", "桥梁|座|4|6|8", "渡口|处|5|3|2"),
    ),
    (
        "a list of projects and money",
        tabs("项目|建设规模|总投资（亿元）|2035年计划投资（亿元）", "桥梁|两座|4|6", "渡口|三处|5|3"),
    ),
    (
        "a scoring sheet",
        tabs("考核内容|考核指标|分值|评分办法", "桥梁|完好率|10|每低1%扣1分", "渡口|通航率|20|达到90%得满分"),
    ),
    ("what is paid out", tabs("对象|补贴标准（元）|2033年|2035年", "船工|200|10|20", "渡口|500|5|8")),
    ("figures of past years", tabs("年份|桥梁（座）|渡口（处）", "2028年|2|9", "2029年|3|8", "2030年|4|5")),
    (
        "duties with a year's goal",
        tabs(
            "序号|工作任务|年度目标|责任单位|完成时限",
            "1|修桥|修好6座桥|县交通局|10月",
            "2|修渡口|修好3处渡口|县水利局|9月",
        ),
    ),
]


@pytest.mark.parametrize("text", [c[1] for c in REFUSED], ids=[c[0] for c in REFUSED])
def test_a_table_that_sets_no_goals_gives_no_indicators(text: str) -> None:
    assert rows(text.replace("情况\t\n", "情况\n").replace("情况\t", "情况\n")) == []
