"""A table laid out in text over pages whose columns stand elsewhere: the later pages set straight by the first."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from gangmu.source.placed import places_of, widened
from gangmu.source.placed_heads import HeadColumn, Piece, heads_of

_PIECES_NEEDED = 3
_SAMPLE = 60
"""Lines by which a page's columns are told."""

Lines = Sequence[Sequence[Piece]]
Move = tuple[float, float]
"""Where the middle of a column stands on a page, and how far it must be moved."""


def set_straight(lines: Lines, breaks: Sequence[int]) -> list[list[Piece]]:
    """Lines with the columns of each later page moved to where those of the first stand.

    A converter sets the columns of each page apart as its own lines need it.

    Args:
        lines: pieces from top to bottom; the first of them are heads.
        breaks: the lines that later pages begin with.
    """
    found = [list(line) for line in lines]
    heads = heads_of(lines) if breaks else None
    if heads is None:
        return found
    columns = widened(heads.columns, lines[heads.lines : breaks[0]])
    for start, stop in pairwise([*breaks, len(lines)]):
        moves = _moves(lines[start:stop][:_SAMPLE], columns)
        found[start:stop] = [_moved(line, columns, moves) for line in lines[start:stop]]
    return found


def _moves(page: Lines, columns: Sequence[HeadColumn]) -> list[Move]:
    """For each column its middle on a page, and the way back; columns that the page does not tell go with the next."""
    middles: list[list[float]] = [[] for _ in columns]
    for line in page:
        if len(line) >= _PIECES_NEEDED:
            for piece, col in zip(line, places_of(line, columns), strict=True):
                middles[col].append((piece.left + piece.right) / 2)
    known = [col for col, seen in enumerate(middles) if len(seen) > 1]
    found: list[Move] = []
    for col, column in enumerate(columns):
        nearest = min(known, key=lambda other: abs(other - col), default=None)
        by = 0.0 if nearest is None else _middle(columns[nearest]) - median(middles[nearest])
        found.append((_middle(column) - by, by))
    return found


def _moved(line: Sequence[Piece], columns: Sequence[HeadColumn], moves: Sequence[Move]) -> list[Piece]:
    if len(line) >= _PIECES_NEEDED:
        by = [moves[col][1] for col in places_of(line, columns)]
    else:
        by = [min(moves, key=lambda move: abs((piece.left + piece.right) / 2 - move[0]))[1] for piece in line]
    return [
        piece._replace(left=piece.left + distance, right=piece.right + distance)
        for piece, distance in zip(line, by, strict=True)
    ]


def _middle(column: HeadColumn) -> float:
    return (column.left + column.right) / 2
