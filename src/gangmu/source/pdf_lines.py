"""Characters of a page into lines, in reading order, columns one after the other."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from gangmu.source.columns import in_reading_order
from gangmu.source.model import Box
from gangmu.source.page_marks import Glyph

_SAME_LINE = 0.5
_SAME_PLACE = 0.15
_GAP = 0.5
_GAP_LATIN = 0.22
_SHARED_EDGE = 2.0
_SHARED_BY = 0.05
_ONE_CHARACTER = 12.0


class Line(NamedTuple):
    """A printed line: its text, place, font size in points, and the column it stands in (0 the only one, 1 the left).

    `sure` is how sure each character of the text is, where it was recognised on an image; else empty.
    """

    text: str
    box: Box
    size: float
    column: int = 0
    sure: tuple[float, ...] = ()


def lines(glyphs: Iterable[Glyph], across: Iterable[Box] = ()) -> list[Line]:
    """Lines of a page in reading order.

    Args:
        glyphs: its characters, in any order.
        across: boxes of the tables among them.

    Returns:
        The lines from top to bottom; of what is set in two columns, the left column first between lines that cross.
    """
    return [_line(row, column) for row, column in in_reading_order(list(glyphs), across, rows_of)]


def plain_text(glyphs: Iterable[Glyph]) -> tuple[str, tuple[float, ...]]:
    """Characters of one cell as text, its lines joined by a space, and how sure each is (empty: all of them)."""
    rows = rows_of(glyphs)
    texts = [_text(row) for row in rows]
    found = [_sure(row, text) for row, text in zip(rows, texts, strict=True)]
    if not any(found):
        return " ".join(texts), ()
    sure: list[float] = []
    for text, part in zip(texts, found, strict=True):
        sure += [1.0] * bool(sure)
        sure += part or [1.0] * len(text)
    return " ".join(texts), tuple(sure)


def column_edges(found: Iterable[Line]) -> tuple[float, float] | None:
    """Left and right edge of the column some lines stand in; None for lines that share no edge.

    Left, the outermost that enough lines share, since most may be indented. Right, where most lines end, since page
    heads reach further out.
    """
    standing = list(found)
    left = _outermost(sorted(line.box[0] for line in standing))
    right = _most_shared(sorted(line.box[2] for line in standing), _ONE_CHARACTER)
    return None if left is None or right is None else (left, right)


def _outermost(edges: list[float]) -> float | None:
    enough = max(2, round(_SHARED_BY * len(edges)))
    for edge, other in zip(edges, edges[enough - 1 :], strict=False):
        if other - edge <= _SHARED_EDGE:
            return edge
    return None


def _most_shared(edges: list[float], width: float) -> float | None:
    """The last edge of the stretch, one character wide, in which most edges lie."""
    best, most, start = None, 1, 0
    for i, edge in enumerate(edges):
        while edge - edges[start] > width:
            start += 1
        if i - start + 1 >= most:
            best, most = edge, i - start + 1
    return best if most > 1 else None


def rows_of(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Characters of the same height on the page, from left to right."""
    rows: list[list[Glyph]] = []
    middle = tallest = 0.0
    for glyph in sorted(glyphs, key=lambda glyph: glyph.middle):
        reach = max(tallest, glyph.size) * _SAME_LINE
        if rows and glyph.middle - middle <= reach:
            rows[-1].append(glyph)
            if glyph.size > tallest:
                middle, tallest = glyph.middle, glyph.size
        else:
            rows.append([glyph])
            middle, tallest = glyph.middle, glyph.size
    return [_once(sorted(row, key=lambda glyph: glyph.box[0])) for row in rows]


def _once(row: list[Glyph]) -> list[Glyph]:
    """Without the second stroke of characters printed twice a hair apart to look bold."""
    kept: list[Glyph] = []
    for glyph in row:
        last = kept[-1] if kept else None
        if last and last.text == glyph.text and glyph.box[0] - last.box[0] < _SAME_PLACE * glyph.size:
            continue
        kept.append(glyph)
    return kept


def _line(row: list[Glyph], column: int = 0) -> Line:
    box = (
        min(glyph.box[0] for glyph in row),
        min(glyph.box[1] for glyph in row),
        max(glyph.box[2] for glyph in row),
        max(glyph.box[3] for glyph in row),
    )
    sizes = sorted(glyph.size for glyph in row)
    text = _text(row)
    return Line(text, _rounded(box), round(sizes[len(sizes) // 2], 1), column, tuple(_sure(row, text)))


def _rounded(box: Box) -> Box:
    return round(box[0], 1), round(box[1], 1), round(box[2], 1), round(box[3], 1)


def _text(row: list[Glyph]) -> str:
    """The row's text, with a space where the print leaves one."""
    pieces: list[str] = []
    last: Glyph | None = None
    for glyph in row:
        if last is not None:
            latin = last.text.isascii() and glyph.text.isascii()
            gap = glyph.box[0] - last.box[2]
            if gap > (_GAP_LATIN if latin else _GAP) * min(last.size, glyph.size):
                pieces.append(" ")
        pieces.append(glyph.text)
        last = glyph
    text = "".join(pieces)
    # Some fonts map a character beyond the first 65,536 to its two halves.
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _sure(row: list[Glyph], text: str) -> list[float]:
    """How sure each character of a row's text is; empty where all are, as in a text layer."""
    if all(glyph.confidence == 1.0 for glyph in row):
        return []
    left = iter(row)
    found: list[float] = []
    for character in text:
        glyph = None if character == " " else next(left, None)
        found.append(1.0 if glyph is None else glyph.confidence)
    return found
