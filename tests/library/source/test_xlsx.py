"""Workbooks: cells as a person sees them, titles and notes apart from the table."""

from __future__ import annotations

from datetime import datetime

import pytest
from source_makers import xlsx

HEAD = ["序号", "内容", "责任单位"]


def _kinds(source) -> list[tuple[str, str]]:  # type: ignore[no-untyped-def]
    return [(block.kind, source.text[slice(*block.span)]) for block in source.blocks]


def test_title_rows_and_notes_are_paragraphs_and_merged_cells_keep_their_extent(read, grid) -> None:  # type: ignore[no-untyped-def]
    def fill(book) -> None:  # type: ignore[no-untyped-def]
        sheet = book.add_worksheet("Sheet1")
        sheet.write(0, 0, "附件1")
        sheet.merge_range(1, 0, 1, 2, "责任分工表")
        sheet.write_row(3, 0, HEAD)
        sheet.merge_range(4, 0, 4, 2, "一、乡村振兴")
        sheet.write_row(5, 0, [1, "修路"])
        sheet.merge_range(5, 2, 6, 2, "区交通局\n区住建局")
        sheet.write_row(6, 0, [2, "架桥"])
        sheet.merge_range(8, 0, 8, 2, "注：每季度调度")

    source = read(xlsx(fill), "a.xlsx")
    assert [kind for kind, _ in _kinds(source)] == ["paragraph", "paragraph", "table", "paragraph"]
    assert [text for kind, text in _kinds(source) if kind == "paragraph"] == ["附件1", "责任分工表", "注：每季度调度"]
    assert grid(source) == [
        (0, 0, 1, 1, "序号"), (0, 1, 1, 1, "内容"), (0, 2, 1, 1, "责任单位"), (1, 0, 1, 3, "一、乡村振兴"),
        (2, 0, 1, 1, "1"), (2, 1, 1, 1, "修路"), (2, 2, 2, 1, "区交通局 区住建局"),
        (3, 0, 1, 1, "2"), (3, 1, 1, 1, "架桥"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("value", "form", "shown"),
    [
        (1.0, None, "1"),
        (51.7, None, "51.7"),
        (0.1 + 0.2, None, "0.3"),
        (2478, "#,##0", "2,478"),
        (0.155, "0.0%", "15.5%"),
        (0.15, "0%", "15%"),
        (51.7, "0.00", "51.70"),
        (2.5, "0", "3"),
        (5, '0"万亩"', "5万亩"),
        (-3.2, "0.0_ ", "-3.2"),
        (7.25, "0.##", "7.25"),
        (7, "0.##", "7"),
        (12, "[Red]0", "12"),
        (1234567, "0.00E+00", "1234567"),
        (datetime(2025, 12, 31), 'yyyy"年"m"月"d"日"', "2025年12月31日"),  # noqa: DTZ001
        (datetime(2025, 6, 1), "yyyy-mm-dd", "2025-06-01"),  # noqa: DTZ001
        (datetime(2025, 6, 1, 9, 30), "yyyy/m/d h:mm", "2025/6/1 9:30"),  # noqa: DTZ001
        (True, None, "TRUE"),
    ],
)
def test_a_cell_reads_as_it_is_shown(read, value: object, form: str | None, shown: str) -> None:  # type: ignore[no-untyped-def]
    def fill(book) -> None:  # type: ignore[no-untyped-def]
        style = book.add_format({"num_format": form}) if form else None
        book.add_worksheet().write(2, 3, value, style)

    assert read(xlsx(fill), "a.xlsx").text == shown


def test_the_value_a_formula_had_is_read(read) -> None:  # type: ignore[no-untyped-def]
    def fill(book) -> None:  # type: ignore[no-untyped-def]
        book.add_worksheet().write_formula(0, 0, "=1+1", None, 2)

    assert read(xlsx(fill), "a.xlsx").text == "2"


def test_a_table_that_does_not_start_in_the_corner_loses_its_empty_edges(read, grid) -> None:  # type: ignore[no-untyped-def]
    def fill(book) -> None:  # type: ignore[no-untyped-def]
        sheet = book.add_worksheet()
        sheet.write_row(5, 2, ["甲", "", "乙"])
        sheet.write_row(9, 2, ["丙", "", "丁"])

    assert grid(read(xlsx(fill), "a.xlsx")) == [
        (0, 0, 1, 1, "甲"), (0, 1, 1, 1, "乙"), (1, 0, 1, 1, "丙"), (1, 1, 1, 1, "丁"),
    ]  # fmt: skip


def test_an_empty_cell_keeps_its_place(read, grid) -> None:  # type: ignore[no-untyped-def]
    def fill(book) -> None:  # type: ignore[no-untyped-def]
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEAD)
        sheet.write_row(1, 0, ["1", "", "区水利局"])

    source = read(xlsx(fill), "a.xlsx")
    assert (1, 1, 1, 1, "") in grid(source)
    assert source.text.endswith("1\t\t区水利局")


def test_two_tables_on_one_sheet_are_two(read) -> None:  # type: ignore[no-untyped-def]
    def fill(book) -> None:  # type: ignore[no-untyped-def]
        sheet = book.add_worksheet()
        for top, title in ((0, "附件1"), (5, "附件2")):
            sheet.write(top, 0, title)
            sheet.write_row(top + 1, 0, HEAD)
            sheet.write_row(top + 2, 0, [1, "甲", "乙"])

    assert [kind for kind, _ in _kinds(read(xlsx(fill), "a.xlsx"))] == ["paragraph", "table"] * 2


@pytest.mark.parametrize(
    ("sheet", "first", "starts"),
    [
        ("附件3", "分工表", "附件3\n分工表"),
        ("附件3", "附件 3", "附件 3"),
        ("Sheet1", "分工表", "分工表"),
        ("2025", "分工表", "分工表"),
    ],
)
def test_a_sheets_name_is_read_only_where_it_tells_something_new(read, sheet: str, first: str, starts: str) -> None:  # type: ignore[no-untyped-def]
    def fill(book) -> None:  # type: ignore[no-untyped-def]
        tab = book.add_worksheet(sheet)
        tab.write(0, 0, first)
        tab.write_row(1, 0, HEAD)

    assert read(xlsx(fill), "a.xlsx").text.startswith(starts)


def test_hidden_sheets_are_left_out_and_said(read) -> None:  # type: ignore[no-untyped-def]
    def fill(book) -> None:  # type: ignore[no-untyped-def]
        book.add_worksheet("表一").write(0, 0, "看得见")
        hidden = book.add_worksheet("底稿")
        hidden.write(0, 0, "看不见")
        hidden.hide()

    source = read(xlsx(fill), "a.xlsx")
    assert "看不见" not in source.text
    assert [(issue.code, "底稿" in issue.message) for issue in source.issues] == [("source.hidden_sheet", True)]
