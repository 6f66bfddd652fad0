"""Tables printed as comma-separated values: known by their heads, read by the quotation marks around their cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gangmu.source.model import Block, Cell
from gangmu.text.lines import Line
from gangmu.vocab.table_cells import COLUMN_HEAD

LONGEST_HEAD = 16
_EMPTY_CELLS = re.compile(r"(?<=[^,]),{2,}$")
_DOUBLED = re.compile('""')
Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class CommaTable:
    """A table, the source ranges of what parts its cells, and the index after its last line."""

    block: Block
    marks: tuple[Range, ...]
    end: int


def may_open_commas(line: Line) -> bool:
    """Whether a line can be the row of heads of such a table."""
    if line.text.count(",") < 2:
        return False
    heads = [piece.strip(' "') for piece in line.text.split(",")]
    known = sum(COLUMN_HEAD.fullmatch(head) is not None for head in heads)
    return max(map(len, heads)) <= LONGEST_HEAD and known >= 2 and 2 * known >= len(heads)


def comma_table(source: str, lines: Sequence[Line], first: int) -> CommaTable | None:
    """The table whose heads are the line at `first`, or None where no row goes with them."""
    rows: list[list[Range]] = []
    at, end = lines[first].start, lines[-1].end
    while at < end:
        row, after = _record(source, at, end)
        if len(row) < 2 or (rows and len(row) != len(rows[0])):
            break
        rows.append(row)
        at = after + 1
    if len(rows) < 2:
        return None
    cells = [Cell(span, r, c) for r, row in enumerate(rows) for c, span in enumerate(row)]
    span = (lines[first].start, max(stop for row in rows for _, stop in row))
    after = next((i for i in range(first, len(lines)) if lines[i].start >= at), len(lines))
    return CommaTable(Block("table", span, tuple(cells), len(rows)), tuple(_between(source, rows, at)), after)


def empty_cells_after(line: Line) -> Range | None:
    """The commas after a table's title, which fills a row by itself."""
    found = _EMPTY_CELLS.search(line.text) if line.text.endswith(",,") else None
    return None if found is None else (line.start + found.start(), line.end)


def _record(source: str, at: int, end: int) -> tuple[list[Range], int]:
    """The cells of the record that begins at `at`, and where it ends."""
    cells: list[Range] = []
    while True:
        if source.startswith('"', at):
            close = _closing_quote(source, at + 1, end)
            cells.append((at + 1, close))
            at = close + 1
        else:
            stop = next((i for i in range(at, end) if source[i] in ",\r\n"), end)
            cells.append((at, stop))
            at = stop
        if at >= end or source[at] != ",":
            break
        at += 1
    if source.startswith("\r\n", at):
        at += 1
    return cells, at


def _closing_quote(source: str, at: int, end: int) -> int:
    """A quotation mark printed twice stands for itself."""
    while at < end:
        if source[at] == '"':
            if not source.startswith('""', at):
                return at
            at += 1
        at += 1
    return end


def _between(source: str, rows: Sequence[Sequence[Range]], end: int) -> list[Range]:
    """What stands around the cells: commas and quotation marks, and the first of two quotation marks inside."""
    spans = [span for row in rows for span in row]
    gaps = [(a, b) for (_, a), (b, _) in zip(spans, [*spans[1:], (end, end)], strict=True)]
    gaps.insert(0, (spans[0][0] - 1, spans[0][0]) if source.startswith('"', max(0, spans[0][0] - 1)) else (0, 0))
    marks = [(i, i + 1) for a, b in gaps for i in range(a, min(b, len(source))) if source[i] in ',"']
    doubled = ((found.start(), found.start() + 1) for a, b in spans for found in _DOUBLED.finditer(source, a, b))
    return sorted([*marks, *doubled])
