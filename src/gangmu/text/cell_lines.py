"""Indicator tables printed a cell a line, told by what their columns hold; and the lines that such cells are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from gangmu.text.lines import Line
from gangmu.text.patience import Patience
from gangmu.text.row_stream import Stream
from gangmu.text.stream_table import PROBED, may_begin, stream_table
from gangmu.text.tables import GridCell
from gangmu.text.turned_blocks import may_turn, turned_table

LONGEST_CELL = 240
_SEVERAL = re.compile(r"\S[ 　]{3,}\S.*[ 　]{3,}\S")
_SPACE = re.compile(r"\s+")
_PAGE_MARK = re.compile(r"[-—－–―·.]\s*\d{1,4}\s*[-—－–―·.]|第\s*\d{1,4}\s*页")
"""A page's number set apart by dashes: no figure of a table is printed so."""
LONGEST_TURNED = 240
"""Lines that a table turned on its side may take."""


@dataclass(frozen=True, slots=True)
class StackedTable:
    """A table found in lines, the index after its last line, page numbers, heads printed again, rows not told."""

    cells: tuple[GridCell, ...]
    end: int
    pages: tuple[int, ...] = ()
    again: tuple[tuple[int, int], ...] = ()
    unread: tuple[tuple[int, int], ...] = ()


def indicator_stack(lines: Sequence[Line], first: int, patience: Patience) -> StackedTable | None:
    """The indicator table printed a cell a line that begins at `first`, told by what its columns hold; or None.

    Args:
        lines: lines of the source, blank ones included.
        first: the index of what may be its first head.
        patience: what a search in vain is taken off.
    """
    near = [bare(lines[i]) for i in islice(_all_cells(lines, first), PROBED)]
    if may_turn(near) and (turned := _turned(lines, first)) is not None:
        return turned
    if not may_begin(near):
        return None
    cells = list(_all_cells(lines, first))
    patience.spend(len(cells))
    stream = Stream(tuple(bare(lines[i]) for i in cells), patience=patience)
    found = stream_table(stream, [(lines[i].start, lines[i].end) for i in cells])
    if found is None or _is_below(found.cells, lines[first]):
        return None
    end = cells[found.end - 1] + 1
    return StackedTable(found.cells, end, _pages(lines, first, end), unread=found.unread)


def _turned(lines: Sequence[Line], first: int) -> StackedTable | None:
    """A table turned on its side: names, then their values, then their attributes."""
    cells = list(islice(_all_cells(lines, first), LONGEST_TURNED))
    found = turned_table([bare(lines[i]) for i in cells], [(lines[i].start, lines[i].end) for i in cells])
    if found is None:
        return None
    end = cells[found.end - 1] + 1
    return StackedTable(found.cells, end, _pages(lines, cells[0], end), found.again)


def _pages(lines: Sequence[Line], first: int, end: int) -> tuple[int, ...]:
    return tuple(i for i in range(first, end) if is_page_mark(lines[i]))


def _is_below(cells: Sequence[GridCell], first: Line) -> bool:
    """Whether a table begins below a line, which is its caption then and stays a line of its own."""
    return min(start for cell in cells for start, _ in cell.ranges) > first.start


def _all_cells(lines: Sequence[Line], first: int) -> Iterator[int]:
    """The lines that may be cells, up to one that is too long or holds several cells set apart."""
    i = next_cell(lines, first)
    while i is not None and not _SEVERAL.search(lines[i].text):
        yield i
        i = next_cell(lines, i + 1)


def is_page_mark(line: Line) -> bool:
    """Whether a line is a page's number set apart by dashes (`— 5 —`)."""
    return _PAGE_MARK.fullmatch(line.text) is not None


def bare(line: Line) -> str:
    """A line's text without white space."""
    return _SPACE.sub("", line.text)


def next_cell(lines: Sequence[Line], at: int) -> int | None:
    """The index of the next line that is neither blank nor a page number, or None at the end or before a long line."""
    while at < len(lines) and (lines[at].is_blank or is_page_mark(lines[at])):
        at += 1
    return at if at < len(lines) and len(lines[at].text) <= LONGEST_CELL and lines[at].tabs == 0 else None
