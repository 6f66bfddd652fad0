"""Recognised characters set in their places: an even advance along the line, one size for it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

import numpy as np

from gangmu.source.recognition.model import Sign

_HALF = 0.5
_ENOUGH = 5
_FEW_LATIN = 3
_NARROWEST, _WIDEST = 0.42, 0.65
_APART = 0.8
"""Of a character's size: a gap so much wider than the next character's place parts a line in two."""
_SHARE = 0.7
"""Of a detected line's height: the size of its characters, where the page has no long line to tell."""
_DOTS = frozenset(".·…‥・。")
_LEADER = 3.0
"""Characters of room behind a dot: more than a pause, and nothing but more dots in it."""
_SUREST = 0.999
"""Recognised text is never as sure as printed text."""
_MOST_STRETCH = 0.15


class Letter(NamedTuple):
    """A character as the engine saw it, in pixels: about where its middle is, and how sure it is."""

    text: str
    middle: float
    confidence: float


class Seen(NamedTuple):
    """A line as the engine saw it, in pixels: its characters from left to right, and the box they were read from."""

    letters: list[Letter]
    left: float
    right: float
    top: float
    bottom: float


def placed(lines: Sequence[Seen], points: float) -> list[Sign]:
    """The characters of a page's lines with their boxes, in points; spaces are left out.

    The engine's columns say only roughly where a character stands. Chinese is set solid: characters of a run follow
    each other at one distance, Latin ones at half of it, so a run is laid where it fits its columns best. Lines too
    short to tell their size take it from their height, as the long lines of the page have it.

    Args:
        lines: in any order.
        points: how many points a pixel makes.
    """
    printed = [_filled(line) for line in lines if any(not letter.text.isspace() for letter in line.letters)]
    rough = [_pitch(line.letters) for line in printed]
    shares = [pitch / (line.bottom - line.top) for line, pitch in zip(printed, rough, strict=True) if pitch]
    share = median(shares) if shares else _SHARE
    signs: list[Sign] = []
    for line, pitch in zip(printed, rough, strict=True):
        size = pitch or share * (line.bottom - line.top)
        runs = [(run, _fitted(run, size)) for run in _runs(line.letters, size)]
        longest, fit = max(runs, key=lambda pair: len(pair[0]))
        size = fit.wide if len(longest) >= _ENOUGH else size
        signs += [sign for run, fitted in runs for sign in _set(run, fitted, line, size, points)]
    return signs


def _filled(line: Seen) -> Seen:
    """A line without its spaces. Of dots that lead on to a page number the engine gives a few, or only the first: as
    many are put there as there is room for.
    """
    letters = [letter for letter in line.letters if not letter.text.isspace()]
    size = _SHARE * (line.bottom - line.top)
    full: list[Letter] = []
    for letter, following in zip(letters, [*letters[1:], None], strict=True):
        full.append(letter)
        until = line.right if following is None else following.middle
        if letter.text in _DOTS and until - letter.middle > _LEADER * size:
            many = int((until - letter.middle) / size) - 1
            full += [Letter("…", letter.middle + (n + 1) * size, letter.confidence) for n in range(many)]
    return line._replace(letters=full)


def _pitch(letters: list[Letter]) -> float | None:
    """How far a line's characters stand apart; None where it has too few to tell."""
    steps = [(b.middle - a.middle) * 2 / (_advance(a.text) + _advance(b.text)) for a, b in pairwise(letters)]
    if len(steps) < _ENOUGH:
        return None
    usual = median(steps)
    likely = [step for step in steps if 0.6 * usual < step < 1.5 * usual]
    return sum(likely) / len(likely) if len(likely) >= _ENOUGH else None


class _Fit(NamedTuple):
    """Where a run begins, and how wide its full and its Latin characters are."""

    start: float
    wide: float
    narrow: float


def _set(run: list[Letter], fit: _Fit, line: Seen, size: float, points: float) -> list[Sign]:
    """The characters of a run with their boxes. None stands outside what it was read from: that may be another cell."""
    middle = (line.top + line.bottom) / 2
    signs: list[Sign] = []
    at = fit.start
    for letter in run:
        width = fit.narrow if letter.text.isascii() else fit.wide
        left = min(max(at, line.left - width / 2), line.right - width / 2)
        edges = (left, middle - size / 2, left + width, middle + size / 2, size)
        x0, y0, x1, y1, em_size = (round(edge * points, 2) for edge in edges)
        signs.append(Sign(letter.text, x0, y0, x1, y1, em_size, round(min(letter.confidence, _SUREST), 3)))
        at += width
    return signs


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
    share = _HALF
    if full.sum() >= _ENOUGH and half.sum() >= _FEW_LATIN:
        rows = np.stack([np.ones(len(run)), *before], axis=1)
        _, wide, narrow = (float(value) for value in np.linalg.lstsq(rows, middles, rcond=None)[0])
        share = min(max(narrow / wide, _NARROWEST), _WIDEST) if wide > 0 else _HALF
    places = before[0] + share * before[1]
    wide = size
    if len(run) >= _ENOUGH:
        slope = float(np.polyfit(places, middles, 1)[0])
        wide = slope if _near(slope, size) else size
    return _Fit(float(np.mean(middles - wide * places)), wide, share * wide)


def _near(value: float, size: float) -> bool:
    return abs(value - size) <= _MOST_STRETCH * size


def _advance(character: str) -> float:
    return _HALF if character.isascii() else 1.0
