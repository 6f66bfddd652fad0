"""Responsibility tables without rules in a text layer: a line of heads, and under it rows that count up.

A text layer may be read as lines at any time, so only what cannot be anything else is taken for a table: the heads name
its columns, blank gutters part them from top to bottom, the first column counts without a gap, and a line that goes on
in a cell follows one that was full. Cells set in the middle of their rows do not tell where rows begin; such tables
stay lines.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from gangmu.source.page_marks import Glyph
from gangmu.source.pdf_grid import Grid, Place
from gangmu.source.pdf_lines import rows_of
from gangmu.vocab.table_heads import opens_responsibilities

_APART = 1.5
"""Of a character's size: what parts two heads."""
_GUTTER = 0.6
"""Of a character's size: the least width of the strip between two columns that no line crosses."""
_FULL = 2.5
"""Of a character's size: how far a full line ends before its column does, where the next word was too long."""
_LEEWAY = 1.05
_LOOSE, _CLOSE = 1.4, 3.5
"""How far the next line of a cell may be, of the usual distance; and the next row, of a character's size."""
_LEAST_ROWS = 3
_FURNITURE, _FURNITURE_LINES = 14, 2
"""Characters and lines of what may stand below the last table of a page, such as the page's number."""
_COUNT = re.compile(r"(\d{1,3})[.．、]?")
_SECTION = re.compile(r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]")
_NEXT_ITEM = re.compile(r"[（(]?[2-9][）).．、]|[②-⑳]")
_FIRST_SIGNS = frozenset("序编项")

Strip = tuple[float, float]


class Open(NamedTuple):
    """A table that the end of a page cuts: its column edges, how far apart the lines of a cell are and its rows at
    most, and the number to come.
    """

    edges: tuple[float, ...]
    step: float
    apart: float
    following: int


class _Line(NamedTuple):
    glyphs: list[Glyph]
    middle: float
    size: float
    is_section: bool = False

    @property
    def text(self) -> str:
        return "".join(glyph.text for glyph in self.glyphs)


class _Table(NamedTuple):
    """The rows of a table, each its lines; its column edges; the number to come; how many lines it takes."""

    rows: list[list[_Line]]
    edges: tuple[float, ...]
    following: int
    taken: int


def numbered_tables(glyphs: Sequence[Glyph], before: Open | None = None) -> tuple[list[Grid], Open | None]:
    """The numbered responsibility tables of a page.

    Args:
        glyphs: its characters that stand in no ruled table.
        before: the table that the end of the page before cut.

    Returns:
        From top to bottom, and the last where the page's end cuts it.
    """
    if before is None and not any(glyph.text in _FIRST_SIGNS for glyph in glyphs):
        return [], None
    lines = [_Line(row, median(g.middle for g in row), max(g.size for g in row)) for row in rows_of(glyphs) if row]
    found: list[Grid] = []
    cut: Open | None = None
    at = 0
    while at < len(lines):
        first, table = _table_at(lines, at, before)
        if table is None:
            at += 1
            continue
        at = first + table.taken
        rest = lines[at:]
        is_last = len(rest) <= _FURNITURE_LINES and all(len(line.text) <= _FURNITURE for line in rest)
        if is_last or before is not None or len(table.rows) > _LEAST_ROWS:
            found.append(_grid(table))
            cut = _cut(table, lines[first:at]) if is_last else None
            before = None
    return found, cut


def _table_at(lines: Sequence[_Line], at: int, before: Open | None) -> tuple[int, _Table | None]:
    """The table whose heads stand at a line, or that goes on there from the page before, and its first line."""
    heads = _heads(lines[at])
    if heads:
        gutters = [[(_middle(a), _middle(b))] for a, b in pairwise(heads)]
        stretch, gutters = _stretch(lines[at:], gutters)
        edges = _edges(stretch, gutters)
        numbers = [_number(line, edges[1]) for line in stretch[1:]]
        fresh = before is None or 1 in numbers[:1]
        return at, _table(stretch, edges, 1, 1, fresh) or (
            None if before is None else _table(stretch, edges, 1, before.following, fresh=False)
        )
    if before is None or _number(lines[at], before.edges[1]) != before.following:
        return at, None
    first = _left_over(lines, at, before)
    stretch, _ = _stretch(lines[first:], [[(edge - 0.1, edge + 0.1)] for edge in before.edges[1:-1]])
    inside = [line for line in stretch if _is_within(line, before.edges)]
    return first, _table(inside, before.edges, 0, before.following, fresh=False)


def _heads(line: _Line) -> list[Strip]:
    """The places of a line's heads, where it opens a responsibility table."""
    pieces = [[line.glyphs[0]]]
    for before, glyph in pairwise(line.glyphs):
        if glyph.box[0] - before.box[2] > _APART * line.size:
            pieces.append([])
        pieces[-1].append(glyph)
    names = ["".join(glyph.text for glyph in piece) for piece in pieces]
    return [(piece[0].box[0], piece[-1].box[2]) for piece in pieces] if opens_responsibilities(names) else []


def _left_over(lines: Sequence[_Line], at: int, before: Open) -> int:
    """The first of the lines above a number that belong to the row the page's end cut."""
    reach = _LEEWAY * before.apart
    while at > 0 and lines[at].middle - lines[at - 1].middle <= reach:
        reach = _LOOSE * before.step
        above = lines[at - 1]
        if not _is_within(above, before.edges) or any(
            g.box[0] < e < g.box[2] for g in above.glyphs for e in before.edges
        ):
            break
        at -= 1
    return at


def _is_within(line: _Line, edges: Sequence[float]) -> bool:
    return edges[0] - line.size < line.glyphs[0].box[0] and line.glyphs[-1].box[2] < edges[-1] + line.size


def _stretch(lines: Sequence[_Line], gutters: list[list[Strip]]) -> tuple[list[_Line], list[list[Strip]]]:
    """The lines, close to each other, that leave a strip free in every gutter, and what they leave free.

    A numbered line across them is the head of a section where such a line follows.
    """
    least = min(_GUTTER * lines[0].size, *(b - a for strips in gutters for a, b in strips))
    taken: list[_Line] = []
    for i, line in enumerate(lines):
        if taken and line.middle - taken[-1].middle > _CLOSE * line.size:
            break
        narrowed = [_free(line, strips, least) for strips in gutters]
        if all(narrowed):
            gutters = narrowed
            taken.append(line)
        elif _SECTION.match(line.text) and _number_follows(lines[i + 1 : i + 2], gutters):
            taken.append(line._replace(is_section=True))
        else:
            break
    return taken, gutters


def _number_follows(lines: Sequence[_Line], gutters: list[list[Strip]]) -> bool:
    return bool(lines) and _number(lines[0], _middle(gutters[0][0])) is not None


def _free(line: _Line, strips: list[Strip], least: float) -> list[Strip]:
    """What a line's characters leave of some strips."""
    free = strips
    for glyph in line.glyphs:
        left, right = glyph.box[0], glyph.box[2]
        if any(a < right and left < b for a, b in free):
            parts = [part for a, b in free for part in ((a, min(b, left)), (max(a, right), b))]
            free = [(a, b) for a, b in dict.fromkeys(parts) if b - a >= least - 1e-6]
    return free


def _edges(stretch: Sequence[_Line], gutters: Sequence[list[Strip]]) -> tuple[float, ...]:
    left = min(line.glyphs[0].box[0] for line in stretch)
    right = max(line.glyphs[-1].box[2] for line in stretch)
    return left, *(_middle(max(strips, key=lambda strip: strip[1] - strip[0])) for strips in gutters), right


def _middle(strip: Strip) -> float:
    return (strip[0] + strip[1]) / 2


def _number(line: _Line, edge: float) -> int | None:
    """The number that stands alone before an edge, with something behind it."""
    count = _COUNT.fullmatch("".join(glyph.text for glyph in line.glyphs if glyph.box[2] <= edge))
    return None if count is None or line.glyphs[-1].box[2] <= edge else int(count[1])


def _table(lines: Sequence[_Line], edges: tuple[float, ...], heads: int, expected: int, fresh: bool) -> _Table | None:
    """The rows of a stretch of lines, as far as they count up; None where it does not tell where its rows begin."""
    rows = [[line] for line in lines[:heads]]
    step = _step(lines)
    taken = heads
    whole = 0
    for at in range(heads, len(lines)):
        line = lines[at]
        number = None if line.is_section else _number(line, edges[1])
        restarts = number == 1 and at > 0 and lines[at - 1].is_section
        if line.is_section or number == expected or restarts:
            rows.append([line])
            expected = expected if line.is_section or number is None else number + 1
            whole += not line.is_section
        elif number is not None:
            break
        elif fresh and not whole:
            return None
        elif not whole and len(rows) == heads:
            rows.append([line])
        elif _goes_on(rows[-1], line, edges, step, lines):
            rows[-1].append(line)
        elif any(_number(later, edges[1]) == expected for later in lines[at + 1 :]):
            return None
        else:
            break
        taken = at + 1
    return _Table(rows, edges, expected, taken) if whole else None


def _goes_on(row: Sequence[_Line], line: _Line, edges: Sequence[float], step: float, lines: Sequence[_Line]) -> bool:
    """Whether a line goes on in the cells of a row: each of its pieces under a full one, or as the next of a list."""
    above = row[-1]
    if above.is_section or line.middle - above.middle > _LOOSE * step:
        return False
    for col, (left, right) in enumerate(pairwise(edges)):
        piece, over = _between(line, left, right), _between(above, left, right)
        if not piece:
            continue
        if col == 0 or not over:
            return False
        reach = max(part[-1].box[2] for part in (_between(other, left, right) for other in lines) if part)
        is_full = over[-1].box[2] >= reach - _FULL * line.size
        if not is_full and not _NEXT_ITEM.match("".join(glyph.text for glyph in piece)):
            return False
    return True


def _between(line: _Line, left: float, right: float) -> list[Glyph]:
    return [] if line.is_section else [g for g in line.glyphs if left <= (g.box[0] + g.box[2]) / 2 < right + 0.1]


def _step(lines: Sequence[_Line]) -> float:
    """How far the lines of a cell stand apart: as those nearest to each other do."""
    return min((b.middle - a.middle for a, b in pairwise(lines)), default=2 * lines[0].size if lines else 0.0)


def _cut(table: _Table, lines: Sequence[_Line]) -> Open:
    apart = max(below[0].middle - above[-1].middle for above, below in pairwise([*table.rows, *table.rows[-1:]]))
    return Open(table.edges, _step(lines), max(apart, _step(lines)), table.following)


def _grid(table: _Table) -> Grid:
    xs = (table.edges[0] - 1, *table.edges[1:-1], table.edges[-1] + 1)
    first, last = table.rows[0][0], table.rows[-1][-1]
    ys = [first.middle - first.size]
    ys += [(above[-1].middle + below[0].middle) / 2 for above, below in pairwise(table.rows)]
    ys.append(last.middle + last.size)
    places: list[Place] = []
    for r, row in enumerate(table.rows):
        if row[0].is_section:
            places.append(Place(r, 0, 1, len(xs) - 1, (xs[0], ys[r], xs[-1], ys[r + 1])))
            continue
        places += [Place(r, c, 1, 1, (a, ys[r], b, ys[r + 1])) for c, (a, b) in enumerate(pairwise(xs))]
    return Grid(places, (xs[0], ys[0], xs[-1], ys[-1]))
