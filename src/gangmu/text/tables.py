"""Tables printed into plain text: rows parted by tabs or bars, and cells one a line ended by a bar."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from gangmu.text.lines import Line
from gangmu.vocab.table_cells import is_known_head

Ranges = list[tuple[int, int]]
_ANY_BAR = re.compile(r"[|｜]")
_INNER_BAR = re.compile(r"(?<=[^|｜])[|｜](?=[^|｜])")
_OTHER_HEAD = re.compile(r"[一-鿿]{2,8}(?:[（(][^（）()\d]{1,6}[）)])?")
_VALUE_HEAD = re.compile(r"目标|规划|预期|\d{4}年")
BOX_HEAD = re.compile(r"专栏\s*[\d一二三四五六七八九十]+")
_CAPTION = re.compile(r"附表|表\s*(?:[\d一二三四五六七八九十]|$)|专\s?栏|附件")
_LABEL = re.compile(r"[一-鿿、]{2,14}")
ATTRIBUTE = re.compile(r"(?:预期|约束|引导|指导|预测|考核|监测)性")


def may_be_head(text: str) -> bool:
    """Whether a text can be a column's head that plans use rarely: believed only among heads that are known."""
    return _OTHER_HEAD.fullmatch(text) is not None


def is_caption(text: str) -> bool:
    """Whether a text is the caption of a table, by how it begins."""
    return _CAPTION.match(text) is not None


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell found in plain text: the source ranges of its text and its place in the grid."""

    ranges: tuple[tuple[int, int], ...]
    row: int
    col: int
    rows: int = 1
    cols: int = 1


def is_tab_row(line: Line) -> bool:
    """A line with two tabs or more between texts, as a spreadsheet copies its rows."""
    return line.tabs >= 2 and len(line.text) > 2


def may_open_pairs(line: Line) -> bool:
    """Whether a line holds the heads of a table of two columns: names and one column of values."""
    heads = ["".join(part.split()) for part in line.text.split("\t")]
    if line.tabs != 1 or len(heads) != 2 or not all(map(is_known_head, heads)):
        return False
    return _VALUE_HEAD.search(heads[1]) is not None


def pairs_end(lines: Sequence[Line], first: int) -> int | None:
    """The index after the table of two columns parted by tabs whose heads stand at `first`, or None where none does."""
    last = first
    for i in range(first + 1, len(lines)):
        if lines[i].tabs == 1:
            last = i
        elif lines[i].tabs or not _is_section_row(lines, i, lambda line: line.tabs == 1):
            break
    return last + 1 if last - first >= 2 else None


def tab_table_end(lines: Sequence[Line], first: int) -> int | None:
    """The index after the tab-separated table that begins at `first`, or None where none does.

    A single line without tabs between two rows is a section row of the table; one with a single tab is a short row.
    """
    if not is_tab_row(lines[first]):
        return None
    last = first
    i = first + 1
    while i < len(lines) and not lines[i].is_blank:
        if is_tab_row(lines[i]):
            last = i
        elif not _is_section_row(lines, i, is_tab_row) and not _is_short_row(lines, i):
            break
        i += 1
    rows = sum(is_tab_row(line) for line in lines[first : last + 1])
    return last + 1 if rows >= 2 else None


def _is_short_row(lines: Sequence[Line], i: int) -> bool:
    """Whether a row follows a line at once that has a single tab, or none and is a label."""
    follows = i + 1 < len(lines) and is_tab_row(lines[i + 1])
    return follows and (lines[i].tabs == 1 or _LABEL.fullmatch(lines[i].text) is not None)


def _is_section_row(lines: Sequence[Line], i: int, is_row: Callable[[Line], bool]) -> bool:
    """A numbered line that is no row, with rows after it (another section row may stand between)."""
    if not lines[i].is_numbered or len(lines[i].text) > 60:
        return False
    following = next((line for line in lines[i + 1 : i + 4] if not line.is_numbered or is_row(line)), None)
    return following is not None and is_row(following)


def tab_cells(source: str, lines: Sequence[Line]) -> list[GridCell]:
    """The cells of tab-separated rows."""
    cells: list[GridCell] = []
    for row, line in enumerate(lines):
        at = line.start
        for col, piece in enumerate(source[line.start : line.end].split("\t")):
            cells.append(GridCell(((at, at + len(piece)),), row, col))
            at += len(piece) + 1
    return cells


def is_bar_row(line: Line) -> bool:
    """A line with bars between texts: a row of a table whose rules became bars."""
    return len(_INNER_BAR.findall(line.text)) >= 2


def bar_rows_end(lines: Sequence[Line], first: int) -> int | None:
    """The index after the rows parted by bars that begin at `first`, or None where there are fewer than two.

    A numbered line without bars between two rows is a section row.
    """
    last = first
    i = first
    while i < len(lines):
        if is_bar_row(lines[i]):
            last = i
        elif not lines[i].is_blank and not _is_section_row(lines, i, is_bar_row):
            break
        i += 1
    rows = sum(is_bar_row(line) for line in lines[first : last + 1])
    return last + 1 if rows >= 2 else None


def bar_row_cells(lines: Sequence[Line]) -> tuple[list[GridCell], Ranges]:
    """The cells of rows parted by bars, and the bars."""
    cells: list[GridCell] = []
    bars: Ranges = []
    for row, line in enumerate(line for line in lines if not line.is_blank):
        marks = [line.start + m.start() for m in _ANY_BAR.finditer(line.text)]
        bars += [(at, at + 1) for at in marks]
        begins = [line.start, *(at + 1 for at in marks)]
        ends = [*marks, line.end]
        pieces = list(zip(begins, ends, strict=True))
        if line.text[:1] in "|｜":
            pieces = pieces[1:]
        if line.text[-1:] in "|｜":
            pieces = pieces[:-1]
        cells += [GridCell((piece,), row, col) for col, piece in enumerate(pieces)]
    return cells, bars


def is_bar_cell(line: Line) -> bool:
    """A line that ends with a bar: one cell of a table flattened to a cell a line."""
    return line.text.endswith(("|", "｜"))


def bar_table_end(lines: Sequence[Line], first: int) -> int | None:
    """The index after the run of bar-ended cells at `first`, blank lines between them left aside."""
    if not is_bar_cell(lines[first]):
        return None
    last = first
    for i in range(first + 1, len(lines)):
        if is_bar_cell(lines[i]):
            last = i
        elif not lines[i].is_blank:
            break
    return last + 1
