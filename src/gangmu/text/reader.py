"""Source → clean text, for sources that are text and for sources whose format gives blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gangmu.source.model import Block, SourceText
from gangmu.text.builder import CleanTextBuilder
from gangmu.text.furniture import page_furniture
from gangmu.text.lines import Line, setting_of, split_lines
from gangmu.text.model import TextDoc
from gangmu.text.spaces import has_split_digits
from gangmu.text.tables import (
    BOX_HEAD,
    BarTable,
    GridCell,
    bar_table,
    bar_table_end,
    is_tab_row,
    tab_cells,
    tab_table_end,
)
from gangmu.text.wrap import join_lines

_PAGE_PREFIX = re.compile(r"(\d{1,3})[  　]+(?=[一-鿿“（])")
_HEADED_LINE = re.compile(
    r"第\s?[一二三四五六七八九十百\d]+\s?[编篇章节]|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]"
)
_WIDE_GAP = re.compile(r"　{2,}|[  ]{4,}")
_GLUED = re.compile(r"(?<=[一-鿿”》）)])\s*(?=第\s?[一二三四五六七八九十]{1,3}\s?[编篇章节][^一-鿿]*[一-鿿])")


def read_text(source: SourceText) -> TextDoc:
    """Clean a source's text.

    Args:
        source: what a reader gave.

    Returns:
        The clean text with its paragraphs, tables and offset map.
    """
    builder = CleanTextBuilder(source, has_split_digits(source.text))
    if source.blocks is None:
        _add_lines(builder, source.text, split_lines(source.text))
    else:
        _add_blocks(builder, source, source.blocks)
    return builder.build()


# --- sources with blocks ------------------------------------------------------------------------


def _add_blocks(builder: CleanTextBuilder, source: SourceText, blocks: Sequence[Block]) -> None:
    run: list[Block] = []
    for block in blocks:
        if block.kind == "line":
            run.append(block)
            continue
        _add_printed_lines(builder, source, run)
        run = []
        if block.kind == "table":
            _add_block_table(builder, block)
        else:
            builder.add_paragraph([block.span])
    _add_printed_lines(builder, source, run)


def _add_printed_lines(builder: CleanTextBuilder, source: SourceText, blocks: list[Block]) -> None:
    """Lines of a page (PDF): the same joining as for plain text, over the lines' spans."""
    if not blocks:
        return
    pages = [page[0] for page in source.pages or ()]
    lines: list[Line] = []
    page = 0
    for block in blocks:
        fresh = page < len(pages) and block.span[0] >= pages[page]
        while page < len(pages) and block.span[0] >= pages[page]:
            page += 1
        start, end = block.span
        text = source.text[start:end].strip()
        begin = source.text.find(text, start) if text else start
        lines.append(Line(begin, begin + len(text), text, 0, 0, fresh))
    _add_lines(builder, source.text, lines)


def _add_block_table(builder: CleanTextBuilder, block: Block) -> None:
    texts = [cell for cell in block.cells if cell.span[1] > cell.span[0]]
    if len({cell.col for cell in texts}) <= 1:  # a frame around text: a box, not a table
        for cell in texts:
            builder.add_paragraph([cell.span], framed=True)
        return
    builder.add_table(GridCell((c.span,), c.row, c.col, c.rows, c.cols) for c in block.cells)


# --- lines --------------------------------------------------------------------------------------


def _add_lines(builder: CleanTextBuilder, source: str, lines: list[Line]) -> None:
    lines = list(_split_headed(lines))
    furniture = page_furniture(lines)
    prefixes = _page_prefixes(lines)
    body = [line for i, line in enumerate(lines) if i not in furniture]
    setting = setting_of([line for line in body if not line.is_blank and not is_tab_row(line)])
    for i in furniture:
        builder.drop(lines[i].start, lines[i].end, furniture[i])
    run: list[Line] = []
    i = 0
    while i < len(lines):
        if i in furniture:
            i += 1
            continue
        end = tab_table_end(lines, i) or bar_table_end(lines, i)
        if end is None:
            run.append(_without_prefix(builder, lines[i], prefixes.get(i)))
            i += 1
            continue
        for paragraph in join_lines(run, setting):
            builder.add_paragraph((line.start, line.end) for line in paragraph)
        run = []
        _add_table(builder, source, lines[i:end])
        i = end
    for paragraph in join_lines(run, setting):
        builder.add_paragraph((line.start, line.end) for line in paragraph)


def _add_table(builder: CleanTextBuilder, source: str, lines: list[Line]) -> None:
    if is_tab_row(lines[0]):
        builder.add_table(tab_cells(source, lines))
        return
    for part in _split_boxes(source, lines):
        _add_bar_table(builder, bar_table(source, part))


def _split_boxes(source: str, lines: list[Line]) -> Iterator[list[Line]]:
    """A new 专栏 head within a run of bar-ended cells begins a table of its own."""
    part: list[Line] = []
    for line in lines:
        if part and BOX_HEAD.match(line.text):
            yield part
            part = []
        part.append(line)
    yield part


def _add_bar_table(builder: CleanTextBuilder, table: BarTable) -> None:
    for bar in table.bars:
        builder.drop(*bar, "table rule")
    if table.grid is not None:
        builder.add_table(table.grid)
        return
    for cell in table.cells:
        builder.add_paragraph([cell], framed=True)


def _split_headed(lines: list[Line]) -> Iterator[Line]:
    """Cut `第一章　发展环境　　“十一五”时期…` at its wide gaps: sources without line breaks after headings.

    A line of nothing but headings (`第三篇推进改革第十三章深化改革`) is cut before each of them.
    """
    for line in lines:
        if not _HEADED_LINE.match(line.text):
            yield line
            continue
        at = line.start
        gaps = _WIDE_GAP if "。" in line.text or _WIDE_GAP.search(line.text) else _GLUED
        for gap in gaps.finditer(line.text):
            cut = line.start + gap.start()
            yield Line(at, cut, line.text[at - line.start : gap.start()], line.indent, 0)
            at = line.start + gap.end()
        yield Line(at, line.end, line.text[at - line.start :], line.indent, line.tabs)


def _page_prefixes(lines: list[Line]) -> dict[int, int]:
    """Page numbers glued to the front of a line: a rising series of at least three, each with its length."""
    found = [(i, int(m.group(1)), m.end()) for i, line in enumerate(lines) if (m := _PAGE_PREFIX.match(line.text))]
    rising = [
        item for before, item in zip([None, *found], found, strict=False) if before is None or item[1] > before[1]
    ]
    return {i: length for i, _, length in rising} if len(rising) >= 3 and len(rising) == len(found) else {}


def _without_prefix(builder: CleanTextBuilder, line: Line, length: int | None) -> Line:
    if length is None:
        return line
    builder.drop(line.start, line.start + len(line.text[:length].rstrip()), "page number", 0.8)
    return Line(line.start + length, line.end, line.text[length:], line.indent, line.tabs, line.after_page)
