"""Tables from the ruled lines of a page: which lines belong together, and which cells they enclose.

Works where lines are missing as Chinese tables often have them: open left and right sides, a table cut by the end
of the page. Places of the grid with no line between them are one merged cell.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from gangmu.source.model import Box
from gangmu.source.page_marks import Rule

_TOLERANCE = 3.0
_OPEN_SIDE = 10.0
MOST_RULES = 1200


class Place(NamedTuple):
    """A cell of a table: where it stands in the grid, how far it reaches, and where it is printed."""

    row: int
    col: int
    rows: int
    cols: int
    box: Box


class Grid(NamedTuple):
    """A table's cells and the box around them; a frame has no cells."""

    places: list[Place]
    box: Box


def grids(lying: list[Rule], standing: list[Rule]) -> list[Grid]:
    """The tables and frames a page's rules make.

    Args:
        lying: horizontal rules, `at` being their y.
        standing: vertical rules, `at` being their x.

    Returns:
        Top to bottom, tables with their cells, and frames (one column) without. Nothing where there are so many rules
        that it is a drawing.
    """
    across, down = _joined(lying), _joined(standing)
    if len(across) + len(down) > MOST_RULES:
        return []
    found = [_grid(h, v) for h, v in _connected(across, down)]
    return sorted((grid for grid in found if grid is not None), key=lambda grid: (grid.box[1], grid.box[0]))


def _joined(rules: list[Rule]) -> list[Rule]:
    """Rules snapped to common positions, pieces of one line put together."""
    at = _snapped([rule.at for rule in rules])
    joined: list[Rule] = []
    for rule in sorted(Rule(at[rule.at], rule.start, rule.end) for rule in rules):
        last = joined[-1] if joined else None
        if last is not None and last.at == rule.at and rule.start <= last.end + _TOLERANCE:
            joined[-1] = Rule(last.at, last.start, max(last.end, rule.end))
        else:
            joined.append(rule)
    return [rule for rule in joined if rule.end - rule.start > _TOLERANCE]


def _snapped(values: list[float]) -> dict[float, float]:
    """Each value → the middle of the values it lies close to."""
    snapped: dict[float, float] = {}
    group: list[float] = []
    for value in sorted(set(values)):
        if group and value - group[0] > _TOLERANCE:
            snapped.update(dict.fromkeys(group, sum(group) / len(group)))
            group = []
        group.append(value)
    if group:
        snapped.update(dict.fromkeys(group, sum(group) / len(group)))
    return snapped


def _connected(lying: list[Rule], standing: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Groups of rules that touch each other."""
    above = list(range(len(lying) + len(standing)))

    def top(i: int) -> int:
        while above[i] != i:
            above[i] = above[above[i]]
            i = above[i]
        return i

    for i, h in enumerate(lying):
        for j, v in enumerate(standing, len(lying)):
            if _reaches(h, v.at) and _reaches(v, h.at):
                above[top(j)] = top(i)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for i, rule in enumerate([*lying, *standing]):
        groups.setdefault(top(i), ([], []))[i >= len(lying)].append(rule)
    return list(groups.values())


def _reaches(rule: Rule, position: float) -> bool:
    return rule.start - _TOLERANCE <= position <= rule.end + _TOLERANCE


def _grid(lying: list[Rule], standing: list[Rule]) -> Grid | None:
    xs = _edges([rule.at for rule in standing], lying)
    ys = _edges([rule.at for rule in lying], standing)
    rows, cols = len(ys) - 1, len(xs) - 1
    if rows < 1 or cols < 1:
        return None
    box = (xs[0], ys[0], xs[-1], ys[-1])
    if cols == 1:
        return Grid([], box)
    right = [[_wall(standing, xs[c + 1], (ys[r] + ys[r + 1]) / 2) for c in range(cols)] for r in range(rows)]
    below = [[_wall(lying, ys[r + 1], (xs[c] + xs[c + 1]) / 2) for c in range(cols)] for r in range(rows)]
    places = [
        Place(r, c, down, across, (xs[c], ys[r], xs[c + across], ys[r + down]))
        for r, c, down, across in _regions(right, below)
    ]
    if max(sum(1 for place in places if place.row == row) for row in range(rows)) < 2:
        return Grid([], box)
    return Grid(places, box)


def _edges(positions: list[float], crossing: list[Rule]) -> list[float]:
    """Where cells end along one axis; an open side ends where the rules across it do."""
    edges = sorted(set(positions))
    if not edges or not crossing:
        return []
    first, last = min(rule.start for rule in crossing), max(rule.end for rule in crossing)
    before = [first] if first < edges[0] - _OPEN_SIDE else []
    after = [last] if last > edges[-1] + _OPEN_SIDE else []
    return before + edges + after


def _wall(rules: list[Rule], at: float, middle: float) -> bool:
    return any(rule.at == at and rule.start <= middle <= rule.end for rule in rules)


def _regions(right: Sequence[Sequence[bool]], below: Sequence[Sequence[bool]]) -> list[tuple[int, int, int, int]]:
    """Places with no wall between them, as rectangles: row, column, rows, columns.

    A region that is no rectangle (a line is missing or too short) is divided into its rows.
    """
    seen: set[tuple[int, int]] = set()
    found: list[tuple[int, int, int, int]] = []
    for row in range(len(right)):
        for col in range(len(right[0])):
            if (row, col) in seen:
                continue
            region = _region(row, col, right, below)
            seen |= region
            found.extend(_rectangles(region))
    return found


def _region(
    row: int, col: int, right: Sequence[Sequence[bool]], below: Sequence[Sequence[bool]]
) -> set[tuple[int, int]]:
    region, ahead = {(row, col)}, [(row, col)]
    rows, cols = len(right), len(right[0])
    while ahead:
        r, c = ahead.pop()
        near = (
            (r, c + 1, c + 1 < cols and not right[r][c]),
            (r, c - 1, c > 0 and not right[r][c - 1]),
            (r + 1, c, r + 1 < rows and not below[r][c]),
            (r - 1, c, r > 0 and not below[r - 1][c]),
        )
        for nr, nc, is_open in near:
            if is_open and (nr, nc) not in region:
                region.add((nr, nc))
                ahead.append((nr, nc))
    return region


def _rectangles(region: set[tuple[int, int]]) -> list[tuple[int, int, int, int]]:
    top, left = min(r for r, _ in region), min(c for _, c in region)
    rows, cols = max(r for r, _ in region) - top + 1, max(c for _, c in region) - left + 1
    if len(region) == rows * cols:
        return [(top, left, rows, cols)]
    runs: list[tuple[int, int, int, int]] = []
    for r, c in sorted(region):
        if runs and runs[-1][0] == r and runs[-1][1] + runs[-1][3] == c:
            runs[-1] = (r, runs[-1][1], 1, runs[-1][3] + 1)
        else:
            runs.append((r, c, 1, 1))
    return runs
