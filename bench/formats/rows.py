"""Rows of tables over page breaks: tables made from lists of words, printed with rows that may break, read back.

Which rows were cut is told from the printed pages: a cell that begins on one page and ends on another.
"""

from __future__ import annotations

import random
import tempfile
from pathlib import Path
from typing import NamedTuple

import docx
from docx.shared import Mm, Pt

from bench.formats import printing, scoring
from gangmu.source.pdf import opened
from gangmu.source.pdf_page import glyphs

HEADS = ("序号", "工作内容", "2030年任务目标", "责任领导", "责任单位")
ACTS = ("新建", "改造", "整治", "修复", "提升", "完善")
THINGS = (("乡村道路", "公里"), ("供水管网", "公里"), ("老旧小区", "个"), ("危旧桥梁", "座"), ("小型水库", "座"))
REASONS = ("方便群众出行", "补齐民生短板", "保障用水安全", "守住安全底线", "改善人居环境", "带动产业发展")
UNITS = ("县交通局", "县水利局", "县住建局", "县应急局", "各乡镇人民政府", "县发改局")
LEADERS = ("陆知行", "沈怀谷", "韩晓序", "秦以宁")
ROWS, TABLES = 60, 4

Row = tuple[str, str, str, str, str]


class Layout(NamedTuple):
    """How a table is set: the page and its columns in millimetres, the type in points."""

    page: tuple[int, int]
    widths: tuple[int, ...]
    size: int


WIDE = Layout((297, 210), (14, 60, 76, 20, 40), 14)
NARROW = Layout((210, 297), (12, 45, 52, 18, 30), 12)
"""No line of text in its cells is long, and none has room above it."""


def measure() -> dict[str, object]:
    """Rows cut by a page's end, and how many of them come out whole, by PDF and by OFD."""
    cut = {"pdf": 0, "ofd": 0}
    whole = dict(cut)
    for seed in range(TABLES):
        rows = made(seed)
        pdf = printing.printed_table(document(rows, heads_repeat=seed % 2 == 0))
        broken = rows_cut(pdf, rows)
        for route, data in (("pdf", pdf), ("ofd", printing.ofd_of(pdf))):
            tasks = {task["number"]: task for task in scoring.contract(data, f"table.{route}")["tasks"]}
            cut[route] += len(broken)
            whole[route] += sum(is_whole(tasks.get(row[0]), row) for row in broken)
    shares = {f"{route}_whole": round(whole[route] / cut[route], 4) for route in cut if cut[route]}
    return {"rows": ROWS * TABLES, "cut": cut["pdf"], **shares}


def made(seed: int, many: int = ROWS) -> list[Row]:
    """Rows of one table."""
    pick = random.Random(seed)
    return [_row(pick, number) for number in range(1, many + 1)]


def _row(pick: random.Random, number: int) -> Row:
    goals = []
    for n in range(1, pick.randint(2, 4)):
        thing, unit = pick.choice(THINGS)
        goals.append(f"{n}.{pick.randint(1, 12)}月底前{pick.choice(ACTS)}{thing}{pick.randint(2, 900)}{unit}。")
    content = "，".join(pick.sample(REASONS, pick.randint(2, 5))) + "。"
    units = "、".join(pick.sample(UNITS, pick.randint(1, 4)))
    return str(number), content, "".join(goals), pick.choice(LEADERS), units


def document(rows: list[Row], *, heads_repeat: bool, layout: Layout = WIDE) -> Path:
    """A Word document of one table whose rows may break over pages, its rules half a point thin."""
    made_document = docx.Document()
    section = made_document.sections[0]
    section.page_width, section.page_height = map(Mm, layout.page)
    made_document.add_paragraph("附件1")
    made_document.add_paragraph("年度任务分工表")
    table = made_document.add_table(rows=1, cols=len(HEADS))
    table.style = "Table Grid"
    if heads_repeat:
        properties = table.rows[0]._tr.get_or_add_trPr()
        properties.append(properties.makeelement(f"{{{properties.nsmap['w']}}}tblHeader", {}))
    for texts in (HEADS, *rows):
        cells = table.rows[0].cells if texts is HEADS else table.add_row().cells
        for cell, text, width in zip(cells, texts, layout.widths, strict=True):
            cell.width = Mm(width)
            cell.paragraphs[0].add_run(text).font.size = Pt(layout.size)
    path = Path(tempfile.mkdtemp()) / "table.docx"
    made_document.save(str(path))
    return path


def rows_cut(pdf: bytes, rows: list[Row]) -> list[Row]:
    """Rows of which one cell at least does not stand on one page alone."""
    printed = opened(pdf, "table.pdf")
    try:
        pages = ["".join(glyph.text for glyph in glyphs(page)) for page in printed]
    finally:
        printed.close()
    return [row for row in rows if any(not any(text in page for page in pages) for text in row[1:])]


def is_whole(task: dict[str, object] | None, row: Row) -> bool:
    """Whether a task says all that its row says."""
    if task is None:
        return False
    goals = "".join(map(str, task["annual_goals"])) if isinstance(task["annual_goals"], list) else ""
    bare = "".join(part.partition(".")[2] if part[:1].isdigit() else part for part in _goals(row[2]))
    return (task["content"], goals, task["leaders"], task["units"]) == (row[1], bare, [row[3]], row[4].split("、"))


def _goals(text: str) -> list[str]:
    return [part + "。" for part in text.split("。") if part]
