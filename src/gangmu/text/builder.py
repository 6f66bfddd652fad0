"""Puts the clean text together from source ranges, and keeps the way back."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterable, Iterator
from itertools import pairwise

from gangmu.model import Issue
from gangmu.source.model import SourceText
from gangmu.text.cut_rows import joined_at_break
from gangmu.text.furniture import DoubledAtBreak
from gangmu.text.model import Dropped, OffsetMap, Paragraph, TextCell, TextDoc
from gangmu.text.spaces import kept_runs
from gangmu.text.tables import GridCell

Ranges = Iterable[tuple[int, int]]


class CleanTextBuilder:
    """Collects paragraphs and tables in reading order; `build` gives the document."""

    def __init__(self, source: SourceText, split_digits: bool = False) -> None:
        self._source = source
        self._split_digits = split_digits
        self._doubled = DoubledAtBreak(source.text)
        self._parts: list[str] = []
        self._length = 0
        self._clean: list[int] = []
        self._origin: list[int] = []
        self._paragraphs: list[Paragraph] = []
        self._dropped: list[Dropped] = []
        self._skipped: list[tuple[int, int]] = []
        self._moved: list[tuple[int, int]] = []
        self._breaks: set[int] = set()
        self._waiting: tuple[GridCell, ...] = ()
        self._issues: list[Issue] = []

    def drop(self, start: int, end: int, why: str, confidence: float = 0.95) -> None:
        """Note source text that is left out."""
        if end > start:
            self._dropped.append(Dropped((start, end), self._source.text[start:end], why, confidence))

    def skip(self, ranges: Ranges, why: str) -> None:
        """Note source text that is left out wherever it stands, be it in the middle of a paragraph or a cell."""
        for a, b in ranges:
            self.drop(a, b, why)
            insort(self._skipped, (a, b))

    def note_unread(self, start: int, end: int) -> None:
        """Note rows of a table that were printed as one and could not be told apart."""
        message = "rows printed as one whose names and values do not come out even"
        self._issues.append(Issue("rows_not_told_apart", message, (start, end)))

    def add_paragraph(self, ranges: Ranges, framed: bool = False, size: float | None = None) -> None:
        """Add running text printed in the given source ranges, joined without a break."""
        self._end_table()
        start = self._length
        last_end: int | None = None
        for a, b in ranges:
            self._drop_doubled(last_end, a)
            self._add(a, b)
            last_end = b
        if self._length > start:
            self._paragraphs.append(Paragraph(start, self._length, framed=framed, size=size))
            self._separate("\n", last_end or 0)

    def _drop_doubled(self, last_end: int | None, start: int) -> None:
        """Leave out the character that stands on both sides of a break (its first copy is taken back)."""
        if last_end is None:
            return
        doubled = self._doubled.between(last_end, start)
        if doubled is not None and self._take_back_one(last_end):
            self._dropped.append(doubled)

    def _take_back_one(self, last_end: int) -> bool:
        if not self._parts or self._parts[-1] == "" or not self._origin:
            return False
        run = self._parts[-1]
        if self._origin[-1] + len(run) != last_end:
            return False
        self._parts[-1] = run[:-1]
        self._length -= 1
        return True

    def add_table(self, cells: Iterable[GridCell]) -> None:
        """Add a table: cells by tab, rows by newline. It waits for one that goes on from it over a page break."""
        grid = tuple(cells)
        if not self.goes_on(grid):
            self._end_table()
            self._waiting = grid

    def goes_on(self, cells: tuple[GridCell, ...]) -> bool:
        """Whether a table goes on from the one just added in a row cut by a page break; then it is put to it."""
        joined = joined_at_break(self._source.text, self._waiting, cells) if self._waiting else None
        if joined is None:
            return False
        for start, end in joined.heads:
            self.drop(start, end, "repeated table head")
        self._waiting = joined.cells
        return True

    def _end_table(self) -> None:
        """Write the table that waits."""
        cells, self._waiting = self._waiting, ()
        start = self._length
        self._write_table(cells)
        if any(len(cell.ranges) > 1 for cell in cells) or _is_out_of_order(cells):
            self._moved.append((start, self._length))

    def _write_table(self, cells: tuple[GridCell, ...]) -> None:
        start = self._length
        placed: list[TextCell] = []
        row = 0
        at = next((a for cell in cells for a, _ in cell.ranges), 0)
        for cell in cells:
            if placed:
                self._separate("\n" if cell.row != row else "\t", at)
            row = cell.row
            begin = self._length
            for a, b in cell.ranges:
                self._add(a, b)
                at = b
            placed.append(TextCell(begin, self._length, cell.row, cell.col, cell.rows, cell.cols))
        if placed:
            self._paragraphs.append(Paragraph(start, self._length, "table", tuple(placed)))
            self._separate("\n", at)

    def _add(self, start: int, end: int) -> None:
        text = self._source.text
        runs = kept_runs(text, start, end, self._split_digits)
        for a, b in self._without_skipped(runs) if self._skipped else runs:
            self._parts.append(text[a:b])
            self._clean.append(self._length)
            self._origin.append(a)
            self._length += b - a

    def _without_skipped(self, runs: Ranges) -> Iterator[tuple[int, int]]:
        for a, b in runs:
            at = a
            first = bisect_right(self._skipped, (a, a))
            for i in range(max(0, first - 1), len(self._skipped)):
                start, end = self._skipped[i]
                if start >= b:
                    break
                if start > at:
                    yield at, start
                at = max(at, end)
            if b > at:
                yield at, b

    def _separate(self, separator: str, at: int) -> None:
        """A separator of the clean text has no counterpart; it maps to where the last text ended."""
        self._breaks.add(self._length)
        self._parts.append(separator)
        self._clean.append(self._length)
        self._origin.append(at)
        self._length += 1

    def build(self) -> TextDoc:
        """The document as collected."""
        self._end_table()
        return TextDoc(
            source=self._source,
            text="".join(self._parts),
            paragraphs=tuple(self._paragraphs),
            offsets=OffsetMap(
                tuple(self._clean) or (0,), tuple(self._origin) or (0,), tuple(self._moved), frozenset(self._breaks)
            ),
            dropped=tuple(sorted(self._dropped, key=lambda d: d.span)),
            issues=(*self._source.issues, *self._issues),
        )


def _is_out_of_order(cells: Iterable[GridCell]) -> bool:
    """Whether cells stand in another order than in the source."""
    starts = [start for cell in cells for start, _ in cell.ranges]
    return any(following < start for start, following in pairwise(starts))
