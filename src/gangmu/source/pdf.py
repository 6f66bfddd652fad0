"""Reader of PDF documents with a text layer: printed lines page by page, and ruled tables."""

from __future__ import annotations

import pypdfium2 as pdfium
from pypdfium2 import raw

from gangmu.errors import EncryptedSourceError, UnreadableSourceError
from gangmu.model import SourceInfo
from gangmu.source.layout import LayoutBuilder
from gangmu.source.model import SourceText
from gangmu.source.page_layout import Page, page_of, put_pages
from gangmu.source.pdf_page import glyphs, rules

_MOSTLY_UNMAPPED = 0.5


def read(data: bytes, info: SourceInfo) -> SourceText:
    """A PDF document.

    Args:
        data: the file's bytes.
        info: where they came from.

    Returns:
        Text with line and table blocks and pages. A page without text, or that cannot be opened, is an issue.

    Raises:
        EncryptedSourceError: it asks for a password.
        UnreadableSourceError: damaged, or its fonts do not tell which characters they draw.
        EmptySourceError: no text on any page: a scan, or blank pages.
    """
    document = opened(data, info.name)
    try:
        pages = [_page(document, number) for number in range(len(document))]
    finally:
        document.close()
    if pages and all(page.broken for page in pages):
        raise UnreadableSourceError(name=info.name, reason="damage.pdf")
    _check_fonts(pages, info.name)
    builder = LayoutBuilder()
    put_pages(builder, pages)
    scan = any(page.pictures for page in pages)
    return builder.finish(info, ("empty.pictures", "advice.ocr") if scan else ("empty.blank", "advice.check"))


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


def _page(document: pdfium.PdfDocument, number: int) -> Page:
    try:
        page = document[number]
        found = glyphs(page)
        ruled = rules(page)
        size = page.get_size()
        page.close()
    except pdfium.PdfiumError:
        return Page(broken=True)
    return page_of(size, found, ruled)


def _check_fonts(pages: list[Page], name: str) -> None:
    characters, unmapped = sum(page.characters for page in pages), sum(page.unmapped for page in pages)
    if characters and unmapped > _MOSTLY_UNMAPPED * characters:
        raise UnreadableSourceError(name=name, reason="damage.garbled")
