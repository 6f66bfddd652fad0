"""Reader of PDF documents: printed lines page by page, and ruled tables; scanned pages are recognised."""

from __future__ import annotations

from collections.abc import Iterator

import pypdfium2 as pdfium
from pypdfium2 import raw

from gangmu.errors import EncryptedSourceError, UnreadableSourceError
from gangmu.model import SourceInfo
from gangmu.source.layout import LayoutBuilder
from gangmu.source.limits import check_pages
from gangmu.source.model import SourceText
from gangmu.source.page_layout import Page, all_within, page_of, put_pages
from gangmu.source.pdf_page import glyphs, rendered, rules, set_upright
from gangmu.source.recognition.model import DPI, Recognition
from gangmu.source.recognition.pages import empty_scan, with_recognised

_GARBLED = ("unmapped", "codes", "strange", "heaped")


def read(data: bytes, info: SourceInfo, recognition: Recognition) -> SourceText:
    """A PDF document.

    Args:
        data: the file's bytes.
        info: where they came from.
        recognition: how pages without a sound text layer are read off their images.

    Returns:
        Text with line and table blocks and pages. A page without text, or that cannot be opened, is an issue.

    Raises:
        EncryptedSourceError: it asks for a password.
        UnreadableSourceError: damaged, or its fonts do not tell which characters they draw.
        SourceTooLongError: very many pages, or more text than one reading takes.
        EmptySourceError: no text on any page: a scan, or blank pages.
    """
    document = opened(data, info.name)
    try:
        check_pages(len(document), info.name)
        layers = all_within(_pages(document), info.name)
        pages = with_recognised(layers, lambda number: rendered(document[number], DPI), recognition)
    finally:
        document.close()
    if pages and all(page.broken for page in pages):
        raise UnreadableSourceError(name=info.name, reason="damage.pdf")
    if pages and all(page.ailment in _GARBLED and not page.recognised for page in pages):
        raise UnreadableSourceError(name=info.name, reason="damage.garbled")
    builder = LayoutBuilder(info.name)
    put_pages(builder, pages)
    scan = any(page.ailment == "picture" for page in pages)
    return builder.finish(info, empty_scan() if scan else ("empty.blank", "advice.check"))


def opened(data: bytes, name: str) -> pdfium.PdfDocument:
    """A PDF document, to be closed.

    Raises:
        EncryptedSourceError: it asks for a password.
        UnreadableSourceError: it is damaged.
    """
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if error.err_code == raw.FPDF_ERR_PASSWORD:
            raise EncryptedSourceError(name=name) from error
        raise UnreadableSourceError(name=name, reason="damage.pdf") from error


def _pages(document: pdfium.PdfDocument) -> Iterator[Page]:
    before: Page | None = None
    for number in range(len(document)):
        before = _page(document, number, before)
        yield before


def _page(document: pdfium.PdfDocument, number: int, before: Page | None) -> Page:
    try:
        page = document[number]
        set_upright(page)
        found = glyphs(page)
        ruled = rules(page)
        size = page.get_size()
        page.close()
    except pdfium.PdfiumError:
        return Page(broken=True)
    return page_of(size, found, ruled, before=before)
