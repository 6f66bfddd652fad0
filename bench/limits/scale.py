"""How long a file may be that is still read: from a short one of its kind, counted in what the limits count."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO

from gangmu.errors import SourceTooLargeError
from gangmu.source import SourceText, load
from gangmu.source.limits import MAX_MARKS, MAX_PAGES, MAX_PIECES, MAX_PRINTED, MAX_TEXT

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
    while (source := _read(data := make(size), suffix)) is None:
        size //= 4
    blocks = source.blocks or ()
    cells = sum(len(block.cells) for block in blocks)
    pieces = len(blocks) + cells or sum(source.text.count(mark) for mark in "\n\t|") + 1
    shares = (
        len(source.text) / (MAX_PRINTED if source.pages else MAX_TEXT),
        pieces / MAX_PIECES,
        _marks(data) / MAX_MARKS,
        len(source.pages or ()) / MAX_PAGES,
    )
    return min(most, int(size * INSIDE / max(shares)))


def _read(data: bytes, suffix: str) -> SourceText | None:
    """A short file; None where even that is refused."""
    try:
        return load(data, name=f"short.{suffix}")
    except SourceTooLargeError:
        return None


def _marks(data: bytes) -> int:
    if not data.startswith(b"PK"):
        return 0
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return sum(archive.read(entry).count(b"<") for entry in archive.infolist())
