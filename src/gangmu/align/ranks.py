"""Levels of honours and sites: 国家级 above and 省级及以上 below is less than was promised."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

_HIGH = re.compile(r"国家级|全国|国家")
_LOW = re.compile(r"(?:省级|市级|县级|区级)(?:及?以上)?")
_REACH = 12
"""How far behind the level its thing may stand."""
SAME_THING = 4
"""Characters in a row that make two things behind their levels the same thing."""


def lowered_rank(upper: str, lower: str) -> tuple[str, str] | None:
    """The level above and the lower level below that stand before the same thing, or None."""
    if _HIGH.search(lower):
        return None
    for low in _LOW.finditer(lower):
        thing = lower[low.end() : low.end() + _REACH]
        for high in _HIGH.finditer(upper):
            if _run(upper[high.end() : high.end() + _REACH], thing) >= SAME_THING:
                return high.group(), low.group()
    return None


def _run(first: str, second: str) -> int:
    match = SequenceMatcher(None, first, second, autojunk=False).find_longest_match()
    return match.size
