"""Pages of an edition's files to look at, with the places on them where a stretch of its text is printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from gangmu.errors import SourceError
from gangmu.model import Span
from gangmu.source import SourceText, load_bytes
from gangmu.source.pages import boxes_of, page_image
from gangmu.source.recognition.pages import is_installed
from gangmu_server.library.models import Edition, SourceFile

SOURCES, IMAGES = 2, 24
"""Files kept read, and page images kept drawn, in a process's memory."""
PAGED = (".pdf", ".ofd", ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp")


@dataclass(frozen=True, slots=True)
class PageBoxes:
    """A page of a file, from 0, and the places on it: left, top, width and height in hundredths of the page.

    `turned` is by how many degrees its image is turned against the clock to stand upright.
    """

    file: SourceFile
    page: int
    turned: float
    boxes: tuple[tuple[float, float, float, float], ...]


def are_read() -> bool:
    """Whether text on scans and pictures is read here: the extra `ocr` is installed."""
    return is_installed()


def has_pages(name: str) -> bool:
    """Whether a file of this name may have pages to look at."""
    return name.lower().endswith(PAGED)


def pages_of(edition: Edition, spans: Sequence[Span], span: Span) -> list[PageBoxes]:
    """The pages on which a place of an edition's text is printed. The caller has passed `access_edition`.

    Args:
        edition: whose files.
        spans: of an edition with annexes, each file's part of the text; empty for a single file.
        span: the place.
    """
    found: list[PageBoxes] = []
    for i, part in enumerate(edition.parts.select_related("file").order_by("position")):
        own = spans[i] if i < len(spans) else (0, span[1])
        local = (max(span[0], own[0]) - own[0], min(span[1], own[1]) - own[0])
        if local[0] < local[1] and has_pages(part.file.name):
            found += _boxed(part.file, local)
    return found


def picture(file: SourceFile, page: int, turned: float = 0.0) -> bytes:
    """A page of a file as a PNG, turned as `PageBoxes` says. The caller has passed `access_file`.

    Raises:
        SourceError: the file has no pages, or not this one.
    """
    return _drawn(file.sha256, page, turned, file.pk)


def _boxed(file: SourceFile, span: Span) -> list[PageBoxes]:
    try:
        source = _source(file.sha256, file.pk)
    except SourceError:
        return []
    sizes = source.page_sizes or ()
    by_page: dict[int, list[tuple[float, float, float, float]]] = {}
    for page, (left, top, right, bottom) in boxes_of(source, span):
        if page < len(sizes):
            wide, high = sizes[page]
            share = (100 * left / wide, 100 * top / high, 100 * (right - left) / wide, 100 * (bottom - top) / high)
            by_page.setdefault(page, []).append(share)
    turns = source.page_turns or ()
    return [PageBoxes(file, page, turns[page], tuple(boxes)) for page, boxes in sorted(by_page.items())]


@lru_cache(maxsize=SOURCES)
def _source(_sha256: str, file_id: int) -> SourceText:
    file = SourceFile.objects.get(pk=file_id)
    return load_bytes(_content(file), file.name)


@lru_cache(maxsize=IMAGES)
def _drawn(_sha256: str, page: int, turned: float, file_id: int) -> bytes:
    file = SourceFile.objects.get(pk=file_id)
    return page_image(_content(file), page, name=file.name, turned=turned)


def _content(file: SourceFile) -> bytes:
    with file.content.open("rb") as opened:
        return bytes(opened.read())
