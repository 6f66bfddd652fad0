"""Which pieces of a column belong to which row, by their heights: each cell as near to its row as can be."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

from gangmu.source.placed_heads import Piece
from gangmu.vocab.table_cells import ColumnKind, is_attribute

Rows = list[list[Piece]]
Height = tuple[float, float]
Cell = tuple[int, int, list[Piece]]
"""The rows a merged cell stands for, `[first, after)`, and its pieces."""
_NEAR = 6.0
"""Line distances from a row to the farthest piece of its cell."""
_MOST_PIECES = 8
_APART = 1.6
"""Line distances between two lines of one cell."""
_EMPTY: dict[ColumnKind | None, float] = {"text": 8.0, "attribute": 3.0, "value": 0.8, "unit": 2.0, "number": 1.0}
_MOST_OFF = 3.0
_SKIPPED = 4.0
"""What speaks against a row without a merged cell above those that have one."""
_GOES_ON = 0.2
_MOST_ROWS = 120
_LEEWAY = 1.5
_SHORT, _WHOLE = 3, 0.7
"""Characters of a piece that may be a cell of its own, and what speaks against joining one as long to it."""
_GROUP = 0.5
"""What speaks against one more cell in a column of merged cells."""
_CANNOT_BEGIN = re.compile(r"[（(][^（）()]{1,8}[）)]$|[，、。；）)%％〕\]]|以[上下内]|左右")
_CLOSES = re.compile(r"[（(〔\[][^（）()〔〕\[\]]{1,12}[）)〕\]]$")


class _Way(NamedTuple):
    """The best way to give out so many pieces: its cost, and how many had been given out before the last row."""

    cost: float
    before: int
    row: int = 0
    """The first row of the last cell, where cells stand for several."""


def shared_out(pieces: Sequence[Piece], rows: Sequence[float], kind: ColumnKind | None, spare: bool = False) -> Rows:
    """Give a column's pieces out among the rows, in their order.

    Args:
        pieces: from top to bottom.
        rows: the heights of the rows.
        kind: what the column holds.
        spare: whether the first row may be none at all.

    Returns:
        For each row its pieces. Cells are taken to be set at the middle or at the top of their rows, whichever suits
        the whole column better.
    """
    ways = [_shared_out(pieces, rows, kind, off, spare) for off in (_from_middle, _from_top)]
    return min(ways, key=lambda way: way[0])[1]


Off = Callable[[Sequence[Piece], float, float], float]


def _from_middle(cell: Sequence[Piece], top: float, bottom: float) -> float:
    return min(_MOST_OFF, abs((cell[0].at + cell[-1].at) / 2 - (top + bottom) / 2))


def _from_top(cell: Sequence[Piece], top: float, bottom: float) -> float:
    return min(_MOST_OFF, abs(cell[0].at - top))


def _shared_out(
    pieces: Sequence[Piece], rows: Sequence[float], kind: ColumnKind | None, off: Off, spare: bool
) -> tuple[float, Rows]:
    steps: list[dict[int, _Way]] = [{0: _Way(0.0, 0)}]
    for row, at in enumerate(rows):
        empty = 0.0 if spare and row == 0 else _EMPTY.get(kind, 0.5)
        following: dict[int, _Way] = {}
        for given, way in steps[-1].items():
            for after in range(given, min(len(pieces), given + _MOST_PIECES) + 1):
                cell = pieces[given:after]
                if cell and cell[-1].at > at + _NEAR:
                    break
                cost = way.cost + (_cell_cost(cell, at, kind, off) if cell else empty)
                if after not in following or cost < following[after].cost:
                    following[after] = _Way(cost, given)
        steps.append(_within_reach(following, pieces, at))
    end = max(steps[-1], key=lambda given: (given, -steps[-1][given].cost), default=0)
    return _traced(steps, pieces, end)


def _within_reach(ways: dict[int, _Way], pieces: Sequence[Piece], at: float) -> dict[int, _Way]:
    """Ways whose next piece the rows to come can still reach; the farthest one where there is none."""
    kept = {given: way for given, way in ways.items() if given == len(pieces) or pieces[given].at > at - _NEAR}
    return kept or dict(sorted(ways.items())[-1:])


def _traced(steps: Sequence[dict[int, _Way]], pieces: Sequence[Piece], end: int) -> tuple[float, Rows]:
    cost = steps[-1][end].cost + 5.0 * (len(pieces) - end)
    found: Rows = []
    for step in reversed(steps[1:]):
        before = step[end].before
        found.append(list(pieces[before:end]))
        end = before
    return cost, found[::-1]


def _cell_cost(cell: Sequence[Piece], at: float, kind: ColumnKind | None, off: Off) -> float:
    text = "".join(piece.text for piece in cell)
    cost = off(cell, at, at) + 2.0 * _is_open(text) + 2.0 * (kind == "text" and _CANNOT_BEGIN.match(text) is not None)
    for above, below in pairwise(cell):
        cost += 2.0 * (below.at - above.at > _APART) + 1.5 * (_CLOSES.search(above.text) is not None)
    return cost + 2.0 * (kind == "attribute" and not is_attribute(text))


def _is_open(text: str) -> bool:
    return sum(map(text.count, "（([〔")) != sum(map(text.count, "）)]〕"))


def grouped(pieces: Sequence[Piece], rows: Sequence[Height], goes_on: bool = False) -> list[Cell]:
    """Give out the pieces of a column of merged cells: each cell stands for several rows.

    Args:
        pieces: from top to bottom.
        rows: the heights of the first and last line of each row.
        goes_on: whether the first rows may belong to a cell of the page before.

    Returns:
        For each cell its rows, `[first, after)`, and its pieces.
    """
    ways = [_grouped(pieces, rows, off, _GOES_ON if goes_on else _SKIPPED) for off in (_from_middle, _from_top)]
    return min(ways, key=lambda way: way[0])[1]


def _grouped(
    pieces: Sequence[Piece], rows: Sequence[Height], off: Off, skipped_cost: float
) -> tuple[float, list[Cell]]:
    """Cells one after the other from the first row with one on; rows before it have none."""
    blocks = _blocks(pieces)
    best: list[dict[int, _Way]] = [{} for _ in range(len(rows) + 1)]
    for skipped in range(min(len(rows), _MOST_PIECES)):
        best[skipped][0] = _Way(skipped_cost * skipped, -1)
    for row, ways in enumerate(best[:-1]):
        for given, way in ways.items():
            for after in _ends(pieces, given, blocks):
                cell = pieces[given:after]
                following = pieces[after].at if after < len(pieces) else None
                for last in range(row, min(len(rows), row + _MOST_ROWS)):
                    if following is not None and rows[last][0] > following + _NEAR:
                        break
                    cost = way.cost + _group_cost(cell, rows, row, last, off)
                    known = best[last + 1].get(after)
                    if known is None or cost < known.cost:
                        best[last + 1][after] = _Way(cost, given, row)
    return _traced_groups(best, pieces)


def _group_cost(cell: Sequence[Piece], rows: Sequence[Height], first: int, last: int, off: Off) -> float:
    text = "".join(piece.text for piece in cell)
    top, bottom = rows[first][0], rows[last][1]
    whole = sum(_SHORT <= len(above.text) <= len(below.text) for above, below in pairwise(cell))
    outside = max(0.0, top - cell[0].at - _LEEWAY) + max(0.0, cell[-1].at - bottom - _LEEWAY)
    odd = 2.0 * _is_open(text) + 1.5 * (len(text) < 2)
    return _GROUP + _WHOLE * whole + off(cell, top, bottom) + 2.0 * outside + odd


def _blocks(pieces: Sequence[Piece]) -> list[int]:
    """Where a new cell must begin: after more than the distance of two lines."""
    return [i for i in range(1, len(pieces)) if pieces[i].at - pieces[i - 1].at > _APART] + [len(pieces)] * bool(pieces)


def _ends(pieces: Sequence[Piece], given: int, blocks: Sequence[int]) -> range:
    """Where a cell that begins with a piece may end."""
    limit = next((block for block in blocks if block > given), len(pieces))
    return range(given + 1, min(limit, given + _MOST_PIECES) + 1)


def _traced_groups(best: Sequence[dict[int, _Way]], pieces: Sequence[Piece]) -> tuple[float, list[Cell]]:
    row, given = len(best) - 1, len(pieces)
    way = best[row].get(given)
    if way is None:
        return float("inf"), []
    cost = way.cost
    found: list[Cell] = []
    while way.before >= 0:
        found.append((way.row, row, list(pieces[way.before : given])))
        row, given = way.row, way.before
        way = best[row][given]
    return cost, found[::-1]
