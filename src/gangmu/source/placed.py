"""Indicator tables without rules, read by where their pieces stand: pages of a text layer, and text laid out like them.

The heads give the columns. A line with figures in the columns of values is the anchor of a row; what else stands in
a column, a name over several lines above, beside and below its figures, a category in the middle of its rows, is
shared out among the rows so that each cell lies as near as can be to its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gangmu.source.placed_heads import HeadColumn, Heads, Piece, heads_of
from gangmu.source.placed_rows import grouped, shared_out
from gangmu.vocab.table_cells import ColumnKind, is_unit, is_value

ROWS_NEEDED = 2
_FIRST_LINES = 5
"""Lines of a page among which figures must stand where a table goes on."""
_FARTHEST = 4.5
"""Line distances between two lines of one table."""
_TRAILING = 1.6
_MOST_TRAILING = 3.0
"""How far the lines of the last row go on below its figures."""
_RUNNING = 0.6
"""Of the table's width: how wide a piece of running text is that stands alone."""
_LONGEST_RUNNING = 24
_ABOVE = 0.6
"""Line distances above the first line of a page: where a row stood that the page's end cut."""
_ASTRAY = 0.08
"""Of the lines: how many may have pieces out of the columns."""
_FAR = 8.0
_NEVER = -1e9
_FIT = 3.0
"""Columns of the page that a column may be farther off than another, whose kind a text does not suit."""
_CLOSE, _MANY_MORE = 1.1, 3
"""Line distances from a row's figures to one that broke off, and how many times as many they are, at least."""
_LABEL_APART, _AMONG_NAMES = 1.15, 1.9
"""Line distances between a label that heads rows and the lines above and below it, at least."""
_PART_OF_ATTRIBUTE = re.compile(r"(?:预期|约束|引导|指导)?性|(?:预期|约束|引导|指导)")
_COUNT = re.compile(r"\d{1,3}[.．、]?")
_SECTION = re.compile(r"(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)])[^。；]{2,28}")
_LABEL = re.compile(r"[一-鿿、]{2,14}")
_OVER = re.compile(r"(?:备?注|说明|(?:资料|数据)来源)[:：\d]|第[一二三四五六七八九十\d]+[编篇章节]|.*[。；]$")


class PlacedCell(NamedTuple):
    """A cell: its place in the grid and its pieces, by their keys."""

    row: int
    col: int
    rows: int
    cols: int
    pieces: tuple[int, ...]


class PlacedTable(NamedTuple):
    """The cells of a table, how many lines it takes, the pieces of heads printed again, and its columns."""

    cells: tuple[PlacedCell, ...]
    lines: int
    again: tuple[int, ...]
    columns: tuple[HeadColumn, ...]


class _Row(NamedTuple):
    """A row by its height, or a section row with its piece."""

    at: float
    section: Piece | None = None


def placed_table(lines: Sequence[Sequence[Piece]]) -> PlacedTable | None:
    """The indicator table whose heads stand at the first of some lines.

    Args:
        lines: pieces from top to bottom, each line's from left to right; heights in line distances.

    Returns:
        The table, or None where the lines begin with no heads or no rows stand below them.
    """
    heads = heads_of(lines)
    if heads is None:
        return None
    columns = widened(heads.columns, lines[heads.lines :])
    again = _again(lines, heads)
    table = _below(lines, heads.lines, columns, again, heads.depth)
    if table is None or sum(cell.col == 0 for cell in table.cells) < ROWS_NEEDED:
        return None
    return table._replace(cells=(*_head_cells(heads, columns), *table.cells))


def placed_on(lines: Sequence[Sequence[Piece]], columns: Sequence[HeadColumn]) -> PlacedTable | None:
    """The rows of a table that goes on from the page before without heads.

    Args:
        lines: as for `placed_table`, from the top of the page.
        columns: the table's.

    Returns:
        Its rows; None where the page does not begin with any.
    """
    begins = any(_is_anchor(line, columns) for line in lines[:_FIRST_LINES])
    return _below(lines, 0, columns, frozenset(), 0) if begins else None


def _below(
    lines: Sequence[Sequence[Piece]],
    first: int,
    columns: list[HeadColumn] | Sequence[HeadColumn],
    again: frozenset[int],
    depth: int,
) -> PlacedTable | None:
    """The rows from a line on; None where there are none, or what is there stands in no columns."""
    taken = first + _reach(lines[first:], columns, again)
    body = [line for line in lines[first:taken] if line and line[0].key not in again]
    rows = list(_rows(body, columns))
    if depth == 0 and body and not _is_anchor(body[0], columns):
        rows.insert(0, _Row(body[0][0].at - _ABOVE))
    if not any(row.section is None for row in rows) or not _are_aligned(body, columns):
        return None
    return PlacedTable(tuple(_body_cells(body, columns, rows, depth)), taken, tuple(sorted(again)), tuple(columns))


def _again(lines: Sequence[Sequence[Piece]], heads: Heads) -> frozenset[int]:
    """Pieces of lines that print the heads again at the top of a page."""
    own = {piece.text for line in lines[: heads.lines] for piece in line}
    found = [line for line in lines[heads.lines :] if len(line) > 1 and all(piece.text in own for piece in line)]
    return frozenset(piece.key for line in found for piece in line)


def widened(columns: Sequence[HeadColumn], body: Sequence[Sequence[Piece]]) -> list[HeadColumn]:
    """The columns as wide as what stands in them: lines that fill all of them come first."""
    wide = list(_with_count(columns, body))
    for line in sorted(body, key=len, reverse=True):
        if len(line) < 2:
            break
        places = places_of(line, wide)
        if len(set(places)) < len(line):
            continue
        for piece, col in zip(line, places, strict=True):
            if _is_clear(piece, wide, col):
                left, right = min(wide[col].left, piece.left), max(wide[col].right, piece.right)
                wide[col] = wide[col]._replace(left=left, right=right)
    return wide


def _is_clear(piece: Piece, columns: Sequence[HeadColumn], col: int) -> bool:
    """Whether a piece reaches into no other column than its own."""
    return all(i == col or not _overlap(piece, column) > 0 for i, column in enumerate(columns))


def _with_count(columns: Sequence[HeadColumn], body: Sequence[Sequence[Piece]]) -> Iterator[HeadColumn]:
    """The columns, before them one of running numbers that has no head."""
    numbers = [
        line[0] for line in body if len(line) > 2 and _COUNT.fullmatch(line[0].text) and line[0].right < columns[0].left
    ]
    if columns[0].kind == "text" and len(numbers) >= ROWS_NEEDED and numbers[0].text.rstrip(".．、") == "1":
        left, right = min(n.left for n in numbers), max(n.right for n in numbers)
        yield HeadColumn("", "number", left, right, ())
    yield from columns


def _overlap(piece: Piece, column: HeadColumn) -> float:
    return min(piece.right, column.right) - max(piece.left, column.left)


def places_of(line: Sequence[Piece], columns: Sequence[HeadColumn]) -> list[int]:
    """The column of each piece of a line, from left to right, no two in one: near it, and such as it holds."""
    if len(line) > len(columns):
        return [max(range(len(columns)), key=lambda col: _worth(piece, columns[col])) for piece in line]
    best: list[tuple[float, tuple[int, ...]]] = [(0.0, ())] * (len(columns) + 1)
    for n, piece in enumerate(line, start=1):
        following: list[tuple[float, tuple[int, ...]]] = [(_NEVER, ())] * (len(columns) + 1)
        for col in range(n, len(columns) + 1):
            score, places = best[col - 1]
            own = (score + _worth(piece, columns[col - 1]), (*places, col - 1))
            following[col] = max(own, following[col - 1])
        best = following
    return list(best[-1][1])


def _worth(piece: Piece, column: HeadColumn) -> float:
    """How well a piece suits a column: by how near it stands, and by what the column holds."""
    return min(_overlap(piece, column), _FIT) + _fits(piece.text, column.kind)


def _fits(text: str, kind: ColumnKind | None) -> float:
    """What speaks for a text standing in a column of a kind, in columns of the page."""
    told: ColumnKind | None = None
    if kind == "number":
        return _FIT if _COUNT.fullmatch(text) else -_FIT
    if is_value(text):
        told = "value"
    elif is_unit(text):
        told = "unit"
    elif _PART_OF_ATTRIBUTE.fullmatch(text):
        told = "attribute"
    return _FIT if told is not None and told == kind else 0.0


def _figures(line: Sequence[Piece], columns: Sequence[HeadColumn]) -> int:
    """How many figures and row numbers of its columns a line holds."""
    places = [(piece, columns[col].kind) for piece, col in zip(line, places_of(line, columns), strict=True)]
    figures = sum(kind == "value" and is_value(piece.text) for piece, kind in places)
    return figures + sum(kind == "number" and _COUNT.fullmatch(piece.text) is not None for piece, kind in places)


def _is_anchor(line: Sequence[Piece], columns: Sequence[HeadColumn]) -> bool:
    """Whether a line holds figures of a row."""
    return _figures(line, columns) > 0


def _anchors(body: Sequence[Sequence[Piece]], columns: Sequence[HeadColumn]) -> list[bool]:
    """For each line whether it is the anchor of a row: a lone figure close to a line of more is part of its row."""
    figures = [_figures(line, columns) for line in body]
    found: list[bool] = []
    for i, many in enumerate(figures):
        near = [j for j in (i - 1, i + 1) if 0 <= j < len(body) and abs(body[j][0].at - body[i][0].at) < _CLOSE]
        found.append(many > 0 and not any(figures[j] >= _MANY_MORE * many for j in near))
    return found


def _reach(body: Sequence[Sequence[Piece]], columns: Sequence[HeadColumn], again: frozenset[int]) -> int:
    """How many lines below the heads belong to the table."""
    width = columns[-1].right - columns[0].left
    taken = 0
    last: float | None = None
    for i, line in enumerate(body):
        if not line:
            continue
        if last is not None and line[0].at - last > _FARTHEST and line[0].key not in again:
            break
        if _is_running(line, width):
            break
        last = line[-1].at
        if _is_anchor(line, columns):
            taken = i + 1
    return taken + _trailing(body[taken - 1 :], columns) if taken else 0


def _is_running(line: Sequence[Piece], width: float) -> bool:
    """Whether a line is running text: a note, a heading of a chapter, a sentence, one piece as wide as the table."""
    if _OVER.match(line[0].text) and len(line) < 3:
        return True
    alone = len(line) == 1 and len(line[0].text) >= _LONGEST_RUNNING
    return alone and line[0].right - line[0].left > _RUNNING * width


def _trailing(body: Sequence[Sequence[Piece]], columns: Sequence[HeadColumn]) -> int:
    """How many lines below the last anchor go on in its row."""
    taken = 0
    last = first = body[0][0].at
    for i, line in enumerate(body[1:], start=1):
        if not line:
            continue
        near = line[0].at - last <= _TRAILING and line[0].at - first <= _MOST_TRAILING
        inside = all(_is_clear(p, columns, col) for p, col in zip(line, places_of(line, columns), strict=True))
        section = len(line) == 1 and _SECTION.fullmatch(line[0].text)
        if not near or not inside or section or _is_running(line, columns[-1].right - columns[0].left):
            break
        taken, last = i, line[0].at
    return taken


def _are_aligned(body: Sequence[Sequence[Piece]], columns: Sequence[HeadColumn]) -> bool:
    """Whether hardly a line has pieces out of the columns."""
    return sum(_is_astray(line, columns) for line in body) <= _ASTRAY * len(body)


def _is_astray(line: Sequence[Piece], columns: Sequence[HeadColumn]) -> bool:
    """Whether a line has more pieces than there are columns, or one far from its own."""
    placed = zip(line, places_of(line, columns), strict=True)
    return len(line) > len(columns) or any(_overlap(piece, columns[col]) < -_FAR for piece, col in placed)


def _rows(body: Sequence[Sequence[Piece]], columns: Sequence[HeadColumn]) -> Iterator[_Row]:
    for i, (line, is_anchor) in enumerate(zip(body, _anchors(body, columns), strict=True)):
        if is_anchor:
            yield _Row(sum(piece.at for piece in line) / len(line))
        elif len(line) == 1 and _is_section(body, i, columns):
            yield _Row(line[0].at, line[0])


def _is_section(body: Sequence[Sequence[Piece]], i: int, columns: Sequence[HeadColumn]) -> bool:
    """Whether a piece alone on its line heads the rows below it: numbered, or a label apart from other lines."""
    piece = body[i][0]
    if _SECTION.fullmatch(piece.text):
        return columns[places_of([piece], columns)[0]].kind != "text" or not _are_numbered(body, columns)
    if not _LABEL.fullmatch(piece.text):
        return False
    if columns[places_of([piece], columns)[0]].kind in ("category", "attribute", "unit", "number"):
        return False
    around = [line for line in body[max(0, i - 1) : i + 2] if line is not body[i]]
    apart = _AMONG_NAMES if columns[places_of([piece], columns)[0]].kind == "text" else _LABEL_APART
    return all(abs(line[0].at - piece.at) >= apart for line in around)


def _are_numbered(body: Sequence[Sequence[Piece]], columns: Sequence[HeadColumn]) -> bool:
    """Whether names beside their figures are numbered as sections are."""
    named = [line[0].text for line in body if len(line) > 2 and columns[places_of(line, columns)[0]].kind == "text"]
    return sum(_SECTION.fullmatch(name) is not None for name in named) >= ROWS_NEEDED


def _head_cells(heads: Heads, columns: Sequence[HeadColumn]) -> Iterator[PlacedCell]:
    """The heads, in two rows where some of them stand over others."""
    grouped_columns = {col for group in heads.groups for col in range(group.first, group.after)}
    shift = len(columns) - len(heads.columns)
    for group in heads.groups:
        yield PlacedCell(0, group.first + shift, 1, group.after - group.first, group.pieces)
    for col, column in enumerate(columns):
        below = col - shift in grouped_columns
        yield PlacedCell(1 if below else 0, col, 1 if below else heads.depth, 1, column.pieces)


def _body_cells(
    body: Sequence[Sequence[Piece]], columns: Sequence[HeadColumn], rows: Sequence[_Row], first: int
) -> Iterator[PlacedCell]:
    sections = {row.section.key for row in rows if row.section is not None}
    held: list[list[Piece]] = [[] for _ in columns]
    for line in body:
        for piece, col in zip(line, places_of(line, columns), strict=True):
            if piece.key not in sections:
                held[col].append(piece)
    for r, row in enumerate(rows):
        if row.section is not None:
            yield PlacedCell(first + r, 0, 1, len(columns), (row.section.key,))
    own = [(r, row.at) for r, row in enumerate(rows) if row.section is None]
    heights = [(at, at) for _, at in own]
    for col, column in enumerate(columns):
        if column.kind == "category":
            continue
        shares = shared_out(held[col], [at for _, at in own], column.kind, spare=first == 0)
        for i, pieces in enumerate(shares):
            heights[i] = _reaching(heights[i], pieces)
            yield PlacedCell(first + own[i][0], col, 1, 1, _keys(pieces))
    for col in (col for col, column in enumerate(columns) if column.kind == "category"):
        for a, b, pieces in grouped(held[col], heights, goes_on=first == 0):
            yield PlacedCell(first + own[a][0], col, own[b - 1][0] - own[a][0] + 1, 1, _keys(pieces))


def _reaching(height: tuple[float, float], pieces: Sequence[Piece]) -> tuple[float, float]:
    """A row's first and last line, with those of one of its cells."""
    return min([height[0], *(piece.at for piece in pieces)]), max([height[1], *(piece.at for piece in pieces)])


def _keys(pieces: Sequence[Piece]) -> tuple[int, ...]:
    return tuple(piece.key for piece in pieces)
