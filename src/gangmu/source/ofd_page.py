"""What stands on an OFD page: characters by their offsets, straight lines of paths, pictures.

Places are millimetres in the object's own space; its CTM and its boundary put them on the page (GB/T 33190, 8.5, 11.3).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from typing import NamedTuple

from lxml import etree

from gangmu.source.health import is_unmapped
from gangmu.source.model import Box
from gangmu.source.ofd_package import PageSource, Resources, numbers
from gangmu.source.page_marks import Glyph, Matrix, Point, Rules, Stroke, add_figure, point, times, turned

MM = 72 / 25.4
_ASCENT, _DESCENT = 0.88, 0.12
"""How far a Chinese character reaches above and below its baseline, of its size."""
_MOST_DEPTH = 16
_MOST_OBJECTS = 200_000
_MOST_GLYPHS = 2_000_000
_UPRIGHT = 5.0
_BLANK = frozenset(" \u3000\xa0\t\r\n")
_ARGUMENTS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}

Named = Callable[[str, int], str | None]
"""The character a font draws for a glyph number; None where the font does not say."""


class Picture(NamedTuple):
    """A picture on the page: its part in the package and the box it fills, in points."""

    part: str
    box: Box


@dataclass(slots=True)
class Marks:
    """What was found on a page. `tilted` counts characters set aslant (watermarks), which are not text."""

    glyphs: list[Glyph] = field(default_factory=list)
    rules: Rules = field(default_factory=lambda: Rules([], [], []))
    pictures: list[Picture] = field(default_factory=list)
    tilted: int = 0


def marks_of(page: PageSource, named: Named) -> Marks:
    """Characters, lines and pictures of a page, in points from its top left corner.

    Args:
        page: the page.
        named: asked for characters that the file does not give.
    """
    left, top, _, _ = page.box
    walker = _Walker(page.resources, named)
    onto_page = (MM, 0.0, 0.0, MM, -left * MM, -top * MM)
    for root in (*page.behind, page.root, *page.before):
        for layer in () if root is None else root.iterfind("{*}Content/{*}Layer"):
            walker.objects(layer, onto_page, 0)
    walker.marks.rules.pictures.extend(picture.box for picture in walker.marks.pictures)
    return walker.marks


class _Walker:
    def __init__(self, resources: Resources, named: Named) -> None:
        self.marks = Marks()
        self._resources = resources
        self._named = named
        self._left = _MOST_OBJECTS

    def objects(self, holder: etree._Element, matrix: Matrix, depth: int) -> None:
        """Takes in the objects of a layer, block or drawing."""
        for node in holder.iterchildren("*"):
            self._left -= 1
            if self._left < 0 or depth > _MOST_DEPTH:
                return
            kind = str(node.tag).rpartition("}")[2]
            if node.get("Visible", "true").lower() in ("false", "0"):
                continue
            if kind == "PageBlock":
                self.objects(node, matrix, depth + 1)
            elif kind == "TextObject":
                self._text(node, _placed(node, matrix))
            elif kind == "PathObject":
                self._path(node, _placed(node, matrix))
            elif kind == "ImageObject":
                self._picture(node, _placed(node, matrix))
            elif kind == "CompositeObject":
                unit = self._resources.units.get(node.get("ResourceID", ""))
                content = None if unit is None else unit.find("{*}Content")
                if content is not None:
                    self.objects(content, _placed(node, matrix), depth + 1)

    def _text(self, node: etree._Element, matrix: Matrix) -> None:
        size = _number(node.get("Size"), 0.0)
        angle = math.degrees(math.atan2(matrix[1], matrix[0])) % 90
        aslant = min(angle, 90 - angle) > _UPRIGHT
        font = node.get("Font", "")
        characters = _characters(node, lambda glyph: self._named(font, glyph))
        for text, (x, y), width in _places(node, characters, size):
            if len(self.marks.glyphs) >= _MOST_GLYPHS:
                return
            if aslant:
                self.marks.tilted += 1
            elif text not in _BLANK:
                box = turned((x, y - _ASCENT * size, x + width, y + _DESCENT * size), matrix)
                self.marks.glyphs.append(Glyph(text, box, size * math.hypot(matrix[2], matrix[3])))

    def _path(self, node: etree._Element, matrix: Matrix) -> None:
        stroked = node.get("Stroke", "true").lower() not in ("false", "0")
        filled = node.get("Fill", "false").lower() in ("true", "1")
        data = node.find("{*}AbbreviatedData")
        if data is None or not (stroked or filled):
            return
        for strokes in _figures((data.text or "").split(), matrix):
            add_figure(strokes, stroked, self.marks.rules)

    def _picture(self, node: etree._Element, matrix: Matrix) -> None:
        part = self._resources.media.get(node.get("ResourceID", ""), "")
        # A picture fills the unit square; without a matrix of its own, its boundary.
        box = numbers(node.get("Boundary"))
        unit = (
            (0.0, 0.0, 1.0, 1.0) if len(numbers(node.get("CTM"))) == 6 or len(box) != 4 else (0.0, 0.0, box[2], box[3])
        )
        self.marks.pictures.append(Picture(part, turned(unit, matrix)))


def _placed(node: etree._Element, matrix: Matrix) -> Matrix:
    """From an object's own space to the page's."""
    box, own = numbers(node.get("Boundary")), numbers(node.get("CTM"))
    x, y = (box[0], box[1]) if len(box) == 4 else (0.0, 0.0)
    inner = (own[0], own[1], own[2], own[3], own[4] + x, own[5] + y) if len(own) == 6 else (1.0, 0.0, 0.0, 1.0, x, y)
    return times(inner, matrix)


def _characters(node: etree._Element, named: Callable[[int], str | None]) -> list[tuple[etree._Element, list[str]]]:
    """The characters of each piece of text; those the file does not give are asked of the font by glyph number."""
    pieces: list[tuple[etree._Element, list[str]]] = []
    glyphs: dict[int, int] = {}
    for child in node.iterchildren("{*}CGTransform", "{*}TextCode"):
        if str(child.tag).endswith("CGTransform"):
            glyphs |= _glyph_numbers(child)
            continue
        text = list(child.text or "")
        for i in glyphs.keys() & range(len(text)):
            if is_unmapped(text[i]):
                text[i] = named(glyphs[i]) or text[i]
        pieces.append((child, text))
        glyphs = {}
    return pieces


def _glyph_numbers(transform: etree._Element) -> dict[int, int]:
    """Place in the text → glyph number, where each character has a glyph of its own."""
    if _number(transform.get("CodeCount"), 1) != _number(transform.get("GlyphCount"), 1):
        return {}
    at = int(_number(transform.get("CodePosition"), 0))
    glyphs = transform.find("{*}Glyphs")
    return {at + i: int(number) for i, number in enumerate(numbers(None if glyphs is None else glyphs.text))}


def _places(
    node: etree._Element, pieces: list[tuple[etree._Element, list[str]]], size: float
) -> Iterator[tuple[str, Point, float]]:
    """Each character with its baseline's start and its width, in the object's space."""
    stretch = _number(node.get("HScale"), 1.0)
    x = y = 0.0
    for code, text in pieces:
        x, y = _number(code.get("X"), x), _number(code.get("Y"), y)
        across, down = _deltas(code.get("DeltaX"), len(text)), _deltas(code.get("DeltaY"), len(text))
        advances = [_advance(character) * size * stretch for character in text]
        if not across and not down:
            across = advances
        xs = list(accumulate(_filled(across, len(text)), initial=x))
        ys = list(accumulate(_filled(down, len(text)), initial=y))
        for i, character in enumerate(text):
            step = across[i] if i < len(across) and across[i] > 0 else advances[i]
            yield character, (xs[i], ys[i]), min(step, advances[i]) or advances[i]


def _filled(steps: list[float], many: int) -> list[float]:
    return steps[:many] + [0.0] * (many - len(steps))


def _advance(character: str) -> float:
    return 0.5 if character.isascii() else 1.0


def _deltas(text: str | None, many: int) -> list[float]:
    """Offsets from character to character; `g 3 5.2` stands for 5.2 three times."""
    found: list[float] = []
    pieces = iter((text or "").split())
    for piece in pieces:
        if len(found) >= many:
            break
        if piece == "g":
            count, step = _number(next(pieces, None), 0), _number(next(pieces, None), 0)
            found += [step] * min(int(count), many)
        else:
            found.append(_number(piece, 0.0))
    return found


def _number(text: str | None, otherwise: float) -> float:
    found = numbers(text)
    return found[0] if len(found) == 1 else otherwise


def _figures(tokens: list[str], matrix: Matrix) -> Iterator[list[Stroke]]:
    """The straight pieces of a path, figure by figure; a curve only moves on."""
    strokes: list[Stroke] = []
    first = last = (0.0, 0.0)
    i = 0
    while i < len(tokens):
        kind = tokens[i]
        many = _ARGUMENTS.get(kind, 0)
        values = numbers(" ".join(tokens[i + 1 : i + 1 + many]))
        i += 1 + many
        if kind not in _ARGUMENTS or len(values) != many:
            continue
        here = point(values[-2], values[-1], matrix) if many else first
        if kind in ("S", "M"):
            yield strokes
            strokes, first = [], here
        elif kind in ("L", "C"):
            strokes.append((last, here))
        last = here
    yield strokes
