"""Rows of responsibility tables."""

from __future__ import annotations

import pytest

import gangmu
from gangmu.extract.tasks import COLUMNS
from gangmu.model import Plan, Task

HEAD = "序号\t行动内容\t总体目标要求\t2023年任务目标\t责任领导\t责任单位"


def read(text: str) -> Plan:
    return gangmu.read(text.encode(), name="plan.txt")


def row(cells: str, head: str = HEAD) -> Task:
    filler = "\t".join(["9", *["另一行的内容"] * (head.count("\t"))])
    plan = read(f"附件 1\n某县任务责任分工表\n{head}\n{cells}\n{filler}\n")
    return plan.tasks[0]


@pytest.mark.parametrize("rule", COLUMNS.rules, ids=lambda rule: rule.id)
def test_each_column_rule_matches_its_example_and_not_its_counter_example(rule) -> None:
    hit = COLUMNS.first(rule.example)
    assert hit is not None
    assert hit.rule.id == rule.id
    other = COLUMNS.first(rule.counter)
    assert other is None or other.rule.id != rule.id


def test_a_row_gives_all_its_fields() -> None:
    task = row(
        "3\t修好通村公路\t到2025年，通村公路全部硬化。\t1. 年底前硬化10公里。 2. 10月底前完成招标。\t方清源\t县甲局、县乙局（乙中心），各镇"
    )
    assert task.id == "附件1-3"
    assert (task.annex, task.number, task.section) == ("附件1", "3", None)
    assert task.content == "修好通村公路"
    assert task.overall_goals == ("到2025年，通村公路全部硬化。",)
    assert task.annual_goals == ("年底前硬化10公里。", "10月底前完成招标。")
    assert task.year == 2023
    assert task.leaders == ("方清源",)
    assert task.units == ("县甲局", "县乙局（乙中心）", "各镇")
    assert task.lead_unit == "县甲局"


GOALS = [
    ("numbers set close to the text", "1.到2025年建成。2.到2030年达标。", ("到2025年建成。", "到2030年达标。")),
    ("a decimal is no list number", "全年治理2.08公里，投资1.5亿元。", ("全年治理2.08公里，投资1.5亿元。",)),
    ("a month after the list number", "1. 10月底前建成。 2. 12月底前验收。", ("10月底前建成。", "12月底前验收。")),
    ("no full stop before the second number", "1. 出台方案 2. 争取试点。", ("出台方案", "争取试点。")),
    ("one goal without numbers", "年内建成。", ("年内建成。",)),
    ("brackets and circles count too", "（1）建成一期。（2）建成二期。", ("建成一期。", "建成二期。")),
]


@pytest.mark.parametrize(("why", "cell", "goals"), GOALS, ids=[g[0] for g in GOALS])
def test_goals_are_split_at_their_own_numbering(why: str, cell: str, goals: tuple[str, ...]) -> None:
    assert row(f"1\t甲事\t总目标。\t{cell}\t方清源\t县甲局").annual_goals == goals, why


def test_a_table_goes_on_over_pages_and_its_section_rows_are_kept() -> None:
    text = (
        f"附件2\n某县任务分工表\n{HEAD}\n一、修路\t\t\t\t\t\n1\t甲事\t一。\t二。\t方清源\t县甲局\n2\t乙事\t一。\t二。\t方清源\t县乙局\n"
        f"\n{HEAD}\n二、治水\t\t\t\t\t\n3\t丙事\t一。\t二。\t方清源\t县丙局\n4\t丁事\t一。\t二。\t方清源\t县丁局\n"
    )
    tasks = read(text).tasks
    assert [(t.id, t.section) for t in tasks] == [
        ("附件2-1", "一、修路"),
        ("附件2-2", "一、修路"),
        ("附件2-3", "二、治水"),
        ("附件2-4", "二、治水"),
    ]


def test_columns_for_lead_support_and_due_date_fill_their_fields() -> None:
    head = "序号\t工作任务\t牵头单位\t配合单位\t完成时限"
    task = row("1\t办好展会\t县甲局\t县乙局、县丙局\t2024年6月底前", head)
    assert (task.lead_unit, task.units, task.supporting_units, task.due) == (
        "县甲局",
        ("县甲局",),
        ("县乙局", "县丙局"),
        "2024年6月底前",
    )


@pytest.mark.parametrize(
    ("cell", "names"),
    [("方清源 田有禾", ("方清源", "田有禾")), ("方　青", ("方青",)), ("方清源、田有禾", ("方清源", "田有禾"))],
)
def test_leaders_are_names(cell: str, names: tuple[str, ...]) -> None:
    assert row(f"1\t甲事\t一。\t二。\t{cell}\t县甲局").leaders == names


def test_a_number_printed_twice_gives_two_addresses() -> None:
    text = f"附件1\n某县任务分工表\n{HEAD}\n1\t甲事\t一。\t二。\t方清源\t县甲局\n1\t乙事\t一。\t二。\t方清源\t县乙局\n"
    assert [t.id for t in read(text).tasks] == ["附件1-1", "附件1-1~2"]


def test_a_table_without_units_or_leaders_gives_no_tasks() -> None:
    assert read("序号\t名称\t数量\n1\t甲\t2\n2\t乙\t3\n").tasks == ()


def test_a_table_outside_an_annex_is_numbered_by_itself() -> None:
    text = "一、任务\n序号\t重点任务\t责任单位\n1\t办好甲事\t县甲局\n2\t办好乙事\t县乙局\n"
    assert [t.id for t in read(text).tasks] == ["表1-1", "表1-2"]


STACKED = """2023年重点任务分解

序号

主 要 任 务

责任单位

1

修好通村公路。

县甲局

2

建好学校，

配齐老师。

县乙局、各镇

3

办好食堂。

县丙局
"""


def test_a_table_printed_a_cell_a_line_is_read_by_its_numbers() -> None:
    assert [(t.number, t.content, t.units) for t in read(STACKED).tasks] == [
        ("1", "修好通村公路。", ("县甲局",)),
        ("2", "建好学校，配齐老师。", ("县乙局", "各镇")),
        ("3", "办好食堂。", ("县丙局",)),
    ]


def test_what_a_named_item_comes_to_is_its_goal() -> None:
    head = "序号\t事项名称\t建设内容及规模\t责任单位\t完成时间"
    plan = read(
        f"附件1\n2024年实事清单\n{head}\n1\t修路\t新建公路6公里。\t县甲局\t10月\n2\t办学\t新建学校2所。\t县乙局\t8月\n"
    )
    assert [(t.content, t.annual_goals) for t in plan.tasks] == [
        ("修路", ("新建公路6公里。",)),
        ("办学", ("新建学校2所。",)),
    ]
    assert [(t.task, t.value, t.unit) for t in plan.targets] == [("附件1-1", 6, "公里"), ("附件1-2", 2, "所")]


@pytest.mark.parametrize(
    ("title", "head", "overall", "annual"),
    [
        ("2024年重点任务分工表", "工作目标", (), ("修渠6公里。",)),
        ("2024年重点任务分工表", "总体目标", ("修渠6公里。",), ()),
        ("重点任务分工表（2023—2025年）", "工作目标", ("修渠6公里。",), ()),
    ],
)
def test_goals_without_a_date_in_their_head_are_the_year_s_where_the_table_is_a_year_s(
    title: str, head: str, overall: tuple[str, ...], annual: tuple[str, ...]
) -> None:
    rows = "1\t办好水利\t修渠6公里。\t县甲局\n2\t办好交通\t修路8公里。\t县乙局\n"
    task = read(f"附件1\n{title}\n序号\t重点任务\t{head}\t责任单位\n{rows}").tasks[0]
    assert (task.overall_goals, task.annual_goals) == (overall, annual)


def test_targets_of_a_table_without_goals_are_in_its_tasks() -> None:
    plan = read("附件1\n2024年任务表\n序号\t任务\t责任单位\n1\t新建公路6公里。\t县甲局\n2\t新建学校2所。\t县乙局\n")
    assert [(t.task, t.value, t.unit, t.year) for t in plan.targets] == [
        ("附件1-1", 6, "公里", 2024),
        ("附件1-2", 2, "所", 2024),
    ]


def test_measures_told_beside_goals_belong_to_the_task() -> None:
    head = "序号\t任务名称\t主要举措\t2025年目标\t牵头单位\t配合单位"
    plan = read(
        f"附件1\n重点任务清单\n{head}\n1\t办好水利\t先修干渠，再修支渠。\t修渠6公里。\t县甲局\t县丙局\n"
        "2\t办好交通\t一条一条修。\t修路8公里。\t县乙局\t县丙局\n"
    )
    assert [(t.content, t.overall_goals, t.annual_goals) for t in plan.tasks] == [
        ("办好水利先修干渠，再修支渠。", (), ("修渠6公里。",)),
        ("办好交通一条一条修。", (), ("修路8公里。",)),
    ]


def test_a_table_of_comma_separated_values_is_read() -> None:
    rows = '1,办好水利,"修渠6公里，\n修井""甲""号。","县甲局,县乙局"\n2,办好交通,修路8公里。,县丙局\n'
    plan = read(f"2025年任务清单,,,\n序号,重点任务,工作目标,责任单位\n{rows}\n后面的话另起一段，说的是怎么督查。\n")
    assert plan.document.title == "2025年任务清单"
    assert [(t.content, t.annual_goals, t.units) for t in plan.tasks] == [
        ("办好水利", ('修渠6公里，修井"甲"号。',), ("县甲局", "县乙局")),
        ("办好交通", ("修路8公里。",), ("县丙局",)),
    ]


def test_units_of_a_cell_may_be_labelled_or_parted_by_space() -> None:
    labelled = row("3\t修桥\t修好三座桥\t修好一座桥\t方清源\t牵头：县甲局；配合：县乙局、各镇")
    assert (labelled.lead_unit, labelled.units, labelled.supporting_units) == (
        "县甲局",
        ("县甲局",),
        ("县乙局", "各镇"),
    )
    assert row("3\t修桥\t修好三座桥\t修好一座桥\t方清源\t县甲局 县乙局").units == ("县甲局", "县乙局")
    broken = row("3\t修桥\t修好三座桥\t修好一座桥\t方清源\t县甲局、县直 各相关单位")
    assert broken.units == ("县甲局", "县直各相关单位"), "a line that ends in the middle of a group's name"
    ended = row("3\t修桥\t修好三座桥\t修好一座桥\t方清源\t县甲局、各乡镇 人民政府")
    assert ended.units == ("县甲局", "各乡镇人民政府"), "a line that begins with what is nobody's name by itself"


def test_what_is_assessed_is_the_year_s_goal() -> None:
    plan = read(
        "附件\n某区2031年河道工作考核细则\n序号\t考核内容\t考核指标\t分值\t考核单位\n"
        "1\t水质\t水质达标率达到96%以上\t10\t区甲局\n2\t岸线\t年底前整治岸线3公里\t8\t区乙局\n"
    )
    assert [task.annual_goals for task in plan.tasks] == [("水质达标率达到96%以上",), ("年底前整治岸线3公里",)]
    assert [target.value for target in plan.targets] == [96, 3]
