"""What is done to a page image before its text is recognised: red ink off, set straight, ruled lines erased."""

from __future__ import annotations

from typing import Any, NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.uint8]
Quads = NDArray[np.float32]

_REDDISH = 45
"""By how much red must stand above green and blue."""
_LEAST_RED = 0.0004
_RED_REACH = 75.0
_LONG_LYING, _LONG_STANDING = 2.2, 1.2
"""Of a character's size: the shortest lines. A cell is at least two characters wide, and a row higher than one."""
_LONG = 6.0
_SOLID = 0.9
_BESIDE, _BESIDE_MOST, _BESIDE_LONG = 0.12, 0.3, 0.5
_STEEPEST = 0.02
_THICKEST = 0.35
"""Of a character's size: what is thicker is no ruled line."""


class Segment(NamedTuple):
    """A ruled line in pixels: its two ends along it, its place across, and how thick it is."""

    at: float
    start: float
    end: float
    thick: float


def reddish(image: Image) -> NDArray[np.bool_]:
    """Where a page is printed or stamped in red."""
    blue, green, red = (channel.astype(np.int16) for channel in cv2.split(cv2.blur(image, (3, 3))))
    mask: NDArray[np.bool_] = (red - np.maximum(green, blue)) > _REDDISH
    return mask


def without_red(image: Image, red: NDArray[np.bool_]) -> Image:
    """A page without its stamps: black text under red ink stays, the ink goes.

    In the red channel red ink is nearly as light as paper, and black stays black. What lies between, under the ink, is
    stretched to full contrast.
    """
    if red.mean() < _LEAST_RED:
        return image
    channel = image[:, :, 2]
    light = float(np.percentile(channel[red], 75))
    under = cv2.dilate(red.astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
    stretched = np.clip((channel.astype(np.float32) - (light - _RED_REACH)) * (255.0 / (_RED_REACH * 0.65)), 0, 255)
    cleaned = image.copy()
    cleaned[under] = np.repeat(stretched[under].astype(np.uint8)[:, None], 3, axis=1)
    return cleaned


def red_only(image: Image, red: NDArray[np.bool_]) -> Image:
    """The red ink of a page, as black on white."""
    ink = np.where(red, image[:, :, 1], 255).astype(np.uint8)
    return cv2.cvtColor(ink, cv2.COLOR_GRAY2BGR).astype(np.uint8)


def red_lines(red: NDArray[np.bool_], em: float) -> list[tuple[int, int, int, int]]:
    """Boxes of lines of text set in red (the head of an official letter): left, top, width, height.

    A stamp is about as high as it is wide, and its text stands within it; a rule is thinner than any character.
    """
    if red.mean() < _LEAST_RED:
        return []
    reach = np.ones((max(3, int(em / 4)), int(em * 2)), np.uint8)
    joined = cv2.morphologyEx(red.astype(np.uint8), cv2.MORPH_CLOSE, reach)
    joined = cv2.morphologyEx(joined, cv2.MORPH_OPEN, np.ones((5, 5), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(joined)
    boxes = [(int(x), int(y), int(w), int(h)) for x, y, w, h, _ in stats[1:] if w * h < 0.5 * red.size]
    round_ones = [box for box in boxes if box[3] > 2.5 * em and 0.6 < box[2] / box[3] < 1.7]
    return [
        box
        for box in boxes
        if box[3] > 0.7 * em and box[2] > 2.5 * box[3] and not any(_is_within(box, stamp) for stamp in round_ones)
    ]


def _is_within(box: tuple[int, int, int, int], outer: tuple[int, int, int, int]) -> bool:
    x, y = box[0] + box[2] / 2, box[1] + box[3] / 2
    return outer[0] <= x <= outer[0] + outer[2] and outer[1] <= y <= outer[1] + outer[3]


def straightened(image: Image, quads: Quads, angle: float) -> tuple[Image, Quads]:
    """A page turned back by its tilt about its middle, and the places of its lines with it."""
    if not angle:
        return image, quads
    height, width = image.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    turned = cv2.warpAffine(image, matrix, (width, height), flags=cv2.INTER_LINEAR, borderValue=(255, 255, 255))
    if not len(quads):
        return turned.astype(np.uint8), quads
    moved = cv2.transform(quads.reshape(1, -1, 2), matrix).reshape(-1, 4, 2)
    return turned.astype(np.uint8), moved.astype(np.float32)


def dark_of(image: Image) -> Image:
    """The ink of a page as white on black, parted from the paper where most of the two differ."""
    gray = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    return cv2.threshold(gray, 0, 255, cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU)[1].astype(np.uint8)


def ruled(image: Image, em: float) -> tuple[list[Segment], list[Segment]]:
    """The lines ruled on a page, lying and standing: long, thin, straight, with nothing close beside them.

    Args:
        image: the page, straight.
        em: the size of its characters in pixels; strokes of characters are shorter than lines.
    """
    dark = dark_of(image)
    lying = _lines(dark, _LONG_LYING * em, em)
    standing = _lines(np.ascontiguousarray(dark.T), _LONG_STANDING * em, em)
    return _meeting(lying, standing, em), _meeting(standing, lying, em)


def _meeting(segments: list[Segment], others: list[Segment], em: float) -> list[Segment]:
    """Those that are long, or meet one of the others as the lines of a table do. The rest are strokes of large type."""
    reach = em / 2
    return [
        segment
        for segment in segments
        if segment.end - segment.start > _LONG * em
        or any(
            segment.start - reach <= other.at <= segment.end + reach
            and other.start - reach <= segment.at <= other.end + reach
            for other in others
        )
    ]


def _lines(dark: Image, length: float, em: float) -> list[Segment]:
    """Lying lines of dark pixels. Pixels lost to noise are filled, a slope of a pixel or two is followed."""
    solid = cv2.morphologyEx(dark, cv2.MORPH_CLOSE, np.ones((1, 3), np.uint8)).astype(np.uint8)
    sloping = cv2.dilate(solid, np.ones((2, 1), np.uint8))
    kept = cv2.morphologyEx(sloping, cv2.MORPH_OPEN, np.ones((1, max(12, int(length))), np.uint8))
    joined = cv2.morphologyEx(kept, cv2.MORPH_CLOSE, np.ones((3, max(9, int(em / 2))), np.uint8))
    _, labels, stats, centres = cv2.connectedComponentsWithStats(joined)
    found: list[Segment] = []
    for label, ((x, y, width, height, area), (_, middle)) in enumerate(zip(stats[1:], centres[1:], strict=True), 1):
        thick = area / max(1, width)
        if thick > _THICKEST * em or height > max(_THICKEST * em, _STEEPEST * width):
            continue
        if _stands_alone(solid, labels[y : y + height, x : x + width] == label, (int(x), int(y)), em):
            found.append(Segment(float(middle), float(x), float(x + width), float(thick)))
    return found


def _stands_alone(dark: Image, line: NDArray[np.bool_], corner: tuple[int, int], em: float) -> bool:
    """Whether what looks like a line is dark all along, and most of what lies just above or below it is light.

    The strokes of a row of characters may touch each other at one height, but other strokes leave them there. Beside a
    line, on one side at least, there is paper. A long line needs less of it: no row of characters is dark that far
    without a gap, and those of a table whose cells have no margin stand close to its lines. All is looked at along the
    line, which may slant.
    """
    x, y = corner
    height, width = line.shape
    there = line.any(axis=0)
    first = np.where(there, line.argmax(axis=0), 0)
    last = np.where(there, height - 1 - line[::-1].argmax(axis=0), height - 1)
    columns = np.arange(x, x + width)
    reach = max(2, round(em / 8))
    along = _any_dark(dark, y + first, y + last, columns)
    above = _any_dark(dark, y + first - 1 - reach, y + first - 2, columns)
    below = _any_dark(dark, y + last + 1, y + last + reach, columns)
    least, most = (_BESIDE_LONG, 1.0) if width > _LONG * em else (_BESIDE, _BESIDE_MOST)
    sides = sorted((float(above.mean()), float(below.mean())))
    return float(along.mean()) >= _SOLID and sides[0] < least and sides[1] <= most


def _any_dark(dark: Image, first: NDArray[Any], last: NDArray[Any], columns: NDArray[Any]) -> NDArray[np.bool_]:
    """For each column whether any pixel between two rows is dark; what lies off the page is light."""
    found = np.zeros(len(columns), np.bool_)
    for step in range(int((last - first).max()) + 1):
        rows = first + step
        inside = (rows <= last) & (rows >= 0) & (rows < dark.shape[0])
        found[inside] |= dark[rows[inside], columns[inside]] > 0
    return found


def without_rules(image: Image, lying: list[Segment], standing: list[Segment]) -> Image:
    """A page with its ruled lines painted over, so that they are not taken for strokes."""
    cleaned = image.copy()
    for line in lying:
        half = line.thick / 2 + 2
        cleaned[_band(line.at, half), _band_of(line)] = 255
    for line in standing:
        half = line.thick / 2 + 2
        cleaned[_band_of(line), _band(line.at, half)] = 255
    return cleaned


def _band(at: float, half: float) -> slice:
    return slice(max(0, round(at - half)), max(0, round(at + half) + 1))


def _band_of(line: Segment) -> slice:
    return slice(max(0, int(line.start)), int(line.end) + 1)
