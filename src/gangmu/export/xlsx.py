"""A plan as an Excel workbook: a sheet for the document, then a sheet a kind of record."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from math import ceil
from typing import Any

import xlsxwriter

from gangmu.errors import Language
from gangmu.export.tables import EVIDENCE, Column, Value, facts, tables_of
from gangmu.model import Plan

MOST_CHARACTERS = 32_767
"""What a cell of a workbook can hold."""

_DATES = ("deadline", "due")
_FONT = {"font_name": "等线", "font_size": 10, "valign": "top"}
_CHARACTER = 2.1
_FACTS = 60
_LINE = 13.5
_TALLEST = 409.0


def workbook(plan: Plan, language: Language = "zh") -> bytes:
    """The workbook's bytes.

    Args:
        plan: what was read.
        language: of heads and words.

    Returns:
        An .xlsx file. Text stays text: nothing in it is run as a formula or opened as a link. Text longer than a
        cell holds ends in …. Columns that no record fills are left out; on paper, so is the evidence.
    """
    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        styles = _styles(book)
        _Sheet(book.add_worksheet("文件" if language == "zh" else "Document"), styles).facts(_facts(plan, language))
        for table in tables_of(plan):
            sheet = _Sheet(book.add_worksheet(table.title[language == "en"]), styles)
            filled = table.filled(plan)
            sheet.table(filled.columns, filled.rows(plan, language), language)
    return out.getvalue()


def _facts(plan: Plan, language: Language) -> list[tuple[str, Value]]:
    """What is known of the document, and how many records of each kind were read."""
    counted = [(table.title[language == "en"], len(table.records(plan))) for table in tables_of(plan)]
    return [*facts(plan.document, language), *counted]


class _Sheet:
    """A worksheet and the styles it is written in."""

    def __init__(self, sheet: Any, styles: dict[str, Any]) -> None:
        self._sheet = sheet
        self._styles = styles
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&C&P / &N")

    def facts(self, found: Sequence[tuple[str, Value]]) -> None:
        """Names and values below each other."""
        self._sheet.set_column(0, 0, 7 * _CHARACTER)
        self._sheet.set_column(1, 1, _FACTS * _CHARACTER)
        for row, (name, value) in enumerate(found):
            self._sheet.write_string(row, 0, name, self._styles["head"])
            self._cell(row, 1, str(value))
            self._sheet.set_row(row, _height([value], [_FACTS]))

    def table(self, columns: Sequence[Column], rows: list[list[Value]], language: Language) -> None:
        """A head that stays in sight and repeats on paper, and a row a record."""
        for col, column in enumerate(columns):
            self._sheet.set_column(col, col, column.width * _CHARACTER)
            self._sheet.write_string(0, col, column.head[language == "en"], self._styles["head"])
        for number, row in enumerate(rows, 1):
            self._sheet.set_row(number, _height(row, [column.width for column in columns]))
            for col, value in enumerate(row):
                self._cell(number, col, value, is_date=columns[col].field in _DATES)
        self._sheet.freeze_panes(1, 0)
        self._sheet.autofilter(0, 0, len(rows), len(columns) - 1)
        self._sheet.repeat_rows(0)
        printed = [col for col, column in enumerate(columns) if column.field not in EVIDENCE]
        self._sheet.print_area(0, 0, len(rows), max(printed, default=0))

    def _cell(self, row: int, col: int, value: Value, *, is_date: bool = False) -> None:
        if value is None:
            self._sheet.write_blank(row, col, None, self._styles["text"])
        elif isinstance(value, int | float):
            self._sheet.write_number(row, col, value, self._styles["number"])
        elif is_date and _fits_calendar(value):
            self._sheet.write_datetime(row, col, date.fromisoformat(value), self._styles["date"])
        else:
            cut = value if len(value) <= MOST_CHARACTERS else value[: MOST_CHARACTERS - 1] + "…"
            self._sheet.write_string(row, col, cut, self._styles["text"])


def _height(row: Sequence[Value], widths: Sequence[int]) -> float:
    """The height a row of wrapped text needs: programs that open the file do not all work it out themselves."""
    lines = (
        sum(max(1, ceil(_width(line) / width)) for line in str(value).split("\n"))
        for value, width in zip(row, widths, strict=True)
        if value is not None
    )
    return min(_TALLEST, 3 + _LINE * max(lines, default=1))


def _width(text: str) -> float:
    """How wide a line prints, in Chinese characters."""
    return sum(0.55 if character.isascii() else 1 for character in text)


def _fits_calendar(text: str) -> bool:
    """Whether a workbook can hold the text as a date: it counts days from 1900."""
    try:
        return date.fromisoformat(text).year >= 1900
    except ValueError:
        return False


def _styles(book: xlsxwriter.Workbook) -> dict[str, Any]:
    border = {"border": 1, "border_color": "#BFC7D1"}
    head = {"bold": True, "bg_color": "#E8EDF3", "valign": "vcenter", "text_wrap": True}
    return {
        "head": book.add_format({**_FONT, **border, **head}),
        "text": book.add_format({**_FONT, **border, "text_wrap": True, "num_format": "@"}),
        "number": book.add_format({**_FONT, **border}),
        "date": book.add_format({**_FONT, **border, "num_format": "yyyy-mm-dd", "align": "left"}),
    }
