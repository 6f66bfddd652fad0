"""Tables whose cells were run on into one paragraph: nothing parts them, so no row of them can be read.

`指标2031年2032年2033年渡船准点率70%80%90%…` is no running text: its figures belong to cells, not to a sentence.
"""

from __future__ import annotations

import re

PACKED = 3
"""Figures that stand right behind another."""
_YEARS = re.compile(r"指标[^。]{0,30}?(?:(?:19|20)\d{2}年[底末]?\s*){2,}|(?:(?:19|20)\d{2}年[底末]?\s*){3,}")
_PACKED = re.compile(r"(?<=[%％])\s*\d|(?<=\d)\s+(?=\d)|(?<=\d\.\d\d)(?=\d\.\d)")


def run_on_table(text: str) -> tuple[int, int] | None:
    """Where a table stands that was run on into running text: from the sentence's beginning to its end; or None.

    Args:
        text: a paragraph.
    """
    heads = _YEARS.search(text)
    if heads is None:
        return None
    first = text.rfind("。", 0, heads.start()) + 1
    stop = text.find("。", heads.end()) + 1 or len(text)
    packed = [found.start() for found in _PACKED.finditer(text, first, stop)]
    beside = [at for at in packed if not heads.start() <= at < heads.end()]
    return (first, stop) if len(beside) >= PACKED else None
