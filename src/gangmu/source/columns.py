"""Pages set in two columns: where the gutter runs, and which rows are read down the left column before the right one.

What stands side by side is read across by default. It is two columns of text only where both sides are prose: as wide
as each other, nearer to each other than they are wide, most of their lines full, few of them with holes.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from statistics import median
from typing import NamedTuple

from gangmu.source.model import Box
from gangmu.source.page_marks import Glyph

Row = list[Glyph]
WHOLE, LEFT, RIGHT = 0, 1, 2

_BIN = 2.0
_CENTRAL = (0.3, 0.7)
"""Of the width of the text: where a gutter may run."""
_GUTTER = 1.0
"""Of a character's size: the narrowest gutter; and how far apart words of one line may stand."""
_VOTES, _MOST_HOLES, _MOST_ROWS = 3, 3, 300
"""Rows that must have a hole at one place; holes of a row that may be prose, and rows of a page that may be text."""
_LINES, _LINES_A_SIDE = 8, 3
_ALIKE = 0.8
_LEAST_WIDTH, _WIDEST_GUTTER = 9.0, 1.0
_FULL_WITHIN, _FULL = 4.0, 0.4
"""Of a character's size: what a full line may lack at its end; and the share of lines that must be full."""
_HOLES = 0.15
_INDENT = 3.0
_PART = 3.0
"""Of a character's size: white over both columns that parts what stands above it from what stands below."""
_CENTRED = 1.0


class Side(NamedTuple):
    """One column of a stretch of a page: its rows, its edges, the size of its characters."""

    rows: list[Row]
    left: float
    right: float
    em: float


def in_reading_order(
    glyphs: Sequence[Glyph], across: Iterable[Box], rows_of: Callable[[Iterable[Glyph]], list[Row]]
) -> list[tuple[Row, int]]:
    """The rows of a page as they are read, each with its column: 0 over the whole page, 1 left, 2 right.

    Args:
        glyphs: the characters of a page outside its tables.
        across: boxes of tables; what stands above one is read before what stands below.
        rows_of: puts characters of one height into rows.
    """
    rows = rows_of(glyphs)
    gutter = _gutter(rows)
    if gutter is None:
        return [(row, WHOLE) for row in rows]
    crossing = sorted((box[1] + box[3]) / 2 for box in across if box[0] < gutter < box[2])
    bands = list(_bands(rows, gutter, crossing))
    sides = [_sides(band, gutter, rows_of) for band in bands]
    set_so = [pair for pair in sides if pair is not None and _are_columns(*pair)]
    found: list[tuple[Row, int]] = []
    for band, pair in zip(bands, sides, strict=True):
        if pair is not None and any(pair is other or _go_on(pair, other) for other in set_so):
            found += [(row, LEFT) for row in pair[0].rows] + [(row, RIGHT) for row in pair[1].rows]
        else:
            found += [(row, WHOLE) for row in band]
    return found


def _gutter(rows: Sequence[Row]) -> float | None:
    """Where most rows have a hole near the middle of the page; None where hardly any has."""
    inked = [row for row in rows if row]
    if not _VOTES <= len(inked) <= _MOST_ROWS:
        return None
    left, right = min(row[0].box[0] for row in inked), max(row[-1].box[2] for row in inked)
    first, last = (left + share * (right - left) for share in _CENTRAL)
    holes = [hole for row in inked for hole in _central_holes(row, first, last)]
    if len(holes) < _VOTES:
        return None
    begins = Counter(round(start / _BIN) for start, _ in holes)
    ends = Counter(round(end / _BIN) + 1 for _, end in holes)
    votes = dict(zip(places := sorted(begins | ends), accumulate(begins[at] - ends[at] for at in places), strict=True))
    most = max(votes.values())
    if most < _VOTES:
        return None
    _, at, until = max((until - at, at, until) for at, until in pairwise(places) if votes[at] == most)
    return _BIN * (at + until) / 2


def _central_holes(row: Row, first: float, last: float) -> list[tuple[float, float]]:
    """The holes of a row that lie in a stretch of the page; of a row with many none, since it is no prose."""
    found: list[tuple[float, float]] = []
    end = row[0].box[2]
    for glyph in row:
        start = glyph.box[0]
        if start - end > _GUTTER * glyph.size and end < last and start > first:
            found.append((max(end, first), min(start, last)))
        end = glyph.box[2]
    return found if len(found) <= _MOST_HOLES else []


def _bands(rows: Sequence[Row], gutter: float, crossing: Sequence[float]) -> Iterator[list[Row]]:
    """Stretches of rows that leave the gutter free, and rows that do not, each alone."""
    band: list[Row] = []
    for row in rows:
        if band and (_is_over(row, gutter) or _is_over(band[-1], gutter) or _parted(band[-1], row, crossing)):
            yield band
            band = []
        band.append(row)
    if band:
        yield band


def _is_over(row: Row, gutter: float) -> bool:
    """Whether a row runs over the gutter, as a heading over both columns does, or stands in the middle of the page."""
    before, after = _split(row, gutter)
    if len(before) + len(after) < len(row):
        return True
    if not before or not after:
        return False
    em = max(before[-1].size, after[0].size)
    hole = after[0].box[0] - before[-1].box[2]
    lengths = (gutter - before[0].box[0], after[-1].box[2] - gutter)
    short = max(lengths) < _LEAST_WIDTH * em / 2 and len(row) > 1
    return hole < _GUTTER * em or (short and abs(lengths[0] - lengths[1]) < _CENTRED * em)


def _split(row: Iterable[Glyph], gutter: float) -> tuple[Row, Row]:
    left, right = [], []
    for glyph in row:
        if glyph.box[2] <= gutter:
            left.append(glyph)
        elif glyph.box[0] >= gutter:
            right.append(glyph)
    return left, right


def _parted(above: Row, below: Row, crossing: Sequence[float]) -> bool:
    """Whether a table stands between two rows, or so much white that they do not go on from each other."""
    bottom, top = max(glyph.box[3] for glyph in above), min(glyph.box[1] for glyph in below)
    size = max(glyph.size for glyph in above)
    return top - bottom > _PART * size or bisect_left(crossing, bottom) < bisect_right(crossing, top)


def _sides(
    band: Sequence[Row], gutter: float, rows_of: Callable[[Iterable[Glyph]], list[Row]]
) -> tuple[Side, Side] | None:
    """The two columns of a band, each with rows of its own: their lines need not stand at one height."""
    glyphs = [glyph for row in band for glyph in row]
    if _is_over(band[0], gutter):
        return None
    left, right = (rows_of(part) for part in _split(glyphs, gutter))
    return (_side(left), _side(right)) if left and right else None


def _side(rows: list[Row]) -> Side:
    em = float(median(glyph.size for row in rows for glyph in row))
    return Side(rows, min(row[0].box[0] for row in rows), max(row[-1].box[2] for row in rows), em)


def _are_columns(left: Side, right: Side) -> bool:
    if len(left.rows) + len(right.rows) < _LINES or min(len(left.rows), len(right.rows)) < _LINES_A_SIDE:
        return False
    narrow, wide = sorted(side.right - side.left for side in (left, right))
    near = right.left - left.right < _WIDEST_GUTTER * wide
    return near and narrow > _ALIKE * wide and all(_is_prose(side) for side in (left, right))


def _is_prose(side: Side) -> bool:
    many = len(side.rows)
    full = sum(side.right - row[-1].box[2] < _FULL_WITHIN * side.em for row in side.rows)
    holes = sum(_has_hole(row, side.em) for row in side.rows)
    wide = side.right - side.left > _LEAST_WIDTH * side.em
    return wide and full >= _FULL * many and holes <= _HOLES * many


def _has_hole(row: Row, em: float) -> bool:
    return any(after.box[0] - before.box[2] > _GUTTER * em for before, after in pairwise(row))


def _go_on(pair: tuple[Side, Side], known: tuple[Side, Side]) -> bool:
    """Whether a few rows stand in the columns that the page is known to have."""
    return all(
        other.left - other.em < side.left < other.left + _INDENT * other.em
        and side.right < other.right + other.em
        and not any(_has_hole(row, other.em) for row in side.rows)
        for side, other in zip(pair, known, strict=True)
    )
