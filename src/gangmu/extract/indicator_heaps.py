"""Rows of an indicator table whose cells hold a line for each of several indicators.

`渡口（处）` over `其中：机渡（处）`, `3` over `1`, `5` over `2` are two indicators. White space is no part of a cell's text,
so such cells are looked at as the source prints them.
"""

from __future__ import annotations

from collections.abc import Sequence

from gangmu.structure.model import PlanTree
from gangmu.text.model import TextCell
from gangmu.vocab.table_cells import is_attribute, is_unit, is_value, opens_part

Lines = list[str]


def rows_apart(
    tree: PlanTree, row: Sequence[TextCell | None], name: int | None, values: Sequence[int]
) -> list[list[str]] | None:
    """The rows that a row's cells hold together.

    Args:
        tree: the document.
        row: the cells.
        name: the column of names.
        values: the columns of values that are read.

    Returns:
        The texts of each row's cells; none where the lines do not come out even, so that no value may go to another's
        name; None where the row is a row like others.
    """
    if name is None or name >= len(row) or not _may_hold_several(tree, row, values):
        return None
    lines = [_lines(tree, cell) for cell in row]
    printed = [lines[col] for col in values if col < len(lines) and lines[col]]
    most = max(map(len, printed), default=1)
    names = lines[name]
    has_parts = any(map(opens_part, names[1:])) or "其中" in "".join(names)[1:]
    if most < 2 or not has_parts or not all(is_value(value) for column in printed for value in column):
        return None
    if any(len(column) != most for column in printed) or len(names) - most not in (0, 1):
        return []
    if len(names) > most and not opens_part(names[1]):
        return []
    lines[name] = names[len(names) - most :]
    own = {name, *(col for col in values if col < len(lines) and lines[col])}
    return [[_of_row(column, i, col in own) for col, column in enumerate(lines)] for i in range(most)]


def _may_hold_several(tree: PlanTree, row: Sequence[TextCell | None], values: Sequence[int]) -> bool:
    """Whether a cell of values has white space within: told without a look at the source."""
    cells = (row[col] for col in values if col < len(row))
    return any(len(tree.doc.text[cell.start : cell.end].split()) > 1 for cell in cells if cell is not None)


def _lines(tree: PlanTree, cell: TextCell | None) -> Lines:
    return [] if cell is None or cell.end == cell.start else tree.doc.printed(cell.start, cell.end).split()


def _of_row(lines: Lines, i: int, has_one_each: bool) -> str:
    """What a cell says of one of several rows: its own line, or the whole cell where that goes for all."""
    return lines[i] if has_one_each or _are_alike(lines, i) else "".join(lines)


def _are_alike(lines: Lines, i: int) -> bool:
    """Whether a cell has units or attributes only, one a row."""
    return i < len(lines) > 1 and (all(map(is_unit, lines)) or all(map(is_attribute, lines)))
