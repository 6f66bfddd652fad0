"""By how much a page lies askew: told from its ruled lines, which are long, else from its lines of text."""

from __future__ import annotations

import math
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from gangmu.source.recognition.ink import Image, Quads, dark_of

_MOST, _LEAST = 12.0, 0.03
_LONG_TEXT, _SHORT_TEXT = 5.0, 2.0
"""Of a line's height: how wide it is where it tells its slope by itself, and where only with many others."""
_MANY = 8
_OUTLIERS = 0.2
_MOST_OF_RULES = 4.0
_RUN, _RULE, _THIN = 1.2, 6.0, 0.12
"""Of a character's size: the shortest dark run of a slanting line, the shortest line, and how far it may stray."""
_RULES = 2
_AGREE, _NEAR_TEXT = 0.25, 1.5
"""Degrees: by which lines of one table may differ, and by which they may differ from the lines of text."""


def tilt(image: Image, quads: Quads, em: float) -> float:
    """By how many degrees a page goes down to the right.

    Ruled lines go before lines of text: they are long enough to tell a hundredth of a degree, while the cells of a
    table hold short lines only, whose corners stand on whole pixels of a small copy. Lines of text that say something
    else by far are believed: what is ruled may be a drawing.

    Args:
        image: the page, as it lies.
        quads: its lines of text, four corners each.
        em: the size of its characters in pixels.
    """
    by_text = _of_text(quads)
    by_rules = _of_rules(image, em)
    if by_rules is None:
        found = by_text or 0.0
    else:
        found = by_rules if by_text is None or abs(by_rules - by_text) < _NEAR_TEXT else by_text
    return found if _LEAST < abs(found) < _MOST else 0.0


def _of_text(quads: Quads) -> float | None:
    """The middle of the slopes of long lines; of short lines, which tell little each, the mean of many."""
    found: list[tuple[float, float, float]] = []
    for quad in quads:
        width, height = float(np.linalg.norm(quad[1] - quad[0])), float(np.linalg.norm(quad[3] - quad[0]))
        if width > _SHORT_TEXT * height:
            run = (quad[1] + quad[2] - quad[0] - quad[3]) / 2
            found.append((math.degrees(math.atan2(run[1], run[0])), width, height))
    long = [(angle, width) for angle, width, height in found if width > _LONG_TEXT * height]
    if len(long) >= 2:
        return _weighted_median(long)
    if len(found) < _MANY:
        return None
    found.sort()
    cut = int(_OUTLIERS * len(found))
    kept = found[cut : len(found) - cut]
    return sum(angle * width for angle, width, _ in kept) / sum(width for _, width, _ in kept)


def _of_rules(image: Image, em: float) -> float | None:
    """The slope that lying lines share; None where there are none, or each says something else."""
    dark = cv2.dilate(dark_of(image), np.ones((3, 1), np.uint8))
    runs = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((1, max(12, int(_RUN * em))), np.uint8))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(runs, connectivity=8, ltype=cv2.CV_32S)
    found: list[tuple[float, float]] = []
    for label, (x, y, width, height, _) in enumerate(stats[1:], 1):
        if width > _RULE * em and height < _steep(width, em):
            slope = _slope(labels[y : y + height, x : x + width] == label, em)
            found += [(slope, float(width))] if slope is not None else []
    if len(found) < _RULES:
        return None
    middle = _weighted_median(found)
    agreeing = sum(width for slope, width in found if abs(slope - middle) < _AGREE)
    return middle if agreeing > sum(width for _, width in found) / 2 else None


def _steep(width: int, em: float) -> float:
    return math.tan(math.radians(_MOST_OF_RULES)) * width + em / 2


def _slope(pixels: NDArray[np.bool_], em: float) -> float | None:
    """How many degrees a line of pixels goes down to the right; None for what is no straight line."""
    columns = pixels.any(axis=0)
    xs = np.flatnonzero(columns)
    rows = np.arange(pixels.shape[0], dtype=np.float32)
    ys = (rows @ pixels.astype(np.float32))[columns] / pixels.sum(axis=0)[columns]
    slope, start = np.polyfit(xs, ys, 1)
    astray = float(np.abs(ys - slope * xs - start).mean())
    return math.degrees(math.atan(float(slope))) if astray < _THIN * em else None


def _weighted_median(found: list[tuple[float, float]]) -> float:
    values, weights = np.array([value for value, _ in found]), np.array([weight for _, weight in found])
    order = np.argsort(values)
    at: Any = np.searchsorted(np.cumsum(weights[order]), weights.sum() / 2)
    return float(values[order][at])
