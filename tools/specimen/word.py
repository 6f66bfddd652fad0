"""Word parts in the layout of GB/T 9704-2012: page, fonts, title, numbered headings, ruled tables, page numbers."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

SONG, FANG, KAI, HEI = "方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体"
CENTRE, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT
GREY = RGBColor(0x7F, 0x7F, 0x7F)

CHAPTERS, ARTICLES = 91, 92
"""Lists of automatic numbers: 一、二、… and （三）（四）…."""


class Word:
    """A document being written."""

    def __init__(self, title: str, note: str, *, landscape: bool = False) -> None:
        self.document = docx.Document()
        self._facts(title, note)
        self._base_style()
        self._page(landscape=landscape)
        self._furniture(note)

    def save(self, path: Path) -> None:
        self.document.save(str(path))

    def line(self, text: str, font: str = FANG, size: float = 16, align: Any = None, *, indent: bool = False) -> Any:
        """A paragraph of one font."""
        paragraph = self.document.add_paragraph()
        if align is not None:
            paragraph.alignment = align
        if indent:
            indent_two(paragraph)
        run(paragraph, text, font, size)
        return paragraph

    def title(self, lines: list[str], note: str) -> None:
        """The title, its lines broken by hand in one paragraph, and the note under it."""
        paragraph = self.document.add_paragraph()
        paragraph.alignment = CENTRE
        paragraph.paragraph_format.space_before = Pt(24)
        for i, text in enumerate(lines):
            part = run(paragraph, text, SONG, 22, bold=True)
            if i < len(lines) - 1:
                part.add_break()
        paragraph.paragraph_format.line_spacing = Pt(34)
        note_line = self.line(note, KAI, 14, CENTRE)
        note_line.paragraph_format.space_after = Pt(16)

    def numbered(self, instance: int) -> Any:
        """An empty paragraph that counts in a list of automatic numbers."""
        paragraph = self.document.add_paragraph()
        indent_two(paragraph)
        properties = paragraph._p.get_or_add_pPr()
        properties.append(
            parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="{instance}"/></w:numPr>')
        )
        return paragraph

    def list_of(self, instance: int, pattern: str, start: int, font: str) -> None:
        """Define a list of automatic Chinese numbers."""
        part = self.document.part.numbering_part.element
        abstract = parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{instance}"><w:multiLevelType w:val="singleLevel"/>'
            f'<w:lvl w:ilvl="0"><w:start w:val="{start}"/>'
            '<w:numFmt w:val="chineseCountingThousand"/><w:suff w:val="nothing"/>'
            f'<w:lvlText w:val="{pattern}"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="0" w:firstLine="640"/></w:pPr>'
            f'<w:rPr><w:rFonts w:hint="eastAsia" w:eastAsia="{font}"/></w:rPr></w:lvl></w:abstractNum>'
        )
        first = part.find(qn("w:num"))
        first.addprevious(abstract)
        part.append(
            parse_xml(f'<w:num {nsdecls("w")} w:numId="{instance}"><w:abstractNumId w:val="{instance}"/></w:num>')
        )

    def _facts(self, title: str, note: str) -> None:
        core = self.document.core_properties
        core.title, core.comments, core.author, core.last_modified_by = title, note, "", ""
        core.created = core.modified = dt.datetime(2022, 7, 5, tzinfo=dt.UTC)
        core.language = "zh-CN"

    def _base_style(self) -> None:
        style = self.document.styles["Normal"]
        style.font.name, style.font.size = "Times New Roman", Pt(16)
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FANG)
        for defaults in self.document.styles.element.iter(qn("w:lang")):
            defaults.set(qn("w:eastAsia"), "zh-CN")
        form = style.paragraph_format
        form.space_after = form.space_before = Pt(0)
        form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(29)

    def _page(self, *, landscape: bool) -> None:
        section = self.document.sections[0]
        width, height = (Mm(297), Mm(210)) if landscape else (Mm(210), Mm(297))
        section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = width, height
        section.top_margin, section.bottom_margin = (Mm(27), Mm(22)) if landscape else (Mm(37), Mm(35))
        section.left_margin, section.right_margin = (Mm(22), Mm(22)) if landscape else (Mm(28), Mm(26))

    def _furniture(self, note: str) -> None:
        section = self.document.sections[0]
        head = section.header.paragraphs[0]
        head.alignment = RIGHT
        run(head, note.strip("（）"), KAI, 10.5).font.color.rgb = GREY
        foot = section.footer.paragraphs[0]
        foot.alignment = CENTRE
        run(foot, "— ", FANG, 14)
        field(foot, "PAGE")
        run(foot, " —", FANG, 14)


def run(paragraph: Any, text: str, font: str, size: float, *, bold: bool = False) -> Any:
    """A run whose Chinese characters are set in `font`."""
    part = paragraph.add_run(text)
    part.font.size, part.font.name, part.bold = Pt(size), "Times New Roman", bold
    part._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    return part


def field(paragraph: Any, code: str) -> None:
    """A field that Word works out, such as the page number."""
    node = OxmlElement("w:fldSimple")
    node.set(qn("w:instr"), code)
    node.append(parse_xml(f"<w:r {nsdecls('w')}><w:t>1</w:t></w:r>"))
    paragraph._p.append(node)


def indent_two(paragraph: Any) -> None:
    """First line in by two characters."""
    properties = paragraph._p.get_or_add_pPr()
    properties.append(parse_xml(f'<w:ind {nsdecls("w")} w:firstLineChars="200" w:firstLine="640"/>'))


def fill(cell: Any, text: str, font: str = FANG, size: float = 11, *, bold: bool = False, centre: bool = False) -> None:
    """Write a cell, a paragraph a line."""
    for i, line in enumerate(text.split("\n")):
        paragraph = cell.paragraphs[0] if i == 0 else cell.add_paragraph()
        paragraph.paragraph_format.line_spacing = Pt(17)
        if centre:
            paragraph.alignment = CENTRE
        run(paragraph, line, font, size, bold=bold)
    cell.vertical_alignment = 1


def repeat_head(row: Any) -> None:
    """Have Word print the row again at the top of every page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def keep_whole(row: Any) -> None:
    """Keep a row on one page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def widths(table: Any, millimetres: tuple[float, ...]) -> None:
    """Set the columns' widths in the grid and in every cell."""
    table.autofit = False
    for column, width in zip(table.columns, millimetres, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)
