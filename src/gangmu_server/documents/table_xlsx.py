"""A table as a workbook: one sheet with a frozen head, figures as numbers, days as dates, text never as a formula."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

FONT = "宋体"
HEAD_FONT = "黑体"
WIDEST = 48
NARROWEST = 8
PAGE_WIDTH = 170
"""Characters that fit across a printed page at a size one can read; wider tables have their wide columns narrowed."""
NARROWED_FROM = 18
LINE_HEIGHT, HIGHEST = 14.0, 409.0
SAMPLE = 200
"""Rows looked at to choose a column's width."""


def table_xlsx(title: str, notes: Sequence[str], head: Sequence[Any], rows: Iterable[Sequence[Any]]) -> bytes:
    """A workbook with one table.

    Args:
        title: first line, and the name of the sheet.
        notes: second line: the zone and the filters in force.
        head: names of the columns.
        rows: values.
    """
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": title})
    sheet = book.add_worksheet(title[:31])
    write_table(book, sheet, Printed(title, notes, [str(h) for h in head], [list(row) for row in rows]))
    book.close()
    return out.getvalue()


@dataclass(frozen=True, slots=True)
class Printed:
    """A table as it goes onto a sheet: title, line of notes, heads, rows."""

    title: str
    notes: Sequence[str]
    head: Sequence[str]
    rows: Sequence[Sequence[Any]]


def write_table(book: Workbook, sheet: Worksheet, table: Printed) -> None:
    """Title, notes, head and rows on a sheet, with widths, filter and print set-up."""
    styles = Styles(book)
    sheet.set_row(0, 30)
    sheet.write_string(0, 0, table.title, styles.title)
    sheet.write_string(1, 0, "　".join(table.notes), styles.note)
    sheet.write_row(2, 0, table.head, styles.head)
    columns = widths(table.head, table.rows)
    for j, width in enumerate(columns):
        sheet.set_column(j, j, width)
    for i, row in enumerate(table.rows, start=3):
        sheet.set_row(i, height(row, columns))
        for j, value in enumerate(row):
            styles.write(sheet, i, j, value)
    sheet.freeze_panes(3, 1)
    if table.rows:
        sheet.autofilter(2, 0, 2 + len(table.rows), max(len(table.head) - 1, 0))
    set_up_print(sheet)


def set_up_print(sheet: Worksheet) -> None:
    """A4 across, as wide as the page, the head on every page, numbered."""
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(2)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    sheet.set_footer("&C&10第 &P 页，共 &N 页")


class Styles:
    """The formats of a workbook's cells, and the way a value is written."""

    def __init__(self, book: Workbook) -> None:
        base = {"font_name": FONT, "font_size": 10.5, "border": 1, "border_color": "#808080", "valign": "top"}
        self.title: Format = book.add_format({"font_name": HEAD_FONT, "font_size": 16, "bold": True})
        self.note: Format = book.add_format({"font_name": FONT, "font_size": 10, "font_color": "#595959"})
        self.head: Format = book.add_format(
            base
            | {
                "font_name": HEAD_FONT,
                "bold": True,
                "bg_color": "#E8EDF3",
                "align": "center",
                "valign": "vcenter",
                "text_wrap": True,
            }
        )
        self.text: Format = book.add_format(base | {"text_wrap": True})
        self.figure: Format = book.add_format(base)
        self.count: Format = book.add_format(base | {"align": "center"})
        self.day: Format = book.add_format(base | {"num_format": "yyyy-mm-dd", "align": "center"})

    def write(self, sheet: Worksheet, row: int, column: int, value: Any) -> None:
        """One cell by its kind of value."""
        if isinstance(value, dt.date):
            sheet.write_datetime(row, column, dt.datetime.combine(value, dt.time()), self.day)
        elif isinstance(value, int | float | Decimal) and not isinstance(value, bool):
            sheet.write_number(row, column, float(value), self.count if isinstance(value, int) else self.figure)
        elif value in (None, ""):
            sheet.write_blank(row, column, None, self.text)
        else:
            sheet.write_string(row, column, str(value), self.text)


def widths(head: Sequence[str], rows: Sequence[Sequence[Any]]) -> list[int]:
    """A width for each column from what stands in its first rows; a Chinese character is two wide."""
    found = [breadth(text) for text in head]
    for row in rows[:SAMPLE]:
        for j, value in enumerate(row):
            found[j] = max(found[j], *(breadth(line) for line in str(value or "").split("\n")))
    return _fitted([min(max(width + 2, NARROWEST), WIDEST) for width in found])


def _fitted(columns: list[int]) -> list[int]:
    """Widths that add up to no more than the page's, as far as narrowing the wide ones alone can do it."""
    over = sum(columns) - PAGE_WIDTH
    spare = sum(max(width - NARROWED_FROM, 0) for width in columns)
    if over <= 0 or not spare:
        return columns
    share = min(over / spare, 1.0)
    return [width - round(max(width - NARROWED_FROM, 0) * share) for width in columns]


def height(row: Sequence[Any], columns: Sequence[int]) -> float:
    """The height that shows every line of a row's wrapped texts, in points."""
    lines = 1
    for value, width in zip(row, columns, strict=True):
        needed = sum(max(1, -(-breadth(line) // max(width - 1, 1))) for line in str(value or "").split("\n"))
        lines = max(lines, needed)
    return min(lines * LINE_HEIGHT + 3, HIGHEST)


def breadth(text: str) -> int:
    """How wide a text is in the units of a column."""
    return sum(2 if ord(char) > 0x2E7F else 1 for char in text)
