"""Indicator tables out of a stream of pieces: heads, and the rows that suit them best."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from gangmu.text.row_stream import StreamRow, StreamRows, stream_rows
from gangmu.text.stream_heads import HeadReading, head_readings
from gangmu.text.tables import GridCell

PROBED = 48
"""Pieces below the heads by which one reading of them is preferred to another."""
ROWS_NEEDED = 2
POINTS_NEEDED = 3.0
"""What a row must score on average."""
DOUBT = 1.0
"""What speaks against a column without a known head, a row."""
FILLED = 0.4
"""Of the rows: how many have something in a column."""
Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class StreamTable:
    """The cells of a table, and the piece after its last one."""

    cells: tuple[GridCell, ...]
    end: int


def stream_table(
    texts: Sequence[str], ranges: Sequence[Range], starts: Sequence[bool] | None = None
) -> StreamTable | None:
    """The indicator table that a stream begins with.

    Args:
        texts: its pieces without white space; "" for a cell printed blank.
        ranges: where each stands in the source.
        starts: for each piece whether a row may begin with it; None where any may.

    Returns:
        The table, or None where the stream begins with no heads or no rows suit them.
    """
    reading = _best_reading(texts, starts)
    if reading is None:
        return None
    rows = _rows(texts, reading, starts, len(texts))
    cells = (*_head_cells(reading, ranges), *_body_cells(reading, rows.rows, ranges[reading.end :]))
    return StreamTable(cells, reading.end + rows.end)


def _best_reading(texts: Sequence[str], starts: Sequence[bool] | None) -> HeadReading | None:
    """The reading of the heads that the first rows suit best; a column without a known head must earn its place."""
    best: HeadReading | None = None
    most = 0.0
    for reading in head_readings(texts):
        rows = _rows(texts, reading, starts, PROBED)
        score = rows.score - DOUBT * reading.doubt * len(rows.rows)
        if score > most + 0.5 and _are_rows(rows, reading):
            best, most = reading, score
    return best


def _rows(texts: Sequence[str], reading: HeadReading, starts: Sequence[bool] | None, most: int) -> StreamRows:
    body = slice(reading.end, reading.end + most)
    return stream_rows(texts[body], reading.kinds, None if starts is None else starts[body])


def _are_rows(rows: StreamRows, reading: HeadReading) -> bool:
    """Whether rows are enough of a table: two at least, good on average, each column filled in most of them."""
    whole = [row.cells for row in rows.rows if not row.is_section]
    if len(whole) < ROWS_NEEDED or rows.score < POINTS_NEEDED * len(whole):
        return False
    if 2 * (len(rows.rows) - len(whole)) > len(whole) + 1:
        return False
    filled = [sum(b > a for a, b in column) for column in zip(*whole, strict=True)]
    return all(
        many >= FILLED * len(whole) or kind == "category" for many, kind in zip(filled, reading.kinds, strict=True)
    )


def _head_cells(reading: HeadReading, ranges: Sequence[Range]) -> Iterator[GridCell]:
    placed = [replace(cell, ranges=_joined(ranges[a:b])) for (a, b), cell in reading.cells]
    if min(cell.col for cell in placed):
        placed.append(GridCell((), 0, 0, reading.rows))
    yield from sorted(placed, key=lambda cell: (cell.row, cell.col))


def _body_cells(reading: HeadReading, rows: Sequence[StreamRow], ranges: Sequence[Range]) -> Iterator[GridCell]:
    for r, row in enumerate(rows, start=reading.rows):
        for c, (a, b) in enumerate(row.cells):
            yield GridCell(_joined(ranges[a:b]), r, c)
        for c in range(len(row.cells), len(reading.kinds)):
            yield GridCell((), r, c)


def _joined(ranges: Sequence[Range]) -> tuple[Range, ...]:
    """The source ranges of a cell: one from its first piece to its last."""
    printed = [part for part in ranges if part[1] > part[0]]
    return ((printed[0][0], printed[-1][1]),) if printed else ()
