"""The heads of an indicator table by where they stand: a line of them, or several where heads are broken or divided."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from gangmu.vocab.table_cells import ColumnKind, is_known_head, is_leaf_head, is_value, kind_of_head, may_divide

HEADS_NEEDED = 3
MOST_LINES = 5
LONGEST_BLOCK = 4.5
LONGEST_HEAD = 26
LONGEST_ALONE, LONGEST_KNOWN = 8, 16
_NO_HEAD = re.compile(r"[，。；：！？]|^(?:附表|表\d|专栏|附件)")
_LOWER = 0.4
"""Line distances that a divided head stands above those it divides into."""


class Piece(NamedTuple):
    """Characters set close together on a line: without white space, where they stand, and a key of the caller's."""

    text: str
    left: float
    right: float
    at: float
    key: int


class HeadColumn(NamedTuple):
    """A column: its head, what it holds, how wide it is, and the head's pieces."""

    head: str
    kind: ColumnKind | None
    left: float
    right: float
    pieces: tuple[int, ...]


class HeadGroup(NamedTuple):
    """A head over several columns, `[first, after)`."""

    first: int
    after: int
    pieces: tuple[int, ...]


class Heads(NamedTuple):
    """The columns from left to right, the heads over several of them, and how many lines they take."""

    columns: tuple[HeadColumn, ...]
    groups: tuple[HeadGroup, ...]
    lines: int

    @property
    def depth(self) -> int:
        """Rows of the grid that they take."""
        return 2 if self.groups else 1


def heads_of(lines: Sequence[Sequence[Piece]]) -> Heads | None:
    """The heads that some lines begin with: those of as many lines as give the most heads that are known.

    Args:
        lines: pieces from top to bottom, each line's from left to right.
    """
    best: Heads | None = None
    most = 0.0
    if not lines or not _may_begin(lines[0]):
        return None
    for many in range(1, MOST_LINES + 1):
        block = [piece for line in lines[:many] for piece in line]
        if many > len(lines) or not block or block[-1].at - block[0].at > LONGEST_BLOCK:
            break
        if any(is_no_head(piece.text) for piece in lines[many - 1]):
            break
        found = _heads(block, many)
        worth = 0.0 if found is None else _worth(found)
        if worth > most:
            best, most = found, worth
    return best


def _may_begin(line: Sequence[Piece]) -> bool:
    """Whether heads can begin with a line: several pieces, or a short one that stands higher than the others."""
    if len(line) != 1:
        return len(line) > 1
    longest = LONGEST_ALONE if kind_of_head(line[0].text) is None else LONGEST_KNOWN
    return len(line[0].text) <= longest


def is_no_head(text: str) -> bool:
    """Whether a text without white space is no head, nor part of one: a figure, a sentence, a caption."""
    return (is_value(text) and not text.startswith("20")) or _NO_HEAD.search(text) is not None


def _worth(heads: Heads) -> float:
    """How many heads are known, those that are not held against them; 0 where they head no indicator table."""
    kinds = [column.kind for column in heads.columns]
    unknown = kinds.count(None)
    known = len(kinds) - unknown
    if known < HEADS_NEEDED or "value" not in kinds or not {"text", None} & set(kinds) or 2 * unknown > known:
        return 0.0
    if any(len(column.head) > LONGEST_HEAD for column in heads.columns):
        return 0.0
    exact = sum(len(column.head) > 1 and is_known_head(column.head) for column in heads.columns)
    return known - 1.5 * unknown + exact + 1.5 * len(heads.groups)


def _heads(block: Sequence[Piece], lines: int) -> Heads | None:
    groups = _groups(block)
    over = {group.key for group, _ in groups}
    columns = [_column(cluster) for cluster in _clusters([piece for piece in block if piece.key not in over])]
    _settle_names(columns)
    placed = [_spanned(group, leaves, columns) for group, leaves in groups]
    for group, piece in placed:
        for col in range(group.first, group.after):
            own = columns[col]
            columns[col] = own._replace(kind=kind_of_head(own.head) or kind_of_head(piece.text + own.head))
    return Heads(tuple(columns), tuple(group for group, _ in placed), lines)


def _settle_names(columns: list[HeadColumn]) -> None:
    """Give each column its part where heads alone do not tell: of levels of indicators the last has the names."""
    for column in [column for column in columns if column.kind == "text"][1:]:
        if column.head.endswith("目标"):
            columns[columns.index(column)] = column._replace(kind="value")
    if not {"text", None} & {column.kind for column in columns}:
        levels = [column for column in columns if column.kind == "category"]
        if levels:
            columns[columns.index(levels[-1])] = levels[-1]._replace(kind="text")


def _groups(block: Sequence[Piece]) -> list[tuple[Piece, list[Piece]]]:
    """The heads that stand over others, with those: the lowest ones, each under the nearest of the upper ones."""
    below = [piece for piece in block if is_leaf_head(piece.text)]
    lowest = max((piece.at for piece in below), default=0.0)
    leaves = [piece for piece in below if lowest - piece.at < _LOWER]
    names = [leaf.text for leaf in leaves]
    upper = [p for p in block if lowest - p.at >= _LOWER and p not in leaves and may_divide(p.text, names)]
    found: list[tuple[Piece, list[Piece]]] = [(piece, []) for piece in upper]
    for leaf in leaves:
        if any(_meets(leaf, piece) for piece in block if piece is not leaf and piece not in upper):
            continue
        nearest = min(found, key=lambda pair: abs(_centre(pair[0]) - _centre(leaf)), default=None)
        if nearest is not None:
            nearest[1].append(leaf)
    return [pair for pair in found if len(pair[1]) > 1]


def _meets(a: Piece, b: Piece) -> bool:
    return a.left < b.right and b.left < a.right


def _centre(piece: Piece) -> float:
    return (piece.left + piece.right) / 2


def _clusters(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Pieces that stand over each other, from left to right."""
    found: list[list[Piece]] = []
    right = 0.0
    for piece in sorted(pieces, key=lambda piece: piece.left):
        if found and piece.left < right:
            found[-1].append(piece)
            right = max(right, piece.right)
        else:
            found.append([piece])
            right = piece.right
    return found


def _column(cluster: Sequence[Piece]) -> HeadColumn:
    ordered = sorted(cluster, key=lambda piece: (piece.at, piece.left))
    head = "".join(piece.text for piece in ordered)
    left, right = min(piece.left for piece in cluster), max(piece.right for piece in cluster)
    return HeadColumn(head, kind_of_head(head), left, right, tuple(piece.key for piece in ordered))


def _spanned(group: Piece, leaves: Sequence[Piece], columns: Sequence[HeadColumn]) -> tuple[HeadGroup, Piece]:
    own = {leaf.key for leaf in leaves}
    cols = [col for col, column in enumerate(columns) if own & set(column.pieces)]
    return HeadGroup(cols[0], cols[-1] + 1, (group.key,)), group
