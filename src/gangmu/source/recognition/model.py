"""What goes into recognition and what comes out of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import msgspec

from gangmu.source.page_marks import Rule

DPI = 200
"""Resolution that pages are rendered at for recognition."""


class PageImage(NamedTuple):
    """A page as pixels: rows of blue, green, red bytes without gaps; how many of them make an inch of the page."""

    width: int
    height: int
    pixels: bytes
    dpi: float = DPI


@dataclass(frozen=True, slots=True)
class Recognition:
    """How text is recognised on scans and pictures.

    Attributes:
        workers: processes that work at the same time; each takes about half a gigabyte.
        cache: the folder results are kept in; None for the user's cache folder (`GANGMU_CACHE` where that is set).
        progress: called with pages done and pages in all, before the first page and after each.
        wanted: False to leave pages without text as they are.
    """

    workers: int = 2
    cache: Path | None = None
    progress: Callable[[int, int], None] | None = None
    wanted: bool = True


class Sign(msgspec.Struct, frozen=True, array_like=True):
    """A recognised character: its place in points, the size of its line, and how sure the engine is of it."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    confidence: float


class Seen(msgspec.Struct, frozen=True, array_like=True):
    """What was seen on a page, in points, the page set upright: turned by `turned` degrees against the clock."""

    width: float
    height: float
    signs: tuple[Sign, ...]
    lying: tuple[Rule, ...]
    standing: tuple[Rule, ...]
    turned: float = 0.0
