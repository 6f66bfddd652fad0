"""A unit's or leader's sheet as a Word document in the look of an office: A4 across, 黑体 heads, 仿宋 text."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from docx import Document
from docx.document import Document as DocumentType
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from gangmu_server.documents.sheet import Line, LineGroup, groups, sources, summary, title_of
from gangmu_server.library.payloads import Sheet

HEAD, TEXT, LATIN = "黑体", "仿宋", "Times New Roman"
UNIT_WIDTHS = (12, 29, 14, 78, 72, 26, 30)
PERSON_WIDTHS = (12, 29, 76, 70, 46, 28)
"""Millimetres of each column; together the width of the page between its margins."""


def sheet_docx(sheet: Sheet, *, person: bool) -> bytes:
    """The sheet on A4, one table, a row for each duty, the head on every page."""
    document = Document()
    _set_up(document)
    _paragraph(document, title_of(sheet, person=person), HEAD, 22, WD_ALIGN_PARAGRAPH.CENTER)
    _paragraph(document, summary(sheet, person=person), TEXT, 12, WD_ALIGN_PARAGRAPH.CENTER)
    widths = PERSON_WIDTHS if person else UNIT_WIDTHS
    head = [_("序号"), _("时限"), _("角色"), _("工作内容"), _("目标要求"), _("责任领导"), _("出处")]
    if person:
        head = [_("序号"), _("时限"), _("工作内容"), _("目标要求"), _("责任单位"), _("出处")]
    table = _table(document, head, widths)
    number = 0
    for group in groups(sheet):
        _group_row(table, group)
        for line in group.lines:
            number += 1
            _line_row(table, _values(number, line, person=person), widths)
    _paragraph(document, "", TEXT, 6, WD_ALIGN_PARAGRAPH.LEFT)
    _paragraph(document, _("出处：") + "；".join(sources(sheet)), TEXT, 10.5, WD_ALIGN_PARAGRAPH.LEFT)
    _page_numbers(document)
    document.core_properties.title = title_of(sheet, person=person)
    document.core_properties.author = ""
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _set_up(document: DocumentType) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(18)
    section.top_margin, section.bottom_margin = Mm(20), Mm(18)
    style = document.styles["Normal"]
    style.font.name, style.font.size = LATIN, Pt(11)
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), TEXT)


def _paragraph(document: DocumentType, text: str, font: str, size: float, align: Any) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = align
    paragraph.paragraph_format.space_after = Pt(6)
    _run(paragraph, text, font, size)


def _run(paragraph: Paragraph, text: str, font: str, size: float, *, bold: bool = False) -> None:
    run = paragraph.add_run(text)
    run.font.name, run.font.size, run.font.bold = LATIN, Pt(size), bold
    run.font.color.rgb = RGBColor(0, 0, 0)
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)


def _cell(cell: _Cell, text: str, font: str = TEXT, size: float = 10.5, *, centre: bool = False) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(0)
    if centre:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _run(paragraph, text, font, size)


def _table(document: DocumentType, head: Sequence[str], widths: Sequence[int]) -> Table:
    table = document.add_table(rows=1, cols=len(head))
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    row = table.rows[0]
    for cell, text, width in zip(row.cells, head, widths, strict=True):
        cell.width = Mm(width)
        _cell(cell, text, HEAD, 11, centre=True)
        _shade(cell, "E8EDF3")
    _row_flag(row, "w:tblHeader")
    _row_flag(row, "w:cantSplit")
    return table


def _group_row(table: Table, group: LineGroup) -> None:
    row = table.add_row()
    merged = row.cells[0].merge(row.cells[-1])
    _cell(merged, _("%(label)s（%(n)s 项）") % {"label": group.label, "n": len(group.lines)}, HEAD, 11)
    _shade(merged, "F5F6F8")
    merged.paragraphs[0].paragraph_format.keep_with_next = True


def _values(number: int, line: Line, *, person: bool) -> tuple[str, ...]:
    goals = "\n".join(f"{i}. {g}" for i, g in enumerate(line.goals, start=1)) if len(line.goals) > 1 else ""
    what = (line.content, goals or "".join(line.goals))
    due = line.due.replace("（", "\n（")
    if person:
        return (str(number), due, *what, line.units, line.place)
    role = f"{line.role}\n{line.through}" if line.through else line.role
    return (str(number), due, role, *what, line.leaders, line.place)


def _line_row(table: Table, values: Sequence[str], widths: Sequence[int]) -> None:
    row = table.add_row()
    last = len(values) - 1
    for i, (cell, text, width) in enumerate(zip(row.cells, values, widths, strict=True)):
        cell.width = Mm(width)
        _cell(cell, text, size=9.5 if i == last else 10.5, centre=i < last - 3)
    _row_flag(row, "w:cantSplit")


def _row_flag(row: Any, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _shade(cell: _Cell, colour: str) -> None:
    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:fill"), colour)
    cell._tc.get_or_add_tcPr().append(shade)


def _page_numbers(document: DocumentType) -> None:
    """— 1 — at the foot, as official papers number their pages."""
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _run(paragraph, "— ", TEXT, 12)
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = paragraph.add_run()
        run.font.size = Pt(12)
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = text
        run._element.append(mark)
    _run(paragraph, " —", TEXT, 12)
