"""Tables printed a cell a line: web pages and scans that lost their rules but kept their cells apart.

Such a table is known by its heads, one after another on lines of their own. Its rows are told by what each of them
holds at a fixed place: a running number in the first column, or an attribute (预期性, 约束性) in the last.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gangmu.text.lines import Line
from gangmu.text.tables import ATTRIBUTE, COLUMN_HEAD, GridCell

LONGEST_HEAD = 14
LONGEST_CELL = 240
MOST_COLUMNS = 10
_NUMBER_HEAD = re.compile(r"序号|编号|序")
_ATTRIBUTE_HEAD = re.compile(r".{0,4}(?:属性|性质)")
_HEAD_GOES_ON = re.compile(r"基期值?|目标值?|现状值?|规划值?|[〔\[(（]?累计[〕\])）]?|属性|单位|[（(].{1,8}[）)]")
_NO_HEAD = re.compile(r"[，。；：！？,;:!?]")
_SPACE = re.compile(r"\s+")
_LAST_OF_HEADS = frozenset("号类别型域块标称位性质注导门限值数年长速率〕容求举措务")

Cell = list[int]
"""The lines of one cell, by their index."""


@dataclass(frozen=True, slots=True)
class StackedTable:
    """A table found in lines of one cell each, and the index after its last line."""

    cells: tuple[GridCell, ...]
    end: int


def may_open_stack(line: Line) -> bool:
    """Whether a line can be the first head of a table printed a cell a line."""
    text = line.text
    return len(text) <= LONGEST_HEAD and text[-1:] in _LAST_OF_HEADS and line.tabs == 0 and _is_head(_bare(line))


def stacked_table(lines: Sequence[Line], first: int) -> StackedTable | None:
    """The table printed a cell a line that begins at `first`, or None where none does.

    Args:
        lines: lines of the source, blank ones included.
        first: the index of what may be its first head.
    """
    heads, at = _heads(lines, first)
    if len(heads) < 3:
        return None
    names = ["".join(_bare(lines[i]) for i in head) for head in heads]
    if _NUMBER_HEAD.fullmatch(names[0]):
        rows, end = _rows_by_number(lines, at, len(heads))
    elif _ATTRIBUTE_HEAD.fullmatch(names[-1]):
        rows, end = _rows_by_attribute(lines, at, len(heads))
    else:
        return None
    if len(rows) < 2:
        return None
    placed = (_grid_cell(lines, cell, r, c) for r, row in enumerate([heads, *rows]) for c, cell in enumerate(row))
    return StackedTable(tuple(placed), end)


def _bare(line: Line) -> str:
    return _SPACE.sub("", line.text)


def _is_head(text: str) -> bool:
    return COLUMN_HEAD.fullmatch(text) is not None and not _NO_HEAD.search(text)


def _next(lines: Sequence[Line], at: int) -> int | None:
    """The index of the next line that is not blank, or None at the end or before a line too long for a cell."""
    while at < len(lines) and lines[at].is_blank:
        at += 1
    return at if at < len(lines) and len(lines[at].text) <= LONGEST_CELL and lines[at].tabs == 0 else None


def _heads(lines: Sequence[Line], first: int) -> tuple[list[Cell], int]:
    """The heads and the index after them; a head may go on in a second line (`2020年` / `基期值`)."""
    heads: list[Cell] = []
    at: int | None = first
    after = first
    while at is not None and len(heads) < MOST_COLUMNS and not lines[at].is_numbered:
        text = _bare(lines[at])
        if heads and _HEAD_GOES_ON.fullmatch(text) and not _complete(lines, heads[-1]):
            heads[-1].append(at)
        elif len(text) <= LONGEST_HEAD and _is_head(text):
            heads.append([at])
        else:
            break
        after = at + 1
        at = _next(lines, after)
    return heads, after


def _complete(lines: Sequence[Line], head: Cell) -> bool:
    """Whether a head says all it has to: a bare year or average may go on in the next line."""
    text = "".join(_bare(lines[i]) for i in head)
    return re.fullmatch(r"\d{4}年?|年均增[长速]率?|.{0,4}完成", text) is None


def _rows_by_number(lines: Sequence[Line], at: int, width: int) -> tuple[list[list[Cell]], int]:
    """Rows that begin with 1, 2, 3 …; lines too many for the columns belong to the second one."""
    starts: list[int] = []
    i = _next(lines, at)
    limit = 0
    while i is not None and limit <= 4 * width:
        limit += 1
        if _bare(lines[i]).rstrip(".．、") == str(len(starts) + 1):
            starts.append(i)
            limit = 0
        i = _next(lines, i + 1)
    rows: list[list[Cell]] = []
    end = at
    for n, start in enumerate(starts):
        stop = starts[n + 1] if n + 1 < len(starts) else None
        cells = _filled(lines, start, stop, width)
        if len(cells) < width:
            break
        extra = len(cells) - width
        row = [[cells[0]], cells[1 : 2 + extra], *([cell] for cell in cells[2 + extra :])]
        rows.append(row)
        end = cells[-1] + 1
    return rows, end


def _filled(lines: Sequence[Line], start: int, stop: int | None, width: int) -> list[int]:
    """The lines of a row: up to the next row, or as many as there are columns in the last one."""
    found: list[int] = []
    i: int | None = start
    while i is not None and (i < stop if stop is not None else len(found) < width):
        found.append(i)
        i = _next(lines, i + 1)
    return found


def _rows_by_attribute(lines: Sequence[Line], at: int, width: int) -> tuple[list[list[Cell]], int]:
    """Rows that end with an attribute; one without a category cell of its own is filled from the left."""
    rows: list[list[Cell]] = []
    row: list[int] = []
    end = at
    i = _next(lines, at)
    while i is not None and len(row) <= width + 1:
        row.append(i)
        if ATTRIBUTE.fullmatch(_bare(lines[i])):
            rows += _split_sections(row, width)
            row = []
            end = i + 1
        i = _next(lines, i + 1)
    return rows, end


def _split_sections(row: list[int], width: int) -> list[list[Cell]]:
    """A row, and the section row that stands before it where it has one line too many."""
    sections = [[[i]] + [[] for _ in range(width - 1)] for i in row[: max(0, len(row) - width)]]
    own: list[Cell] = [[i] for i in row[-width:]]
    return [*sections, [[] for _ in range(width - len(own))] + own]


def _grid_cell(lines: Sequence[Line], cell: Cell, row: int, col: int) -> GridCell:
    return GridCell(((lines[cell[0]].start, lines[cell[-1]].end),) if cell else (), row, col)
