"""Which white space of a printed line is layout and which is text.

Chinese sets no space between words. What stands there comes from justified setting, from text recognition, or from
the page (`到 2025 年`, `苏 维埃`, `2 0 0 1年`). Only a space between Latin words, or between two whole numbers, says
something.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gangmu.vocab.units import FIRST_CHARS

_CODES = (*range(0x09, 0x0E), 0x1C, 0x1D, 0x1E, 0x1F, 0x20, 0x85, 0xA0, 0x1680, *range(0x2000, 0x200C))
SPACE_CHARACTERS = "".join(map(chr, (*_CODES, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0xFEFF)))
SPACE = re.compile(f"[{SPACE_CHARACTERS}]+")
_WORD = re.compile(r"[A-Za-z0-9]")
_SPLIT_DIGITS = re.compile(r"(?<!\d)\d(?:[  ]\d){1,}(?!\d)")
_UNIT_STARTS = "".join(sorted(FIRST_CHARS | frozenset("%％‰十百千万亿")))
_MEASURED = f"[{re.escape(_UNIT_STARTS)}]"
_BROKEN_NUMBER = re.compile(
    r"(?<=[一-鿿“”（])(?<![第表图栏件录附篇章节条题])"
    r"(?:\d{1,3}(?: \d{3})+(?:[.．]\d{1,2})?|(?:\d \d{1,2}|\d\d \d)(?:[.．]\d{1,2})?|(?:19|20) \d\d(?=年))"
    rf"(?={_MEASURED}|年)"
)
"""One number parted by thin setting or by text recognition: a word stands right before it, its unit right after."""
_NUMBER_ROOM = 12


def has_split_digits(text: str) -> bool:
    """Whether the document prints its figures digit by digit (`2 0 0 5年`), as some old newspaper sources do."""
    return len(_SPLIT_DIGITS.findall(text)) >= 20


def kept_runs(text: str, start: int, end: int, split_digits: bool = False) -> Iterator[tuple[int, int]]:
    """The runs of `text[start:end]` that stay once layout white space is dropped.

    Args:
        text: the source.
        start, end: code-point offsets into it.
        split_digits: whether spaces between digits are layout too.

    Yields:
        (start, end) of each run kept, in order, none of them empty.
    """
    at = start
    for gap in SPACE.finditer(text, start, end):
        a, b = gap.span()
        inner = a > start and b < end and _says_something(text[a - 1], text[b], split_digits)
        if inner and not _inside_number(text, a, b, start, end):
            continue
        if a > at:
            yield at, a
        at = b
    if end > at:
        yield at, end


def _inside_number(text: str, a: int, b: int, start: int, end: int) -> bool:
    """Whether the gap `[a, b)` stands inside one number (`达到4 200万吨`)."""
    if not (text[a - 1].isdigit() and text[b].isdigit()):
        return False
    around = _BROKEN_NUMBER.finditer(text, max(start, a - _NUMBER_ROOM), min(end, b + _NUMBER_ROOM))
    return any(found.start() < a and b < found.end() for found in around)


def _says_something(left: str, right: str, split_digits: bool) -> bool:
    if not (_WORD.match(left) and _WORD.match(right)):
        return False
    both_digits = left.isdigit() and right.isdigit()
    return not (both_digits and split_digits)
