"""Official layout (GB/T 9704—2012) for documents that leave on paper: page, type, headings, tables, page numbers.

A4; 37 mm above, 28 mm at the binding side, 156 by 225 mm of text; twenty-two lines of twenty-eight characters; title in
小标宋 of size two, text in 仿宋 of size three, first headings in 黑体, second in 楷体; page numbers in 宋体 of size
four with a dash on either side, outside right on odd pages and outside left on even ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

TITLE, HEAD, SUBHEAD, TEXT, NUMBERS, LATIN = "方正小标宋简体", "黑体", "楷体", "仿宋", "宋体", "Times New Roman"
OTHER_NAMES = {
    TITLE: "方正小标宋_GBK,小标宋体,FZXiaoBiaoSong-B05S,华文中宋,宋体",
    TEXT: "仿宋_GB2312,FangSong,华文仿宋",
    SUBHEAD: "楷体_GB2312,KaiTi,华文楷体",
    HEAD: "SimHei,微软雅黑",
    NUMBERS: "SimSun,宋体-简",
}
"""What each font is taken by on a machine that has it not: stored in the document's own font table."""
SIZE_TWO, SIZE_THREE, SIZE_FOUR, SIZE_FIVE = 22, 16, 14, 10.5
LINE = 28.95
"""Points: twenty-two lines on 225 mm."""
TEXT_WIDTH = 156
"""Millimetres between the margins."""
TITLE_CHARACTERS = 20
"""Characters of size two on a line."""
CLOSING = tuple("》）〉”’、，。；：")
WORDS = (
    "《",
    "关于",
    "贯彻",
    "落实",
    "支持",
    "推进",
    "高质量",
    "示范区",
    "建设",
    "发展",
    "实施",
    "规划",
    "方案",
    "意见",
    "上下",
    "情况",
)
"""Words of titles that a line may begin with."""
GRID = 579
"""The same line in twentieths of a point."""


def official_document(title: str) -> DocumentType:
    """An empty document with page, type, page numbers and title."""
    document = Document()
    _page(document)
    _normal(document)
    _font_table(document)
    _page_numbers(document)
    document.core_properties.title = title
    document.core_properties.author = ""
    for line in title_lines(title):
        heading = _paragraph(document, WD_ALIGN_PARAGRAPH.CENTER)
        heading.paragraph_format.line_spacing = Pt(34)
        _run(heading, line, TITLE, SIZE_TWO)
    _paragraph(document, WD_ALIGN_PARAGRAPH.CENTER)
    return document


def title_lines(title: str) -> list[str]:
    """A title on as few lines as it needs, about equally long, each ending where a word does as far as words tell."""
    count = -(-len(title) // TITLE_CHARACTERS)
    lines, at = [], 0
    for left in range(count, 1, -1):
        even = at + -(-(len(title) - at) // left)
        furthest = min(at + TITLE_CHARACTERS, len(title) - 1)
        words = [i for i in range(at + 4, furthest + 1) if title.startswith(WORDS, i) and title[i] not in CLOSING]
        end = min(words, key=lambda i: abs(i - even), default=even)
        lines.append(title[at:end])
        at = end
    return [*lines, title[at:]]


def head(document: DocumentType, text: str) -> None:
    """A first heading: 一、…"""
    paragraph = _paragraph(document, indent=2)
    paragraph.paragraph_format.keep_with_next = True
    _run(paragraph, text, HEAD, SIZE_THREE)


def subhead(document: DocumentType, text: str) -> None:
    """A second heading: （一）…"""
    paragraph = _paragraph(document, indent=2)
    paragraph.paragraph_format.keep_with_next = True
    _run(paragraph, text, SUBHEAD, SIZE_THREE)


def text(document: DocumentType, words: str) -> None:
    """A paragraph of text, two characters in."""
    _run(_paragraph(document, indent=2), words, TEXT, SIZE_THREE)


def caption(document: DocumentType, words: str) -> None:
    """The name of a table, above it."""
    paragraph = _paragraph(document, WD_ALIGN_PARAGRAPH.CENTER)
    paragraph.paragraph_format.keep_with_next = True
    _run(paragraph, words, HEAD, SIZE_FOUR)


def closing(document: DocumentType, words: str) -> None:
    """The date at the end, four characters from the right."""
    _paragraph(document)
    paragraph = _paragraph(document, WD_ALIGN_PARAGRAPH.RIGHT)
    paragraph.paragraph_format.right_indent = Pt(4 * SIZE_THREE)
    _run(paragraph, words, TEXT, SIZE_THREE)


def table(document: DocumentType, names: Sequence[str], widths: Sequence[int], rows: Iterable[Sequence[str]]) -> Table:
    """A table as wide as the text, its head on every page, no row torn over two.

    Args:
        document: where.
        names: of the columns.
        widths: millimetres of each; scaled to the width of the text.
        rows: texts; those of the first column and short ones are centred.
    """
    scaled = [width * TEXT_WIDTH / sum(widths) for width in widths]
    grid = document.add_table(rows=1, cols=len(names))
    grid.style = "Table Grid"
    grid.alignment = WD_TABLE_ALIGNMENT.CENTER
    grid.autofit = False
    for column, width in zip(grid.columns, scaled, strict=True):
        column.width = Mm(width)
    _fill(grid.rows[0], names, scaled, HEAD)
    _flag(grid.rows[0], "w:tblHeader")
    for values in rows:
        _fill(grid.add_row(), values, scaled, TEXT)
    _paragraph(document).paragraph_format.line_spacing = Pt(14)
    return grid


def as_bytes(document: DocumentType) -> bytes:
    """The document as a file."""
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _page(document: DocumentType) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(23)
    grid = section._sectPr.find(qn("w:docGrid"))
    if grid is None:
        grid = OxmlElement("w:docGrid")
        section._sectPr.append(grid)
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), str(GRID))


def _normal(document: DocumentType) -> None:
    style = document.styles["Normal"]
    style.font.name, style.font.size = LATIN, Pt(SIZE_THREE)
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), TEXT)


def _font_table(document: DocumentType) -> None:
    """Say by what other names the fonts go; a reader without any of them falls back by family and script."""
    part = next(p for p in document.part.package.iter_parts() if str(p.partname) == "/word/fontTable.xml")
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/>'
        f'<w:family w:val="{"modern" if name == HEAD else "roman"}"/><w:pitch w:val="variable"/></w:font>'
        for name, other in OTHER_NAMES.items()
    )
    xml = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts {nsdecls("w")}>{fonts}</w:fonts>'
    part._blob = xml.encode()


def _paragraph(document: DocumentType, align: Any = WD_ALIGN_PARAGRAPH.JUSTIFY, *, indent: int = 0) -> Paragraph:
    paragraph = document.add_paragraph()
    paragraph.alignment = align
    shape = paragraph.paragraph_format
    shape.space_before = shape.space_after = Pt(0)
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(LINE)
    if indent:
        shape.first_line_indent = Pt(indent * SIZE_THREE)
        ind = paragraph._p.get_or_add_pPr().get_or_add_ind()
        ind.set(qn("w:firstLineChars"), str(indent * 100))
    return paragraph


def _run(paragraph: Paragraph, words: str, font: str, size: float) -> Any:
    run = paragraph.add_run(words)
    run.font.name, run.font.size = LATIN, Pt(size)
    run.font.color.rgb = RGBColor(0, 0, 0)
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    return run


SHORT = 8


def _fill(row: Any, values: Sequence[str], widths: Sequence[float], font: str) -> None:
    for i, (cell, value, width) in enumerate(zip(row.cells, values, widths, strict=True)):
        cell.width = Mm(width)
        centred = font == HEAD or i == 0 or (len(value) <= SHORT and "\n" not in value)
        _cell(cell, value, font, centred=centred)
    _flag(row, "w:cantSplit")


def _cell(cell: _Cell, words: str, font: str, *, centred: bool) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else WD_ALIGN_PARAGRAPH.LEFT
    shape = paragraph.paragraph_format
    shape.space_before = shape.space_after = Pt(1.5)
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(16)
    off_grid = OxmlElement("w:snapToGrid")  # twenty-two lines a page are for text, not for the lines of a cell
    off_grid.set(qn("w:val"), "0")
    paragraph._p.get_or_add_pPr().insert_element_before(off_grid, "w:spacing", "w:ind", "w:jc", "w:rPr")
    _run(paragraph, words, font, SIZE_FIVE)
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER


def _flag(row: Any, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _page_numbers(document: DocumentType) -> None:
    """— 1 —: odd pages at the right, even pages at the left, one character in."""
    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    for footer, align in (
        (section.footer, WD_ALIGN_PARAGRAPH.RIGHT),
        (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT),
    ):
        footer.is_linked_to_previous = False
        paragraph = footer.paragraphs[0]
        paragraph.alignment = align
        side = paragraph.paragraph_format
        side.left_indent = side.right_indent = Pt(SIZE_FOUR)
        _run(paragraph, "— ", NUMBERS, SIZE_FOUR)
        _page_field(paragraph)
        _run(paragraph, " —", NUMBERS, SIZE_FOUR)


def _page_field(paragraph: Paragraph) -> None:
    for kind, words in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = _run(paragraph, "", NUMBERS, SIZE_FOUR)
        run.font.name = NUMBERS
        mark = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark.text = words
        run._element.append(mark)
