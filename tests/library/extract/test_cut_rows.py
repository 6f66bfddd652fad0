"""Rows of tables cut by the end of a page come out whole, with both places kept."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gangmu.extract.plan import extract_plan
from gangmu.model import Plan, Repair, SourceInfo, Task
from gangmu.source.layout import GridCell, LayoutBuilder
from gangmu.source.model import SourceText
from gangmu.structure import read_structure
from gangmu.text import read_text

HEAD = ("序号", "工作内容", "2030年目标", "责任领导", "责任单位")
ROWS = (
    (
        "1",
        "推进农村公路提档升级，打通断头路。",
        "1.年底前新建农村公路10公里。2.改造危桥3座。",
        "陆知行",
        "县交通局、各乡镇",
    ),
    ("2", "建设水源工程，保障城乡供水。", "新建水库2座，铺设管网35公里。", "沈怀谷", "县水利局、县城投公司"),
    ("3", "办好老年食堂，方便群众。", "年底前建成食堂12家。", "秦以宁", "县民政局"),
)
Rows = Sequence[Sequence[str]]


def _cells(rows: Rows) -> list[GridCell]:
    return [GridCell(text, row, col) for row, texts in enumerate(rows) for col, text in enumerate(texts)]


def _paged(*tables: Rows) -> SourceText:
    """Each table on a page of its own, the page's number under it and from the second on a mark over it."""
    builder = LayoutBuilder()
    for number, rows in enumerate(tables, 1):
        builder.start_page(842, 595)
        builder.line("年度任务分工表" if number == 1 else "续表1")
        builder.table(_cells(rows))
        builder.line(f"— {number} —")
    return builder.finish(SourceInfo("x.pdf", "0" * 64, "application/pdf"))


def _plan(source: SourceText) -> Plan:
    return extract_plan(read_structure(read_text(source)))


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _repaired(source: str, span: tuple[int, int], repairs: Sequence[Repair]) -> str:
    """The source between the ends of a span with repairs made, as the contract has it."""
    out, at = "", span[0]
    for repair in sorted(repairs, key=lambda r: r.span):
        start, end = repair.span
        assert span[0] <= at <= start <= end <= span[1]
        assert _bare(source[start:end]) == _bare(repair.from_)
        out += source[at:start] + repair.to
        at = end
    return _bare(out + source[at : span[1]])


def _assert_evidence(plan: Plan, source: SourceText) -> None:
    for record in (*plan.targets, *plan.measures, *plan.indicators, *plan.provisions, *plan.tasks):
        inside = _repaired(source.text, record.span, record.repairs)
        if not isinstance(record, Task):
            assert inside.strip("。；，、") == _bare(record.text).strip("。；，、"), record.id
        else:
            assert _bare(record.content) in inside, record.id


def _said(task: Task) -> tuple[object, ...]:
    return task.number, task.content, task.annual_goals, task.leaders, task.units, task.lead_unit


WHOLE = _plan(_paged((HEAD, *ROWS)))

CUTS = [
    (
        "the long cells go on, the short ones are done",
        ("2", "建设水源工程，", "新建水库2座，", "沈怀谷", "县水利局、"),
        ("", "保障城乡供水。", "铺设管网35公里。", "", "县城投公司"),
    ),
    (
        "one cell alone goes on",
        ("2", "建设水源工程，保障城乡供水。", "新建水库2座，铺设", "沈怀谷", "县水利局、县城投公司"),
        ("", "", "管网35公里。", "", ""),
    ),
    (
        "a figure is cut from its unit",
        ("2", "建设水源工程，保障城乡供水。", "新建水库2座，铺设管网35", "沈怀谷", "县水利局、县城投公司"),
        ("", "", "公里。", "", ""),
    ),
    (
        "the number in the middle of its cell came onto the lower page",
        ("", "建设水源工程，", "新建水库2座，", "", "县水利局、"),
        ("2", "保障城乡供水。", "铺设管网35公里。", "沈怀谷", "县城投公司"),
    ),
]


@pytest.mark.parametrize("heads", [1, 0], ids=["heads repeated", "no heads"])
@pytest.mark.parametrize(("why", "above", "below"), CUTS, ids=[why for why, *_ in CUTS])
def test_a_row_cut_by_the_end_of_a_page_is_whole(why: str, above: Rows, below: Rows, heads: int) -> None:
    source = _paged((HEAD, ROWS[0], above), (*[HEAD] * heads, below, ROWS[2]))
    plan = _plan(source)
    assert [_said(task) for task in plan.tasks] == [_said(task) for task in WHOLE.tasks], why
    assert [(t.text, t.value, t.unit, t.task) for t in plan.targets] == [
        (t.text, t.value, t.unit, t.task) for t in WHOLE.targets
    ]
    _assert_evidence(plan, source)


def test_both_places_of_a_cut_row_are_kept() -> None:
    source = _paged((HEAD, ROWS[0], CUTS[0][1]), (HEAD, CUTS[0][2]))
    task = _plan(source).tasks[1]
    inside = source.text[slice(*task.span)]
    assert "建设水源工程" in inside
    assert "保障城乡供水" in inside
    assert {repair.why for repair in task.repairs if repair.from_} == {
        "page number", "mark of a table going on", "repeated table head", "cells of a row printed in another order",
    }  # fmt: skip


def test_a_row_cut_over_three_pages_is_whole() -> None:
    source = _paged(
        (HEAD, ROWS[0], ("2", "建设水源工程，", "新建水库2座，", "沈怀谷", "县水利局、")),
        (HEAD, ("", "保障", "铺设", "", "县城")),
        (HEAD, ("", "城乡供水。", "管网35公里。", "", "投公司"), ROWS[2]),
    )
    plan = _plan(source)
    assert [_said(task) for task in plan.tasks] == [_said(task) for task in WHOLE.tasks]
    _assert_evidence(plan, source)


def test_a_table_without_numbers_is_made_whole_where_a_cell_breaks_off() -> None:
    head, rows = HEAD[1:], [row[1:] for row in ROWS]
    above, below = (
        ("建设水源工程，", "新建水库2座，", "沈怀谷", "县水利局、"),
        ("保障城乡供水。", "铺设管网35公里。", "", ""),
    )
    plan = _plan(_paged((head, rows[0], above), (head, below, rows[2])))
    assert [task.content for task in plan.tasks] == [row[0] for row in rows]


@pytest.mark.parametrize(
    ("why", "above", "below"),
    [
        ("the next row begins on the next page", ROWS[1], ROWS[2]),
        (
            "the next row has its number missing and the one before is a section",
            ("一、强基础",) * 5,
            ("", *ROWS[2][1:]),
        ),
        ("a note at the left", ROWS[1], ("注：任务可调整", "", "", "", "")),
    ],
)
def test_whole_rows_stay_as_they_are(why: str, above: Rows, below: Rows) -> None:
    plan = _plan(_paged((HEAD, ROWS[0], above), (HEAD, below)))
    contents = [task.content for task in plan.tasks]
    assert contents[0] == ROWS[0][1], why
    assert not any(ROWS[1][1] + ROWS[2][1] in content or "注" in content for content in contents[:2])


def test_rows_that_share_one_number_are_not_joined() -> None:
    """A number merged over three rows: the third begins a page, without a number and whole."""
    above = [
        *_cells((HEAD, ROWS[0])),
        GridCell("2", 2, 0, 2, 1),
        *[GridCell(text, 2, col) for col, text in enumerate(ROWS[1]) if col],
        *[GridCell(text, 3, col) for col, text in enumerate(ROWS[2]) if col],
    ]
    builder = LayoutBuilder()
    builder.start_page(842, 595)
    builder.table(above)
    builder.start_page(842, 595)
    builder.table(_cells((HEAD, ("", "种好树，护好林。", "造林5万亩。", "韩晓序", "县林业局"))))
    plan = _plan(builder.finish(SourceInfo("x.pdf", "0" * 64, "application/pdf")))
    assert [task.content for task in plan.tasks] == [ROWS[0][1], ROWS[1][1], ROWS[2][1], "种好树，护好林。"]


def test_a_table_of_other_columns_is_another_table() -> None:
    plan = _plan(_paged((HEAD, ROWS[0], CUTS[0][1]), (("", "序号", "内容"), ("", "1", "其他"))))
    assert [task.content for task in plan.tasks][:2] == [ROWS[0][1], "建设水源工程，"]


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 2), st.lists(st.integers(1, 99), min_size=5, max_size=5), st.booleans())
def test_wherever_a_row_is_cut_it_is_put_together(cut: int, places: list[int], heads: bool) -> None:
    """Every cell but the number is cut somewhere, or not at all where the place lies behind its end."""
    row = ROWS[cut]
    split = [len(text) if col in (0, 3) else min(places[col], len(text)) for col, text in enumerate(row)]
    above = [text[:at] for text, at in zip(row, split, strict=True)]
    below = [text[at:] for text, at in zip(row, split, strict=True)]
    if not any(below):
        return
    source = _paged((HEAD, *ROWS[:cut], above), (*([HEAD] if heads else []), below, *ROWS[cut + 1 :]))
    plan = _plan(source)
    assert [_said(task) for task in plan.tasks] == [_said(task) for task in WHOLE.tasks]
    _assert_evidence(plan, source)
