"""Stage 2's result: clean running text with one map back to the source.

`TextDoc.text` holds paragraphs separated by a newline; inside a paragraph there is no line break and no space
between Chinese characters. A table is a paragraph too: cells by tab, rows by newline. Offsets of later stages
are offsets of this clean text ("clean offsets"); `TextDoc.locate` turns them into the source's.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import Literal

from gangmu.model import Issue, Repair, Span
from gangmu.source.model import SourceText


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
    """

    clean: tuple[int, ...]
    source: tuple[int, ...]

    def to_source(self, start: int, end: int) -> Span:
        """The source span of clean `[start, end)`; an empty range gives an empty span."""
        first = self._at(start)
        return (first, first) if end <= start else (first, self._at(end - 1) + 1)

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
        first = bisect_left(self._dropped_starts, span[0])
        last = bisect_left(self._dropped_starts, span[1])
        repairs = tuple(
            Repair(span=d.span, from_=d.text, to="", why=d.why, confidence=d.confidence)
            for d in self.dropped[first:last]
        )
        return self.text[start:end], span, repairs
