"""The rows of an indicator table that came as one stream of pieces: lines of a cell each, cells behind bars, words.

Nothing marks where a row ends, cells of merged places are missing, and long names are broken. The division of the
whole stream into rows and cells that suits the columns best is looked for at once (Viterbi's algorithm over the
places in the stream and the columns), so that a doubtful row is decided by its neighbours.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from gangmu.text.heaped_rows import Heap, HeapFinder
from gangmu.text.patience import PLACEMENT, Patience
from gangmu.text.row_fit import NEVER, Kind
from gangmu.text.stream_cells import BLANK_LEFT_OUT, CellJudge

FALLS_BY = 30.0
"""A table is over where no way of going on comes as near as this to the best place to end it."""
HEAP_LEFT = 0.5
"""Rows printed as one that cannot be told apart."""
_ROW_BEGINS, _UNDER_SECTION = 0, 1


@dataclass(frozen=True, slots=True)
class Stream:
    """Pieces of a table in reading order.

    Attributes:
        texts: without white space; "" for a cell that was printed blank.
        starts: for each piece whether a line begins with it; empty where each is a line of its own. A row may begin
            with it then and with no other.
        crossing: what it costs a row to go on in the next line.
        whole: whether no cell is broken into several pieces.
        patience: what dividing it is taken off; where it ends, the division does.
    """

    texts: tuple[str, ...]
    starts: tuple[bool, ...] = ()
    crossing: float = 0.0
    whole: bool = False
    patience: Patience | None = None

    def cut(self, first: int, after: int) -> Stream:
        """A stretch of it."""
        return replace(self, texts=self.texts[first:after], starts=self.starts[first:after])


@dataclass(frozen=True, slots=True)
class StreamRow:
    """A row: the pieces of each column, `[first, after last)`; or a section row, a note, the heads again, a heap.

    `spans` says for each column over how many rows its cell goes, 0 where one above reaches into the row; empty where
    each stands in its own. A heap is several rows printed as one that could not be told apart.
    """

    cells: tuple[tuple[int, int], ...]
    kind: Literal["row", "section", "note", "heads", "heap"] = "row"
    spans: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class StreamRows:
    """The rows of a stream, how well they suit the columns, and the piece after the last of them."""

    rows: tuple[StreamRow, ...] = ()
    score: float = 0.0
    end: int = 0


class _Step(NamedTuple):
    """The best way to a place: score, the place and state it came from, the last number counted, the row's start."""

    score: float
    at: int
    state: int
    number: int
    row: int


def stream_rows(stream: Stream, kinds: Sequence[Kind], heads: tuple[str, ...] = ()) -> StreamRows:
    """Divide a stream among the rows and columns of a table.

    Args:
        stream: the pieces below the heads.
        kinds: what the columns hold; `text` is the names'.
        heads: the pieces of the heads, which may be printed again where a page ends.

    Returns:
        The best rows from the first piece on, as many as suit.
    """
    return _Divider(stream, kinds, heads).rows()


class _Divider:
    """States of a place: a row begins, a row begins under a section row, so many columns of a row are filled."""

    def __init__(self, stream: Stream, kinds: Sequence[Kind], heads: tuple[str, ...]) -> None:
        self._stream = stream
        self._texts = stream.texts
        self._kinds = kinds
        self._heads = heads
        self._judge = CellJudge(stream.texts, kinds, stream.whole)
        self._heaps: dict[int, Heap] = {}
        self._finder = HeapFinder(stream.texts, kinds, self._judge.is_figure)
        self._steps: list[list[_Step | None]] = [[None] * (len(kinds) + 1) for _ in range(len(stream.texts) + 1)]
        self._reach = 0
        self._patience = stream.patience or Patience()

    def rows(self) -> StreamRows:
        self._steps[0][_ROW_BEGINS] = _Step(0.0, 0, 0, 0, 0)
        best, end = 0.0, 0
        for at in range(len(self._texts) + 1):
            self._go_on_in_row(at)
            row_end = self._steps[at][_ROW_BEGINS]
            if row_end is not None and row_end.score > best:
                best, end = row_end.score, at
            if self._may_start(at):
                self._begin_row(at)
                self._add_heap(at)
                self._go_on_in_row(at, fresh=True)
            if self._is_hopeless(at, best) or self._patience.is_over:
                break
        return StreamRows(tuple(reversed(list(self._back(end)))), best, end)

    def _may_start(self, at: int) -> bool:
        return at < len(self._texts) and (not self._stream.starts or self._stream.starts[at])

    def _is_hopeless(self, at: int, best: float) -> bool:
        """Whether nothing that is under way comes near the best end."""
        ahead = self._steps[at + 1 : at + 1 + max(self._judge.longest, len(self._heads), self._reach - at)]
        return all(step is None or step.score < best - FALLS_BY for steps in ahead for step in steps)

    def _begin_row(self, at: int) -> None:
        """Begin a row with the first column; before it may stand a section row, the heads, a cell printed blank."""
        for state in (_ROW_BEGINS, _UNDER_SECTION):
            step = self._steps[at][state]
            if step is None:
                continue
            if self._texts[at] == "":
                self._offer(at + 1, _UNDER_SECTION, step, BLANK_LEFT_OUT, (at, state))
            if self._heads and self._texts[at : at + len(self._heads)] == self._heads:
                self._offer(at + len(self._heads), _UNDER_SECTION, step, 0.0, (at, state))
            if self._judge.is_note(at):
                self._offer(at + 1, _UNDER_SECTION, step, 0.0, (at, state))
            section = self._judge.section(at)
            if section > NEVER and (not self._stream.starts or self._may_start(at + 1)):
                self._offer(at + 1, _UNDER_SECTION, step, section, (at, state))
            self._fill(at, state, 0)

    def _add_heap(self, at: int) -> None:
        """Rows printed as one may begin here, where lines do not tell what a row is."""
        heap = None if self._stream.starts else self._finder.at(at)
        if heap is None:
            return
        self._heaps[at] = heap
        self._reach = max(self._reach, heap.stop)
        for state in (_ROW_BEGINS, _UNDER_SECTION):
            step = self._steps[at][state]
            if step is None:
                continue
            total, number = 0.0, step.number
            for row in heap.rows:
                score, number = self._judge.whole(row.pieces, number)
                total += score
            counted = step._replace(number=number)
            self._offer(heap.stop, _ROW_BEGINS, counted, total if heap.rows else HEAP_LEFT, (at, state))

    def _go_on_in_row(self, at: int, fresh: bool = False) -> None:
        """Fill the next column of rows that are under way; `fresh` for those that begin here with blank cells."""
        for state in range(2, len(self._kinds) + 1):
            step = self._steps[at][state]
            if step is not None and (not fresh or step.at == at):
                self._fill(at, state, state - 1)

    def _fill(self, at: int, state: int, col: int) -> None:
        step = self._steps[at][state]
        assert step is not None
        self._patience.spend(PLACEMENT)
        following = col + 2 if col + 1 < len(self._kinds) else _ROW_BEGINS
        row = at if col == 0 else step.row
        for stop, score, number in self._judge.runs(col, at, step.number):
            crossed = self._stream.crossing * sum(self._stream.starts[max(at, row + 1) : stop])
            if score - crossed > NEVER:
                self._offer(stop, following, step._replace(number=number, row=row), score - crossed, (at, state))

    def _offer(self, at: int, state: int, step: _Step, score: float, before: tuple[int, int]) -> None:
        known = self._steps[at][state]
        if known is None or step.score + score > known.score:
            self._steps[at][state] = _Step(step.score + score, *before, step.number, step.row)

    def _back(self, end: int) -> Iterator[StreamRow]:
        """The rows of the best way, from the last to the first."""
        at, state = end, _ROW_BEGINS
        cells: list[tuple[int, int]] = []
        while at or state:
            step = self._steps[at][state]
            assert step is not None
            if state == _ROW_BEGINS and step.state in (_ROW_BEGINS, _UNDER_SECTION) and len(self._kinds) > 1:
                yield from reversed(list(self._of_heap(step.at)))
            elif state == _UNDER_SECTION and self._texts[step.at]:
                yield StreamRow(((step.at, at),), self._kind_of(step.at, at))
            elif state != _UNDER_SECTION:
                cells.insert(0, (step.at, at))
            at, state = step.at, step.state
            if state in (_ROW_BEGINS, _UNDER_SECTION) and cells:
                yield StreamRow(tuple(cells))
                cells = []

    def _kind_of(self, first: int, after: int) -> Literal["section", "note", "heads"]:
        """What stands between rows: the heads again, a note to the row before, a section row."""
        if after != first + 1:
            return "heads"
        return "note" if self._judge.is_note(first) else "section"

    def _of_heap(self, at: int) -> Iterator[StreamRow]:
        heap = self._heaps[at]
        for row in heap.rows:
            cells = tuple((0, 0) if piece is None else (piece, piece + 1) for piece in row.pieces)
            yield StreamRow(cells, spans=row.rows)
        if not heap.rows:
            yield StreamRow(((at, heap.stop),), "heap")
