"""The Word files of the specimen: the national plan, the district's opinions, the table of actions."""

from __future__ import annotations

import re
from pathlib import Path

from docx.shared import Pt

from specimen.source import Annex, Body, Heading, Row, Specimen, goals, printed
from specimen.word import (
    ARTICLES,
    CENTRE,
    CHAPTERS,
    FANG,
    HEI,
    KAI,
    RIGHT,
    SONG,
    Word,
    fill,
    indent_two,
    keep_whole,
    repeat_head,
    run,
    widths,
)

TYPED_ARTICLES = 2
"""The national plan's first articles carry typed numbers; the list that goes on from them counts by itself."""

TABLE_BREAKS = (9,)
"""Row numbers after which the clerk began a new table with its heads typed again."""


def write_national(specimen: Specimen, path: Path) -> None:
    """The national plan: 一、 and most of （一） count by themselves; the first two and the last three are typed."""
    word = Word(specimen.title, specimen.note)
    word.list_of(CHAPTERS, "%1、", 1, HEI)
    word.list_of(ARTICLES, "（%1）", TYPED_ARTICLES + 1, KAI)
    word.line(specimen.number, FANG, 16, CENTRE)
    word.title(["赣州革命老区高质量发展", specimen.title.removeprefix("赣州革命老区高质量发展")], specimen.note)
    articles = [b for b in specimen.blocks if isinstance(b, Heading) and b.depth == 2]
    automatic = articles[TYPED_ARTICLES:-3]
    for block in specimen.blocks:
        if isinstance(block, Body):
            word.line(printed(block.text), indent=True)
        elif isinstance(block, Heading):
            counted = block.depth == 1 or block in automatic
            _heading(word, block, (CHAPTERS if block.depth == 1 else ARTICLES) if counted else None)
    _signature(word, specimen)
    word.save(path)


def write_opinions(specimen: Specimen, path: Path) -> None:
    """The district's opinions: numbers typed, duty marks in 楷体, attachments listed, signed and dated."""
    word = Word(specimen.title, specimen.note)
    word.line(specimen.number, FANG, 16, CENTRE)
    first, second = specimen.issuers
    rest = specimen.title.removeprefix(f"{first} {second}")
    word.title([first, second, rest[:18], rest[18:]], specimen.note)
    for block in specimen.blocks:
        if isinstance(block, Body):
            word.line(printed(block.text), indent=True)
        elif isinstance(block, Heading):
            _heading(word, block, None)
    _attachments(word, specimen.attachments)
    _signature(word, specimen)
    word.save(path)


def write_actions(annex: Annex, path: Path) -> None:
    """The table of actions over several landscape pages: section rows merged, heads repeated by Word and by hand."""
    word = Word(annex.title, annex.note, landscape=True)
    word.line(annex.number, HEI, 16)
    word.line(annex.title, SONG, 22, CENTRE)
    word.line(annex.note, KAI, 12, CENTRE)
    rows: list[Row] = []
    for row in annex.rows:
        rows.append(row)
        if row.number and int(row.number) in TABLE_BREAKS:
            _table(word, annex, rows)
            _new_page(word)
            rows = []
    _table(word, annex, rows)
    word.save(path)


def _heading(word: Word, block: Heading, instance: int | None) -> None:
    font = {1: HEI, 2: KAI, 3: FANG}[block.depth]
    if instance is None:
        paragraph = word.line("", indent=True)
        space = " " if block.number.endswith(".") else ""
        run(paragraph, f"{block.number}{space}{block.words}", font, 16, bold=block.depth == 3)
    else:
        paragraph = word.numbered(instance)
        run(paragraph, block.words, font, 16)
    for piece in re.split(r"(〔[^〕]*〕)", printed(block.body)):
        if piece:
            run(paragraph, piece, KAI if piece.startswith("〔") else FANG, 16)


def _attachments(word: Word, titles: tuple[str, ...]) -> None:
    word.line("")
    for i, title in enumerate(titles, 1):
        lead = "附件：" if i == 1 else "　　　"
        indent_two(word.line(f"{lead}{i}. {title}"))


def _signature(word: Word, specimen: Specimen) -> None:
    word.line("")
    for name in (*specimen.issuers, specimen.issued_on):
        word.line(name, align=RIGHT).paragraph_format.right_indent = 400000


def _new_page(word: Word) -> None:
    """A page's start as thin as can be, so that a full page before it is not followed by an empty one."""
    form = word.document.add_paragraph().paragraph_format
    form.page_break_before, form.line_spacing = True, Pt(1)


def _table(word: Word, annex: Annex, rows: list[Row]) -> None:
    table = word.document.add_table(rows=1, cols=len(annex.heads))
    table.style = "Table Grid"
    for cell, text in zip(table.rows[0].cells, annex.heads, strict=True):
        fill(cell, text, HEI, 12, bold=True, centre=True)
    repeat_head(table.rows[0])
    for row in rows:
        line = table.add_row()
        keep_whole(line)
        if row.section:
            merged = line.cells[0].merge(line.cells[-1])
            fill(merged, row.section, HEI, 12)
            merged.paragraphs[0].paragraph_format.keep_with_next = True
        else:
            _fill_row(line.cells, row)
    widths(table, (13, 52, 68, 64, 24, 32))


def _fill_row(cells: tuple, row: Row) -> None:  # type: ignore[type-arg]
    texts = (
        row.number,
        row.content,
        goals(row.overall),
        goals(row.annual),
        "、".join(row.leaders),
        "、".join(row.units),
    )
    for i, (cell, text) in enumerate(zip(cells, texts, strict=True)):
        fill(cell, text, centre=i in {0, 4})
