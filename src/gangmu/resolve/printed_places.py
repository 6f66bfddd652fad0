"""What is printed where a place is doubted: a name of its own, part of another one or of a word, or nothing known."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from functools import cache

from gangmu.vocab.bigrams import known_bigrams, known_characters
from gangmu.vocab.divisions import ABBREVIATIONS, by_name, by_short_name, divisions, short_of
from gangmu.vocab.lookalikes import look_alike

SEEN_OFTEN = 3
"""A name printed so often is one the document knows."""
LONGEST = 4
"""Characters of another place's name that a wrong one may belong to."""
COMMON = frozenset("的了和与及在是对为以将把各到从向由于")
_OWN_NAME = re.compile(r"[镇乡村]|街道|社区|路(?!线|网)|[江河湖溪]|水库")
"""Behind such a name it is a town's, a road's or a water's own, however much it is like another."""

Spot = tuple[str, int, int]
"""A right name, the offset in the text where it is misspelt, and which of its characters is wrong."""


@cache
def _opens_division(stem: str) -> bool:
    """Whether a division's name begins so (寻甸 of 寻甸回族彝族自治县): a place by a shorter name."""
    return len(stem) > 1 and any(division.name.startswith(stem) for division in divisions())


class Printed:
    """A text in which names may be misspelt."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._counts: Counter[str] = Counter()

    def is_meant(self, spot: Spot, names: Collection[str]) -> bool:
        """Whether what is printed is a name of its own: another place, or one the document uses often.

        Recognition takes a character for the same other one again and again: one that looks like the right one, or that
        plans hardly use, is no more meant for being printed often, unless a town or a road is called so.
        """
        name, start, i = spot
        printed = self._text[start : start + len(name)]
        if (
            printed in names
            or self._in_other_place(start + i)
            or _opens_division(printed[:-1])
            or printed[i] in ABBREVIATIONS
            or printed in known_bigrams()
        ):
            return True
        if printed not in self._counts:
            self._counts[printed] = self._text.count(printed)
        if self._counts[printed] < SEEN_OFTEN:
            return False
        return printed[i] in known_characters() or self._is_own_name(printed)

    def _in_other_place(self, at: int) -> bool:
        """Whether a character belongs to a division's name, one that reaches over the printed one too (嵊州高)."""
        for length in range(2, LONGEST + 1):
            for first in range(max(0, at - length + 1), at + 1):
                stretch = self._text[first : first + length]
                if stretch in by_short_name() or stretch in by_name():
                    return True
        return False

    def _is_own_name(self, printed: str) -> bool:
        return any(_OWN_NAME.match(self._text, at + len(printed)) for at in self.all(printed))

    def is_odd(self, spot: Spot) -> bool:
        """Whether the wrong character is one plans hardly use, or looks like the right one."""
        name, start, i = spot
        wrong = self._text[start + i]
        return wrong not in known_characters() or look_alike(wrong, name[i])

    @staticmethod
    def by_chance(spot: Spot) -> bool:
        """Whether what is right of a name is but a word (海绵城市 and 丰城市) or a joining one (和邹县 and 和平县).

        A name that does not say its kind may be a mountain's or a river's as well (马鬃山 and 马鞍山).
        """
        name, _start, i = spot
        if short_of(name) == name:
            return True
        return name[i + 1 :] in known_bigrams() if i == 0 else name[:i] in COMMON

    def stands_alone(self, spot: Spot) -> bool:
        """Whether a name makes no word with the characters beside it, and names no town or road."""
        name, start, _i = spot
        end = start + len(name)
        before, after = self._text[max(0, start - 1) : start + 1], self._text[end - 1 : end + 1]
        return known_bigrams().isdisjoint((before, after)) and not _OWN_NAME.match(self._text, end)

    def ends_longer_name(self, start: int, i: int) -> bool:
        """Whether the characters before the kind end a longer name: 孜州 in 甘孜州."""
        return any(self._text[max(0, start - n) : start + i + 1] in by_short_name() for n in (1, 2))

    def all(self, words: str) -> Iterator[int]:
        """Where words stand in the text."""
        at = self._text.find(words)
        while at >= 0:
            yield at
            at = self._text.find(words, at + 1)
