"""What stands on a page, whatever its format: characters and ruled lines, in points from its top left corner."""

from __future__ import annotations

from typing import NamedTuple

from gangmu.source.model import Box

_STRAIGHT = 1.0
_THIN = 3.0
_SHORTEST = 2.0

Point = tuple[float, float]
Stroke = tuple[Point, Point]
Matrix = tuple[float, float, float, float, float, float]


class Glyph(NamedTuple):
    """One printed character; `confidence` is less than 1 where it was recognised on an image."""

    text: str
    box: Box
    size: float
    confidence: float = 1.0

    @property
    def middle(self) -> float:
        return (self.box[1] + self.box[3]) / 2


class Rule(NamedTuple):
    """A ruled line: `at` is its y where it lies, its x where it stands; `start` and `end` along it."""

    at: float
    start: float
    end: float


class Rules(NamedTuple):
    """The ruled lines of a page, and the boxes of its pictures."""

    lying: list[Rule]
    standing: list[Rule]
    pictures: list[Box]


def turned(box: Box, matrix: Matrix) -> Box:
    """The upright box around a box that a matrix moves and turns."""
    corners = [point(x, y, matrix) for x in (box[0], box[2]) for y in (box[1], box[3])]
    xs, ys = [corner[0] for corner in corners], [corner[1] for corner in corners]
    return min(xs), min(ys), max(xs), max(ys)


def point(x: float, y: float, matrix: Matrix) -> Point:
    """Where a matrix puts a point."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def times(inner: Matrix, outer: Matrix) -> Matrix:
    """The matrix that does first the inner, then the outer."""
    a, b, c, d, e, f = inner
    o = outer
    return (
        a * o[0] + b * o[2],
        a * o[1] + b * o[3],
        c * o[0] + d * o[2],
        c * o[1] + d * o[3],
        e * o[0] + f * o[2] + o[4],
        e * o[1] + f * o[3] + o[5],
    )


def add_figure(strokes: list[Stroke], stroked: bool, found: Rules) -> None:
    """Adds the straight lines of a drawn figure: all where it is stroked, else those of a thin filled box."""
    if stroked or _is_thin(strokes):
        for start, end in strokes:
            _add_rule(start, end, found)


def _is_thin(strokes: list[Stroke]) -> bool:
    """Whether a filled figure is a border drawn as a box, and not the shade of an area."""
    xs = [point[0] for stroke in strokes for point in stroke]
    ys = [point[1] for stroke in strokes for point in stroke]
    return bool(xs) and min(max(xs) - min(xs), max(ys) - min(ys)) <= _THIN


def _add_rule(start: Point, end: Point, found: Rules) -> None:
    across, down = abs(end[0] - start[0]), abs(end[1] - start[1])
    if down <= _STRAIGHT and across >= _SHORTEST:
        found.lying.append(Rule((start[1] + end[1]) / 2, min(start[0], end[0]), max(start[0], end[0])))
    elif across <= _STRAIGHT and down >= _SHORTEST:
        found.standing.append(Rule((start[0] + end[0]) / 2, min(start[1], end[1]), max(start[1], end[1])))
