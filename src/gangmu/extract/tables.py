"""Tables as grids: merged cells spread out, repeated heads left out, columns known by their heads."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from gangmu.extract.rules import RuleSet, Trace
from gangmu.structure.model import PlanTree, TableRef
from gangmu.text.model import TextCell

COLUMNS_NEEDED = 2
"""Fewer name nothing: a text kept as one cell, however long, is not looked at."""
_SECOND_HEAD = re.compile(
    r"(?:绝对[值数额量]|总量|数值|[^\d]{0,4}(?:增长|增速|增幅|增减|年均|累计|目标|规划|计划|预计|实际|完成|现状|基期).{0,10}|占比|比重|\d{4}年.{0,6}|"
    r"(?:上半年|下半年|全年|[前第]?[一二三四1-4]季度|(?:1[0-2]|[1-9])月[底末]前?).{0,6}|(?:牵头|主办|责任|配合|协办)(?:单位|部门))"
)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table's cells by row and column. A merged cell stands at each of its places; None where nothing is printed."""

    node: int | None
    rows: tuple[tuple[TextCell | None, ...], ...]

    @property
    def width(self) -> int:
        return max((len(row) for row in self.rows), default=0)


@dataclass(frozen=True, slots=True)
class HeadedTable:
    """One table, or several that go on from page to page: column roles, head texts and the rows below the heads."""

    node: int | None
    roles: dict[str, int]
    heads: tuple[str, ...]
    rows: tuple[tuple[TextCell | None, ...], ...]
    head_cells: tuple[TextCell | None, ...] = ()
    told: tuple[str | None, ...] = ()
    """What the cells of each column show it to hold, where that was asked."""


Reading = Callable[[str, Grid], HeadedTable | None]
"""Tells a table by what its cells hold, where its heads do not say enough."""


def grids(tree: PlanTree) -> Iterator[Grid]:
    """The document's tables as grids, in order."""
    for table in tree.tables:
        yield Grid(table.node, _spread(table))


def _spread(table: TableRef) -> tuple[tuple[TextCell | None, ...], ...]:
    cells = table.paragraph.cells
    height = max(c.row + c.rows for c in cells)
    width = max(c.col + c.cols for c in cells)
    places: list[list[TextCell | None]] = [[None] * width for _ in range(height)]
    for cell in cells:
        for row in range(cell.row, cell.row + cell.rows):
            for col in range(cell.col, cell.col + cell.cols):
                places[row][col] = cell
    return tuple(tuple(row) for row in places)


def cell_text(text: str, cell: TextCell | None) -> str:
    """A cell's text without white space; "" where there is no cell."""
    return "" if cell is None else re.sub(r"\s+", "", text[cell.start : cell.end])


def headed_tables(
    tree: PlanTree,
    columns: RuleSet,
    needed: Sequence[frozenset[str]],
    trace: Trace | None = None,
    reading: Reading | None = None,
) -> list[HeadedTable]:
    """Tables whose heads name the columns wanted.

    A table with the same heads as the one before it, or with no heads and the same width right after it under the same
    provision, goes on from it.

    Args:
        tree: the document.
        columns: rules that say which head names which role.
        needed: alternatives; a table counts where all roles of one of them are present.
        trace: filled where given.
        reading: tells tables whose heads do not name what is needed.
    """
    found: list[HeadedTable] = []
    for grid in grids(tree):
        depth, roles, heads = _heads(tree.doc.text, grid, columns, needed, trace)
        body = grid.rows[depth:]
        last = found[-1] if found else None
        if roles and (last is None or last.heads != heads or last.node != grid.node):
            found.append(
                HeadedTable(grid.node, roles, heads, _without_heads(tree.doc.text, body, heads), grid.rows[depth - 1])
            )
        elif last is not None and last.node == grid.node and (roles or grid.width == len(last.heads)):
            rows = (*last.rows, *_without_heads(tree.doc.text, body, last.heads))
            found[-1] = replace(last, rows=rows)
        elif reading is not None and (told := reading(tree.doc.text, grid)) is not None:
            found.append(told)
    return found


def _without_heads(
    text: str, rows: tuple[tuple[TextCell | None, ...], ...], heads: tuple[str, ...]
) -> tuple[tuple[TextCell | None, ...], ...]:
    return tuple(row for row in rows if tuple(cell_text(text, c) for c in row) != heads)


def _heads(
    text: str, grid: Grid, columns: RuleSet, needed: Sequence[frozenset[str]], trace: Trace | None
) -> tuple[int, dict[str, int], tuple[str, ...]]:
    """Rows taken by the heads, the columns' roles, and the heads' texts; no roles where what is needed is not named."""
    for depth in (1, 2, 3):
        if depth > len(grid.rows) or grid.width < COLUMNS_NEEDED:
            break
        heads = tuple(column_head(text, grid, col, depth) for col in range(grid.width))
        roles = _roles(heads, columns, trace)
        if any(alternative <= roles.keys() for alternative in needed) and not _goes_deeper(grid, depth):
            if depth < len(grid.rows) and _is_second_head(text, grid.rows[depth], roles):
                continue
            return depth, roles, heads
    return 0, {}, ()


def is_second_head(text: str) -> bool:
    """Whether a text divides a head above it: amounts, growth, goals, years."""
    return _SECOND_HEAD.fullmatch(text) is not None


def _is_second_head(text: str, row: tuple[TextCell | None, ...], roles: dict[str, int]) -> bool:
    """Whether a row under the heads divides them (`绝对值 | 增长（%）`): words under columns of values, no name."""
    printed = [cell_text(text, cell) for cell in row]
    filled = [col for col, value in enumerate(printed) if value]
    naming = {roles[role] for role in ("number", "name", "category", "content") if role in roles}
    return bool(filled) and not naming & set(filled) and all(is_second_head(printed[col]) for col in filled)


def _goes_deeper(grid: Grid, depth: int) -> bool:
    """Whether a cell of the head rows reaches below them: then the heads take one row more."""
    if depth >= len(grid.rows):
        return False
    head_cells = {id(c) for row in grid.rows[:depth] for c in row if c is not None}
    return any(c is not None and id(c) in head_cells for c in grid.rows[depth])


def column_head(text: str, grid: Grid, col: int, depth: int) -> str:
    parts: list[str] = []
    for index, row in enumerate(grid.rows[:depth]):
        part = cell_text(text, row[col]) if col < len(row) else ""
        if not part and index + 1 < depth and _printed(text, grid.rows[index + 1], col):
            part = _head_from_left(text, grid, index, col)
        if part and part not in parts:
            parts.append(part)
    return "".join(parts)


def _printed(text: str, row: tuple[TextCell | None, ...], col: int) -> str:
    return cell_text(text, row[col]) if col < len(row) else ""


def _head_from_left(text: str, grid: Grid, index: int, col: int) -> str:
    """The head that spans a column from its left, where plain text left its other places blank."""
    for left in range(col - 1, -1, -1):
        if not _printed(text, grid.rows[index + 1], left):
            return ""
        if head := _printed(text, grid.rows[index], left):
            return head
    return ""


def _roles(heads: Sequence[str], columns: RuleSet, trace: Trace | None) -> dict[str, int]:
    roles: dict[str, int] = {}
    for col, head in enumerate(heads):
        hit = columns.first(head, trace=trace) if head else None
        if hit is not None:
            roles.setdefault(hit.rule.gives, col)
    return roles
