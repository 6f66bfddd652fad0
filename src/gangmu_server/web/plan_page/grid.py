"""A table's cells as rows of an HTML table: spans kept, also where only some of its rows are drawn."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from gangmu_server.library.layout import Cell

HEAD_ROWS = 3
"""A first row whose cells reach further down is no head but a group."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell as it is drawn; None stands for a stretch of the grid that has no cell."""

    cell: Cell | None
    rows: int = 1
    cols: int = 1

    @property
    def extent(self) -> str:
        """The attributes of its `td`."""
        rows = f' rowspan="{self.rows}"' if self.rows > 1 else ""
        return rows + (f' colspan="{self.cols}"' if self.cols > 1 else "")


def rows_of(cells: Sequence[Cell], shown: Collection[int] | None = None) -> Iterator[list[Placed]]:
    """The rows to draw, each cell under its own columns.

    Args:
        cells: of one table.
        shown: the rows to draw; None for all that begin a cell. A cell that begins in a row left out stands in the
            first drawn row it reaches.

    Yields:
        For each row its cells and the gaps between them, from the left.
    """
    drawn = sorted(shown if shown is not None else {cell.row for cell in cells})
    starting: dict[int, list[tuple[Cell, int]]] = {row: [] for row in drawn}
    for cell in cells:
        first, stop = bisect_left(drawn, cell.row), bisect_left(drawn, cell.row + max(cell.rows, 1))
        if cell.cols and first < stop:
            starting[drawn[first]].append((cell, stop - first))
    open_above: list[tuple[int, int, int]] = []
    for i, row in enumerate(drawn):
        open_above = [taken for taken in open_above if taken[2] > i]
        placed = sorted(starting[row], key=lambda found: found[0].col)
        yield list(_row(placed, sorted(open_above)))
        open_above += [(cell.col, cell.col + cell.cols, i + rows) for cell, rows in placed if rows > 1]


def head_of(cells: Sequence[Cell]) -> frozenset[int]:
    """The rows of the head: the first, and those below it that its merged cells reach into."""
    first = min(cell.row for cell in cells)
    reach = max(cell.rows for cell in cells if cell.row == first)
    deep = reach if reach <= HEAD_ROWS else 1
    return frozenset(cell.row for cell in cells if cell.row < first + deep)


def _row(placed: Sequence[tuple[Cell, int]], above: Sequence[tuple[int, int, int]]) -> Iterator[Placed]:
    """A row's cells; what lies between them and under no cell from above is drawn empty, so that nothing slides."""
    at = 0
    for cell, rows in placed:
        for start, stop, _until in above:
            if at <= start < cell.col:
                yield from _gap(at, start)
                at = stop
        yield from _gap(at, cell.col)
        yield Placed(cell, rows, cell.cols)
        at = max(at, cell.col + cell.cols)


def _gap(start: int, stop: int) -> Iterator[Placed]:
    if start < stop:
        yield Placed(None, 1, stop - start)
