"""Indicator tables out of a stream of pieces: heads, and the rows that suit them best."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from gangmu.text.row_fit import Kind
from gangmu.text.row_stream import Stream, StreamRow, StreamRows, stream_rows
from gangmu.text.stream_heads import HEADS_NEEDED, HeadReading, head_readings
from gangmu.text.tables import GridCell

PROBED = 48
"""Pieces below the heads by which one reading of them is preferred to another."""
ROWS_NEEDED = 2
POINTS_NEEDED = 3.0
"""What a row must score on average."""
TWO_COLUMNS_ROWS, TWO_COLUMNS_POINTS = 4, 2.0
"""The same where there are names and one column of values only."""
DOUBT = 1.0
"""What speaks against a column without a known head, a row."""
FILLED = 0.4
"""Of the rows: how many have something in a column."""
_MAY_LACK = ("value", "category")
"""Columns that not each for itself must be filled."""
Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class StreamTable:
    """The cells of a table, the piece after its last one, and where rows stand that could not be told apart."""

    cells: tuple[GridCell, ...]
    end: int
    unread: tuple[Range, ...] = ()


def may_begin(texts: Sequence[str]) -> bool:
    """Whether a stream's first `PROBED` pieces can be heads: told before all of it is gathered."""
    return next(head_readings(texts), None) is not None


def stream_table(stream: Stream, ranges: Sequence[Range]) -> StreamTable | None:
    """The indicator table that a stream begins with.

    Args:
        stream: its pieces.
        ranges: where each stands in the source.

    Returns:
        The table, or None where the stream begins with no heads or no rows suit them.
    """
    reading = _best_reading(stream)
    if reading is None:
        return None
    rows = _rows(stream, reading, len(stream.texts))
    cells = (*_head_cells(reading, ranges), *_body_cells(reading, rows.rows, ranges))
    body = ranges[reading.end :]
    heaps = (row.cells[0] for row in rows.rows if row.kind == "heap")
    unread = tuple((body[a][0], body[b - 1][1]) for a, b in heaps)
    return StreamTable(cells, reading.end + rows.end, unread)


def _best_reading(stream: Stream) -> HeadReading | None:
    """The reading of the heads that the first rows suit best; a column without a known head must earn its place."""
    best: HeadReading | None = None
    most = 0.0
    for reading in head_readings(stream.texts[:PROBED]):
        if stream.starts and not all(stream.starts[reading.end : reading.end + 1]):
            continue
        rows = _rows(stream, reading, PROBED)
        score = rows.score - DOUBT * reading.doubt * len(rows.rows)
        body = stream.texts[reading.end :]
        if score > most + 0.5 and not _are_heads(body[: rows.end], stream, reading) and _are_rows(rows, reading, body):
            best, most = reading, score
    return best


def _are_heads(pieces: Sequence[str], stream: Stream, reading: HeadReading) -> bool:
    """Whether what would be rows is mostly the heads over again, as in a form that nobody filled in."""
    heads = frozenset(stream.texts[reading.cells[0][0][0] : reading.end])
    return 2 * sum(piece in heads for piece in pieces) > len(pieces)


def _rows(stream: Stream, reading: HeadReading, most: int) -> StreamRows:
    heads = stream.texts[reading.cells[0][0][0] : reading.end]
    return stream_rows(stream.cut(reading.end, reading.end + most), reading.kinds, heads)


def _are_rows(rows: StreamRows, reading: HeadReading, texts: Sequence[str]) -> bool:
    """Whether rows are enough of a table: two at least, good on average, each column filled in many of them."""
    whole = [row.cells for row in rows.rows if row.kind == "row"]
    two = len(reading.kinds) == HEADS_NEEDED
    needed, points = (TWO_COLUMNS_ROWS, TWO_COLUMNS_POINTS) if two else (ROWS_NEEDED, POINTS_NEEDED)
    if len(whole) < needed or rows.score < points * len(whole):
        return False
    if 2 * _sections(rows) > sum(row.kind in ("row", "heap") for row in rows.rows) + 1:
        return False
    columns = list(zip(reading.kinds, zip(*whole, strict=True), strict=True))
    filled = [[any(texts[a:b]) for a, b in column] for _, column in columns]
    valued = [row for row in zip(*filled, strict=True) if _has_value(row, reading.kinds)]
    values = [sum(column) for kind, column in zip(reading.kinds, filled, strict=True) if kind == "value"]
    others = [sum(column) for kind, column in zip(reading.kinds, filled, strict=True) if kind not in _MAY_LACK]
    return min(values) > 0 and (
        sum(values) >= FILLED * len(valued) * len(values) and all(many >= FILLED * len(whole) for many in others)
    )


def _has_value(filled: Sequence[bool], kinds: Sequence[Kind]) -> bool:
    """Whether a row has a value at all: what is only called for has an attribute and none."""
    return any(has and kind == "value" for has, kind in zip(filled, kinds, strict=True)) or "attribute" not in kinds


def _sections(rows: StreamRows) -> int:
    """How many groups the rows make: a section row may stand right below another."""
    kinds = ["row", *(row.kind for row in rows.rows if row.kind not in ("heap", "note"))]
    return sum(kind != "row" and before == "row" for before, kind in pairwise(kinds))


def _head_cells(reading: HeadReading, ranges: Sequence[Range], row: int = 0) -> Iterator[GridCell]:
    placed = [replace(cell, ranges=_joined(ranges[a:b]), row=row + cell.row) for (a, b), cell in reading.cells]
    if min(cell.col for cell in placed):
        placed.append(GridCell((), row, 0, reading.rows))
    yield from sorted(placed, key=lambda cell: (cell.row, cell.col))


def _body_cells(reading: HeadReading, rows: Sequence[StreamRow], ranges: Sequence[Range]) -> Iterator[GridCell]:
    r = reading.rows
    body = ranges[reading.end :]
    for row in rows:
        if row.kind == "heads":
            again = row.cells[0][0] + reading.end - reading.cells[0][0][0]
            yield from _head_cells(reading, ranges[again:], r)
            r += reading.rows
            continue
        for c in range(len(reading.kinds)):
            a, b = row.cells[c] if c < len(row.cells) else (0, 0)
            many = row.spans[c] if row.spans else 1
            if many:
                yield GridCell(_joined(body[a:b]), r, c, many)
        r += 1


def _joined(ranges: Sequence[Range]) -> tuple[Range, ...]:
    """The source ranges of a cell: one from its first piece to its last."""
    printed = [part for part in ranges if part[1] > part[0]]
    return ((printed[0][0], printed[-1][1]),) if printed else ()
