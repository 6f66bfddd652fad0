"""How long a file may be that is still read: from a short one of its kind, counted in what the limits count."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO

from gangmu.errors import EmptySourceError, SourceTooLargeError
from gangmu.source import load
from gangmu.source.limits import MAX_MARKS, MAX_PAGES, MAX_PIECES, MAX_PRINTED, MAX_TEXT
from gangmu.source.pdf import opened
from gangmu.source.pdf_page import glyphs, rules

SHORT = 500_000
INSIDE = 0.94
"""Of the limit: numbers grow longer on the way."""


def longest_read(suffix: str, make: Callable[[int], bytes], most: int) -> int:
    """The size that stays within every limit.

    Args:
        suffix: the file's ending.
        make: gives a file of a size.
        most: the size that was refused.
    """
    size = SHORT
    while (shares := _shares(data := make(size), suffix)) is None:
        size //= 4
    filled = len(data) if suffix == "pdf" else size  # only whole pages go in
    return min(most, int(filled * INSIDE / max(shares)))


def _shares(data: bytes, suffix: str) -> list[float] | None:
    """How much of each limit a short file takes; None where even that is refused by its size."""
    drawn = [_marks(data) / MAX_MARKS, _drawn(data) / MAX_PRINTED]
    try:
        source = load(data, name=f"short.{suffix}")
    except EmptySourceError:
        return drawn
    except SourceTooLargeError:
        return None
    blocks = source.blocks or ()
    cells = sum(len(block.cells) for block in blocks)
    pieces = len(blocks) + cells or sum(source.text.count(mark) for mark in "\n\t|") + 1
    text = len(source.text) / (MAX_PRINTED if source.pages else MAX_TEXT)
    return [*drawn, text, pieces / MAX_PIECES, len(source.pages or ()) / MAX_PAGES]


def _drawn(data: bytes) -> int:
    """Characters and lines drawn on the pages of a PDF."""
    if not data.startswith(b"%PDF"):
        return 0
    document = opened(data, "short.pdf")
    ruled = [(rules(page), len(glyphs(page))) for page in document]
    document.close()
    return sum(len(lines.lying) + len(lines.standing) + characters for lines, characters in ruled)


def _marks(data: bytes) -> int:
    if not data.startswith(b"PK"):
        return 0
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return sum(archive.read(entry).count(b"<") for entry in archive.infolist())
