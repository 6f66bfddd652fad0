"""A table that goes on over pages whose columns stand elsewhere: which column of one page is which of another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from gangmu.source.placed_heads import Piece
from gangmu.vocab.table_cells import ColumnKind, is_unit, is_value

_PIECES_NEEDED = 3
_CORE = 0.6
"""Of a piece's length: what tells its column; a long name reaches over the next one's place in laid out text."""
_MOSTLY = 0.6
_LONG = 6.0
"""Characters from which words of a column are names on average."""
_ATTRIBUTE = re.compile(r"(?:预期|约束|引导|指导)?性?")
_COUNT = re.compile(r"\d{1,3}[.．、]?")
_SAME, _BOTH_WORDS, _OTHER, _LEFT_OUT = 2.0, 0.5, -2.0, -0.3


class SeenColumn(NamedTuple):
    """A column by its pieces alone: where it stands, and what it seems to hold."""

    left: float
    right: float
    kind: ColumnKind


def columns_seen(lines: Sequence[Sequence[Piece]]) -> list[SeenColumn]:
    """The columns of a page, by its lines of three pieces and more.

    Args:
        lines: pieces from top to bottom, each line's from left to right.
    """
    pieces = sorted(
        (piece for line in lines if len(line) >= _PIECES_NEEDED for piece in line), key=lambda piece: piece.left
    )
    clusters: list[list[Piece]] = []
    right = 0.0
    for piece in pieces:
        reach = piece.left + _CORE * (piece.right - piece.left)
        if clusters and piece.left < right:
            clusters[-1].append(piece)
            right = max(right, reach)
        else:
            clusters.append([piece])
            right = reach
    return [_seen(cluster) for cluster in clusters]


def _seen(cluster: Sequence[Piece]) -> SeenColumn:
    left, right = min(piece.left for piece in cluster), max(piece.right for piece in cluster)
    return SeenColumn(left, right, _kind([piece.text for piece in cluster]))


def _kind(texts: Sequence[str]) -> ColumnKind:
    least = _MOSTLY * len(texts)
    if sum(_ATTRIBUTE.fullmatch(text) is not None for text in texts) >= least:
        return "attribute"
    if all(_COUNT.fullmatch(text) for text in texts) and texts == sorted(
        texts, key=lambda t: int(re.sub(r"\D", "", t))
    ):
        return "number"
    if sum(map(is_value, texts)) >= least:
        return "value"
    if sum(map(is_unit, texts)) >= least:
        return "unit"
    return "text" if sum(map(len, texts)) >= _LONG * len(texts) else "category"


def moves_to(columns: Sequence[SeenColumn], others: Sequence[SeenColumn]) -> list[tuple[float, float, float]]:
    """How far each column of another page must be moved to stand where its like of the first page does.

    Args:
        columns: of the first page.
        others: of the other page.

    Returns:
        Left, right and the distance, for each column of the other page that has its like.
    """
    best: list[list[tuple[float, tuple[tuple[int, int], ...]]]] = [[(0.0, ())] * (len(others) + 1)]
    best[0] = [(_LEFT_OUT * j, ()) for j in range(len(others) + 1)]
    for i, column in enumerate(columns):
        row = [(_LEFT_OUT * (i + 1), best[i][0][1])]
        for j, other in enumerate(others):
            score, pairs = best[i][j]
            paired = (score + _likeness(column, other), (*pairs, (i, j)))
            without = (best[i][j + 1][0] + _LEFT_OUT, best[i][j + 1][1])
            alone = (row[j][0] + _LEFT_OUT, row[j][1])
            row.append(max(paired, without, alone, key=lambda way: way[0]))
        best.append(row)
    return [(others[j].left, others[j].right, _middle(columns[i]) - _middle(others[j])) for i, j in best[-1][-1][1]]


def _likeness(a: SeenColumn, b: SeenColumn) -> float:
    if a.kind == b.kind:
        return _SAME
    return _BOTH_WORDS if {a.kind, b.kind} == {"text", "category"} else _OTHER


def _middle(column: SeenColumn) -> float:
    return (column.left + column.right) / 2
