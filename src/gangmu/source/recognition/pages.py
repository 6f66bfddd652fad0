"""Page images into pages of text: from the cache where they are known, from the workers where not."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from gangmu.source.page_layout import Page, page_of
from gangmu.source.page_marks import Glyph, Rules
from gangmu.source.recognition.cache import Cache
from gangmu.source.recognition.model import PageImage, Recognition, Seen
from gangmu.source.recognition.pool import each_seen

_SAME_SIZE = 0.1
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
        recognition: how; its progress is told after each page.
    """
    known = Cache(recognition.cache, engine_version())
    found: dict[int, Page] = {}
    done = 0

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
    return [
        seen[number]._replace(ailment=page.ailment) if number in seen else page for number, page in enumerate(pages)
    ]


def settled(pages: dict[int, Page]) -> dict[int, Page]:
    """Pages whose lines have the sizes that the document is set in: what was measured a hair apart is one size."""
    counted: Counter[float] = Counter()
    for page in pages.values():
        for line in page.lines:
            counted[line.size] += len(line.text)
    known: list[float] = []
    nearest: dict[float, float] = {}
    for size, _ in counted.most_common():
        like = next((other for other in known if abs(other - size) <= _SAME_SIZE * other), None)
        nearest[size] = size if like is None else like
        if like is None:
            known.append(size)
    return {
        number: page._replace(lines=tuple(line._replace(size=nearest[line.size]) for line in page.lines))
        for number, page in pages.items()
    }


def _page(seen: Seen) -> Page:
    glyphs = [
        Glyph(sign.text, (sign.left, sign.top, sign.right, sign.bottom), sign.size, sign.confidence)
        for sign in seen.signs
    ]
    page = page_of((seen.width, seen.height), glyphs, Rules(list(seen.lying), list(seen.standing), []))
    return page._replace(recognised=True, ailment=None)
