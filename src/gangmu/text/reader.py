"""Source → clean text, for sources that are text and for sources whose format gives blocks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from gangmu.source.model import Block, SourceText
from gangmu.text.bar_cells import BarTable, bar_table
from gangmu.text.builder import CleanTextBuilder
from gangmu.text.cell_lines import StackedTable
from gangmu.text.comma_tables import comma_table, empty_cells_after, may_open_commas
from gangmu.text.flattened import split_flattened
from gangmu.text.furniture import page_furniture
from gangmu.text.laid_out import laid_out_table, may_open_laid_out
from gangmu.text.lead_bars import lead_bar_table, may_open_lead_bars
from gangmu.text.lines import Line, Place, split_lines
from gangmu.text.markdown import read_markdown
from gangmu.text.model import TextDoc
from gangmu.text.page_prefixes import page_prefixes
from gangmu.text.patience import IN_VAIN, Patience
from gangmu.text.row_fit import NEVER
from gangmu.text.row_stream import Stream
from gangmu.text.run_on import run_on_table
from gangmu.text.setting import Setting, setting_of
from gangmu.text.spaced_tables import may_open_spaced, spaced_table
from gangmu.text.spaces import has_split_digits
from gangmu.text.stacked import may_open_stack, stacked_table
from gangmu.text.stream_table import stream_table
from gangmu.text.tables import (
    BOX_HEAD,
    GridCell,
    bar_row_cells,
    bar_rows_end,
    bar_table_end,
    is_bar_cell,
    is_bar_row,
    is_tab_row,
    may_open_pairs,
    pairs_end,
    tab_cells,
    tab_table_end,
)
from gangmu.text.turned_blocks import turned_grid
from gangmu.text.wrap import join_lines
from gangmu.vocab.table_cells import is_value

LONGEST_TABLE = 5_000
"""Rows a table printed as lines may have; what is longer goes on as a table of its own."""
PROBE = 150
"""Lines that are looked at first: most lines that could open a table do not."""
_HEADED_LINE = re.compile(
    r"第\s?[一二三四五六七八九十百\d]+\s?[编篇章节]|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]"
)
_WIDE_GAP = re.compile(r"　{2,}|[  ]{4,}")
_SPACED_OUT = re.compile(r"第\S{1,4}[编篇章节](?:\s+[一-鿿]){2,4}")
"""A heading whose characters are set apart (`第一章　总　　则`)."""
_GLUED = re.compile(r"(?<=[一-鿿”》）)])\s*(?=第\s?[一二三四五六七八九十]{1,3}\s?[编篇章节][^一-鿿]*[一-鿿])")


def read_text(source: SourceText) -> TextDoc:
    """Clean a source's text.

    Args:
        source: what a reader gave.

    Returns:
        The clean text with its paragraphs, tables and offset map.
    """
    builder = CleanTextBuilder(source, has_split_digits(source.text))
    items = _block_items(source) if source.blocks is not None else list(_plain_items(builder, source.text))
    _add_items(builder, source.text, items)
    return builder.build()


Item = Line | Block
Range = tuple[int, int]


def _plain_items(builder: CleanTextBuilder, source: str) -> Iterator[Item]:
    """Lines of plain text; tables and headings that its markup sets apart as blocks."""
    lines = split_lines(source)
    markup = read_markdown(source, lines)
    if markup is not None:
        builder.skip(markup.marks, "markup")
    items = _with_comma_tables(builder, source, lines) if markup is None else iter(markup.items)
    for is_line, group in groupby(items, key=lambda item: isinstance(item, Line)):
        if is_line:
            yield from _split_headed(split_flattened(item for item in group if isinstance(item, Line)))
        else:
            yield from group


def _with_comma_tables(builder: CleanTextBuilder, source: str, lines: list[Line]) -> Iterator[Item]:
    at = 0
    while at < len(lines):
        line = lines[at]
        table = comma_table(source, lines, at) if may_open_commas(line) else None
        if table is not None:
            builder.skip(table.marks, "table rule")
            yield table.block
            at = table.end
            continue
        empty = empty_cells_after(line)
        if empty is None or at + 1 == len(lines) or not may_open_commas(lines[at + 1]):
            yield line
        else:
            builder.skip([empty], "table rule")
            yield Line(line.start, empty[0], line.text[: empty[0] - line.start], line.indent, 0, line.after_page)
        at += 1


def _block_items(source: SourceText) -> list[Item]:
    """Printed lines (PDF pages, line breaks of Word) as lines, whole paragraphs and tables as they are."""
    pages = [page[0] for page in source.pages or ()]
    items: list[Item] = []
    page = 0
    for block in source.blocks or ():
        fresh = page < len(pages) and block.span[0] >= pages[page]
        while page < len(pages) and block.span[0] >= pages[page]:
            page += 1
        items.append(_printed_line(source.text, block, fresh) if block.kind == "line" else block)
    return items


def _printed_line(text: str, block: Block, after_page: bool) -> Line:
    start, end = block.span
    body = text[start:end].strip()
    begin = text.find(body, start) if body else start
    place = Place(block.indent, block.gap, block.size, block.closes, block.framed)
    return Line(begin, begin + len(body), body, round(2 * (block.indent or 0)), 0, after_page, place)


def _add_items(builder: CleanTextBuilder, source: str, items: list[Item]) -> None:
    """Lines are joined into paragraphs between the tables and paragraphs that the format or the look sets apart."""
    lines = [item for item in items if isinstance(item, Line)]
    furniture = {id(lines[i]): why for i, why in page_furniture(lines).items()}
    printed = [line for line in lines if id(line) not in furniture]
    prefixes = {id(printed[i]): length for i, length in page_prefixes(printed).items()}
    body = [line for line in lines if id(line) not in furniture and not line.is_blank and not is_tab_row(line)]
    setting = setting_of(body)
    patience = Patience()
    run: list[Line] = []
    i = 0
    while i < len(items):
        item = items[i]
        if isinstance(item, Line) and id(item) in furniture:
            builder.drop(item.start, item.end, furniture[id(item)])
            i += 1
        elif (end := _set_apart_end(items, i, patience)) is not None:
            _add_run(builder, run, setting)
            run = []
            _add_apart(builder, source, items[i:end])
            i = end
        else:
            assert isinstance(item, Line)
            run.append(_without_prefix(builder, item, prefixes.get(id(item))))
            i += 1
    _add_run(builder, run, setting)


def _add_run(builder: CleanTextBuilder, run: list[Line], setting: Setting) -> None:
    for framed, lines in groupby(run, key=lambda line: line.place is not None and line.place.framed):
        for paragraph in join_lines(list(lines), setting):
            size = paragraph[0].place.size if paragraph[0].place else None
            text = "".join(line.text for line in paragraph)
            _add_text(builder, text, [(line.start, line.end) for line in paragraph], framed, size)


def _add_text(builder: CleanTextBuilder, text: str, ranges: list[Range], framed: bool, size: float | None) -> None:
    """Add a paragraph; a table that was run on into it stands apart."""
    table = run_on_table(text)
    builder.add_paragraph(ranges if table is None else _part(ranges, 0, table[0]), framed=framed, size=size)
    if table is not None:
        _add_run_on(builder, list(_part(ranges, *table)))
        builder.add_paragraph(_part(ranges, table[1], None), framed=framed, size=size)


def _add_run_on(builder: CleanTextBuilder, ranges: list[Range]) -> None:
    """A table run on into one paragraph is kept as one cell: it holds no sentences, and no rows that can be told."""
    builder.add_table([GridCell(tuple(ranges), 0, 0)])
    builder.note_unread(ranges[0][0], ranges[-1][1])


def _part(ranges: Iterable[Range], first: int, after: int | None) -> Iterator[Range]:
    """The part of some ranges between two places counted through them; up to the end where there is no second."""
    at = 0
    for start, end in ranges:
        a, b = max(first - at, 0), end - start if after is None else min(after - at, end - start)
        if a < b:
            yield start + a, start + b
        at += end - start


def _set_apart_end(items: list[Item], i: int, patience: Patience) -> int | None:
    """The index after a block, or after a table printed as lines, that begins at `i`; None for running text."""
    if isinstance(items[i], Block):
        return i + 1
    first = items[i]
    assert isinstance(first, Line)
    unruled = not patience.is_over and _may_open_unruled(first)
    if not (unruled or is_tab_row(first) or may_open_pairs(first) or is_bar_cell(first) or is_bar_row(first)):
        return None
    left = patience.left
    if _table_end(_lines_from(items, i, PROBE), unruled, patience) is None:
        patience.spend(IN_VAIN)
        return None
    own = Patience()
    end = _table_end(_lines_from(items, i, LONGEST_TABLE), unruled, own)
    patience.found(left, own)
    return None if end is None else i + end


def _may_open_unruled(line: Line) -> bool:
    return may_open_stack(line) or may_open_spaced(line) or may_open_laid_out(line)


def _lines_from(items: list[Item], i: int, most: int) -> list[Line]:
    """The lines from `i` on, up to the next block."""
    lines: list[Line] = []
    for item in items[i : i + most]:
        if not isinstance(item, Line):
            break
        lines.append(item)
    return lines


def _table_end(lines: Sequence[Line], unruled: bool, patience: Patience) -> int | None:
    """The index after the table that begins with the first of some lines."""
    if may_open_lead_bars(lines[0]) and (fronted := lead_bar_table(lines)) is not None:
        return fronted.end
    if unruled:
        table = unruled_table(lines, patience)
        return None if table is None else table.end
    if may_open_pairs(lines[0]):
        return pairs_end(lines, 0)
    return tab_table_end(lines, 0) or (bar_rows_end(lines, 0) if is_bar_row(lines[0]) else bar_table_end(lines, 0))


def unruled_table(lines: Sequence[Line], patience: Patience) -> StackedTable | None:
    """The table without rules that begins with the first of some lines: a cell a line, or cells parted by spaces."""
    stacked = stacked_table(lines, 0, patience) if may_open_stack(lines[0]) else None
    if stacked is not None:
        return stacked
    laid_out = laid_out_table(lines, 0, patience)
    return laid_out or (spaced_table(lines, 0, patience) if may_open_spaced(lines[0]) else None)


def _add_apart(builder: CleanTextBuilder, source: str, items: list[Item]) -> None:
    first = items[0]
    if not isinstance(first, Block):
        _add_table(builder, source, [item for item in items if isinstance(item, Line)])
    elif first.kind == "table":
        _add_block_table(builder, source, first)
    else:
        _add_text(builder, source[slice(*first.span)], [first.span], first.framed, first.size)


def _add_block_table(builder: CleanTextBuilder, source: str, block: Block) -> None:
    grid = tuple(GridCell((c.span,), c.row, c.col, c.rows, c.cols) for c in block.cells)
    if builder.goes_on(grid):
        return
    texts = [cell for cell in block.cells if cell.span[1] > cell.span[0]]
    if len({cell.col for cell in texts}) <= 1:  # a frame around text: a box, not a table
        for cell in texts:
            builder.add_paragraph([cell.span], framed=True)
        return
    _add_grid(builder, source, grid)


def _add_grid(builder: CleanTextBuilder, source: str, cells: Sequence[GridCell]) -> None:
    """Add a table whose rows are known; one turned on its side is put upright."""
    turned = turned_grid(source, cells)
    for again in turned.again if turned is not None else ():
        builder.drop(*again, "repeated table head")
    builder.add_table(cells if turned is None else turned.cells)


# --- lines --------------------------------------------------------------------------------------


def _add_table(builder: CleanTextBuilder, source: str, lines: list[Line]) -> None:
    if may_open_lead_bars(lines[0]) and (fronted := lead_bar_table(lines)) is not None:
        builder.skip(list(fronted.bars), "table rule")
        builder.add_table(fronted.cells)
        return
    if is_tab_row(lines[0]) or may_open_pairs(lines[0]):
        _add_grid(builder, source, _of_ragged_rows(source, lines) or tab_cells(source, lines))
        return
    if is_bar_row(lines[0]):
        cells, bars = bar_row_cells(lines)
        builder.skip(bars, "table rule")
        _add_grid(builder, source, cells)
        return
    if _may_open_unruled(lines[0]) and (table := unruled_table(lines, Patience())) is not None:
        for page in table.pages:
            builder.drop(lines[page].start, lines[page].end, "page number")
        for again in table.again:
            builder.drop(*again, "repeated table head")
        for unread in table.unread:
            builder.note_unread(*unread)
        builder.add_table(table.cells)
        return
    for part in _split_boxes(source, lines):
        _add_bar_table(builder, bar_table(source, part))


def _of_ragged_rows(source: str, lines: list[Line]) -> tuple[GridCell, ...] | None:
    """The cells of an indicator table whose rows lost the places of merged cells; None where none is missing."""
    cells = tab_cells(source, lines)
    widths = Counter(cell.row for cell in cells)
    if len(set(widths.values()) - {1}) < 2:
        return None
    ranges = [cell.ranges[0] for cell in cells]
    texts = tuple("".join(source[a:b].split()) for a, b in ranges)
    found = stream_table(Stream(texts, tuple(cell.col == 0 for cell in cells), -NEVER, whole=True), ranges)
    return found.cells if found is not None and not any(texts[found.end :]) else None


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
    builder.skip(table.bars, "table rule")
    for unread in table.unread:
        builder.note_unread(*unread)
    for again in table.again:
        builder.drop(*again, "repeated table head")
    for cell in table.above:
        builder.add_paragraph([cell], framed=True)
    if table.grid:
        builder.add_table(table.grid)
    for cell in table.below:
        builder.add_paragraph([cell], framed=True)


def _split_headed(lines: Iterable[Line]) -> Iterator[Line]:
    """Cut `第一章　发展环境　　“十一五”时期…` at its wide gaps: sources without line breaks after headings.

    A line of nothing but headings (`第三篇推进改革第十三章深化改革`) is cut before each of them.
    """
    for line in lines:
        if not _HEADED_LINE.match(line.text) or _SPACED_OUT.fullmatch(line.text) or _is_table_row(line):
            yield line
            continue
        at, after_page = line.start, line.after_page
        gaps = _WIDE_GAP if "。" in line.text or _WIDE_GAP.search(line.text) else _GLUED
        for gap in gaps.finditer(line.text):
            cut = line.start + gap.start()
            yield Line(at, cut, line.text[at - line.start : gap.start()], line.indent, 0, after_page)
            at, after_page = line.start + gap.end(), False
        rest = line.text[at - line.start :]
        yield Line(at, line.end, rest, line.indent, line.tabs, after_page, trails=line.trails)


def _is_table_row(line: Line) -> bool:
    """Whether a numbered line is a row of a table set apart by wide gaps: figures stand behind them."""
    return any(is_value("".join(part.split())) for part in _WIDE_GAP.split(line.text)[1:])


def _without_prefix(builder: CleanTextBuilder, line: Line, length: int | None) -> Line:
    if length is None:
        return line
    builder.drop(line.start, line.start + len(line.text[:length].rstrip()), "page number", 0.8)
    return replace(line, start=line.start + length, text=line.text[length:])
