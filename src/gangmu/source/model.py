"""What stage 1 gives: the text of a file and its layout, every offset a code point of `text`."""

from __future__ import annotations

from typing import Literal

import msgspec

from gangmu.model import SourceInfo, Span


class Cell(msgspec.Struct, frozen=True):
    """A table cell: its place in the text and in the grid. A merged cell stands once, with its extent."""

    span: Span
    row: int
    col: int
    rows: int = 1
    cols: int = 1


class Block(msgspec.Struct, frozen=True):
    """A piece of layout in reading order.

    kind: `paragraph` (whole, as its format marks it), `line` (a printed line that may go on in the next),
    or `table` (cells given; `rows` counts the grid's rows).
    """

    kind: Literal["paragraph", "line", "table"]
    span: Span
    cells: tuple[Cell, ...] = ()
    rows: int = 0


class SourceText(msgspec.Struct, frozen=True):
    """A file as text. `blocks` is None where the format has no layout of its own (.txt)."""

    info: SourceInfo
    text: str
    blocks: tuple[Block, ...] | None = None
    pages: tuple[Span, ...] | None = None

    @property
    def is_plain(self) -> bool:
        """Whether the source is itself text, so that spans are offsets of the file as decoded."""
        return self.blocks is None
