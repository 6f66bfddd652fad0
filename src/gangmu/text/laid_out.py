"""Indicator tables in text that keeps the layout of a page, as converters write it: columns set apart by wide gaps."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gangmu.source.placed import PlacedTable, placed_table
from gangmu.source.placed_heads import MOST_LINES, Piece, heads_of, is_no_head
from gangmu.source.placed_pages import set_straight
from gangmu.text.cell_lines import StackedTable, is_page_mark
from gangmu.text.lines import Line
from gangmu.text.patience import Patience
from gangmu.text.tables import GridCell

LONGEST_LINE = 240
_WORK = 3
"""Pieces that placing one is worth, in time."""
_CLOSER = 0.6
"""Of the distance of two lines on the page: cells set between the lines of their neighbours take lines of their own."""
_CELL = re.compile(r"[^\s　]+(?:[  ][^\s　]+)*")
_SPACE = re.compile(r"\s+")
Range = tuple[int, int]


def may_open_laid_out(line: Line) -> bool:
    """Whether a line can hold heads set apart by wide gaps, or the upper halves of some."""
    if line.tabs or len(line.text) > LONGEST_LINE or "  " not in line.text.replace("　", "  "):
        return False
    pieces = [_SPACE.sub("", piece) for piece in _CELL.findall(line.text)]
    return len(pieces) > 1 and not any(map(is_no_head, pieces))


def laid_out_table(lines: Sequence[Line], first: int, patience: Patience) -> StackedTable | None:
    """The table whose heads, or the first line of them, stand at `first`; None where none does.

    Args:
        lines: lines of the source, blank ones included.
        first: the index of a line.
        patience: what a search in vain is taken off.
    """
    if not any(len(_CELL.findall(line.text)) > 1 for line in lines[first : first + MOST_LINES + 1]):
        return None
    for wide in (1, 2):
        found = _laid_out(lines, first, wide, patience)
        if found is not None:
            return found
    return None


def _laid_out(lines: Sequence[Line], first: int, wide: int, patience: Patience) -> StackedTable | None:
    """The table, a Chinese character taking so many columns: one as converters count, two as an editor shows."""
    ranges: list[Range] = []
    if heads_of(_placed(lines[first : first + MOST_LINES + 1], ranges, wide)) is None:
        return None
    ranges = []
    placed = _placed(lines[first:], ranges, wide)
    patience.spend(_WORK * len(ranges))
    breaks = [i for i in range(1, len(placed)) if lines[first + i].after_page]
    found = placed_table(set_straight(placed, breaks))
    if found is None or not _is_apart(placed[: found.lines]):
        return None
    end = first + found.lines
    pages = tuple(i for i in range(first, end) if is_page_mark(lines[i]))
    return StackedTable(tuple(_cells(found, ranges)), end, pages, tuple(ranges[key] for key in found.again))


def _placed(lines: Sequence[Line], ranges: list[Range], wide: int) -> list[list[Piece]]:
    """The pieces of lines, up to one that is no line of such a table."""
    found: list[list[Piece]] = []
    for height, line in enumerate(lines):
        if line.tabs or len(line.text) > LONGEST_LINE:
            break
        found.append([] if is_page_mark(line) else _pieces(line, _CLOSER * height, ranges, wide))
    return found


def _pieces(line: Line, height: float, ranges: list[Range], wide: int) -> list[Piece]:
    """The pieces of a line, each with its place among `ranges`."""
    found: list[Piece] = []
    for match in _CELL.finditer(line.text):
        left, right = (float(line.indent + at + (wide - 1) * _many_wide(line.text[:at])) for at in match.span())
        found.append(Piece(_SPACE.sub("", match.group()), left, right, height, len(ranges)))
        ranges.append((line.start + match.start(), line.start + match.end()))
    return found


def _many_wide(text: str) -> int:
    return sum(character > "\u2e7f" for character in text)


def _is_apart(lines: Sequence[Sequence[Piece]]) -> bool:
    """Whether most lines are cut at wide gaps: text with one space between its words is not laid out."""
    return 2 * sum(len(line) > 2 for line in lines) >= sum(len(line) > 0 for line in lines) * 0.5


def _cells(table: PlacedTable, ranges: Sequence[Range]) -> list[GridCell]:
    """The cells in the order of the grid."""
    found = [
        GridCell(tuple(sorted(ranges[key] for key in cell.pieces)), cell.row, cell.col, cell.rows, cell.cols)
        for cell in table.cells
    ]
    return sorted(found, key=lambda cell: (cell.row, cell.col))
