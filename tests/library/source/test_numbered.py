"""Responsibility tables without rules in a text layer: read where nothing else can be meant, else left as lines."""

from __future__ import annotations

import pytest
from source_makers import Pdf

import gangmu
from gangmu.source.page_layout import Page, page_of
from gangmu.source.page_marks import Glyph, Rules

PAGE = (595.0, 842.0)
NO_RULES = Rules([], [], [])
X = (60.0, 110.0, 290.0, 420.0)
HEADS = ("序号", "工作任务", "责任单位", "完成时限")
ONE = ("1", "修建农村公路三十公里，改造危", "县交通局、镇政府", "年底前")
WRAP = ("", "桥五座，完善沿线标志。", "", "")
TWO = ("2", "新建水库两座。", "县水利局", "十月")
THREE = ("3", "造林二千亩，修复退化林地，落", "县林业局、县财政", "长期")
REST = ("", "实管护。", "局", "")
FOUR = ("4", "扩建县医院。", "县卫健委", "年底前")
Texts = tuple[str, ...]


def line(y: float, x: float, text: str) -> list[Glyph]:
    return [Glyph(c, (x + 12 * i, y, x + 12 * i + 12, y + 12), 12) for i, c in enumerate(text)]


def printed(*rows: Texts, top: float = 100, columns: tuple[float, ...] = X) -> list[Glyph]:
    return [
        glyph
        for n, row in enumerate(rows)
        for x, text in zip(columns, row, strict=False)
        for glyph in line(top + 20 * n, x, text)
    ]


def read(glyphs: list[Glyph], before: Page | None = None) -> Page:
    return page_of(PAGE, glyphs, NO_RULES, before=before)


def rows(page: Page) -> list[Texts]:
    found: dict[int, list[str]] = {}
    for cell in page.tables[0].cells if page.tables else ():
        found.setdefault(cell.row, []).append(cell.text)
    return [tuple(row) for row in found.values()]


def test_rows_that_count_up_under_the_heads_of_a_responsibility_table_are_one() -> None:
    around = line(60, 60, "各项工作由下列单位分头落实。") + line(260, 60, "以上工作按季度调度并通报情况。")
    page = read(printed(HEADS, ONE, WRAP, TWO, THREE, REST) + around)
    assert rows(page) == [
        HEADS,
        ("1", "修建农村公路三十公里，改造危 桥五座，完善沿线标志。", "县交通局、镇政府", "年底前"),
        TWO,
        ("3", "造林二千亩，修复退化林地，落 实管护。", "县林业局、县财政 局", "长期"),
    ]
    assert [line.text[:2] for line in page.lines] == ["各项", "以上"]


def test_a_row_with_an_empty_cell_is_a_row_and_a_section_parts_rows_that_count_anew() -> None:
    section = ("一、基础设施建设方面的重点工作安排", "", "", "")
    bare = ("2", "新建水库两座。", "", "")
    page = read(printed(HEADS, section, ONE, WRAP, bare, ("二、" + section[0][2:],), ("1", *FOUR[1:]), ("2", *TWO[1:])))
    assert [row[0][:2] for row in rows(page)] == ["序号", "一、", "1", "2", "二、", "1", "2"]
    assert rows(page)[3] == bare


def test_a_table_goes_on_after_the_page_break_that_cuts_its_row() -> None:
    first = read(printed(HEADS, ONE, WRAP, TWO, THREE) + line(780, 290, "—3—"))
    assert first.cut is not None
    assert first.cut.following == 4
    header = line(40, 290, "重点任务")
    second = read(header + printed(REST, FOUR, ("5", *TWO[1:])) + line(780, 290, "—4—"), first)
    assert rows(second) == [("", "实管护。", "局", ""), FOUR, ("5", *TWO[1:])]
    assert [line.text for line in second.lines] == ["重点任务", "—4—"]
    again = read(header + printed(HEADS, FOUR, ("5", *TWO[1:])), first)
    assert rows(again) == [HEADS, FOUR, ("5", *TWO[1:])]


def test_the_page_after_a_table_is_its_lines_where_the_numbers_do_not_go_on() -> None:
    cut = read(printed(HEADS, ONE, WRAP, TWO, THREE))
    assert read(printed(("7", *TWO[1:]), ("8", *FOUR[1:])), cut).tables == ()
    assert read(line(100, 60, "4") + line(100, 160, "四个方面的工作要抓紧抓好并按季度通报进展情况"), cut).tables == ()


COLUMNS = [("左栏的正文一行接着一行写满了", "右栏的正文一行接着一行写满了")] * 12


@pytest.mark.parametrize(
    ("why", "glyphs"),
    [
        ("running text in two columns", printed(*COLUMNS, columns=(60, 300))),
        ("two columns of text that number their points", printed(("序号", "工作任务"), *COLUMNS, columns=(60, 300))),
        ("heads that name no unit", printed(("序号", "工作任务", "资金来源", "备注"), ONE, TWO, THREE)),
        ("heads without a number", printed(HEADS[1:], ONE[1:], TWO[1:], THREE[1:], columns=X[1:])),
        ("rows that do not count", printed(HEADS, ("1", *ONE[1:]), ("3", *TWO[1:]), ("7", *THREE[1:]), ("9", *FOUR[1:]))),
        ("no blank gutter", printed(HEADS, ("1", "修建农村公路三十公里并且改造危桥", "县交通局"), TWO, THREE, FOUR)
         + line(120, 270, "、县水利")),
        (
            "numbers in the middle of their rows",
            printed(HEADS, ("", ONE[1], "", ""), ("1", "桥五座，完善沿线标志标线以及", "县交通局", "年底前"), WRAP, TWO, THREE),
        ),
        (
            "a middle of the row that stands by chance under a whole row",
            printed(HEADS, ("1", *TWO[1:]), ("", ONE[1], "", ""), ("2", WRAP[1], "县交通局", "年底前"), REST[:2], ("3", *FOUR[1:])),
        ),
    ],
)  # fmt: skip
def test_what_may_be_something_else_stays_lines(why: str, glyphs: list[Glyph]) -> None:
    page = read(glyphs + line(600, 60, "最后一段话写在表的下面，说明工作如何组织落实。"))
    assert page.tables == (), why


def test_its_rows_are_tasks_of_the_plan() -> None:
    pdf = Pdf().page().text(200, 780, "重点任务分工方案", 22)
    for n, row in enumerate((HEADS, TWO, THREE, FOUR)):
        for x, text in zip(X, (str(n) if n else "序号", *row[1:]), strict=True):
            pdf.text(x, 700 - 24 * n, text, 12)
    plan = gangmu.read(pdf.bytes(), name="a.pdf")
    assert [(task.number, task.content, task.units) for task in plan.tasks] == [
        ("1", "新建水库两座。", ("县水利局",)),
        ("2", "造林二千亩，修复退化林地，落", ("县林业局", "县财政")),
        ("3", "扩建县医院。", ("县卫健委",)),
    ]


def test_goals_of_parts_of_the_year_and_categories_have_columns_of_their_own() -> None:
    heads = ("序号", "任务类别", "工作任务", "一季度", "上半年目标", "全年任务", "责任单位")
    pdf = Pdf().page().text(160, 780, "2026年重点任务分工方案", 22)
    two, three, four = (
        (str(n), "水利", "修好水渠", "完成招标", f"修渠{n}公里", f"修渠{n + 5}公里", "县水利局") for n in (1, 2, 3)
    )
    for n, row in enumerate((heads, two, three, four)):
        for x, text in zip((20, 66, 140, 212, 280, 362, 436), row, strict=True):
            pdf.text(x, 700 - 24 * n, text, 12)
    plan = gangmu.read(pdf.bytes(), name="a.pdf")
    assert [(task.section, task.annual_goals) for task in plan.tasks] == [
        ("水利", ("完成招标", f"修渠{n}公里", f"修渠{n + 5}公里")) for n in (1, 2, 3)
    ]
    assert [target.deadline for target in plan.targets[:3]] == ["2026-03-31", "2026-06-30", "2026-12-31"]
