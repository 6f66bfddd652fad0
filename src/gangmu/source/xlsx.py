"""Reader of Excel workbooks: every sheet a table, its title rows and notes as paragraphs.

Rows before and after the grid that hold a single cell are the table's title and notes. A blank row followed by
such a row starts a new table. Hidden sheets are not read.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

import python_calamine as calamine

from gangmu.errors import EncryptedSourceError, UnreadableSourceError
from gangmu.model import SourceInfo
from gangmu.source.layout import GridCell, LayoutBuilder
from gangmu.source.limits import open_archive
from gangmu.source.model import SourceText
from gangmu.source.xlsx_formats import formats_of_cells, shown

_USEFUL_NAME = re.compile(r"^(附件|附表|附录|专栏|表)\s*[\d一二三四五六七八九十]")


def read(data: bytes, info: SourceInfo) -> SourceText:
    """A workbook.

    Args:
        data: the file's bytes.
        info: where they came from.

    Returns:
        Text with a table block for each table of each visible sheet, numbers as they are shown.

    Raises:
        UnreadableSourceError: container, markup or workbook is damaged.
        SourceTooLargeError: it unpacks to more than the limit.
        EmptySourceError: all cells are empty.
    """
    archive = open_archive(data, info.name)
    try:
        formats = formats_of_cells(archive, info.name)
        book = calamine.CalamineWorkbook.from_filelike(BytesIO(data))
        builder = LayoutBuilder(info.name)
        for sheet in book.sheets_metadata:
            if sheet.visible != calamine.SheetVisibleEnum.Visible:
                builder.issue("source.hidden_sheet", f"The hidden sheet {sheet.name} is left out.")
            elif sheet.typ == calamine.SheetTypeEnum.WorkSheet:
                grid = _grid(book.get_sheet_by_name(sheet.name), formats.get(sheet.name, {}))
                _put_sheet(builder, sheet.name, grid)
    except calamine.PasswordError as error:
        raise EncryptedSourceError(name=info.name) from error
    except calamine.CalamineError as error:
        raise UnreadableSourceError(name=info.name, reason="damage.sheet") from error
    return builder.finish(info)


@dataclass(frozen=True, slots=True)
class _Grid:
    """The filled cells of a sheet by row, each with its extent; rows from 0, those without text left out."""

    rows: dict[int, list[GridCell]]

    def segments(self) -> Iterator[list[list[GridCell]]]:
        """Runs of rows: a new one starts where a blank row is followed by a title row."""
        run: list[list[GridCell]] = []
        last = None
        for number in sorted(self.rows):
            row = self.rows[number]
            if run and last is not None and number > last + 1 and len(row) == 1:
                yield run
                run = []
            run.append(row)
            last = max(cell.row + cell.rows for cell in row) - 1
        if run:
            yield run


def _grid(sheet: calamine.CalamineSheet, formats: dict[tuple[int, int], str]) -> _Grid:
    extents = dict(sheet.merged_cell_ranges or [])
    rows: dict[int, list[GridCell]] = {}
    for row, values in enumerate(sheet.to_python(skip_empty_area=False)):
        for col, value in enumerate(values):
            if value == "":  # most places of a wide sheet are blank
                continue
            text = shown(value, formats.get((row, col))).strip()
            if text:
                end = extents.get((row, col), (row, col))
                cell = GridCell(text, row, col, end[0] - row + 1, end[1] - col + 1)
                rows.setdefault(row, []).append(cell)
    return _Grid(rows)


def _put_sheet(builder: LayoutBuilder, name: str, grid: _Grid) -> None:
    printed = "".join(cell.text for row in list(grid.rows.values())[:3] for cell in row)
    if grid.rows and _USEFUL_NAME.match(name) and name.replace(" ", "") not in printed.replace(" ", ""):
        builder.paragraph(name)
    for rows in grid.segments():
        head, body, notes = _divided(rows)
        for row in head:
            builder.paragraph(row[0].text)
        builder.table(_trimmed(body))
        for row in notes:
            builder.paragraph(row[0].text)


def _divided(rows: list[list[GridCell]]) -> tuple[list[list[GridCell]], list[list[GridCell]], list[list[GridCell]]]:
    """Title rows, the table, and notes below it."""
    filled = [number for number, row in enumerate(rows) if len(row) > 1 or row[0].rows > 1]
    if not filled:
        return rows, [], []
    return rows[: filled[0]], rows[filled[0] : filled[-1] + 1], rows[filled[-1] + 1 :]


def _trimmed(rows: list[list[GridCell]]) -> list[GridCell]:
    """The cells with rows and columns counted without the empty ones."""
    cells = [cell for row in rows for cell in row]
    row_numbers = sorted({cell.row for cell in cells})
    col_numbers = sorted({cell.col for cell in cells})
    trimmed: list[GridCell] = []
    for cell in cells:
        row, col = bisect_left(row_numbers, cell.row), bisect_left(col_numbers, cell.col)
        below, right = bisect_left(row_numbers, cell.row + cell.rows), bisect_left(col_numbers, cell.col + cell.cols)
        trimmed.append(GridCell(cell.text, row, col, max(1, below - row), max(1, right - col)))
    return trimmed
