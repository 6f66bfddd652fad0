"""The engine: where text stands on a page image, and which characters it is (rapidocr, PP-OCRv6 small, on the CPU).

Only worker processes import this module. Detection works on a smaller copy of the page, which finds the same lines in a
fraction of the time; recognition reads each line from the full image.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

import cv2
import msgspec
import numpy as np
from numpy.typing import NDArray
from rapidocr import RapidOCR

from gangmu.source.page_marks import Rule
from gangmu.source.recognition import ink
from gangmu.source.recognition.ink import Image, Quads, Segment
from gangmu.source.recognition.model import Seen, Sign
from gangmu.source.recognition.signs import Letter, placed
from gangmu.source.recognition.signs import Seen as Line
from gangmu.source.recognition.tilt import tilt

_DETECTION_DPI = 100
_BATCH = 6
_LINE_HEIGHT = 1.4
"""A detected line is higher than its characters by about this."""
_LEAST_SURE = 0.3
_WIDER = 0.35
_UNREADABLE = 0.6
_LEAST_READ = 0.6
_MARKS = frozenset("、，。；")
_ALL_BUT_SEEN, _NEAR = 0.015, 2
"""How sure the engine is of a mark where it is surer of paper; and in how many columns beside it none may stand."""
_TALL = 1.8
_SETTINGS = {
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
    "Global.log_level": "critical",
    "Global.use_cls": False,
    "Det.limit_type": "max",
    "Det.limit_side_len": 4000,
}


class Box(NamedTuple):
    """A piece of a line on the straightened page, in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def width(self) -> float:
        return self.right - self.left


class Engine:
    """Loads the models once; `see` recognises one page."""

    def __init__(self) -> None:
        parts: Any = RapidOCR(params=_SETTINGS)
        self._detector = parts._load_det_model()
        self._recogniser = parts._load_rec_model()
        self._characters: list[str] = self._recogniser.postprocess_op.character
        self._marks = np.array([i for i, text in enumerate(self._characters) if text in _MARKS])

    def see(self, width: int, height: int, dpi: float, pixels: bytes) -> Seen:
        """What is on a page.

        Args:
            width, height: of the image.
            dpi: how many pixels make an inch of the page.
            pixels: rows of blue, green, red bytes.

        Returns:
            Its characters and ruled lines, in points. A page lying on its side or its head is set upright.
        """
        image = np.frombuffer(pixels, np.uint8).reshape(height, width, 3)
        best, surest = self._look(image, dpi)
        if surest < _UNREADABLE:
            for turns in (2, 1, 3):
                seen, sure = self._look(np.ascontiguousarray(np.rot90(image, turns)), dpi)
                if sure > max(surest, _UNREADABLE):
                    best, surest = msgspec.structs.replace(seen, turned=seen.turned + 90.0 * turns), sure
        return best

    def _look(self, image: Image, dpi: float) -> tuple[Seen, float]:
        """What is on a page taken as it lies, and how sure that is on the whole."""
        red = ink.reddish(image)
        page = ink.without_red(image, red)
        quads = self._detected(page, dpi)
        em = _size_of(quads, dpi)
        angle = tilt(page, quads, em)
        page, quads = ink.straightened(page, quads, angle)
        lying, standing = ink.ruled(page, em)
        bare = ink.without_rules(page, lying, standing)
        boxes = [part for quad in quads for part in _parts(_upright(quad), standing, em)]
        points = 72 / dpi
        signs = placed([*self._read(bare, boxes), *self._red_heads(image, red, angle, em)], points)
        sure = _sureness(signs, boxes, em)
        size = (image.shape[1] * points, image.shape[0] * points)
        rules = (_rules(lying, points), _rules(standing, points))
        return Seen(*size, tuple(sign for sign in signs if sign.confidence >= _LEAST_SURE), *rules, angle), sure

    def _detected(self, page: Image, dpi: float) -> Quads:
        """Lines of text as four corners each, from the top left one clockwise."""
        scale = min(1.0, _DETECTION_DPI / dpi)
        small = cv2.resize(page, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else page
        found = self._detector(small).boxes
        if found is None or not len(found):
            return np.zeros((0, 4, 2), np.float32)
        return np.asarray(found, np.float32) / np.float32(scale)

    def _red_heads(self, image: Image, red: NDArray[np.bool_], angle: float, em: float) -> list[Line]:
        """Lines set in red, which went with the stamps."""
        straight, _ = ink.straightened(ink.red_only(image, red), np.zeros((0, 4, 2), np.float32), angle)
        mask = straight[:, :, 0] < 128
        margin = em / 4
        boxes = [Box(x - margin, y - margin, x + w + margin, y + h + margin) for x, y, w, h in ink.red_lines(mask, em)]
        return self._read(straight, boxes) if boxes else []

    def _read(self, page: Image, boxes: list[Box]) -> list[Line]:
        """The characters of each box."""
        crops = [(box, _cut(page, box)) for box in boxes]
        whole = [(box, crop) for box, crop in crops if crop.shape[0] > 2 and crop.shape[1] > 2]
        order = sorted(range(len(whole)), key=lambda i: whole[i][1].shape[1] / whole[i][1].shape[0])
        read: dict[int, Line] = {}
        for start in range(0, len(order), _BATCH):
            batch = order[start : start + _BATCH]
            read.update(zip(batch, self._read_batch([whole[i] for i in batch]), strict=True))
        return [read[i] for i in range(len(whole))]

    def _read_batch(self, batch: list[tuple[Box, Image]]) -> list[Line]:
        _, height, width = self._recogniser.rec_image_shape
        ratio = max([width / height, *(crop.shape[1] / crop.shape[0] for _, crop in batch)])
        norm = np.stack([self._recogniser.resize_norm_img(crop, ratio) for _, crop in batch]).astype(np.float32)
        answers = self._recogniser.session(norm)
        padded = int(height * ratio)
        found: list[Line] = []
        for (box, crop), answer in zip(batch, answers, strict=True):
            resized = min(padded, int(np.ceil(height * crop.shape[1] / crop.shape[0])))
            scale = padded / answer.shape[0] / resized * crop.shape[1]
            letters = [Letter(text, box.left + at * scale, sure) for text, at, sure in self._decoded(answer)]
            found.append(Line(letters, box.left, box.right, box.top, box.bottom))
        return found

    def _decoded(self, answer: NDArray[np.float32]) -> list[tuple[str, float, float]]:
        """Characters, the middle of the columns they were seen in, and how sure they are (CTC: 0 is no character)."""
        best = answer.argmax(axis=1)
        sure = answer.max(axis=1)
        found: list[tuple[str, float, float]] = []
        start = 0
        for i in range(1, len(best) + 1):
            if i < len(best) and best[i] == best[start]:
                continue
            if best[start]:
                found.append((self._characters[best[start]], (start + i) / 2, float(sure[start:i].max())))
            start = i
        return sorted([*found, *self._faint(answer, best)], key=lambda letter: letter[1])

    def _faint(self, answer: NDArray[np.float32], best: NDArray[np.intp]) -> Iterator[tuple[str, float, float]]:
        """Marks that the engine all but saw: at the end of a line it takes half of them for paper, in small type."""
        seen = np.where(best == 0, answer[:, self._marks].max(axis=1), 0.0)
        for at in map(int, np.flatnonzero(seen > _ALL_BUT_SEEN)):
            mark = self._marks[answer[at, self._marks].argmax()]
            near = slice(max(0, at - _NEAR), at + _NEAR + 1)
            if mark not in best[near] and seen[at] == seen[near].max():
                yield self._characters[mark], at + 0.5, max(float(seen[at]), _LEAST_SURE)


def _sureness(signs: list[Sign], boxes: list[Box], em: float) -> float:
    """How sure a page is on the whole: of lines that stand on their heads, few characters are read, and those badly."""
    if not boxes:
        return 1.0
    expected = sum(max(box.width, box.height) for box in boxes) / em
    return sum(sign.confidence for sign in signs) / max(len(signs), _LEAST_READ * expected, 1.0)


def _size_of(quads: Quads, dpi: float) -> float:
    """The size of the page's characters in pixels, from the height of its lines."""
    if not len(quads):
        return 12 / 72 * dpi
    heights = np.linalg.norm(quads[:, 3] - quads[:, 0], axis=1)
    widths = np.linalg.norm(quads[:, 1] - quads[:, 0], axis=1)
    long = heights[widths > 2 * heights]
    return float(np.median(long if len(long) else heights)) / _LINE_HEIGHT


def _upright(quad: NDArray[np.float32]) -> Box:
    """The box of a line on the straightened page; its corners may stand a hair apart in height."""
    left, right = (quad[0] + quad[3]) / 2, (quad[1] + quad[2]) / 2
    middle = (left[1] + right[1]) / 2
    half = float(np.linalg.norm(quad[3] - quad[0]) + np.linalg.norm(quad[2] - quad[1])) / 4
    return Box(float(left[0]), float(middle - half), float(right[0]), float(middle + half))


def _parts(box: Box, standing: list[Segment], em: float) -> list[Box]:
    """A box cut where ruled lines stand across it, since its text belongs to several cells of a table.

    Between them it is a little wider than what was detected: a bracket at the end of a line is thin, and half of its
    place is blank.
    """
    middle = (box.top + box.bottom) / 2
    walls = sorted(line.at for line in standing if line.start <= middle <= line.end)
    cuts = [at for at in walls if box.left + em / 2 < at < box.right - em / 2]
    before = max((at for at in walls if at <= box.left + em / 2), default=-np.inf)
    after = min((at for at in walls if at >= box.right - em / 2), default=np.inf)
    wider, clear = _WIDER * em, em / 8
    first, last = max(box.left - wider, before + clear), min(box.right + wider, after - clear)
    return [Box(left, box.top, right, box.bottom) for left, right in pairwise([first, *cuts, last])]


def _cut(page: Image, box: Box) -> Image:
    top, bottom = max(0, round(box.top)), min(page.shape[0], round(box.bottom))
    left, right = max(0, round(box.left)), min(page.shape[1], round(box.right))
    return page[top:bottom, left:right]


def _rules(segments: list[Segment], points: float) -> tuple[Rule, ...]:
    return tuple(Rule(s.at * points, s.start * points, s.end * points) for s in segments)
