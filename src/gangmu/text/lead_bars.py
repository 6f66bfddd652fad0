"""Tables pasted with their bars in front: each cell on a line behind a bar, each row after a bar of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gangmu.text.lines import Line
from gangmu.text.tables import GridCell

ROWS_NEEDED = 3
CELLS_NEEDED = 3
LONGEST_CELL = 120
_BARS = "|｜"


@dataclass(frozen=True, slots=True)
class LeadBarTable:
    """The cells of such a table, its bars, and the index after its last line."""

    cells: tuple[GridCell, ...]
    bars: tuple[tuple[int, int], ...]
    end: int


def may_open_lead_bars(line: Line) -> bool:
    """Whether a line is the bar that opens a row."""
    return line.text in ("|", "｜")


def lead_bar_table(lines: Sequence[Line]) -> LeadBarTable | None:
    """The table with bars in front that begins with the first of some lines, or None where none does.

    Args:
        lines: lines of the source, the first of them a bar alone.
    """
    rows: list[list[tuple[int, int]]] = []
    bars: list[tuple[int, int]] = []
    end = 0
    for i, line in enumerate(lines):
        if line.is_blank:
            continue
        opened = i > 0 and _last_printed(lines, i) in _BARS
        if line.text[:1] in _BARS:
            bars.append((line.start, line.start + 1))
            if line.text in _BARS and _opens_row(lines, i):
                rows.append([])
            elif rows and line.text not in _BARS:
                rows[-1].append(_behind_bar(line))
            elif rows:
                rows[-1].append((line.end, line.end))
        elif opened and rows and not rows[-1] and len(line.text) <= LONGEST_CELL:
            rows[-1].append((line.start, line.end))
        else:
            break
        end = i + 1
    rows = [row for row in rows if row]
    if len([row for row in rows if len(row) >= CELLS_NEEDED]) < ROWS_NEEDED:
        return None
    return LeadBarTable(tuple(_placed(rows)), tuple(bars), end)


def _last_printed(lines: Sequence[Line], i: int) -> str:
    return next((line.text for line in reversed(lines[:i]) if not line.is_blank), "")


def _opens_row(lines: Sequence[Line], i: int) -> bool:
    """Whether the line after a bar alone is its first cell; else the bar stands for a blank cell, or ends the table."""
    following = next((line.text for line in lines[i + 1 :] if not line.is_blank), "|")
    return following[:1] not in _BARS


def _behind_bar(line: Line) -> tuple[int, int]:
    inner = line.text[1:]
    return line.end - len(inner.lstrip()), line.end


def _placed(rows: Sequence[Sequence[tuple[int, int]]]) -> Iterator[GridCell]:
    """The cells by row and column: a row short of cells stands to the right, below a cell that goes over rows."""
    width = max(map(len, rows))
    for r, row in enumerate(rows):
        shift = 0 if len(row) == 1 else width - len(row)
        for c, cell in enumerate(row):
            yield GridCell((cell,), r, c + shift)
