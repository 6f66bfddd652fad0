"""A Word document in the layout of official documents (GB/T 9704-2012): page, type, headings, tables, page numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

import docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

TITLE_FONT = "方正小标宋简体"
HEADING_FONT = "黑体"
SECOND_FONT = "楷体_GB2312"
BODY_FONT = "仿宋_GB2312"
NUMBER_FONT = "宋体"
"""§5.2.2, §7.3: the typefaces of official documents. Where they are missing Word takes the reader's own."""
TITLE_SIZE, BODY_SIZE, TABLE_SIZE, NUMBER_SIZE = Pt(22), Pt(16), Pt(12), Pt(14)
"""二号, 三号, 小四, 四号."""
LINE, TABLE_LINE = Pt(28.9), Pt(20)
"""§5.2.3: 22 lines on a page of 225 mm."""
TOP, BOTTOM, LEFT, RIGHT = Mm(37), Mm(35), Mm(28), Mm(26)
"""§5.2.1: head margin 37 mm, binding margin 28 mm, type area 156 mm by 225 mm."""


class OfficialDocument:
    """Builds a document paragraph by paragraph."""

    def __init__(self, title: str) -> None:
        self._document = docx.Document()
        section = self._document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.top_margin, section.bottom_margin = TOP, BOTTOM
        section.left_margin, section.right_margin = LEFT, RIGHT
        self._number_pages(section)
        self._document.core_properties.title = title
        self._write(title, TITLE_FONT, TITLE_SIZE, align=WD_ALIGN_PARAGRAPH.CENTER, indent=False)
        self._write("", BODY_FONT, BODY_SIZE)

    def heading(self, text: str) -> None:
        """A heading of the first level, numbered by the caller (一、)."""
        self._write(text, HEADING_FONT, BODY_SIZE, level=1)

    def second_heading(self, text: str) -> None:
        """A heading of the second level (（一）)."""
        self._write(text, SECOND_FONT, BODY_SIZE, level=2)

    def paragraph(self, text: str) -> None:
        """Body text, its first line set in by two characters."""
        self._write(text, BODY_FONT, BODY_SIZE, align=WD_ALIGN_PARAGRAPH.JUSTIFY)

    def table(self, heads: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[int]) -> None:
        """A ruled table whose head repeats on every page.

        Args:
            heads: the head row.
            rows: the rows.
            widths: widths of the columns in millimetres, 156 in all.
        """
        table = self._document.add_table(rows=1, cols=len(heads), style="Table Grid")
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Mm(width)
        self._fill(table.rows[0], heads, widths, HEADING_FONT)
        head = table.rows[0]._tr.get_or_add_trPr()
        head.append(_flag("w:tblHeader"))
        for row in rows:
            made = table.add_row()
            made._tr.get_or_add_trPr().append(_flag("w:cantSplit"))
            self._fill(made, row, widths, BODY_FONT)

    def save(self) -> bytes:
        """The document as the bytes of a .docx file."""
        out = BytesIO()
        self._document.save(out)
        return out.getvalue()

    def _write(
        self,
        text: str,
        font: str,
        size: Any,
        *,
        align: Any = None,
        indent: bool = True,
        level: int | None = None,
    ) -> None:
        paragraph = self._document.add_paragraph()
        _lines(paragraph, LINE)
        paragraph.alignment = align
        if indent:
            paragraph.paragraph_format.first_line_indent = BODY_SIZE * 2
        if level is not None:
            paragraph.paragraph_format.keep_with_next = True
            _outline(paragraph, level)
        _run(paragraph, text, font, size)

    def _fill(self, row: Any, texts: Sequence[str], widths: Sequence[int], font: str) -> None:
        for cell, text, width in zip(row.cells, texts, widths, strict=True):
            cell.width = Mm(width)
            paragraph = cell.paragraphs[0]
            _lines(paragraph, TABLE_LINE)
            _run(paragraph, text, font, TABLE_SIZE)

    def _number_pages(self, section: Any) -> None:
        """§7.5: a page number between dashes below the type area."""
        paragraph = section.footer.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        _run(paragraph, "— ", NUMBER_FONT, NUMBER_SIZE)
        run = _run(paragraph, "", NUMBER_FONT, NUMBER_SIZE)
        for kind, words in (("begin", None), (None, " PAGE "), ("end", None)):
            run._r.append(_field(kind, words))
        _run(paragraph, " —", NUMBER_FONT, NUMBER_SIZE)


def _lines(paragraph: Any, height: Any) -> None:
    paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    paragraph.paragraph_format.line_spacing = height
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(0)


def _run(paragraph: Any, text: str, font: str, size: Any) -> Any:
    run = paragraph.add_run(text)
    run.font.size = size
    run.font.name = "Times New Roman"
    # The East Asian typeface is a setting of its own: without it Word sets Chinese in its default.
    run._element.rPr.rFonts.set(qn("w:eastAsia"), font)
    return run


def _outline(paragraph: Any, level: int) -> None:
    outline = OxmlElement("w:outlineLvl")
    outline.set(qn("w:val"), str(level - 1))
    paragraph._p.get_or_add_pPr().append(outline)


def _flag(name: str) -> Any:
    element = OxmlElement(name)
    element.set(qn("w:val"), "true")
    return element


def _field(kind: str | None, words: str | None) -> Any:
    if kind is None:
        element = OxmlElement("w:instrText")
        element.set(qn("xml:space"), "preserve")
        element.text = words
        return element
    element = OxmlElement("w:fldChar")
    element.set(qn("w:fldCharType"), kind)
    return element
