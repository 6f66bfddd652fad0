"""Pages to be looked at: a page of a file as an image, and where on its pages a stretch of its text is printed."""

from __future__ import annotations

import struct
import zlib
from bisect import bisect_right
from collections.abc import Iterator

from gangmu.errors import PageError, UnsupportedSourceError
from gangmu.model import Span
from gangmu.source import turning
from gangmu.source.detect import detect
from gangmu.source.image import Picture
from gangmu.source.model import Block, Box, SourceText
from gangmu.source.ofd import marks_on
from gangmu.source.ofd_drawing import drawn
from gangmu.source.ofd_package import Package
from gangmu.source.pdf import opened
from gangmu.source.pdf_page import rendered, set_upright
from gangmu.source.recognition.model import PageImage

SCREEN_DPI = 110
_HIGHEST_DPI = 300.0
_PNG = b"\x89PNG\r\n\x1a\n"


def page_image(data: bytes, page: int, dpi: float = SCREEN_DPI, *, name: str = "bytes", turned: float = 0.0) -> bytes:
    """A page of a PDF, OFD or picture file as a PNG.

    Args:
        data: the file's bytes.
        page: its number, from 0, as in `SourceText.pages`.
        dpi: pixels an inch; 300 at most.
        name: for messages, and for what its ending tells.
        turned: by how many degrees against the clock it is turned: what `SourceText.page_turns` has for the page, so
            that the boxes of a scan that lay on its side fall on their places.

    Returns:
        A PNG. Scaled by 72/dpi, its pixels are the points of boxes.

    Raises:
        PageError: there is no such page.
        UnsupportedSourceError: its format has no pages, or what turns pictures is not installed.
        SourceError: the file cannot be taken in.
    """
    kind = detect(data, name)
    if kind not in ("pdf", "ofd", "image"):
        raise UnsupportedSourceError(name=name, found=f"kind.{kind}", advice="advice.no_pages")
    wanted = min(max(dpi, 10.0), _HIGHEST_DPI)
    draw = {"pdf": _of_pdf, "ofd": _of_ofd, "image": _of_picture}[kind]
    if turned and not turning.is_installed():
        raise UnsupportedSourceError(name=name, found="kind.image", advice="advice.ocr")
    return _png(turning.turned(draw(data, page, wanted, name), turned))


def boxes_of(source: SourceText, span: Span) -> list[tuple[int, Box]]:
    """Where a stretch of text is printed.

    Args:
        source: a file that was read.
        span: of its text.

    Returns:
        Page numbers, from 0, with boxes in points from the page's top left corner: a part of a line, or a cell of a
        table, each. None for formats without pages.
    """
    blocks = source.blocks or ()
    ends = [block.span[1] for block in blocks]
    found: list[tuple[int, Box]] = []
    for block in blocks[bisect_right(ends, span[0]) :]:
        if block.span[0] >= span[1]:
            break
        if block.page is not None:
            found += [(block.page, box) for box in _boxes(source.text, block, span)]
    return found


def _boxes(text: str, block: Block, span: Span) -> Iterator[Box]:
    if block.kind == "table":
        inside = [cell for cell in block.cells if cell.span[0] < span[1] and span[0] < cell.span[1]]
        boxes = [cell.box for cell in inside if cell.box is not None]
        yield from boxes or ([block.box] if block.box is not None else [])
    elif block.box is not None:
        yield _part(text, block.span, block.box, span)


def _part(text: str, line: Span, box: Box, span: Span) -> Box:
    """The part of a line's box that a stretch of its text takes, by how wide its characters are."""
    whole = _width(text[slice(*line)])
    if not whole:
        return box
    before = _width(text[line[0] : max(line[0], span[0])]) / whole
    after = _width(text[line[0] : min(line[1], span[1])]) / whole
    left, top, right, bottom = box
    return left + before * (right - left), top, left + after * (right - left), bottom


def _width(text: str) -> float:
    return sum(0.5 if character.isascii() else 1.0 for character in text)


def _of_pdf(data: bytes, page: int, dpi: float, name: str) -> PageImage:
    document = opened(data, name)
    try:
        _check(page, len(document), name)
        drawn = document[page]
        set_upright(drawn)
        return rendered(drawn, dpi)
    finally:
        document.close()


def _of_ofd(data: bytes, page: int, dpi: float, name: str) -> PageImage:
    package = Package(data, name)
    pages = marks_on(package)
    _check(page, len(pages), name)
    return drawn(package, *pages[page], dpi)


def _of_picture(data: bytes, page: int, dpi: float, name: str) -> PageImage:
    picture = Picture(data, name)
    _check(page, picture.pages, name)
    return picture.page(page, dpi)


def _check(page: int, pages: int, name: str) -> None:
    if not 0 <= page < pages:
        raise PageError(name=name, page=page, pages=pages, last=pages - 1)


def _png(image: PageImage) -> bytes:
    """Pixels as a PNG (ISO/IEC 15948): one compressed block, rows unfiltered."""
    rows = bytearray(len(image.pixels))
    rows[0::3], rows[1::3], rows[2::3] = image.pixels[2::3], image.pixels[1::3], image.pixels[0::3]
    stride = 3 * image.width
    lines = b"".join(b"\0" + rows[at : at + stride] for at in range(0, len(rows), stride))
    head = struct.pack(">IIBBBBB", image.width, image.height, 8, 2, 0, 0, 0)
    metre = round(image.dpi / 0.0254)
    parts = (
        (b"IHDR", head),
        (b"pHYs", struct.pack(">IIB", metre, metre, 1)),
        (b"IDAT", zlib.compress(lines, 6)),
        (b"IEND", b""),
    )
    return _PNG + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in parts
    )
