"""Rows of a stream that were printed as one: a cell held several lines, so names come first, then all their values.

`新渡口（处）`, `其中：机渡（处）`, `3`, `1`, `5`, `2`, `预期性` are two rows of two columns of values. They are told
where the counts fit. Where they do not, the pieces are kept together and read as no row: a value must not go to a name
that is not its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from gangmu.text.row_fit import Kind
from gangmu.vocab.table_cells import is_attribute, is_unit, opens_part

MOST_NAMES = 5
_ORDER = re.compile(r"c?n?c?tu?v+a?r*")
_LETTERS: dict[Kind, str] = {
    "category": "c", "number": "n", "text": "t", "unit": "u", "value": "v", "attribute": "a", "remark": "r",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class HeapRow:
    """A row of a heap: the piece of each column, None where it has none, and over how many rows each goes."""

    pieces: tuple[int | None, ...]
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Heap:
    """Rows printed as one, and the piece after them; no rows where they cannot be told apart."""

    rows: tuple[HeapRow, ...]
    stop: int


@dataclass(frozen=True, slots=True)
class _Runs:
    """Where the runs of pieces of a heap begin, one after the other, and where the last ends."""

    names: int
    units: int
    values: int
    attributes: int
    stop: int

    def many(self, width: int) -> int | None:
        """How many rows the values make; None where they or what stands beside them do not come out even."""
        rows, odd = divmod(self.attributes - self.values, width)
        beside = (self.values - self.units, self.stop - self.attributes)
        return None if odd or any(count not in (0, 1, rows) for count in beside) else rows


class HeapFinder:
    """Finds rows printed as one in a stream, for the columns of one table: names, units, values, attributes."""

    def __init__(self, texts: Sequence[str], kinds: Sequence[Kind], is_figure: Callable[[int], bool]) -> None:
        self._texts = texts
        self._kinds = kinds
        self._is_figure = is_figure
        self._width = kinds.count("value")
        self._can = _ORDER.fullmatch("".join(_LETTERS.get(kind, "?") for kind in kinds)) is not None

    def at(self, at: int) -> Heap | None:
        """The rows printed as one that begin with a piece, or a row without values; None where none do."""
        if not self._can or at + 2 >= len(self._texts):
            return None
        if (called_for := self._called_for(at)) is not None:
            return called_for
        runs = self._runs(at)
        if runs is None:
            return None
        parts = any(opens_part(self._texts[i]) for i in range(runs.names + 1, runs.units))
        sure = parts or self._width > 1 or runs.stop > runs.attributes
        many = runs.many(self._width)
        above = 0 if many is None else runs.units - runs.names - many
        if many is not None and sure and above in (0, 1):
            rows = self._rows(runs, many, above)
            return Heap(tuple(self._numbered(at, runs, rows)), runs.stop)
        return Heap((), runs.stop) if parts else None

    def _called_for(self, at: int) -> Heap | None:
        """A row of a number, a name and an attribute: what is called for without a figure; one word may stand for all.

        `5`, `建立渡口巡查制度`, `实现`, `约束性`: the word stands in the last of the goals' columns.
        """
        if "number" not in self._kinds or "attribute" not in self._kinds:
            return None
        if not self._texts[at].rstrip(".．、").isdigit() or not self._texts[at + 1] or not self._is_name(at + 1):
            return None
        said = int(not is_attribute(self._texts[at + 2]))
        last = at + 2 + said
        if last >= len(self._texts) or not is_attribute(self._texts[last]) or said >= self._width:
            return None
        values = [None] * (self._width - said) + [at + 2] * said
        row = self._row({"number": at, "text": at + 1, "attribute": last}, 1, values)
        return Heap((row,), last + 1)

    def _runs(self, at: int) -> _Runs | None:
        """The runs of names, units, values and attributes from a piece on, where there are more values than columns."""
        names = at + ("number" in self._kinds and self._texts[at].rstrip(".．、").isdigit())
        units = self._end(names, self._is_name, MOST_NAMES + 2)
        if units - names < 2:
            return None
        has_unit = "unit" in self._kinds
        values = self._end(units, lambda i: is_unit(self._texts[i]), MOST_NAMES if has_unit else 0)
        attributes = self._end(values, self._is_figure, MOST_NAMES * self._width + 1)
        attributes -= self._is_next_number(at, names, attributes - 1)
        if attributes - values <= self._width:
            return None
        has_attribute = "attribute" in self._kinds
        stop = self._end(attributes, lambda i: is_attribute(self._texts[i]), MOST_NAMES if has_attribute else 0)
        return _Runs(names, units, values, attributes, stop)

    def _is_next_number(self, at: int, names: int, last: int) -> bool:
        """Whether the last of the figures is the number of the row after these."""
        number = self._texts[at].rstrip(".．、")
        return names > at and self._texts[last].rstrip(".．、") == str(int(number) + 1)

    def _end(self, start: int, test: Callable[[int], bool], most: int) -> int:
        """The index after the pieces from a place on that pass a test."""
        at = start
        while at < min(len(self._texts), start + most) and self._texts[at] and test(at):
            at += 1
        return at

    def _is_name(self, i: int) -> bool:
        return not self._is_figure(i) and not is_attribute(self._texts[i]) and not is_unit(self._texts[i])

    def _rows(self, runs: _Runs, many: int, above: int) -> list[HeapRow]:
        """A row for each name; one above that has no values of its own is their category, or a row without values."""
        first = runs.names + above
        rows: list[HeapRow] = []
        category: int | None = None
        if above and "category" in self._kinds and not opens_part(self._texts[first]):
            category = runs.names
        elif above:
            rows.append(self._row({"text": runs.names}, 1))
        units, attributes = runs.values - runs.units, runs.stop - runs.attributes
        for i in range(many):
            own: dict[Kind, int | None] = {"text": first + i, "category": category if i == 0 else None}
            own["unit"] = runs.units + i if i < units else None
            own["attribute"] = runs.attributes + i if i < attributes else None
            row = self._row(own, 1, [runs.values + c * many + i for c in range(self._width)])
            rows.append(self._spread(row, units, attributes, many if i == 0 else 0))
        return rows

    def _row(self, own: dict[Kind, int | None], rows: int, values: Sequence[int | None] = ()) -> HeapRow:
        left = iter(values)
        pieces = tuple(next(left, None) if kind == "value" else own.get(kind) for kind in self._kinds)
        return HeapRow(pieces, (rows,) * len(pieces))

    def _spread(self, row: HeapRow, units: int, attributes: int, rows: int) -> HeapRow:
        """The row, a unit or an attribute that is printed once going over all rows."""
        once = {kind for kind, count in (("unit", units), ("attribute", attributes)) if count == 1}
        return replace(row, rows=tuple(rows if kind in once else 1 for kind in self._kinds))

    def _numbered(self, at: int, runs: _Runs, rows: list[HeapRow]) -> list[HeapRow]:
        """The rows, the first of them with the number printed before all."""
        if runs.names == at:
            return rows
        number = self._kinds.index("number")
        pieces = rows[0].pieces
        return [replace(rows[0], pieces=(*pieces[:number], at, *pieces[number + 1 :])), *rows[1:]]
