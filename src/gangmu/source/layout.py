"""Puts text and layout together while a reader goes through a file, so that every block knows its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import msgspec

from gangmu.errors import EmptySourceError
from gangmu.model import Issue, SourceInfo, Span
from gangmu.source.limits import check_length
from gangmu.source.model import Block, Box, Cell, Run, SourceText

_UNPRINTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x85\u200b\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_MOST_PLACES = 1_000_000
SURE = 0.9
"""A recognised character surer than this stands in one run with its neighbours."""
_BREAKS = re.compile(r"[\r\n\t ]+")


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell before it has a place in the text."""

    text: str
    row: int
    col: int
    rows: int = 1
    cols: int = 1
    box: Box | None = None
    sure: tuple[float, ...] = ()


def printed(text: str) -> str:
    """Text without characters that print nothing (controls, zero-width marks, halves of characters)."""
    return _UNPRINTED.sub("", text)


def runs_of(span: Span, sure: Sequence[float]) -> list[Run]:
    """Recognised text as runs: characters that are sure together, one that is not by itself.

    Args:
        span: of the text.
        sure: for each of its characters; empty for text that was not recognised. Where characters were left out on the
            way, so that it does not fit, the whole is as sure as the least sure of them.
    """
    if not sure or span[1] <= span[0]:
        return []
    if len(sure) != span[1] - span[0]:
        return [Run(span, min(sure))]
    runs: list[Run] = []
    start = 0
    for i in range(1, len(sure) + 1):
        alone = min(sure[i - 1], sure[i] if i < len(sure) else 0.0) < SURE
        if i == len(sure) or alone:
            part = sure[start:i]
            runs.append(Run((span[0] + start, span[0] + i), round(sum(part) / len(part), 3)))
            start = i
    return runs


def _missing(cells: list[GridCell]) -> list[GridCell]:
    """Empty cells for the places of a grid that no cell covers; none for a grid that is almost all holes."""
    rows = max(c.row + c.rows for c in cells)
    cols = max(c.col + c.cols for c in cells)
    if rows * cols > _MOST_PLACES:
        return []
    covered = {(r, c) for cell in cells for r in range(cell.row, cell.row + cell.rows) for c in _columns(cell)}
    return [GridCell("", row, col) for row in range(rows) for col in range(cols) if (row, col) not in covered]


def _columns(cell: GridCell) -> range:
    return range(cell.col, cell.col + cell.cols)


class LayoutBuilder:
    """Collects paragraphs, lines, tables and pages in reading order; `finish` gives the source text."""

    def __init__(self, name: str = "") -> None:
        """Begins a text.

        Args:
            name: of the file, for the refusal of one that is longer than a reading takes.
        """
        self._name = name
        self._cells = 0
        self._parts: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []
        self._pages: list[Span] = []
        self._sizes: list[tuple[float, float]] = []
        self._turns: list[float] = []
        self._page_start: int | None = None
        self._runs: list[Run] = []
        self.issues: list[Issue] = []

    def paragraph(self, text: str, level: int | None = None, *, framed: bool = False) -> None:
        """A whole paragraph; its line breaks become spaces. Blank ones leave no trace."""
        span = self._put(_BREAKS.sub(" ", printed(text)).strip())
        if span:
            self._blocks.append(Block(kind="paragraph", span=span, level=level, framed=framed, page=self._page))

    def line(
        self,
        text: str,
        *,
        level: int | None = None,
        framed: bool = False,
        closes: bool = False,
        box: Box | None = None,
        indent: float | None = None,
        gap: float | None = None,
        size: float | None = None,
        sure: Sequence[float] = (),
    ) -> None:
        """A printed line that may go on in the next.

        The arguments are those of `Block`; `sure` is how sure each character is, empty where all are.
        """
        span = self._put(_BREAKS.sub(" ", printed(text)).strip())
        if span:
            self._runs += runs_of(span, sure)
            block = Block("line", span, level=level, framed=framed, closes=closes, page=self._page, box=box)
            self._blocks.append(msgspec.structs.replace(block, indent=indent, gap=gap, size=size))

    def table(self, cells: Iterable[GridCell], box: Box | None = None) -> None:
        """A table. In the text a merged cell prints once, at its top left; cells covered from above stay empty."""
        given = list(cells)
        if not any(c.text.strip() for c in given):
            return
        self._cells += len(given)
        self._check_length(sum(len(cell.text) for cell in given))
        grid = sorted(given + _missing(given), key=lambda c: (c.row, c.col))
        self._separate()
        start = self._length
        rows = max(c.row + c.rows for c in grid)
        placed = self._rows_of_cells(grid, rows)
        span = (start, self._length)
        self._blocks.append(Block("table", span, cells=tuple(placed), rows=rows, page=self._page, box=box))

    def start_page(self, width: float, height: float, turned: float = 0.0) -> None:
        """Starts a page, in points, and by how many degrees its image was turned; the one before ends."""
        self._end_page()
        self._separate()
        self._sizes.append((width, height))
        self._turns.append(round(turned, 2) % 360)
        self._page_start = self._length

    def issue(self, code: str, message: str) -> None:
        """Notes, at this place of the text, what could not be read."""
        self.issues.append(Issue(code=code, message=message, span=(self._length, self._length)))

    @property
    def is_blank(self) -> bool:
        """Whether nothing has been put in yet."""
        return not self._blocks

    def finish(self, info: SourceInfo, empty: tuple[str, str] = ("empty.blank", "advice.check")) -> SourceText:
        """The source text.

        Args:
            info: where the bytes came from.
            empty: reason and advice for a file without text.

        Raises:
            EmptySourceError: no block holds any text.
        """
        if not self._blocks:
            raise EmptySourceError(name=info.name, reason=empty[0], advice=empty[1])
        self._end_page()
        return SourceText(
            info=info,
            text="".join(self._parts),
            blocks=tuple(self._blocks),
            pages=tuple(self._pages) or None,
            page_sizes=tuple(self._sizes) or None,
            page_turns=tuple(self._turns) or None,
            issues=tuple(self.issues),
            runs=tuple(self._runs),
        )

    @property
    def _page(self) -> int | None:
        return len(self._sizes) - 1 if self._sizes else None

    def _rows_of_cells(self, grid: list[GridCell], rows: int) -> list[Cell]:
        """Writes a grid row by row."""
        fields: list[dict[int, GridCell | None]] = [{} for _ in range(rows)]
        for cell in grid:
            for row in range(cell.row, cell.row + cell.rows):
                fields[row].setdefault(cell.col, cell if row == cell.row else None)
        placed: list[Cell] = []
        for row in range(rows):
            for i, (_, field) in enumerate(sorted(fields[row].items())):
                if i:
                    self._append("\t")
                if field is not None:
                    placed.append(self._cell(field))
            if row + 1 < rows:
                self._append("\n")
        return placed

    def _cell(self, cell: GridCell) -> Cell:
        start = self._length
        self._append(_BREAKS.sub(" ", printed(cell.text)).strip())
        self._runs += runs_of((start, self._length), cell.sure)
        return Cell((start, self._length), cell.row, cell.col, cell.rows, cell.cols, cell.box)

    def _put(self, text: str) -> Span | None:
        if not text:
            return None
        self._separate()
        start = self._length
        self._append(text)
        self._check_length()
        return start, self._length

    def _check_length(self, coming: int = 0) -> None:
        check_length(self._length + coming, len(self._blocks) + self._cells, self._name)

    def _separate(self) -> None:
        if self._length and self._parts[-1] != "\n":
            self._append("\n")

    def _append(self, text: str) -> None:
        if text:
            self._parts.append(text)
            self._length += len(text)

    def _end_page(self) -> None:
        if self._page_start is not None:
            self._pages.append((self._page_start, self._length))
            self._page_start = None
