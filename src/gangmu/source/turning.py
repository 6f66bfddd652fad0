"""A page image set upright as recognition set it upright, so that the boxes of its text fall on their places."""

from __future__ import annotations

import importlib
import importlib.util
from typing import Any

from gangmu.source.recognition.model import PageImage


def is_installed() -> bool:
    """Whether pictures can be turned here: Pillow comes with the extra `gangmu[ocr]`, as recognition does."""
    return importlib.util.find_spec("PIL") is not None


def turned(image: PageImage, degrees: float) -> PageImage:
    """A page turned about its middle.

    Args:
        image: the page as it lies in its file.
        degrees: against the clock; whole quarters exactly, sheet and all, and what is left over within the sheet, as
            a skewed scan is set straight.
    """
    quarters = round(degrees / 90)
    tilt = degrees - 90 * quarters
    if not quarters % 4 and not tilt:
        return image
    pillow: Any = importlib.import_module("PIL.Image")
    sheet = pillow.frombytes("RGB", (image.width, image.height), image.pixels)
    for _ in range(quarters % 4):
        sheet = sheet.transpose(pillow.Transpose.ROTATE_90)
    if tilt:
        sheet = sheet.rotate(tilt, resample=pillow.Resampling.BILINEAR, fillcolor=(255, 255, 255))
    return PageImage(sheet.width, sheet.height, sheet.tobytes(), image.dpi)
