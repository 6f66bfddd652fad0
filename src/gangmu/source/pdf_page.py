"""What stands on a PDF page, in points from its top left corner as it is looked at: characters and ruled lines."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial

import pypdfium2 as pdfium
from pypdfium2 import raw

from gangmu.source.page_marks import Glyph, Matrix, Rules, Stroke, add_figure, times, turned
from gangmu.source.page_marks import point as point_of
from gangmu.source.recognition.model import PageImage

_SCALE = 100
_MOST_OBJECTS = 50_000
_MOST_SEGMENTS = 400
_MOST_DEPTH = 8
_ASKED, _LEAST_ASKED, _MOST_AGREE = 60, 8, 0.8
"""Characters that are asked which way they run; how many must be there, and which share of them must agree."""
_MOST_SIDE = 5000
"""Pixels: a sheet of sixty centimetres at the resolution of recognition."""


def set_upright(page: pdfium.PdfPage) -> None:
    """Turns a page whose text runs up, down or on its head, as wide tables are printed on tall pages.

    Glyphs, rules, size and image of the page are then those of the page set upright.
    """
    text = page.get_textpage()
    matrix = raw.FS_MATRIX()
    many = text.count_chars()
    votes: Counter[int] = Counter()
    for index in range(0, many, max(1, many // _ASKED)):
        if raw.FPDFText_GetUnicode(text, index) > 32 and raw.FPDFText_GetMatrix(text, index, ctypes.byref(matrix)):
            votes[round(math.degrees(math.atan2(matrix.b, matrix.a)) / 90) % 4 * 90] += 1
    text.close()
    wanted, agreed = votes.most_common(1)[0] if votes else (0, 0)
    if agreed >= _LEAST_ASKED and agreed > _MOST_AGREE * votes.total() and wanted != page.get_rotation():
        page.set_rotation(wanted)


def glyphs(page: pdfium.PdfPage) -> list[Glyph]:
    """The printed characters of a page, spaces left out, in the file's order."""
    matrix = _to_display(page)
    text = page.get_textpage()
    box, scale = raw.FS_RECTF(), raw.FS_MATRIX()
    found: list[Glyph] = []
    for index in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, index)
        if (code <= 32 and code != 2) or code in (0xA0, 0x3000):
            continue
        if not raw.FPDFText_GetLooseCharBox(text, index, ctypes.byref(box)):
            continue
        placed = turned((box.left, box.bottom, box.right, box.top), matrix)
        raw.FPDFText_GetMatrix(text, index, ctypes.byref(scale))
        size = raw.FPDFText_GetFontSize(text, index) * math.hypot(scale.c, scale.d)
        found.append(Glyph("-" if code == 2 else chr(code), placed, size or placed[3] - placed[1]))
    text.close()
    return found


def rules(page: pdfium.PdfPage) -> Rules:
    """The straight lines drawn on a page, thin filled boxes (as word processors draw borders) included."""
    found = Rules([], [], [])
    for object_, matrix in _objects(page, _to_display(page)):
        kind = raw.FPDFPageObj_GetType(object_)
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            found.pictures.append(turned((0, 0, 1, 1), matrix))
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            _add_path(object_, matrix, found)
    return found


def rendered(page: pdfium.PdfPage, dpi: float) -> PageImage:
    """A page as pixels."""
    scale = min(dpi / 72, _MOST_SIDE / max(page.get_size()))
    bitmap = page.render(scale=scale, rev_byteorder=False, force_bitmap_format=raw.FPDFBitmap_BGR)
    width, height, stride = bitmap.width, bitmap.height, bitmap.stride
    pixels = bytes(bitmap.buffer)
    bitmap.close()
    if stride != 3 * width:
        pixels = b"".join(pixels[row * stride : row * stride + 3 * width] for row in range(height))
    return PageImage(width, height, pixels, scale * 72)


def _to_display(page: pdfium.PdfPage) -> Matrix:
    """From the page's own space, which may be turned, cropped or shifted, to what is looked at."""
    width, height = page.get_size()
    x, y = ctypes.c_int(), ctypes.c_int()

    def place(px: float, py: float) -> tuple[float, float]:
        scaled = (0, 0, round(width * _SCALE), round(height * _SCALE))
        raw.FPDF_PageToDevice(page, *scaled, 0, px, py, ctypes.byref(x), ctypes.byref(y))
        return x.value / _SCALE, y.value / _SCALE

    (ox, oy), (ax, ay), (bx, by) = place(0, 0), place(1000, 0), place(0, 1000)
    return ((ax - ox) / 1000, (ay - oy) / 1000, (bx - ox) / 1000, (by - oy) / 1000, ox, oy)


def _objects(page: pdfium.PdfPage, matrix: Matrix) -> Iterator[tuple[object, Matrix]]:
    """Every object of the page with the way from its space to the display; forms are looked into."""
    left = _MOST_OBJECTS

    def inside(many: int, get: Callable[[int], object], outer: Matrix, depth: int) -> Iterator[tuple[object, Matrix]]:
        nonlocal left
        for index in range(max(0, many)):
            left -= 1
            object_ = get(index) if left > 0 else None
            if not object_:
                return
            own = raw.FS_MATRIX()
            raw.FPDFPageObj_GetMatrix(object_, ctypes.byref(own))
            placed = times((own.a, own.b, own.c, own.d, own.e, own.f), outer)
            yield object_, placed
            if raw.FPDFPageObj_GetType(object_) == raw.FPDF_PAGEOBJ_FORM and depth < _MOST_DEPTH:
                count = raw.FPDFFormObj_CountObjects(object_)
                yield from inside(count, partial(raw.FPDFFormObj_GetObject, object_), placed, depth + 1)

    yield from inside(raw.FPDFPage_CountObjects(page), partial(raw.FPDFPage_GetObject, page), matrix, 0)


def _add_path(path: object, matrix: Matrix, found: Rules) -> None:
    many = raw.FPDFPath_CountSegments(path)
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, ctypes.byref(fill), ctypes.byref(stroke))
    if not 2 <= many <= _MOST_SEGMENTS or not (fill.value or stroke.value):
        return
    for strokes in _figures(path, many, matrix):
        add_figure(strokes, bool(stroke.value), found)


def _figures(path: object, many: int, matrix: Matrix) -> Iterator[list[Stroke]]:
    """The straight pieces of a path, figure by figure; a curve only moves on."""
    x, y = ctypes.c_float(), ctypes.c_float()
    first = last = (0.0, 0.0)
    strokes: list[Stroke] = []
    for index in range(many):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        point = point_of(x.value, y.value, matrix)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            yield strokes
            strokes, first = [], point
        elif kind == raw.FPDF_SEGMENT_LINETO:
            strokes.append((last, point))
        last = point
        if raw.FPDFPathSegment_GetClose(segment):
            strokes.append((last, first))
            last = first
    yield strokes
