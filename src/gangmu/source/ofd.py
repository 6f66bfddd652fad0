"""Reader of OFD documents (GB/T 33190-2016): printed lines page by page in reading order, and ruled tables.

Annotations, seals and signatures are no text of the document and are not read; text set aslant is a watermark.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache

from gangmu.errors import UnreadableSourceError
from gangmu.model import SourceInfo
from gangmu.source.font_maps import characters_of
from gangmu.source.layout import LayoutBuilder
from gangmu.source.limits import check_printed
from gangmu.source.model import SourceText
from gangmu.source.ofd_drawing import drawn
from gangmu.source.ofd_package import Package, PageSource, pages
from gangmu.source.ofd_page import MM, Marks, Named, marks_of
from gangmu.source.page_layout import Page, all_within, page_of, put_pages
from gangmu.source.recognition.model import DPI, Recognition
from gangmu.source.recognition.pages import empty_scan, with_recognised


def read(data: bytes, info: SourceInfo, recognition: Recognition) -> SourceText:
    """An OFD document; of a file that holds several, all of them in order.

    Args:
        data: the file's bytes.
        info: where they came from.
        recognition: how scanned pages are read off their images.

    Returns:
        Text with line and table blocks and pages. A page that cannot be read, or is a picture, is an issue.

    Raises:
        UnreadableSourceError: container or markup is damaged.
        SourceTooLargeError: it unpacks to more than the limit, or holds more than one reading takes.
        EncryptedSourceError: its parts are encrypted.
        EmptySourceError: no text on any page.
    """
    package = Package(data, info.name)
    found = marks_on(package)
    layers = all_within(_pages(found), info.name)
    if layers and all(page.broken for page in layers):
        raise UnreadableSourceError(name=info.name, reason="damage.part")
    pages = with_recognised(layers, lambda number: drawn(package, *found[number], DPI), recognition)
    builder = LayoutBuilder(info.name)
    put_pages(builder, pages)
    tilted = sum(marks.tilted for _, marks in found)
    if tilted:
        builder.issue("source.watermark", f"{tilted} characters set aslant are left out.")
    scan = any(page.ailment == "picture" for page in pages)
    return builder.finish(info, empty_scan() if scan else ("empty.blank", "advice.check"))


def marks_on(package: Package) -> list[tuple[PageSource, Marks]]:
    """Each page of a package with what stands on it.

    Raises:
        SourceTooLongError: more than one reading takes.
    """

    @cache
    def characters(part: str) -> dict[int, str]:
        data = package.data(part)
        return {} if data is None else characters_of(data)

    found: list[tuple[PageSource, Marks]] = []
    drawn_so_far = 0
    for page in pages(package):
        marks = marks_of(page, _naming(page, characters))
        drawn_so_far += len(marks.glyphs) + len(marks.rules.lying) + len(marks.rules.standing)
        check_printed(drawn_so_far, package.name)
        found.append((page, marks))
    return found


def _naming(page: PageSource, characters: Callable[[str], dict[int, str]]) -> Named:
    fonts = page.resources.fonts
    return lambda font, glyph: characters(fonts[font]).get(glyph) if font in fonts else None


def _pages(found: Sequence[tuple[PageSource, Marks]]) -> Iterator[Page]:
    before: Page | None = None
    for source, marks in found:
        size = (source.box[2] * MM, source.box[3] * MM)
        page = Page(*size, broken=True)
        if source.root is not None:
            page = page_of(size, marks.glyphs, marks.rules, before=before)
        before = page
        yield page
