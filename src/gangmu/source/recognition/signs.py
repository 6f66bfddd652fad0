"""Recognised characters set in their places: an even advance along the line, one size for it."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import numpy as np

from gangmu.source.recognition.model import Sign

_HALF = 0.5
_ENOUGH = 5
_APART = 0.8
"""Of a character's size: a gap so much wider than the next character's place parts a line in two."""
_LINE_HEIGHT = 1.3
_SUREST = 0.999
"""Recognised text is never as sure as printed text."""
_MOST_STRETCH = 0.15


class Letter(NamedTuple):
    """A character as the engine saw it, in pixels: about where its middle is, and the line's top and bottom."""

    text: str
    middle: float
    top: float
    bottom: float
    confidence: float


def placed(letters: list[Letter], em: float, points: float) -> list[Sign]:
    """The characters of a line with their boxes, in points.

    The engine's columns say only roughly where a character stands. Chinese is set solid: characters of a run follow
    each other at one distance, Latin ones at half of it, so a run is laid where it fits its columns best.

    Args:
        letters: from left to right; spaces are left out.
        em: the size of the page's characters in pixels, for lines too short to tell theirs.
        points: how many points a pixel makes.
    """
    printed = [letter for letter in letters if not letter.text.isspace()]
    if not printed:
        return []
    rough = _rough_size(printed, em)
    runs = [(run, _fitted(run, rough)) for run in _runs(printed, rough)]
    longest, fit = max(runs, key=lambda pair: len(pair[0]))
    size = fit.wide if len(longest) >= _ENOUGH else rough
    return [sign for run, fitted in runs for sign in _set(run, fitted, size, points)]


class _Fit(NamedTuple):
    """Where a run begins, and how wide its full and its Latin characters are."""

    start: float
    wide: float
    narrow: float


def _set(run: list[Letter], fit: _Fit, size: float, points: float) -> list[Sign]:
    signs: list[Sign] = []
    at = fit.start
    for letter in run:
        width = fit.narrow if letter.text.isascii() else fit.wide
        middle = (letter.top + letter.bottom) / 2
        edges = (at, middle - size / 2, at + width, middle + size / 2, size)
        x0, y0, x1, y1, em_size = (round(edge * points, 2) for edge in edges)
        signs.append(Sign(letter.text, x0, y0, x1, y1, em_size, round(min(letter.confidence, _SUREST), 3)))
        at += width
    return signs


def _rough_size(letters: list[Letter], em: float) -> float:
    """The size of a line's characters, from how far neighbours stand apart; from its height where it has too few."""
    height = (letters[0].bottom - letters[0].top) / _LINE_HEIGHT
    steps = [(b.middle - a.middle) * 2 / (_advance(a.text) + _advance(b.text)) for a, b in pairwise(letters)]
    likely = [step for step in steps if 0.6 * height < step < 1.5 * height]
    if len(likely) >= _ENOUGH:
        return sum(likely) / len(likely)
    return em if abs(height - em) < 0.3 * em else height


def _runs(letters: list[Letter], size: float) -> list[list[Letter]]:
    runs = [[letters[0]]]
    for before, letter in pairwise(letters):
        expected = (_advance(before.text) + _advance(letter.text)) / 2 * size
        if letter.middle - before.middle > expected + _APART * size:
            runs.append([])
        runs[-1].append(letter)
    return runs


def _fitted(run: list[Letter], size: float) -> _Fit:
    """The places of a run's characters: least squares over the columns they were seen in.

    Latin characters are half as wide or a little more, by the typeface; where there are enough of both kinds, both
    widths are fitted.
    """
    full = np.array([0.0 if letter.text.isascii() else 1.0 for letter in run])
    half = 1.0 - full
    middles = np.array([letter.middle for letter in run])
    before = [np.cumsum(kind) - kind / 2 for kind in (full, half)]
    if full.sum() >= _ENOUGH and half.sum() >= _ENOUGH:
        rows = np.stack([np.ones(len(run)), *before], axis=1)
        start, wide, narrow = (float(value) for value in np.linalg.lstsq(rows, middles, rcond=None)[0])
        if _near(wide, size) and 0.35 * wide < narrow < 0.75 * wide:
            return _Fit(start, wide, narrow)
    places = before[0] + _HALF * before[1]
    wide = size
    if len(run) >= _ENOUGH:
        slope = float(np.polyfit(places, middles, 1)[0])
        wide = slope if _near(slope, size) else size
    return _Fit(float(np.mean(middles - wide * places)), wide, _HALF * wide)


def _near(value: float, size: float) -> bool:
    return abs(value - size) <= _MOST_STRETCH * size


def _advance(character: str) -> float:
    return _HALF if character.isascii() else 1.0
