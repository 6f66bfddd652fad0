"""Figures and dates as quantities: scales, units, comparators, ranges, what they stand for, and where else they stand."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

import gangmu
from gangmu.align import align
from gangmu.align.amounts import unit_of
from gangmu.align.model import Link
from gangmu.export.alignment_words import why_words
from gangmu.model import Plan, Target, Task
from tests.library.align.small_plans import district, national

UPPER = "甲省养老服务方案\n甲府发〔2031〕5号\n\n一、主要任务\n（一）{}\n（二）发展乡村民宿旅游。\n"
LOWER = "乙市养老服务方案\n\n为落实《甲省养老服务方案》（甲府发〔2031〕5号），制定本方案。\n\n一、主要任务\n（一）{}\n（二）发展乡村民宿旅游。\n"


def link_of(upper: str, lower: str) -> Link:
    plans = (gangmu.read(text.format(s).encode(), name="p.txt") for text, s in ((UPPER, upper), (LOWER, lower)))
    alignment = align(*plans)
    assert alignment.pair == "lineage"
    return next(link for link in alignment.links if link.upper.text == upper)


# sentence above, sentence below, what became of the figure, relation
FIGURES = [
    ("建设护理床位2万张。", "建设护理床位500张。", "lowered", "softened"),
    ("建设护理床位20000张。", "建设护理床位2万张。", "same", "adopted"),
    ("建设护理床位2万张。", "建设护理床位3万张。", "raised", "strengthened"),
    ("改造老旧小区3千户。", "改造老旧小区3000户。", "same", "adopted"),
    ("产业营收达到1.2万亿元。", "产业营收达到12000亿元。", "same", "adopted"),
    ("产业营收达到1.2万亿元。", "产业营收达到9000亿元。", "lowered", "softened"),
    ("新增光伏装机300万千瓦。", "新增光伏装机3000兆瓦。", "same", "adopted"),
    ("新建骨干管网20公里。", "新建骨干管网20千米。", "same", "adopted"),
    ("新造水源涵养林3万亩。", "新造水源涵养林2000公顷。", "same", "adopted"),
    ("新建口袋公园10个。", "新建口袋公园10座。", "same", "adopted"),
    ("培育示范企业不少于60家。", "培育示范企业60家左右。", "loosened", "softened"),
    ("培育示范企业60家左右。", "培育示范企业60家以上。", "tightened", "strengthened"),
    ("培育示范企业60家以上。", "培育示范企业60家。", "same", "adopted"),
    ("培育示范企业超过60家。", "培育示范企业60家。", "loosened", "softened"),
    ("失业率控制在5%以内。", "失业率控制在6%以内。", "lowered", "softened"),
    ("失业率控制在5%以内。", "失业率控制在4%以内。", "raised", "strengthened"),
    ("推动商铺空置率降到3%。", "推动商铺空置率降到5%。", "lowered", "softened"),
    ("单位产值能耗下降18%，推广节能设备。", "单位产值能耗下降13%，推广节能设备。", "lowered", "softened"),
    ("工业增加值年均增长8%。", "工业增加值增长到8%。", "other", "softened"),
    ("新建学校50所。", "新建学校50—60所。", "raised", "strengthened"),
    ("新建学校50—60所。", "新建学校50所。", "lowered", "softened"),
    ("新建学校50—60所。", "新建学校55—60所。", "raised", "strengthened"),
    ("新建口袋公园10个。", "新建一批口袋公园。", "dropped", "softened"),
    ("累计培训护理员10万人次。", "培训护理员10万人次。", "same", "adopted"),
]


@pytest.mark.parametrize(("upper", "lower", "value", "relation"), FIGURES)
def test_a_figure_is_compared_as_an_amount(upper: str, lower: str, value: str, relation: str) -> None:
    link = link_of(upper, lower)

    assert [change.value for change in link.quantities] == [value]
    assert link.relation == relation, link.reasons


# sentence above, sentence below, what became of the date
DATES = [
    ("2025年底前建成养老信息平台。", "2026年底前建成养老信息平台。", "later"),
    ("2025年底前建成养老信息平台。", "2024年底前建成养老信息平台。", "earlier"),
    ("2025年底前建成养老信息平台。", "到2025年，建成养老信息平台。", "same"),
    ("2025年底前建成养老信息平台。", "建成养老信息平台。", "dropped"),
]


@pytest.mark.parametrize(("upper", "lower", "deadline"), DATES)
def test_a_date_is_compared_as_a_day(upper: str, lower: str, deadline: str) -> None:
    assert [change.deadline for change in link_of(upper, lower).quantities] == [deadline]


def test_a_date_that_heads_another_figure_below_is_not_lost() -> None:
    link = link_of("到2025年，新建幼儿园100所、小学50所。", "到2025年，新建幼儿园100所。")

    assert [(c.value, c.deadline) for c in link.quantities] == [("same", "same"), ("dropped", "same")]


def test_a_date_alone_is_no_promise_that_was_dropped() -> None:
    link = link_of("到2025年，新建农村公路100公里，改造危险桥梁。", "新建农村公路100公里。")

    assert [dropped.text for dropped in link.dropped] == ["改造危险桥梁"]


# sentence above, sentence below, what is said
SAID = [
    ("建设护理床位2万张。", "建设护理床位500张。", ["建设护理床位：要求降低，2万张 → 500张"]),
    ("建设护理床位2万张。", "建设护理床位3万张。", ["建设护理床位：要求提高，2万张 → 3万张"]),
    ("培育示范企业不少于60家。", "培育示范企业60家左右。", ["培育示范企业：60家，口径放松"]),
    ("新建口袋公园10个。", "新建一批口袋公园。", ["新建口袋公园：没有写10个"]),
    (
        "2025年底前建成养老信息平台。",
        "2026年底前建成养老信息平台。",
        ["建成养老信息平台：时限推迟，2025-12-31 → 2026-12-31"],
    ),
]


@pytest.mark.parametrize(("upper", "lower", "said"), SAID)
def test_what_a_figure_was_and_became_is_said(upper: str, lower: str, said: list[str]) -> None:
    link = link_of(upper, lower)

    assert why_words(link.reasons, link.quantities, "zh") == said


def goal(text: str, value: float | None, *, metric: str, deadline: str | None, kind: str = "overall") -> Target:
    return Target(
        id=f"附件1-1/{kind}/t1",
        text=text,
        span=(0, len(text)),
        task="附件1-1",
        metric=metric,
        value=value,
        unit=None if value is None else "公里",
        deadline=deadline,
    )


ROADS = "到2025年，新建农村公路100公里，方便群众出行。"
# the row's goal, what is then said of figure and date
GOALS: list[tuple[Target, tuple[str, str]]] = [
    (goal("到2025年新建100公里", 100, metric="新建", deadline="2025-12-31"), ("same", "same")),
    (goal("到2025年新建农村公路120公里", 120, metric="新建农村公路", deadline="2025-12-31"), ("same", "same")),
    (goal("新建农村公路100公里", 100, metric="新建农村公路", deadline=None), ("same", "dropped")),
    (goal("年底前新建20公里", 20, metric="新建", deadline="2022-12-31", kind="annual"), ("dropped", "dropped")),
    (goal("到2025年完成水库除险100公里", 100, metric="水库除险", deadline="2025-12-31"), ("dropped", "same")),
]


@pytest.mark.parametrize(("held", "expected"), GOALS)
def test_a_figure_in_the_goals_of_a_row_is_not_dropped(held: Target, expected: tuple[str, str]) -> None:
    upper = national(ROADS, "发展乡村民宿旅游。", targets=[_roads(ROADS)])
    lower = district("推动乡村民宿发展。", rows=["新建农村公路，方便群众出行"], targets=[held])

    link = next(link for link in align(upper, lower).links if link.lower.task)

    assert [(change.value, change.deadline) for change in link.quantities] == [expected]
    assert (link.relation == "softened") == ("dropped" in expected)


# the cells of a row, what is then said of figure and date: what is printed is not dropped, target or not
CELLS: list[tuple[str, Sequence[str], tuple[str, str]]] = [
    ("新建农村公路100公里，方便群众出行", (), ("same", "dropped")),
    ("新建农村公路，方便群众出行", ("到2025年，100公里全部通车。",), ("same", "same")),
    ("新建农村公路2100公里，方便群众出行", (), ("dropped", "dropped")),
]


@pytest.mark.parametrize(("content", "goals", "expected"), CELLS)
def test_a_figure_printed_in_a_row_is_not_dropped(
    content: str, goals: Sequence[str], expected: tuple[str, str]
) -> None:
    upper = national(ROADS, "发展乡村民宿旅游。", targets=[_roads(ROADS)])
    row = Task(
        id="附件1-1",
        annex="附件1",
        number="1",
        section=None,
        content=content,
        overall_goals=tuple(goals),
        annual_goals=(),
        year=None,
        span=(900, 990),
    )
    lower = with_row(row)

    link = next(link for link in align(upper, lower).links if link.lower.task)

    assert [(change.value, change.deadline) for change in link.quantities] == [expected]


def test_a_figure_held_by_another_sentence_that_answers_the_promise_is_not_lost() -> None:
    upper = "新建社区食堂，配建老年活动室30间。"
    lower = "新建社区食堂，方便老人就餐。\n（三）配建老年活动室30间，开展日间照料。"

    link = link_of(upper, lower.split("\n", maxsplit=1)[0])
    split = align(*(gangmu.read(t.format(s).encode(), name="p.txt") for t, s in ((UPPER, upper), (LOWER, lower))))

    assert [change.value for change in link.quantities] == ["dropped"]
    assert {c.value for k in split.links if k.upper.text == upper for c in k.quantities} == {"same"}


# printed unit, what it is and how much of it one is
UNITS = [
    ("万张", ("床位", 1e4)),
    ("万亿元", ("元", 1e12)),
    ("千瓦", ("千瓦", 1)),
    ("百万千瓦", ("千瓦", 1e6)),
    ("千户", ("户", 1e3)),
    ("‰", ("%", 0.1)),
    ("个百分点", ("百分点", 1)),
    ("亿斤", ("公斤", 5e7)),
    ("万元/人", ("元/人", 1e4)),
    (None, ("", 1)),
]


@pytest.mark.parametrize(("printed", "expected"), UNITS)
def test_units_are_read_with_their_scales(printed: str | None, expected: tuple[str, float]) -> None:
    kind, size = unit_of(printed)

    assert kind == expected[0]
    assert size == pytest.approx(expected[1])


def _roads(sentence: str) -> Target:
    text = sentence[: sentence.index("，方便")]
    return Target(
        id="u1",
        text=text,
        span=(0, len(text)),
        metric="新建农村公路",
        value=100,
        unit="公里",
        deadline="2025-12-31",
        deadline_text="到2025年",
    )


def with_row(row: Task) -> Plan:
    """A district's plan with one row."""
    made = district("推动乡村民宿发展。")
    return Plan(document=made.document, provisions=made.provisions, measures=made.measures, tasks=(row,))
