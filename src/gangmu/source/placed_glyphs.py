"""Indicator tables without rules on a page with a text layer: its characters as pieces, and the tables they make."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from gangmu.source.model import Box
from gangmu.source.page_marks import Glyph
from gangmu.source.placed import PlacedTable, placed_on, placed_table
from gangmu.source.placed_heads import HeadColumn, Piece, heads_of
from gangmu.vocab.table_cells import is_known_head, kind_of_head

_APART = 0.8
"""Of a character's size: a gap that parts two pieces of a line."""
_LEVEL = 0.3
"""Of a character's size: how much the feet of characters on one line differ."""
_DISTANCE = 1.3
"""Of a character's size: how far two lines of a cell are apart."""
_COLUMN = 5.25
"""Points: half a character of the size that tables are set in."""
_LOOKED_AT = 6
_FURNITURE_LINES = 2
"""Lines of what may stand below the last table of a page, such as the page's number."""


class FoundCell(NamedTuple):
    """A cell: its place in the grid, and its characters."""

    row: int
    col: int
    rows: int
    cols: int
    glyphs: tuple[Glyph, ...]


_MOST_PIECES = 40
"""Of a line: more are no heads of a table."""
_MOST_LINES = 250
"""Of a page: more are no text that is set in lines."""


class FoundTable(NamedTuple):
    """A table: its cells, the box around them, and its columns where the end of the page may cut it."""

    cells: tuple[FoundCell, ...]
    box: Box
    columns: tuple[HeadColumn, ...]


def indicator_tables(glyphs: Sequence[Glyph], before: Sequence[HeadColumn] = ()) -> Iterator[FoundTable]:
    """The indicator tables without rules of a page, from top to bottom.

    Args:
        glyphs: its characters that stand in no ruled table.
        before: the columns of a table that the end of the page before may have cut.
    """
    if not glyphs:
        return
    pieces: list[tuple[Glyph, ...]] = []
    distance = _DISTANCE * median(g.size for g in glyphs)
    lines = [_pieces(row, distance, pieces) for row in _rows(glyphs)]
    if len(lines) > _MOST_LINES:
        return
    at = 0
    cut = placed_on(lines, before) if before and heads_of(lines[:_LOOKED_AT]) is None else None
    if cut is not None:
        yield _found(cut, pieces, at + cut.lines + _FURNITURE_LINES >= len(lines))
        at = cut.lines
    while at < len(lines):
        table = _table_at(lines, at)
        if table is not None:
            yield _found(table, pieces, at + table.lines + _FURNITURE_LINES >= len(lines))
        at += 1 if table is None else table.lines


def _table_at(lines: Sequence[Sequence[Piece]], at: int) -> PlacedTable | None:
    if not _may_open(lines[at]) or heads_of(lines[at : at + _LOOKED_AT]) is None:
        return None
    return placed_table(lines[at:])


def _may_open(line: Sequence[Piece]) -> bool:
    """Whether a line can be the first of some heads: one is known, or broken so that one character stands there."""
    if len(line) > _MOST_PIECES:
        return False
    return any(len(p.text) == 1 or is_known_head(p.text) or kind_of_head(p.text) is not None for p in line)


def _rows(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Characters whose feet stand on one line, from left to right: lines of neighbouring cells may lie close."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: glyph.box[3]):
        if rows and glyph.box[3] - rows[-1][0].box[3] <= _LEVEL * glyph.size:
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    return [sorted(row, key=lambda glyph: glyph.box[0]) for row in rows]


def _pieces(row: Sequence[Glyph], distance: float, found: list[tuple[Glyph, ...]]) -> list[Piece]:
    """The pieces of a line; the characters of each go to `found`, where its key is their place.

    A column of the page is half a character of common size wide, and a line `distance` points high.
    """
    parts = [[row[0]]]
    for before, glyph in pairwise(row):
        if glyph.box[0] - before.box[2] > _APART * max(before.size, glyph.size):
            parts.append([])
        parts[-1].append(glyph)
    pieces: list[Piece] = []
    for part in parts:
        text = "".join(glyph.text for glyph in part)
        left, right = part[0].box[0], max(glyph.box[2] for glyph in part)
        pieces.append(Piece(text, left / _COLUMN, right / _COLUMN, row[0].box[3] / distance, len(found)))
        found.append(tuple(part))
    return pieces


def _found(table: PlacedTable, pieces: Sequence[tuple[Glyph, ...]], is_last: bool) -> FoundTable:
    cells = tuple(
        FoundCell(cell.row, cell.col, cell.rows, cell.cols, tuple(g for key in cell.pieces for g in pieces[key]))
        for cell in table.cells
    )
    box = around([glyph for cell in cells for glyph in cell.glyphs])
    return FoundTable(cells, box, table.columns if is_last else ())


def around(glyphs: Sequence[Glyph]) -> Box:
    """The box around some characters, of which there is one at least."""
    lefts, tops, rights, bottoms = zip(*(glyph.box for glyph in glyphs), strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)
