"""What stage 1 gives: the text of a file and its layout, every offset a code point of `text`."""

from __future__ import annotations

from typing import Literal

import msgspec

from gangmu.model import Issue, SourceInfo, Span

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in points, from the top left corner of the page as it is looked at."""


class Cell(msgspec.Struct, frozen=True):
    """A table cell: its place in the text and in the grid. A merged cell stands once, with its extent."""

    span: Span
    row: int
    col: int
    rows: int = 1
    cols: int = 1
    box: Box | None = None


class Block(msgspec.Struct, frozen=True):
    """A piece of layout in reading order.

    Attributes:
        kind: `paragraph` (whole, as its format marks it), `line` (a printed line that may go on in the next),
            or `table` (cells given; `rows` counts the grid's rows).
        level: the heading level the format itself marks (1 to 9; 0 for a document title), None for body text.
        framed: whether it stands in a frame of its own, a box around text (a table of one column).
        closes: on a `line`, that the format itself ends the paragraph here.
        page: index into `SourceText.pages`, where there are pages.
        box: the printed place on that page.
        indent: on a line of a page, how far it starts from the left edge of the page's text, in characters.
        gap: on a line of a page, how far it ends before the right edge of the page's text, in characters.
        size: font size in points.
    """

    kind: Literal["paragraph", "line", "table"]
    span: Span
    cells: tuple[Cell, ...] = ()
    rows: int = 0
    level: int | None = None
    framed: bool = False
    closes: bool = False
    page: int | None = None
    box: Box | None = None
    indent: float | None = None
    gap: float | None = None
    size: float | None = None


class Run(msgspec.Struct, frozen=True):
    """A stretch of recognised text and how sure the recognition is of it, from 0 to 1."""

    span: Span
    confidence: float


class SourceText(msgspec.Struct, frozen=True):
    """A file as text.

    Attributes:
        info: name, hash, media type; `encoding` is given where `bytes.decode(encoding)` is exactly `text`.
        text: for a text file the decoded bytes; else what the reader extracted, paragraphs and table rows by
            newline, table cells by tab.
        blocks: the layout, or None where the format has none of its own (.txt).
        pages: the span of each page, where there are pages.
        page_sizes: width and height of each page in points, the page set upright.
        page_turns: by how many degrees against the clock each page's image was turned to be read: a scan that lay on
            its side or was skewed; 0 for every other. `page_image` turns it the same way.
        issues: what the reader had to leave out or could not read.
        runs: of text recognised on images, how sure each stretch is; text that no run covers was not recognised.
        facts: what a web page says of its document beside it: `number`, `issuer`, `issued_on` with the words printed.
        parts: of a text joined from several files, each file and its span.
    """

    info: SourceInfo
    text: str
    blocks: tuple[Block, ...] | None = None
    pages: tuple[Span, ...] | None = None
    page_sizes: tuple[tuple[float, float], ...] | None = None
    page_turns: tuple[float, ...] | None = None
    issues: tuple[Issue, ...] = ()
    parts: tuple[tuple[SourceInfo, Span], ...] = ()
    runs: tuple[Run, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()

    @property
    def is_plain(self) -> bool:
        """Whether the source is itself text, so that spans are offsets of the file as decoded."""
        return self.blocks is None and self.info.encoding is not None
