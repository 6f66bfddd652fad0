"""Cells one a line, each ended by a bar: how web pages and scans print tables whose rows are lost."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gangmu.text.lines import Line
from gangmu.text.row_fit import NEVER
from gangmu.text.row_stream import Stream
from gangmu.text.stream_table import StreamTable, stream_table
from gangmu.text.tables import ATTRIBUTE, GridCell, is_caption
from gangmu.text.turned_blocks import turned_table
from gangmu.vocab.table_cells import is_known_head

Range = tuple[int, int]
MOST_CAPTIONS = 4
LONGEST_CAPTION = 60
ROWS_NEEDED = 2
_BARS = re.compile(r"[|｜]")
_ROW_CLOSES = re.compile(r"[|｜]\s+[|｜]+$")
"""A cell's own bar, and the row's with those of the cells that are merged away."""
_CAPTION_ENDS = re.compile(r"(?:表|指标|体系|目标|任务|情况)(?:[（(][^（）()]{1,20}[）)])?$|^[（(]?单位[:：]")


@dataclass(frozen=True, slots=True)
class BarTable:
    """A run of bar-ended cells: what stands above the table, the grid if one is told, what is left, rows not told."""

    above: tuple[Range, ...]
    grid: tuple[GridCell, ...]
    below: tuple[Range, ...]
    bars: tuple[Range, ...]
    unread: tuple[Range, ...] = ()
    again: tuple[Range, ...] = ()
    """Heads printed again."""


def bar_table(source: str, lines: Sequence[Line]) -> BarTable:
    """Read a run of bar-ended cells.

    The first cells may be the table's caption. Where rows are opened by a bar alone, rows are known; else they are told
    by what the columns hold. Failing that, the grid is recovered from the heads' count and, where the last column is an
    attribute (预期性, 约束性), from the attributes that end each row.

    Args:
        source: the source's text.
        lines: the run.
    """
    lines = [line for line in lines if not line.is_blank]
    cells, starts = _cells(lines)
    bars = tuple((line.start + m.start(), line.start + m.end()) for line in lines for m in _BARS.finditer(line.text))
    texts = tuple("".join(source[a:b].split()) for a, b in cells)
    for lead in _captions(texts):
        turned = turned_table(texts[lead:], cells[lead:])
        if turned is not None:
            below = tuple(cells[lead + turned.end :])
            return BarTable(tuple(cells[:lead]), turned.cells, below, bars, again=turned.again)
        found = _told(texts[lead:], cells[lead:], starts[lead:])
        if found is not None:
            below = tuple(cells[lead + found.end :])
            return BarTable(tuple(cells[:lead]), found.cells, below, bars, found.unread)
    return BarTable((), (), tuple(cells), bars)


def _captions(texts: Sequence[str]) -> Iterator[int]:
    """How many of the first cells may be a caption and what belongs to it."""
    yield 0
    for lead, text in enumerate(texts[:MOST_CAPTIONS], 1):
        named = len(text) <= LONGEST_CAPTION and (is_caption(text) or _CAPTION_ENDS.search(text))
        if text and not named:
            return
        yield lead


def _told(texts: tuple[str, ...], cells: Sequence[Range], starts: tuple[bool, ...]) -> StreamTable | None:
    """The table that begins with the first cell."""
    marked = any(starts)
    told = stream_table(Stream(texts, starts if marked else (), -NEVER if marked else 0.0, whole=True), cells)
    return told if told is not None else _grid(texts, cells)


def _cells(lines: Sequence[Line]) -> tuple[list[Range], tuple[bool, ...]]:
    """The cells of the lines and, where rows are opened by a bar alone, which of them are a row's first."""
    opening = _row_openings(lines)
    cells: list[Range] = []
    starts: list[bool] = []
    opened = False
    for i, line in enumerate(lines):
        if i in opening:
            opened = True
            continue
        for cell in _cells_of(line):
            cells.append(cell)
            starts.append(opened)
            opened = False
    return cells, tuple(starts)


def _row_openings(lines: Sequence[Line]) -> frozenset[int]:
    """The bars alone that open a row: each stands after the bars that close one."""
    closing = [i for i, line in enumerate(lines) if _ROW_CLOSES.search(line.text)]
    opening = {i + 1 for i in closing if i + 1 < len(lines) and _is_bar(lines[i + 1])}
    if len(opening) < ROWS_NEEDED or len(opening) + 1 < len(closing):
        return frozenset()
    return frozenset(opening | ({0} if _is_bar(lines[0]) else set()))


def _is_bar(line: Line) -> bool:
    return _BARS.fullmatch(line.text) is not None


def _cells_of(line: Line) -> Iterator[Range]:
    """The cells of a line: one for each bar within it; of bars after the last one blank cell at most is told."""
    at = line.start
    inner = line.text.rstrip("|｜ \t\u3000")
    for bar in _BARS.finditer(inner):
        yield at, max(at, line.start + bar.start())
        at = line.start + bar.end()
    yield at, line.start + len(inner)


def _grid(texts: Sequence[str], cells: Sequence[Range]) -> StreamTable | None:
    """The grid by the heads' count, up to the last row that is whole."""
    heads = next((i for i, text in enumerate(texts) if not is_known_head(text)), len(texts))
    if heads < 3 or heads == len(texts):
        return None
    by_attribute = ATTRIBUTE.fullmatch(texts[-1]) is not None or any(map(ATTRIBUTE.fullmatch, texts[heads:]))
    rows = _rows_by_attribute(texts, heads) if by_attribute else _rows_by_count(len(texts), heads)
    end = 1 + max(index for row in rows for index in row if index is not None)
    placed = (
        GridCell((cells[index],) if index is not None else (), row, col)
        for row, indices in enumerate(rows)
        for col, index in enumerate(indices)
    )
    return StreamTable(tuple(placed), end)


def _rows_by_count(count: int, width: int) -> list[list[int | None]]:
    return [list(range(i, min(i + width, count))) for i in range(0, count, width)]


def _rows_by_attribute(texts: Sequence[str], width: int) -> list[list[int | None]]:
    heads = list(texts[:width])
    rows: list[list[int | None]] = [list(range(width))]
    row: list[int | None] = []
    for i in range(width, len(texts)):
        row.append(i)
        if len(row) >= width and list(texts[i + 1 - width : i + 1]) == heads:
            rows += [row[:-width]] if len(row) > width else []
            rows.append(row[-width:])
            row = []
        elif ATTRIBUTE.fullmatch(texts[i]):
            rows.append(_filled(row, texts, width))
            row = []
    return rows


def _filled(row: list[int | None], texts: Sequence[str], width: int) -> list[int | None]:
    """A row brought to the grid's width: blank cells too many go, missing ones are filled, both on the left."""
    while len(row) > width and row[0] is not None and not texts[row[0]]:
        row = row[1:]
    return [None] * (width - len(row)) + row
