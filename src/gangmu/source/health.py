"""Whether the text layer of a page can be trusted: text that is no text is read off the page's image instead."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gangmu.source.model import Box
from gangmu.source.page_marks import Glyph

_FEW = 40
"""A page of a scan may carry a page number or a scanner's mark as text, not more."""
_COVERED, _COVERED_WHOLLY = 0.5, 0.8
_ENOUGH = 20
_UNMAPPED = 0.1
_CODES = re.compile(r"\(cid:\d+\)")
_USUAL = re.compile(
    "[\x20-\x7e\xa0-\xbf\xd7\xf7\u0391-\u03c9\u2010-\u203b\u2100-\u2312\u2460-\u25ff\u2600-\u2642\u3000-\u303f"
    "\u3105-\u312f\u3200-\u33ff\u3400-\u9fff\ue000-\uf8ff\uff00-\uffef\U00020000-\U0003ffff]"
)
"""What Chinese documents are written in: Chinese, Latin and Greek letters, digits, marks, signs of measures."""
_STRANGE = 0.15
_HAN = re.compile("[\u4e00-\u9fff]")
_COMMON = 0.5
_HEAPED = 1 / 3
_NO_CHINESE, _CHINESE = 0.02, 0.05


def ailment(glyphs: Sequence[Glyph], pictures: Sequence[Box], size: tuple[float, float]) -> str | None:
    """What is wrong with the text of a page.

    Args:
        glyphs: its characters.
        pictures: the boxes of its pictures.
        size: width and height of the page.

    Returns:
        `picture` where it is one; `foreign` where it is one under text without any Chinese, which is wrong only if
        there is Chinese on the picture; `unmapped`, `codes`, `strange`, `heaped` where its characters cannot be what
        is printed; None where nothing is wrong.
    """
    if pictures and len(glyphs) < _FEW and _share(pictures, size) >= _COVERED:
        return "picture"
    if len(glyphs) < _ENOUGH:
        return None
    text = "".join(glyph.text for glyph in glyphs)
    if sum(map(is_unmapped, text)) > _UNMAPPED * len(text):
        return "unmapped"
    if sum(len(code) for code in _CODES.findall(text)) > _UNMAPPED * len(text):
        return "codes"
    return _unlikely(text) or _heaped(glyphs) or _foreign(text, pictures, size)


def is_chinese(text: str) -> bool:
    """Whether recognised text is Chinese, and not what an engine makes of a drawing."""
    han = len(_HAN.findall(text))
    return han >= _ENOUGH / 2 and han > _CHINESE * len(text)


def _foreign(text: str, pictures: Sequence[Box], size: tuple[float, float]) -> str | None:
    """Text of a scanner that was told to read another language."""
    covered = bool(pictures) and _share(pictures, size) >= _COVERED_WHOLLY
    return "foreign" if covered and len(_HAN.findall(text)) < _NO_CHINESE * len(text) else None


def is_unmapped(character: str) -> bool:
    """Whether a character says only that its font does not name it."""
    return character == "\ufffd" or "\ue000" <= character <= "\uf8ff" or character >= "\U000f0000"


def _unlikely(text: str) -> str | None:
    """Characters that no Chinese document has, or rare ones only: a font that gives other codes than it draws."""
    strange = len(text) - len(_USUAL.findall(text))
    han = _HAN.findall(text)
    common = len("".join(han).encode("gb2312", "ignore")) // 2
    rare = len(han) >= 2 * _ENOUGH and common < _COMMON * len(han)
    return "strange" if strange > _STRANGE * len(text) or rare else None


def _heaped(glyphs: Sequence[Glyph]) -> str | None:
    """Characters that all stand at a few places say nothing of lines, words or cells."""
    places = {(round(glyph.box[0]), round(glyph.middle)) for glyph in glyphs}
    return "heaped" if len(places) < _HEAPED * len(glyphs) else None


def _share(pictures: Sequence[Box], size: tuple[float, float]) -> float:
    """How much of a page its pictures cover; scanners often cut a page into strips."""
    within = [(max(0.0, b[0]), max(0.0, b[1]), min(size[0], b[2]), min(size[1], b[3])) for b in pictures]
    covered = sum(max(0.0, b[2] - b[0]) * max(0.0, b[3] - b[1]) for b in within)
    return covered / max(1.0, size[0] * size[1])
