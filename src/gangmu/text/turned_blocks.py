"""Indicator tables turned on their side and cut into blocks: names in a row, then values, attributes.

Each row begins with what is a column's head elsewhere (`主要指标`, `2036年目标值`, `属性`); as many cells follow it as
indicators stand side by side. A wide table goes on in blocks of the same heads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gangmu.text.tables import GridCell
from gangmu.vocab.table_cells import is_known_head, kind_of_head

Range = tuple[int, int]
LEAST_ACROSS = 2
MOST_ACROSS = 12
MOST_HEADS = 8
MOSTLY = 0.5
_FIGURE = re.compile(r"[^一-鿿\d]{0,2}\d")


@dataclass(frozen=True, slots=True)
class TurnedTable:
    """The cells, indicators below one another, the piece after the last one, and the heads printed again."""

    cells: tuple[GridCell, ...]
    end: int
    again: tuple[Range, ...]


@dataclass(frozen=True, slots=True)
class _Block:
    """A block: its first piece, its heads, and how many indicators stand side by side."""

    first: int
    heads: tuple[str, ...]
    across: int

    @property
    def end(self) -> int:
        return self.first + len(self.heads) * (self.across + 1)

    def piece(self, head: int, i: int) -> int:
        """The piece that says of an indicator what a head asks."""
        return self.first + head * (self.across + 1) + 1 + i


def may_turn(texts: Sequence[str]) -> bool:
    """Whether some pieces can be the first of such a table: a head of names, and as many names before the next head."""
    near = texts[1 : MOST_ACROSS + 2]
    if not texts or not _is_head(texts[0]) or kind_of_head(texts[0]) != "text":
        return False
    return not any(map(_is_head, near[:LEAST_ACROSS])) and any(map(_is_head, near))


def turned_table(texts: Sequence[str], ranges: Sequence[Range]) -> TurnedTable | None:
    """The table turned on its side that a stream of pieces begins with, or None.

    Args:
        texts: the pieces without white space.
        ranges: where each stands in the source.
    """
    blocks = list(_blocks(texts))
    if not blocks:
        return None
    heads = [GridCell((ranges[blocks[0].piece(head, -1)],), 0, head) for head in range(len(blocks[0].heads))]
    places = [(block, i) for block in blocks for i in range(block.across)]
    body = (
        GridCell((ranges[block.piece(head, i)],), row, head)
        for row, (block, i) in enumerate(places, 1)
        for head in range(len(block.heads))
    )
    again = (ranges[block.piece(head, -1)] for block in blocks[1:] for head in range(len(block.heads)))
    return TurnedTable((*heads, *body), blocks[-1].end, tuple(again))


def turned_grid(source: str, cells: Sequence[GridCell]) -> TurnedTable | None:
    """The table turned on its side that a grid is, or None.

    Args:
        source: the source's text.
        cells: those of the grid, row by row.
    """
    ranges = [cell.ranges[0] for cell in cells if cell.ranges and source[slice(*cell.ranges[0])].strip()]
    texts = ["".join(source[a:b].split()) for a, b in ranges[: MOST_ACROSS + 2]]
    if not may_turn(texts):
        return None
    texts += ["".join(source[a:b].split()) for a, b in ranges[MOST_ACROSS + 2 :]]
    found = turned_table(texts, ranges)
    return found if found is not None and found.end == len(ranges) else None


def _blocks(texts: Sequence[str]) -> Iterator[_Block]:
    """Blocks with the same heads, one after the other."""
    heads: tuple[str, ...] | None = None
    at = 0
    while (block := _block(texts, at)) is not None and heads in (None, block.heads):
        yield block
        heads, at = block.heads, block.end


def _block(texts: Sequence[str], first: int) -> _Block | None:
    """The block that begins with a piece: names, then values, both as many."""
    if not may_turn(texts[first : first + MOST_ACROSS + 2]):
        return None
    near = range(first + 1, min(len(texts), first + MOST_ACROSS + 2))
    across = next(i - first - 1 for i in near if _is_head(texts[i]))
    places = range(first, min(len(texts), first + MOST_HEADS * (across + 1)), across + 1)
    heads: list[str] = []
    for at in places:
        if not _is_head(texts[at]) or (heads and texts[at] == heads[0]) or at + across >= len(texts):
            break
        heads.append(texts[at])
    block = _Block(first, tuple(heads), across)
    return block if _has_values(texts, block) else None


def _has_values(texts: Sequence[str], block: _Block) -> bool:
    """Whether the rows of values hold figures, the others none, and no head stands among the cells."""
    cells = [[texts[block.piece(head, i)] for i in range(block.across)] for head in range(len(block.heads))]
    if any(_is_head(text) for row in cells for text in row):
        return False
    figures = [sum(_FIGURE.match(text) is not None for text in row) for row in cells]
    kinds = [kind_of_head(head) for head in block.heads]
    valued = [many for many, kind in zip(figures, kinds, strict=True) if kind == "value"]
    return bool(valued) and figures[0] == 0 and all(many >= MOSTLY * block.across for many in valued)


def _is_head(text: str) -> bool:
    return is_known_head(text) and kind_of_head(text) is not None
