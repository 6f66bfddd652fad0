"""Rows of a recognised table whose ruled line was not seen: several numbers in one cell tell that they are several."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from gangmu.source.model import Box
from gangmu.source.page_marks import Glyph
from gangmu.source.pdf_grid import Grid, Place
from gangmu.source.pdf_lines import rows_of

_NUMBER = re.compile(r"(\d{1,3})[.、．]?")
_HEAD = re.compile(r"序|序号|编号|项次")
_NUMBER_COLUMNS = 2
_MOSTLY = 0.6
_LEVEL = 0.6
"""Of a character's size: by how much the first lines of cells whose text begins at the top may differ in height."""
_DEEP = 1.0
_ABOVE = 0.2
_WIDER = 1.25
"""How much wider the white between two rows is than any between lines of one, where nothing else tells them apart."""

Lines = list[list[Glyph]]


class Mended(NamedTuple):
    """A grid with the rows put apart that could be, and whether some could not."""

    grid: Grid
    untold: bool


def mended(grid: Grid, glyphs: Sequence[Glyph]) -> Mended:
    """A table with a row for each of its numbers.

    Args:
        grid: as its ruled lines have it.
        glyphs: the characters that stand in it, from top to bottom.
    """
    rows = [_Row(place, lines, _beside(place, grid, glyphs)) for place, lines in _number_column(grid.places, glyphs)]
    at_top = _begin_at_top(rows)
    places, untold, more = list(grid.places), False, 0
    for row in rows:
        counted = _counted(row.lines)
        tail = at_top and bool(row.beside) and row.depth > _DEEP * _size(row.lines)
        if row.place.rows > 1 or not (_count_up(counted) or (tail and len(counted) == 1)):
            continue
        cuts = None if None in counted else _cuts(row, at_top, tail)
        if cuts is None:
            untold = True
        else:
            places = _parted(places, row.place.row + more, cuts)
            more += len(cuts)
    return Mended(Grid(places, grid.box), untold)


class _Row(NamedTuple):
    """A row as its ruled lines have it: the cell with its number, and the lines of its other cells."""

    place: Place
    lines: Lines
    beside: list[Lines]

    @property
    def depth(self) -> float:
        """How far its number stands below the first line beside it."""
        return _top(self.lines[0]) - min(_top(cell[0]) for cell in self.beside)


def _beside(place: Place, grid: Grid, glyphs: Sequence[Glyph]) -> list[Lines]:
    others = (other for other in grid.places if other.row == place.row and other != place)
    return [lines for lines in (_lines(other, glyphs) for other in others) if lines]


def _begin_at_top(rows: Sequence[_Row]) -> bool:
    """Whether the cells of a table begin at the top of their rows, and do not stand in the middle of them."""
    told = [row for row in rows if row.beside and _number(row.lines[0]) is not None]
    level = [row for row in told if abs(row.depth) < _LEVEL * _size(row.lines)]
    return len(level) > len(told) / 2


def _top(line: list[Glyph]) -> float:
    return min(glyph.box[1] for glyph in line)


def _size(lines: Lines) -> float:
    return lines[0][0].size


def _number_column(places: Sequence[Place], glyphs: Sequence[Glyph]) -> list[tuple[Place, Lines]]:
    """The cells of the column that counts the rows: the first of two that hold numbers, the head left out."""
    for column in range(_NUMBER_COLUMNS):
        cells = [(place, _lines(place, glyphs)) for place in places if place.col == column and place.cols == 1]
        filled = [lines for _, lines in cells if lines]
        numbers = [lines for lines in filled if any(_number(line) is not None for line in lines)]
        if numbers and len(numbers) >= _MOSTLY * (len(filled) - 1):
            return sorted((cell for cell in cells if cell[1]), key=lambda cell: cell[0].row)
    return []


def _lines(place: Place, glyphs: Sequence[Glyph]) -> Lines:
    left, top, right, bottom = place.box
    first, last = bisect_left(glyphs, top, key=_middle), bisect_left(glyphs, bottom, key=_middle)
    return rows_of(glyph for glyph in glyphs[first:last] if left <= (glyph.box[0] + glyph.box[2]) / 2 < right)


def _middle(glyph: Glyph) -> float:
    return glyph.middle


def _number(line: list[Glyph]) -> int | None:
    found = _NUMBER.fullmatch("".join(glyph.text for glyph in line))
    return int(found[1]) if found else None


def _counted(lines: Lines) -> list[int | None]:
    """The numbers of a cell; a head above them counts as the number before the first."""
    found = [_number(line) for line in lines]
    first = found[1] if len(found) > 1 else None
    if first is not None and _HEAD.fullmatch("".join(glyph.text for glyph in lines[0])):
        found[0] = first - 1
    return found


def _count_up(counted: Sequence[int | None]) -> bool:
    """Whether a cell's lines are the numbers of several rows, some of them perhaps misread."""
    known = [(at, number) for at, number in enumerate(counted) if number is not None]
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(known)]
    return len(known) > 1 and all(lines == numbers for lines, numbers in steps)


def _cuts(row: _Row, at_top: bool, tail: bool) -> list[float] | None:
    """The heights at which rows part; None where they cannot be told.

    Args:
        row: several rows as one.
        at_top: whether a row begins where its number stands.
        tail: whether the end of the row before, which has no number here, stands above the first.
    """
    if not row.beside:
        return None
    if at_top:
        numbers = row.lines if tail else row.lines[1:]
        cuts = [_top(line) - _ABOVE * _size(row.lines) for line in numbers]
    else:
        between = [_white(a[0].middle, b[0].middle, row.beside) for a, b in pairwise(row.lines)]
        cuts = [cut for cut in between if cut is not None]
    edges = [float("-inf"), *cuts, float("inf")]
    said = all(any(a < line[0].middle < b for cell in row.beside for line in cell) for a, b in pairwise(edges))
    return cuts if len(cuts) == len(row.lines) - (not tail) and said else None


def _white(above: float, below: float, beside: Sequence[Lines]) -> float | None:
    """The middle of the one white stretch between two heights that is wider than the others."""
    boxes = sorted((glyph.box[1], glyph.box[3]) for cell in beside for line in cell for glyph in line)
    found: list[tuple[float, float]] = []
    end = above
    for top, bottom in boxes:
        if bottom > above and top < below:
            found += [(top - end, (top + end) / 2)] if top > end else []
            end = max(end, bottom)
    found += [(below - end, (below + end) / 2)] if below > end else []
    found.sort(reverse=True)
    if not found or (len(found) > 1 and found[0][0] < _WIDER * found[1][0]):
        return None
    return found[0][1]


def _parted(places: Sequence[Place], row: int, cuts: Sequence[float]) -> list[Place]:
    """Places with one row divided at some heights; the rows below come later."""
    found: list[Place] = []
    for place in places:
        if place.row > row:
            found.append(place._replace(row=place.row + len(cuts)))
        elif place.row + place.rows <= row:
            found.append(place)
        elif place.row == row and place.rows == 1:
            left, top, right, bottom = place.box
            edges = [top, *cuts, bottom]
            boxes: list[Box] = [(left, a, right, b) for a, b in pairwise(edges)]
            found += [place._replace(row=row + n, box=box) for n, box in enumerate(boxes)]
        else:
            found.append(place._replace(rows=place.rows + len(cuts)))
    return found
