"""Stage 2's result: clean running text with one map back to the source.

`TextDoc.text` holds paragraphs separated by a newline; inside a paragraph there is no line break and no space
between Chinese characters. A table is a paragraph too: cells by tab, rows by newline. Offsets of later stages
are offsets of this clean text ("clean offsets"); `TextDoc.locate` turns them into the source's.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from gangmu.model import Issue, Repair, Span
from gangmu.source.model import SourceText

_MOVED, _SURE = "cells of a row printed in another order", 0.9


@dataclass(frozen=True, slots=True)
class Dropped:
    """Source text that the clean text leaves out although it is not white space. Sorted by place, never overlapping."""

    span: Span
    text: str
    why: str
    confidence: float


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Piecewise map from clean offsets to source offsets.

    Segment i covers clean offsets `clean[i]` .. `clean[i+1]`, printed from `source[i]` on, character by character.
    In `moved`, clean ranges, the order is not the source's: tables with rows cut by a page break and made whole, rows
    printed as one, tables turned on their side. `breaks` are the clean offsets of the tabs and line breaks that part
    cells and paragraphs: they have no counterpart in the source.
    """

    clean: tuple[int, ...]
    source: tuple[int, ...]
    moved: tuple[Span, ...] = ()
    breaks: frozenset[int] = frozenset()

    def to_source(self, start: int, end: int) -> Span:
        """The source span of clean `[start, end)`; an empty range gives an empty span."""
        first = self._at(start)
        if end <= start:
            return first, first
        if not self.is_moved(start, end):
            return first, self._at(end - 1) + 1
        pieces = self.pieces(start, end)
        return min(a for a, _ in pieces), max(b for _, b in pieces)

    def is_moved(self, start: int, end: int) -> bool:
        """Whether some of clean `[start, end)` stands in another order than in the source."""
        return any(start < b and a < end for a, b in self.moved)

    def pieces(self, start: int, end: int) -> list[Span]:
        """The source ranges that clean `[start, end)` is printed from, in clean order, separators left out."""
        first = max(bisect_right(self.clean, start) - 1, 0)
        found: list[Span] = []
        for i in range(first, bisect_left(self.clean, end)):
            stop = min(end, self.clean[i + 1]) if i + 1 < len(self.clean) else end
            begin = max(start, self.clean[i])
            if stop > begin and self.clean[i] not in self.breaks:
                found.append((self._at(begin), self._at(stop - 1) + 1))
        return found or [(self._at(start), self._at(start))]

    def _at(self, offset: int) -> int:
        i = bisect_right(self.clean, offset) - 1
        return self.source[i] + offset - self.clean[i]


@dataclass(frozen=True, slots=True)
class TextCell:
    """A cell of a table in clean offsets."""

    start: int
    end: int
    row: int
    col: int
    rows: int = 1
    cols: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of clean text `[start, end)`: running text, or a table with its cells row by row.

    `framed` text stood in a frame of its own (a box of one column). `size` is its type size in points where known.
    """

    start: int
    end: int
    kind: Literal["text", "table"] = "text"
    cells: tuple[TextCell, ...] = ()
    framed: bool = False
    size: float | None = None


@dataclass(frozen=True, slots=True)
class TextDoc:
    """Clean text, its paragraphs in reading order, and the way back to the source."""

    source: SourceText
    text: str
    paragraphs: tuple[Paragraph, ...]
    offsets: OffsetMap
    dropped: tuple[Dropped, ...] = ()
    issues: tuple[Issue, ...] = field(default=())
    _dropped_starts: tuple[int, ...] = field(init=False, repr=False, compare=False, default=())

    def __post_init__(self) -> None:
        object.__setattr__(self, "_dropped_starts", tuple(d.span[0] for d in self.dropped))

    def locate(self, start: int, end: int) -> tuple[str, Span, tuple[Repair, ...]]:
        """Text, source span and repairs of clean `[start, end)`.

        Returns:
            The clean text, the span in the source, and a repair for each piece of page furniture inside it.
        """
        span = self.offsets.to_source(start, end)
        if self.offsets.is_moved(start, end):
            return self.text[start:end], span, self._moved_repairs(start, end)
        return self.text[start:end], span, tuple(self._drops(*span))

    def printed(self, start: int, end: int) -> str:
        """Clean `[start, end)` as the source prints it, white space and all; a cell cut by a page break by a space."""
        if self.offsets.is_moved(start, end):
            return " ".join(self.source.text[a:b] for a, b in self.offsets.pieces(start, end))
        return self.source.text[slice(*self.offsets.to_source(start, end))]

    def _drops(self, start: int, end: int) -> Iterator[Repair]:
        """What was dropped from the source between two offsets."""
        first, last = bisect_left(self._dropped_starts, start), bisect_left(self._dropped_starts, end)
        for d in self.dropped[first:last]:
            yield Repair(span=d.span, from_=d.text, to="", why=d.why, confidence=d.confidence)

    def _moved_repairs(self, start: int, end: int) -> tuple[Repair, ...]:
        """What makes the source read as clean `[start, end)` does where a row was made whole.

        Text is kept where it stands as long as the order allows; between two pieces kept, what does not belong there is
        left out; a piece that stands further up in the source is put in where it belongs.
        """
        repairs: list[Repair] = []
        text = self.source.text
        at, last = self.offsets.to_source(start, end)
        for a, b in self.offsets.pieces(start, end):
            if a >= at:
                repairs += self._left_out(at, a)
                at = b
            else:
                repairs.append(Repair(span=(at, at), from_="", to=text[a:b], why=_MOVED, confidence=_SURE))
        return tuple(repairs) + tuple(self._left_out(at, last))

    def _left_out(self, start: int, end: int) -> Iterator[Repair]:
        """The source between two pieces: what was dropped, and cells that stand elsewhere."""
        for drop in (*self._drops(start, end), None):
            stop = end if drop is None else drop.span[0]
            text = self.source.text[start:stop]
            if text.strip():
                a = start + len(text) - len(text.lstrip())
                b = start + len(text.rstrip())
                yield Repair(span=(a, b), from_=self.source.text[a:b], to="", why=_MOVED, confidence=_SURE)
            if drop is not None:
                yield drop
                start = drop.span[1]
