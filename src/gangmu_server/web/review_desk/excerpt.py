"""The source around a place, as HTML in which every stretch knows its offset: what is lit, and what may be selected."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import pairwise

from gangmu.model import Span
from gangmu_server.library.layout import Block, Cell
from gangmu_server.web.plan_page.grid import Placed, head_of, rows_of

AROUND = 260
"""Characters before and after the place that are shown with it."""
ROWS_AROUND = 1


def excerpt(text: str, blocks: Sequence[Block], span: Span, around: int = AROUND) -> str:
    """Paragraphs and table rows around a place, the place itself marked.

    Args:
        text: the source.
        blocks: how it is laid out.
        span: the place.
        around: how much of the source before and after.

    Returns:
        HTML; the text in it is escaped.
    """
    if span[0] >= span[1]:
        return ""
    painter = _Painter(text, span)
    rows = [painter.table(block.cells) for block in blocks if block.cells and painter.holds(block.cells)]
    if rows:
        return "".join(rows)
    window = (span[0] - around, span[1] + around)
    near = (b for b in blocks if b.pieces and _meet((b.pieces[0][0], b.pieces[-1][1]), window))
    return "".join(painter.paragraph(block.pieces) for block in near)


def _meet(a: Span, b: Span) -> bool:
    return a[0] < b[1] and b[0] < a[1]


class _Painter:
    """Writes pieces of the source."""

    def __init__(self, text: str, span: Span) -> None:
        self._text, self._span = text, span

    def paragraph(self, pieces: Sequence[Span]) -> str:
        """Running text; nothing where it is blank."""
        html = self._pieces(pieces)
        return f"<p>{html}</p>" if html else ""

    def holds(self, cells: Sequence[Cell]) -> bool:
        """Whether the place is in a table."""
        return any(_meet(piece, self._span) for cell in cells for piece in cell.pieces)

    def table(self, cells: Sequence[Cell]) -> str:
        """The head and the rows that meet the place, with their neighbours."""
        spans = {row: _extent(c for c in cells if c.row == row) for row in sorted({c.row for c in cells})}
        near = [row for row, span in spans.items() if _meet(span, self._span)]
        shown = {row for row in spans if near[0] - ROWS_AROUND <= row <= near[-1] + ROWS_AROUND} | head_of(cells)
        rows = ("".join(map(self._cell, row)) for row in rows_of(cells, shown))
        marks = (' class="is-head"' if row in head_of(cells) else "" for row in sorted(shown))
        body = "".join(f"<tr{mark}>{row}</tr>" for mark, row in zip(marks, rows, strict=True))
        return f'<div class="src-table"><table>{body}</table></div>'

    def _cell(self, placed: Placed) -> str:
        return f"<td{placed.extent}>{self._pieces(placed.cell.pieces) if placed.cell else ''}</td>"

    def _pieces(self, pieces: Sequence[Span]) -> str:
        return "".join(self._piece(*part) for piece in pieces for part in self._cut(piece))

    def _cut(self, piece: Span) -> Iterator[tuple[int, int, bool]]:
        """A piece parted at the ends of the place."""
        edges = sorted({piece[0], piece[1], *(at for at in self._span if piece[0] < at < piece[1])})
        for start, end in pairwise(edges):
            yield start, end, self._span[0] <= start and end <= self._span[1]

    def _piece(self, start: int, end: int, lit: bool) -> str:
        words = escape(self._text[start:end], quote=False)
        if not words.strip():
            return ""
        tag = "mark" if lit else "span"
        return f'<{tag} data-o="{start}">{words}</{tag}>'


def _extent(cells: Iterable[Cell]) -> Span:
    pieces = [piece for cell in cells for piece in cell.pieces]
    return (min((p[0] for p in pieces), default=0), max((p[1] for p in pieces), default=0))
