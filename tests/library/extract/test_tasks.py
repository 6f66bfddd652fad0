"""Rows of responsibility tables."""

from __future__ import annotations

import pytest

import gangmu
from gangmu.extract.task_rules import COLUMNS
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


def goals_table(*heads: str, title: str = "2026年重点任务分工表", second: str = "", cells: str) -> Plan:
    first = "\t".join(("序号", "重点任务", *heads, "责任单位"))
    return read(f"附件1\n某县{title}\n{first}\n{second}1\t{cells}\t县甲局\n2\t{cells}\t县乙局\n")


def dated(plan: Plan) -> list[tuple[str, float | int | None, int | None, str | None]]:
    return [(t.metric, t.value, t.year, t.deadline) for t in plan.targets if t.task == "附件1-1"]


def test_every_goals_column_is_read_with_the_year_of_its_head() -> None:
    plan = goals_table(
        "2024年目标",
        "2025年工作目标",
        "2026年目标",
        title="重点任务分工表",
        cells="修渠\t修渠5公里\t修渠6公里\t修渠7公里",
    )
    assert plan.tasks[0].annual_goals == ("修渠5公里", "修渠6公里", "修渠7公里")
    assert plan.tasks[0].year == 2024
    assert dated(plan) == [("修渠", 5, 2024, None), ("修渠", 6, 2025, None), ("修渠", 7, 2026, None)]
    assert plan.document.horizon == (2024, 2025, 2026)


def test_of_several_years_the_row_has_the_one_that_the_table_is_for() -> None:
    plan = goals_table("2025年目标", "2026年目标", cells="修渠\t修渠5公里\t修渠6公里")
    assert (plan.tasks[0].year, [t.year for t in plan.targets if t.task == "附件1-1"]) == (2026, [2025, 2026])


PARTS = [
    (("2026年上半年目标", "2026年全年目标"), "", ("2026-06-30", "2026-12-31")),
    (("上半年任务", "全年任务"), "", ("2026-06-30", "2026-12-31")),
    (("一季度", "前三季度"), "", ("2026-03-31", "2026-09-30")),
    (("6月底前目标", "11月底前目标"), "", ("2026-06-30", "2026-11-30")),
    (("进度安排", ""), "\t\t二季度\t四季度\t\n", ("2026-06-30", "2026-12-31")),
    (("2025年目标", ""), "\t\t上半年\t下半年\t\n", ("2025-06-30", "2025-12-31")),
]


@pytest.mark.parametrize(("heads", "second", "days"), PARTS, ids=[p[0][0] + p[1].strip()[:3] for p in PARTS])
def test_a_part_of_the_year_in_a_head_is_the_due_date_of_the_goals_under_it(
    heads: tuple[str, str], second: str, days: tuple[str, str]
) -> None:
    plan = goals_table(*heads, second=second, cells="修渠\t修渠5公里\t修渠8公里")
    assert [(value, deadline) for _, value, _, deadline in dated(plan)] == [(5, days[0]), (8, days[1])]


def test_a_goal_keeps_the_date_it_names_itself_and_one_without_a_figure_is_due_with_its_column() -> None:
    plan = goals_table("一季度", "二季度", cells="修渠\t完成招标\t5月底前修渠2公里，主体完工")
    assert dated(plan) == [
        ("完成招标", None, 2026, "2026-03-31"),
        ("修渠", 2, 2026, "2026-05-31"),
        ("主体完工", None, 2026, "2026-05-31"),
    ]


BARE = [
    ("改造管网", "30公里", "改造管网", 30),
    ("改造厕所", "1000户", "改造厕所", 1000),
    ("建设水厂", "开工5座", "开工水厂", 5),
    ("1.农村供水，建好管好水厂", "普及率达到95%", "农村供水普及率", 95),
    ("修渠", "修6公里", "修渠", 6),
    ("办好甲事；办好乙事", "30公里", "", 30),
]


@pytest.mark.parametrize(("content", "goal", "metric", "value"), BARE)
def test_a_goal_that_is_a_figure_alone_measures_what_its_row_is_about(
    content: str, goal: str, metric: str, value: int
) -> None:
    plan = goals_table("2026年目标", cells=f"{content}\t{goal}")
    assert dated(plan) == [(metric, value, 2026, None)]
    assert [bool(t.doubts) for t in plan.targets] == [not metric] * 2


def test_what_was_done_and_what_is_spent_are_no_goals_and_a_dash_is_none() -> None:
    plan = goals_table(
        "2025年任务完成情况", "2026年计划投资（万元）", "2026年建设目标", cells="修渠\t修渠5公里\t300\t修渠6公里"
    )
    assert plan.tasks[0].annual_goals == ("修渠6公里",)
    assert goals_table("2025年目标", "2026年目标", cells="修渠\t—\t修渠6公里").tasks[0].annual_goals == ("修渠6公里",)


def test_a_year_that_no_record_holds_is_told_at_its_goal() -> None:
    plan = goals_table("2025年目标", "2026年目标", cells="修渠\t完成选线\t修渠6公里")
    (issue,) = plan.issues
    assert (issue.code, issue.message.rpartition(": ")[2]) == ("goal_year", "2")
    assert issue.message.startswith("2025年目标 ")
    assert issue.span[1] - issue.span[0] == len("完成选线")


def test_the_category_column_is_the_section_of_its_rows() -> None:
    head = "序号\t类别\t重点任务\t责任单位"
    rows = "1\t供水\t修渠\t县甲局\n2\t\t修井\t县乙局\n3\t道路\t修路\t县丙局\n"
    plan = read(f"附件1\n任务分工表\n{head}\n{rows}")
    assert [t.section for t in plan.tasks] == ["供水", "供水", "道路"]
    under = read(f"附件1\n任务分工表\n{head}\n一、水利\t\t\t\n{rows}")
    assert [t.section for t in under.tasks] == ["一、水利 供水", "一、水利 供水", "一、水利 道路"]


def test_units_may_be_told_apart_in_the_second_row_of_heads() -> None:
    plan = read(
        "附件1\n任务分工表\n序号\t重点任务\t责任单位\t\n\t\t牵头单位\t配合单位\n1\t修渠\t县甲局\t县丙局\n2\t修路\t县乙局\t县丁局\n"
    )
    assert [(t.lead_unit, t.supporting_units) for t in plan.tasks] == [("县甲局", ("县丙局",)), ("县乙局", ("县丁局",))]


@pytest.mark.parametrize("unit", ["单位", "计量单位"])
def test_a_table_whose_units_are_of_measure_holds_no_tasks(unit: str) -> None:
    plan = read(f"主要指标\n序号\t指标内容\t{unit}\t2025年目标\n1\t护理床位占比\t%\t55\n2\t养老机构数\t个\t30\n")
    assert plan.tasks == ()


def test_the_rows_of_a_responsibility_table_are_no_indicators() -> None:
    goals = goals_table("2026年目标", "", second="\t\t上半年\t全年\t\n", cells="修渠\t3公里\t12公里")
    assert (len(goals.tasks), goals.indicators) == (2, ())
    assessed = read(
        "附件\n某区2031年考核细则\n序号\t考核内容\t考核指标\t分值\t评分标准\t考核单位\n"
        "1\t水质\t水质达标率达到96%以上\t10\t每低1个百分点扣2分\t区甲局\n"
        "2\t岸线\t整治岸线3公里\t8\t每少1公里扣1分\t区乙局\n"
    )
    assert (len(assessed.tasks), assessed.indicators) == (2, ())


def test_a_row_s_span_leaves_out_the_cells_that_reach_down_from_the_row_above() -> None:
    rows = (
        "<tr><td>1</td><td rowspan=2>供水</td><td>修渠</td><td>县甲局</td></tr>"
        "<tr><td>2</td><td>修井</td><td>县乙局</td></tr>"
    )
    head = "<tr><td>序号</td><td>类别</td><td>重点任务</td><td>责任单位</td></tr>"
    plan = gangmu.read(
        f"<html><body><p>任务分工表</p><table>{head}{rows}</table></body></html>".encode(), name="p.html"
    )
    text = plan.document.text or ""
    assert [text[slice(*t.span)].split("\t")[0] for t in plan.tasks] == ["1", "2"]
    assert [t.section for t in plan.tasks] == ["供水", "供水"]


EXTRACT = """某县教育局重点任务分解表

序号

民生实事

牵头责任单位

协同配合单位

完成时限

一、稳增长

3

修好校舍12所。

县甲局

县乙局、县丙局

6月底前

二、惠民生

三、促改革

68

建好操场20个。

县乙局

县丁中心、县戊集团

年底前
"""


def test_an_office_s_own_rows_out_of_a_longer_table_keep_their_numbers_sections_and_units() -> None:
    found = [
        (t.number, t.section, t.content, t.lead_unit, t.units, t.supporting_units, t.due) for t in read(EXTRACT).tasks
    ]
    assert found == [
        ("3", "一、稳增长", "修好校舍12所。", "县甲局", ("县甲局",), ("县乙局", "县丙局"), "6月底前"),
        ("68", "三、促改革", "建好操场20个。", "县乙局", ("县乙局",), ("县丁中心", "县戊集团"), "年底前"),
    ]
    assert not [p for p in read(EXTRACT).provisions if p.text in ("县甲局", "县乙局")]


def test_a_responsibility_table_may_be_parted_by_single_spaces() -> None:
    table = "序号 工 作 任 务 牵头负责部门\n1 物价涨幅3%左右 甲部\n2 新增就业900万人以上 乙部\n3 铁路投资7000亿元，公路投资2万亿元 丙部\n"
    plan = read(f"某年量化指标任务分工\n\n{table}")
    assert [(t.content, t.lead_unit) for t in plan.tasks] == [
        ("物价涨幅3%左右", "甲部"),
        ("新增就业900万人以上", "乙部"),
        ("铁路投资7000亿元，公路投资2万亿元", "丙部"),
    ]
    assert [t.value for t in plan.targets] == [3, 900, 7000, 2]
