"""Rows of a scanned table between which no ruled line was seen are put apart by their numbers, or noted."""

from __future__ import annotations

import pytest

from gangmu.model import SourceInfo
from gangmu.source.layout import LayoutBuilder
from gangmu.source.page_layout import page_of, put_pages
from gangmu.source.page_marks import Glyph, Rule, Rules

SIZE = 12.0
XS = (60.0, 110.0, 320.0, 480.0)
ROWS = (
    ("序号", "工作内容", "责任单位"),
    ("7", "加固塘坝三处/并修渠道/到村到组", "县水利局、/各镇"),
    ("8", "新建水厂一座", "县住建局"),
    ("9", "改造管网/二十公里", "县住建局、/县财政局"),
)


def written(x: float, top: float, text: str) -> list[Glyph]:
    return [
        Glyph(c, (x + SIZE * i, top, x + SIZE * (i + 1), top + SIZE), SIZE, 0.99)
        for i, c in enumerate(text)
        if c != " "
    ]


def read_back(rows, *, ruled: set[int], gap: float, centred: bool = False, aligned: bool = True):  # type: ignore[no-untyped-def]
    """A table read off an image on which only the rules above these rows, and those around it, were seen."""
    glyphs: list[Glyph] = []
    lying: list[Rule] = []
    top = 100.0
    for number, texts in enumerate(rows):
        if number in ruled or not number:
            lying.append(Rule(top, XS[0], XS[-1]))
        height = 14 * max(text.count("/") + 1 for text in texts)
        for x, text in zip(XS, texts, strict=False):
            parts = text.split("/")
            start = top + 2 + (height - 14 * len(parts)) / 2 * centred
            for line, part in enumerate(parts):
                glyphs += written(x + 4, start + 14 * line, part)
        top += height + gap
    standing = [Rule(x, 100, top) for x in XS]
    page = page_of((595, 842), glyphs, Rules([*lying, Rule(top, XS[0], XS[-1])], standing, []), aligned=aligned)
    builder = LayoutBuilder()
    put_pages(builder, [page])
    source = builder.finish(SourceInfo("a.png", "0" * 64, "image/png"))
    cells = [(cell.row, source.text[slice(*cell.span)]) for block in source.blocks or () for cell in block.cells]
    return [
        tuple(text for row, text in cells if row == number) for number in range(1 + max(row for row, _ in cells))
    ], [issue.code for issue in source.issues]


WHOLE = [tuple(text.replace("/", " ") for text in row) for row in ROWS]


@pytest.mark.parametrize("ruled", [{1, 2, 3}, {1}, {1, 3}, {1, 2}], ids=["all seen", "one", "upper two lost", "last"])
def test_rows_whose_text_begins_at_their_top_part_above_each_number(ruled: set[int]) -> None:
    assert read_back(ROWS, ruled=ruled, gap=3) == (WHOLE, [])


def test_a_head_whose_lower_rule_was_not_seen_parts_from_the_first_row() -> None:
    first = [ROWS[0], *((str(n), *row[1:]) for n, row in enumerate(ROWS[1:], 1))]
    rows, issues = read_back(first, ruled={3}, gap=3)
    assert ([row[0] for row in rows], rows[1][1:], issues) == (["序号", "1", "2", "3"], WHOLE[1][1:], [])


def test_the_end_of_a_row_from_the_page_before_parts_from_the_row_below_it() -> None:
    rows, issues = read_back((ROWS[0], ("", "到村到组", ""), *ROWS[1:]), ruled={1, 3, 4}, gap=3)
    assert (rows, issues) == ([WHOLE[0], ("", "到村到组", ""), *WHOLE[1:]], [])


def test_rows_whose_text_stands_in_their_middle_part_where_the_white_is_widest() -> None:
    assert read_back(ROWS, ruled={1}, gap=14, centred=True) == (WHOLE, [])


def test_rows_that_nothing_parts_are_left_together_and_noted() -> None:
    alike = [(number, "加固塘坝三处/并修渠道/到村到组", "各镇") for number in "789"]
    rows, issues = read_back((ROWS[0], *alike), ruled={1}, gap=0, centred=True)
    assert rows[1][0] == "7 8 9"
    assert issues == ["rows_not_told_apart"]


def test_a_number_misread_between_others_is_noted() -> None:
    rows, issues = read_back((*ROWS[:2], ("日", *ROWS[2][1:]), ROWS[3]), ruled={1}, gap=3)
    assert len(rows) == 2
    assert issues == ["rows_not_told_apart"]


@pytest.mark.parametrize(
    "cell", ["7/和/8", "12/30", "9/8"], ids=["numbers joined by a word", "figures", "numbers that do not count up"]
)
def test_other_cells_of_several_lines_are_one_row(cell: str) -> None:
    rows, issues = read_back((ROWS[0], (cell, *ROWS[1][1:])), ruled={1}, gap=3)
    assert len(rows) == 2
    assert issues == []


def test_the_ruled_lines_of_a_text_layer_are_all_there_and_its_rows_are_left_alone() -> None:
    rows, issues = read_back(ROWS, ruled={1}, gap=3, aligned=False)
    assert (len(rows), issues) == (2, [])
