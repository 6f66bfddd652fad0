"""The number at the head of a paragraph: its style, value and extent."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gangmu.vocab.numbering import BARE, STYLES, NumberingStyle
from gangmu.vocab.numerals import han, ordinal

_PATTERN = re.compile("|".join(f"(?P<s{i}>{re.sub(r'[?]P<n>', f'?P<n{i}>', s.pattern)})" for i, s in enumerate(STYLES)))
_BARE = re.compile(BARE.pattern)
_FIRST = frozenset("ABCDEFGHIJ第一二三四五六七八九十（(〈0123456789" + "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")


@dataclass(frozen=True, slots=True)
class Numbered:
    """A paragraph's number as printed, its value, and where the number ends."""

    style: NumberingStyle
    printed: str
    value: int
    end: int

    @property
    def address(self) -> str:
        """The number in its normal form, as it stands in ids: 第三章, 三, （三）, 3, （3）, ③, 3.2."""
        name, value = self.style.name, self.value
        if name in ("part", "chapter", "section", "clause"):
            return f"第{han(value)}{ {'part': '篇', 'chapter': '章', 'section': '节', 'clause': '条'}[name] }"
        forms = {
            "han": han(value),
            "paren_han": f"（{han(value)}）",
            "paren_arabic": f"（{value}）",
            "half_paren": f"{value}）",
        }
        return forms.get(name) or (
            self.printed if name in ("circled", "dotted2", "dotted3", "lettered") else str(value)
        )


def number_at(text: str, start: int, end: int) -> Numbered | None:
    """The number that opens `text[start:end]`, or None.

    Returns:
        Its style, its value (of a dotted number the last part), and the offset where it ends.
    """
    if start >= end or text[start] not in _FIRST:
        return None
    match = _PATTERN.match(text, start, end)
    if match is None or match.lastgroup is None:
        return None
    index = next(i for i in range(len(STYLES)) if match.group(f"s{i}") is not None)
    value = ordinal(match.group(f"n{index}").rsplit(".", 1)[-1])
    return None if value is None else Numbered(STYLES[index], match.group(), value, match.end())


def bare_number_at(text: str, start: int, end: int) -> Numbered | None:
    """A bare number before a short heading (`3主要内容`), or None."""
    match = _BARE.match(text, start, end) if end - start <= 22 else None
    return None if match is None else Numbered(BARE, match.group(), int(match["n"]), match.end())
