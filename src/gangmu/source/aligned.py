"""Tables without rules on recognised pages: rows whose pieces stand under each other in three columns or more."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from gangmu.source.model import Box
from gangmu.source.page_marks import Glyph
from gangmu.source.pdf_grid import Grid, Place
from gangmu.source.pdf_lines import rows_of

_APART = 1.5
"""Of a character's size: a gap that parts two cells of a row."""
_LEAST_COLUMNS, _LEAST_ROWS = 3, 3
_CLOSE = 3.5
"""Of a character's size: how far rows of one table stand apart at most."""


class _Row(NamedTuple):
    pieces: list[tuple[float, float]]
    top: float
    bottom: float
    size: float


def aligned_tables(glyphs: Sequence[Glyph]) -> list[Grid]:
    """Tables told from how their text is aligned.

    Args:
        glyphs: the characters of a page that stand in no ruled table.

    Returns:
        From top to bottom; every row of at least three has three pieces or more, each under one of the row above. A row
        with fewer pieces between them goes on from the row above.
    """
    rows = [_row(row) for row in rows_of(glyphs) if row]
    tables: list[Grid] = []
    run: list[_Row] = []
    for row in [*rows, None]:
        if row is not None and (not run or _belongs(run, row)) and (run or len(row.pieces) >= _LEAST_COLUMNS):
            run.append(row)
            continue
        grid = _grid(run)
        tables += [] if grid is None else [grid]
        run = [row] if row is not None and len(row.pieces) >= _LEAST_COLUMNS else []
    return tables


def _row(glyphs: list[Glyph]) -> _Row:
    pieces = [[glyphs[0].box[0], glyphs[0].box[2]]]
    for before, glyph in pairwise(glyphs):
        if glyph.box[0] - before.box[2] > _APART * max(before.size, glyph.size):
            pieces.append([glyph.box[0], glyph.box[2]])
        pieces[-1][1] = max(pieces[-1][1], glyph.box[2])
    top, bottom = min(glyph.box[1] for glyph in glyphs), max(glyph.box[3] for glyph in glyphs)
    return _Row([(piece[0], piece[1]) for piece in pieces], top, bottom, max(glyph.size for glyph in glyphs))


def _columns(rows: Sequence[_Row]) -> list[tuple[float, float]]:
    """The columns that rows stand in: where their pieces overlap, they are one column."""
    columns: list[tuple[float, float]] = []
    for left, right in sorted(piece for row in rows for piece in row.pieces):
        if columns and left < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], right))
        else:
            columns.append((left, right))
    return columns


def _belongs(run: list[_Row], row: _Row) -> bool:
    if row.top - run[-1].bottom > _CLOSE * row.size:
        return False
    return len(_columns([*run, row])) == len(_columns(run)) == max(len(r.pieces) for r in run)


def _grid(run: list[_Row]) -> Grid | None:
    whole = [row for row in run if len(row.pieces) >= _LEAST_COLUMNS]
    if len(whole) < _LEAST_ROWS:
        return None
    while len(run[-1].pieces) < _LEAST_COLUMNS and run[-1].pieces[0][0] <= run[0].pieces[0][1]:
        run = run[:-1]  # a note under the table begins at its left
    columns = _columns(run)
    xs = [columns[0][0], *((a[1] + b[0]) / 2 for a, b in pairwise(columns)), columns[-1][1]]
    starts = [row for row in run if len(row.pieces) >= _LEAST_COLUMNS]
    tops = [row.top for row in starts]
    ys = [tops[0], *tops[1:], run[-1].bottom]
    places = [
        Place(r, c, 1, 1, (xs[c], ys[r], xs[c + 1], ys[r + 1])) for r in range(len(starts)) for c in range(len(columns))
    ]
    box: Box = (xs[0] - 1, ys[0] - 1, xs[-1] + 1, ys[-1] + 1)
    return Grid(places, box)
