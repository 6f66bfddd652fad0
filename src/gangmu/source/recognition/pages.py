"""Page images into pages of text: from the cache where they are known, from the workers where not."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from gangmu.source.health import is_chinese
from gangmu.source.page_layout import Page, page_of, text_of
from gangmu.source.page_marks import Glyph, Rules
from gangmu.source.pdf_lines import Line
from gangmu.source.recognition.cache import Cache
from gangmu.source.recognition.model import PageImage, Recognition, Seen
from gangmu.source.recognition.pool import each_seen

_SAME_SIZE = 0.06
_SHORT, _LONG = 5, 8
"""Characters of a line whose size is hardly known, and of one whose size is well measured."""
_UNSURE = (0.45, 0.3)
_NEEDED = ("rapidocr", "onnxruntime", "cv2", "numpy")


def is_installed() -> bool:
    """Whether the extra `gangmu[ocr]` is there, and not switched off by `GANGMU_OCR=off`."""
    if os.environ.get("GANGMU_OCR", "").lower() in ("off", "no", "0"):
        return False
    return all(importlib.util.find_spec(package) is not None for package in _NEEDED)


def empty_scan() -> tuple[str, str]:
    """Reason and advice for a file that is all pictures: what to install, or that nothing could be read on them."""
    return ("empty.unreadable", "advice.check") if is_installed() else ("empty.pictures", "advice.ocr")


@cache
def engine_version() -> str:
    """Name and version of the engine, as results are kept under."""
    return f"rapidocr-{importlib.metadata.version('rapidocr')}"


def recognised(
    numbers: Sequence[int], image_of: Callable[[int], PageImage], recognition: Recognition
) -> dict[int, Page]:
    """The pages with these numbers, recognised; one that cannot be is left out.

    Args:
        numbers: which pages.
        image_of: gives a page's image when its turn comes.
        recognition: how; its progress is told before the first page and after each.
    """
    known = Cache(recognition.cache, engine_version())
    found: dict[int, Page] = {}
    done = 0
    if recognition.progress is not None:
        recognition.progress(0, len(numbers))

    def take(number: int, seen: Seen | None) -> None:
        nonlocal done
        done += 1
        if seen is not None:
            found[number] = _page(seen)
        if recognition.progress is not None:
            recognition.progress(done, len(numbers))

    def unknown() -> Iterator[tuple[int, PageImage]]:
        for number in numbers:
            image = image_of(number)
            seen = known.find(image)
            if seen is None:
                yield number, image
            else:
                take(number, seen)

    for number, image, seen in each_seen(unknown(), recognition.workers):
        if seen is not None:
            known.keep(image, seen)
        take(number, seen)
    return settled(found)


def with_recognised(
    pages: Sequence[Page], image_of: Callable[[int], PageImage], recognition: Recognition
) -> list[Page]:
    """Pages, and in the place of those whose text layer is ill or missing what is seen on their images.

    Args:
        pages: as their text layers have them.
        image_of: gives a page's image by its number, from 0.
        recognition: how; where it is not wanted or not installed, the pages are given back as they are.
    """
    ill = [number for number, page in enumerate(pages) if page.ailment is not None]
    if not ill or not recognition.wanted or not is_installed():
        return list(pages)
    seen = recognised(ill, image_of, recognition)
    return [_better(page, seen.get(number)) for number, page in enumerate(pages)]


def _better(page: Page, seen: Page | None) -> Page:
    """A page as it was recognised, where it was. Of text in another language the picture may say the same."""
    if seen is None:
        return page
    if page.ailment == "foreign" and not is_chinese(text_of(seen)):
        return page._replace(ailment=None)
    return seen._replace(ailment=page.ailment)


def settled(pages: dict[int, Page]) -> dict[int, Page]:
    """Pages whose lines have the sizes that the document is set in.

    What was measured a hair apart is one size. Of a line of a few characters hardly more than the height is known: it
    has the size of the line above where that may be so.
    """
    counted: Counter[float] = Counter()
    for page in pages.values():
        for line in page.lines:
            counted[line.size] += len(line.text) if len(line.text) >= _LONG else 0
    sizes = _sizes(counted)
    return {number: page._replace(lines=tuple(_sized(page.lines, sizes))) for number, page in pages.items()}


def _sizes(counted: Counter[float]) -> list[float]:
    """The sizes in use: each the most frequent of those a hair apart."""
    known: list[float] = []
    for size, many in counted.most_common():
        if many and all(abs(other - size) > _SAME_SIZE * other for other in known):
            known.append(size)
    return known


def _sized(lines: Sequence[Line], sizes: Sequence[float]) -> Iterator[Line]:
    above: float | None = None
    for line in lines:
        nearest = min(sizes, key=lambda size: abs(size - line.size), default=line.size)
        unsure = _UNSURE[0] if len(line.text) < _SHORT else _UNSURE[1]
        if len(line.text) < _LONG and above is not None and abs(above - line.size) <= unsure * above:
            nearest = above
        above = nearest if abs(nearest - line.size) <= unsure * nearest else line.size
        yield line._replace(size=above)


def _page(seen: Seen) -> Page:
    glyphs = [
        Glyph(sign.text, (sign.left, sign.top, sign.right, sign.bottom), sign.size, sign.confidence)
        for sign in seen.signs
    ]
    page = page_of((seen.width, seen.height), glyphs, Rules(list(seen.lying), list(seen.standing), []), aligned=True)
    return page._replace(recognised=True, ailment=None, turned=seen.turned)
