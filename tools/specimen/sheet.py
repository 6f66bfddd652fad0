"""The responsibility table as a workbook, laid out to be printed on one landscape page."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import xlsxwriter

from specimen.source import Annex, goals

WIDTHS = (6, 26, 38, 34, 12, 22)
FONT = "仿宋_GB2312"


def write(annex: Annex, path: Path) -> None:
    """Write the workbook: 附件 number, title and note in merged rows, then heads and rows, ruled."""
    book = xlsxwriter.Workbook(str(path))
    book.set_properties({"title": annex.title, "comments": annex.note, "created": dt.datetime(2022, 7, 5)})  # noqa: DTZ001
    sheet = book.add_worksheet(annex.number)
    looks = _formats(book)
    last = len(annex.heads) - 1
    for col, width in enumerate(WIDTHS):
        sheet.set_column(col, col, width)
    sheet.write(0, 0, annex.number, looks["annex"])
    sheet.merge_range(1, 0, 1, last, annex.title, looks["title"])
    sheet.merge_range(2, 0, 2, last, annex.note, looks["note"])
    sheet.write_row(3, 0, annex.heads, looks["head"])
    for i, row in enumerate(annex.rows, 4):
        cells = (goals(row.overall), goals(row.annual))
        sheet.write_number(i, 0, int(row.number), looks["middle"])
        sheet.write(i, 1, row.content, looks["cell"])
        sheet.write_row(i, 2, cells, looks["cell"])
        sheet.write(i, 4, "、".join(row.leaders), looks["middle"])
        sheet.write(i, 5, "、".join(row.units), looks["cell"])
        texts = (row.content, *cells, "、".join(row.units))
        sheet.set_row(i, 8 + 18 * max(map(_height, texts, (WIDTHS[1], *WIDTHS[2:4], WIDTHS[5]))))
    _page(sheet)
    book.close()


def _height(text: str, width: int) -> int:
    return sum(-(-2 * len(line) // width) for line in text.splitlines()) or 1


def _formats(book: Any) -> dict[str, Any]:
    base = {"font_name": FONT, "font_size": 12, "valign": "vcenter", "text_wrap": True}
    ruled = base | {"border": 1}
    return {
        "annex": book.add_format({"font_name": "黑体", "font_size": 14}),
        "title": book.add_format(
            {"font_name": "方正小标宋简体", "font_size": 20, "bold": True, "align": "center", "valign": "vcenter"}
        ),
        "note": book.add_format(base | {"align": "center", "font_color": "#7F7F7F"}),
        "head": book.add_format(ruled | {"font_name": "黑体", "bold": True, "align": "center"}),
        "cell": book.add_format(ruled | {"align": "left"}),
        "middle": book.add_format(ruled | {"align": "center"}),
    }


def _page(sheet: Any) -> None:
    sheet.set_row(1, 34)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(3)
    sheet.set_footer("&C— &P —")
