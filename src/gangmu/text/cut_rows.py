"""A table row cut in two by the end of a page, made whole again.

Cells that were finished when the page ended stay above, those that were not go on below, under heads printed again or
under none. A row is taken for cut on what the table itself says: the lower part has no number where every row has
one, or goes on in cells that broke off in the middle of a sentence while cells that every row fills stay empty.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from gangmu.text.tables import GridCell
from gangmu.vocab.table_cells import COLUMN_HEAD, is_value

_MOST_HEADS = 3
_NUMBER_HEAD = re.compile(r"序号?|编号|项次|No\.?", re.IGNORECASE)
_NUMBER = re.compile(r"[（(]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[)）.．、]?")
_CLOSED = re.compile(r"[。；;！!？?]$")
_BRACKET = re.compile(r"[）)]$")
_SHORT = 5
"""Characters of a word that stands in many rows of a column, of which the last row has the beginning alone."""
_OPEN = re.compile(r"[，,、：:（(〔【《“]$")
_MOSTLY = 0.6
_NEARLY_ALWAYS = 0.8


class Joined(NamedTuple):
    """Two tables as one: its cells, and the source ranges of the heads that were printed again."""

    cells: tuple[GridCell, ...]
    heads: tuple[tuple[int, int], ...]


def joined_at_break(source: str, above: Sequence[GridCell], below: Sequence[GridCell]) -> Joined | None:
    """One table out of the two that stand before and after a break, where a row was cut there.

    Args:
        source: the source text.
        above: the cells of the table before the break.
        below: the cells of the table after it, nothing but page furniture between them.

    Returns:
        The table with the cut row whole; None where no row was cut, or they are two tables.
    """
    upper, lower = _Rows(source, above), _Rows(source, below)
    if upper.width != lower.width or upper.width < 2:
        return None
    heads = _repeated_heads(upper, lower)
    if heads >= lower.height or heads >= upper.height or not _is_cut(upper, lower, heads, heads or _own_heads(upper)):
        return None
    ranges = [part for row in range(heads) for cell in lower.starting(row) for part in cell.ranges if part[1] > part[0]]
    return Joined(_merged(upper, lower, heads), tuple(ranges))


class _Rows:
    """The cells of a table by row and column; a merged cell answers at each of its places."""

    def __init__(self, source: str, cells: Sequence[GridCell]) -> None:
        self._source = source
        self.cells = tuple(cells)
        self.height = max((cell.row + cell.rows for cell in cells), default=0)
        self.width = max((cell.col + cell.cols for cell in cells), default=0)
        self._at = {
            (row, col): cell
            for cell in cells
            for row in range(cell.row, cell.row + cell.rows)
            for col in range(cell.col, cell.col + cell.cols)
        }

    def at(self, row: int, col: int) -> GridCell | None:
        return self._at.get((row, col))

    def starting(self, row: int) -> list[GridCell]:
        return [cell for cell in self.cells if cell.row == row]

    def text(self, row: int, col: int) -> str:
        cell = self.at(row, col)
        return "" if cell is None else "".join("".join(self._source[a:b].split()) for a, b in cell.ranges)

    def texts(self, row: int) -> tuple[str, ...]:
        return tuple(self.text(row, col) for col in range(self.width))

    def is_section(self, row: int) -> bool:
        """A row of one text at most."""
        return len({id(self.at(row, col)) for col in range(self.width) if self.text(row, col)}) < 2

    def is_heading(self, row: int) -> bool:
        """A row of one text that begins at the left or goes over columns (a section's heading, a note), or of none."""
        filled = [cell for col in range(self.width) if self.text(row, col) and (cell := self.at(row, col))]
        return not filled or (self.is_section(row) and (filled[0].col == 0 or filled[0].cols > 1))


def _repeated_heads(upper: _Rows, lower: _Rows) -> int:
    """How many rows at the top of the lower table print the upper table's heads again."""
    many = 0
    while many < min(_MOST_HEADS, upper.height, lower.height):
        if not any(lower.texts(many)) or upper.texts(many) != lower.texts(many):
            break
        many += 1
    return many


def _own_heads(table: _Rows) -> int:
    """How many rows at the top of a table are heads by their words."""
    many = 0
    while many < min(_MOST_HEADS, table.height):
        texts = {text for text in table.texts(many) if text}
        named = sum(1 for text in texts if COLUMN_HEAD.fullmatch(text))
        if not texts or named < _MOSTLY * len(texts):
            break
        many += 1
    return many


def _is_cut(upper: _Rows, lower: _Rows, heads: int, body: int) -> bool:
    """Whether the first row below `heads` of the lower table goes on from the last of the upper one.

    `body` is the first row of the upper table below its heads.
    """
    last = upper.height - 1
    if last < body or upper.is_section(last) or lower.is_heading(heads):
        return False
    number = _number_column(upper, body)
    if number is not None and not _is_shared(upper, lower, number, (body, heads)):
        before, after = upper.text(last, number), lower.text(heads, number)
        if before and after:
            return False
        return bool(before) or _follows(upper.text(last - 1, number), after)
    return _goes_on(upper, lower, heads, body)


def _number_column(upper: _Rows, body: int) -> int | None:
    """The column of row numbers, by its head or by what stands in it."""
    for col in range(min(2, upper.width)):
        if any(_NUMBER_HEAD.fullmatch(upper.text(row, col)) for row in range(body)):
            return col
        values = [upper.text(row, col) for row in _body_rows(upper, body)]
        numbers = sum(1 for value in values if _NUMBER.fullmatch(value))
        if len(values) > 1 and numbers >= _NEARLY_ALWAYS * len(values):
            return col
    return None


def _body_rows(upper: _Rows, body: int) -> list[int]:
    return [row for row in range(body, upper.height) if not upper.is_section(row)]


def _is_shared(upper: _Rows, lower: _Rows, number: int, bodies: tuple[int, int]) -> bool:
    """Whether one number stands for several rows, so that a row without one may be whole."""
    first, last = lower.at(bodies[1], number), upper.at(upper.height - 1, number)
    several = [cell.rows > 1 for cell in upper.cells if cell.col == number and cell.row >= bodies[0]]
    reaches_up = last is not None and last.row < upper.height - 1
    return any(several) or (first is not None and first.rows > 1) or reaches_up


def _follows(before: str, after: str) -> bool:
    """Whether a number set in the middle of its cut cell came to stand on the lower page: it counts on."""
    return before.isdigit() and after.isdigit() and int(after) == int(before) + 1


def _goes_on(upper: _Rows, lower: _Rows, heads: int, body: int) -> bool:
    last = upper.height - 1
    columns = range(upper.width)
    filled_below = [col for col in columns if lower.text(heads, col)]
    if not all(upper.text(last, col) for col in filled_below):
        return False
    left_empty = sum(_is_always_filled(upper, col, body) for col in columns if not lower.text(heads, col))
    without_figures = left_empty > 1 and not any(is_value(lower.text(heads, col)) for col in filled_below)
    return without_figures or (left_empty > 0 and any(_breaks_off(upper, col, body) for col in filled_below))


def _is_always_filled(upper: _Rows, col: int, body: int) -> bool:
    values = [upper.text(row, col) for row in _body_rows(upper, body)]
    return sum(map(bool, values)) >= _NEARLY_ALWAYS * len(values)


def _breaks_off(upper: _Rows, col: int, body: int) -> bool:
    """Whether the last cell of a column stops in the middle of a sentence, in a column of whole ones."""
    last = upper.text(upper.height - 1, col)
    if _OPEN.search(last):
        return True
    others = [upper.text(row, col) for row in _body_rows(upper, body)[:-1]]
    if any(0 < len(last) < len(text) <= _SHORT and text.startswith(last) for text in others):
        return True
    return any(_stops_short(last, others, closed) for closed in (_CLOSED, _BRACKET))


def _stops_short(last: str, others: Sequence[str], closed: re.Pattern[str]) -> bool:
    whole = sum(1 for text in others if closed.search(text))
    return bool(others) and whole >= _MOSTLY * len(others) and closed.search(last) is None


def _merged(upper: _Rows, lower: _Rows, heads: int) -> tuple[GridCell, ...]:
    last = upper.height - 1
    shift = last - heads
    grown = {id(cell): cell for cell in upper.cells}
    added: list[GridCell] = []
    for cell in lower.cells:
        if cell.row < heads:
            continue
        whole = upper.at(last, cell.col) if cell.row == heads else None
        if whole is None:
            added.append(replace(cell, row=cell.row + shift))
            continue
        known = grown[id(whole)]
        printed = tuple(part for part in cell.ranges if part[1] > part[0])
        kept = tuple(part for part in known.ranges if part[1] > part[0])
        grown[id(whole)] = replace(known, ranges=kept + printed or known.ranges, rows=known.rows + cell.rows - 1)
    return tuple(sorted([*grown.values(), *added], key=lambda cell: (cell.row, cell.col)))
