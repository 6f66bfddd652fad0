"""How a source reads: its paragraphs and tables as pieces of the text, page furniture and hard line breaks left out.

Kept with a reading, so that the page shows what the reader saw without reading again. Offsets are the source's.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from gangmu.model import Span
from gangmu.text.model import OffsetMap, TextDoc


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell: its place in the grid, how far it reaches, and its pieces of the source."""

    row: int
    col: int
    rows: int
    cols: int
    pieces: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph (its pieces in order) or a table (its cells)."""

    pieces: tuple[Span, ...] = ()
    cells: tuple[Cell, ...] = ()

    @property
    def start(self) -> int:
        """Where the block begins in the source; 0 for an empty one."""
        if self.pieces:
            return self.pieces[0][0]
        return min((cell.pieces[0][0] for cell in self.cells if cell.pieces), default=0)


def blocks_of(doc: TextDoc) -> tuple[Block, ...]:
    """The blocks of a document as the text stage understood it."""
    return tuple(_block(doc, paragraph.start, paragraph.end, paragraph.cells) for paragraph in doc.paragraphs)


def blocks_of_lines(text: str) -> tuple[Block, ...]:
    """The plainest layout: every line that is not blank is a paragraph."""
    blocks = []
    at = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            start = at + len(line) - len(line.lstrip())
            blocks.append(Block(pieces=((start, at + len(line.rstrip())),)))
        at += len(line)
    return tuple(blocks)


def to_json(blocks: Iterable[Block]) -> list[list[Any]]:
    """What is stored: `["p", pieces]` or `["t", [[row, col, rows, cols, pieces], …]]` for each block."""
    return [
        ["t", [[c.row, c.col, c.rows, c.cols, [list(p) for p in c.pieces]] for c in block.cells]]
        if block.cells
        else ["p", [list(p) for p in block.pieces]]
        for block in blocks
    ]


def from_json(stored: Sequence[Sequence[Any]]) -> tuple[Block, ...]:
    """The blocks as stored by `to_json`."""
    return tuple(
        Block(cells=tuple(Cell(row, col, rows, cols, _spans(pieces)) for row, col, rows, cols, pieces in content))
        if kind == "t"
        else Block(pieces=_spans(content))
        for kind, content in stored
    )


def _spans(pieces: Iterable[Sequence[int]]) -> tuple[Span, ...]:
    return tuple((piece[0], piece[1]) for piece in pieces)


def _block(doc: TextDoc, start: int, end: int, cells: Sequence[Any]) -> Block:
    if not cells:
        return Block(pieces=_pieces(doc.offsets, start, end))
    return Block(
        cells=tuple(
            Cell(cell.row, cell.col, cell.rows, cell.cols, _pieces(doc.offsets, cell.start, cell.end)) for cell in cells
        )
    )


def _pieces(offsets: OffsetMap, start: int, end: int) -> tuple[Span, ...]:
    """Clean `[start, end)` as pieces of the source, neighbours joined."""
    pieces: list[Span] = []
    at = start
    i = max(bisect_right(offsets.clean, start) - 1, 0)
    while at < end:
        stop = min(end, offsets.clean[i + 1] if i + 1 < len(offsets.clean) else end)
        first = offsets.source[i] + at - offsets.clean[i]
        if stop > at:
            if pieces and pieces[-1][1] == first:
                pieces[-1] = (pieces[-1][0], first + stop - at)
            else:
                pieces.append((first, first + stop - at))
        at = max(at, stop)
        i += 1
    return tuple(pieces)
