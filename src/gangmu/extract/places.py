"""The places a document names, learned from the document itself and from the divisions inside its prefecture.

A name printed whole (`甲县`) also makes its short form (`甲`, where it has two characters or more); short names listed
before 等地 or 等县 are places too.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from gangmu.vocab.divisions import by_name, divisions
from gangmu.vocab.duty_verbs import DUTY_VERBS
from gangmu.vocab.place_words import ENDINGS, NOT_PLACES

MOST_NAMES = 300

_ENDING = re.compile("|".join(ENDINGS))
_AFTER = frozenset("域级委政直属管间内外民居场容区镇乡城郊道直村县省块")
_BOUNDARY = frozenset("、，,；;。：:（(《〈“\n\t 省市州区县和与及在对向由从将把为至到以—-－一")
_VERBS = tuple(verb.word for verb in DUTY_VERBS)
_NAME = re.compile(r"[一-鿿]{2,5}$")
_LISTED = re.compile(r"(?<=、)([一-鿿]{2,3})等(?:地|[0-9]*个?[（(]?[县市区镇乡])")
_BEFORE = re.compile(r"(?:[一-鿿]{2,3}、)+$")
_LONGEST_LIST = 60
_NEVER = re.compile(r"[的了等各和与及或是有无不在以为对把将从由到至被使其此该这那每某]")


@dataclass(frozen=True, slots=True)
class PlaceNames:
    """Where a document's places stand: starts in order, with the name at each."""

    starts: tuple[int, ...]
    names: tuple[str, ...]
    known: frozenset[str]

    @classmethod
    def of(cls, text: str) -> PlaceNames:
        """Learn the places of a text and find them in it."""
        found: dict[int, str] = {}
        for name in _vocabulary(text):
            at = text.find(name)
            while at >= 0:
                if len(found.get(at, "")) < len(name):
                    found[at] = name
                at = text.find(name, at + len(name))
        order = sorted(found)
        return cls(tuple(order), tuple(found[at] for at in order), frozenset(found.values()))

    def between(self, start: int, end: int) -> tuple[str, ...]:
        """The places named in a stretch of the text, in order, each once."""
        first, stop = bisect_left(self.starts, start), bisect_left(self.starts, end)
        return tuple(dict.fromkeys(self._whole(first, stop)))

    def within(self, words: str) -> tuple[str, ...]:
        """The document's places that a piece of text names, in order; a whole name hides its short form."""
        found = sorted((words.find(name), -len(name), name) for name in self.known if name in words)
        return tuple(
            name
            for i, (at, _, name) in enumerate(found)
            if not any(start <= at and at + len(name) <= start + len(other) for start, _, other in found[:i])
        )

    def is_name(self, word: str) -> bool:
        """Whether the document uses the word as a place."""
        return word in self.known

    def _whole(self, first: int, stop: int) -> Iterator[str]:
        reached = -1
        for start, name in zip(self.starts[first:stop], self.names[first:stop], strict=True):
            if start >= reached:
                yield name
                reached = start + len(name)


def _vocabulary(text: str) -> list[str]:
    """Names met whole and their short forms, and short names listed before 等地; the most frequent ones."""
    counts: Counter[str] = Counter()
    for ending in _ENDING.finditer(text):
        name = _ended(text, ending)
        if name is not None:
            counts[name] += 1
            if len(name) - len(ending.group()) >= 2:
                counts[name.removesuffix(ending.group())] += 1
    for last in _LISTED.finditer(text):
        before = _BEFORE.search(text, max(0, last.start() - _LONGEST_LIST), last.start())
        words = [*(before[0] if before else "").split("、")[:-1], last[1]]
        words[0] = words[0][-len(last[1]) :]
        counts.update(word for word in words if _possible(word))
    _spread_along_lists(text, counts)
    counts.update(_inside_home(text, counts))
    return [name for name, _ in counts.most_common(MOST_NAMES) if not _runs_on(name, counts)]


def _inside_home(text: str, counts: Counter[str]) -> Counter[str]:
    """Short names of the counties inside the prefecture that the document names most, as far as it uses them."""
    named = [d for name in counts if (d := by_name().get(name)) is not None and d.level == 2]
    if not named:
        return Counter()
    home = max(named, key=lambda d: counts[d.name])
    inside = _counties(home.code[:4]) - {home.short}
    return Counter({name: uses for name in inside if (uses := text.count(name))})


@cache
def _counties(prefecture: str) -> frozenset[str]:
    """Short names of the counties whose codes begin with a prefecture's four digits."""
    return frozenset(d.short for d in divisions() if d.level == 3 and d.code[:4] == prefecture)


def _spread_along_lists(text: str, counts: Counter[str]) -> None:
    """In a list of two-character words of which two are places, the others are places too."""
    if len(counts) < 2:
        return
    for words in _runs(text):
        if sum(word in counts for word in words) >= 2:
            counts.update(word for word in words if _NEVER.search(word) is None and not word.startswith(_VERBS))


def _runs(text: str) -> Iterator[list[str]]:
    """Lists of two-character words, with the two characters before the first comma and after the last."""
    comma = text.find("、")
    while comma >= 0:
        words = [text[max(0, comma - 2) : comma]]
        while text[comma + 3 : comma + 4] == "、":
            words.append(text[comma + 1 : comma + 3])
            comma += 3
        if len(words) > 1:
            yield [*words, text[comma + 1 : comma + 3]]
        comma = text.find("、", comma + 1)


def _runs_on(name: str, counts: Counter[str]) -> bool:
    """Whether a name is another one with a word stuck before it (`依托某市` beside `某市`)."""
    return any(name[i:] in counts for i in range(1, len(name) - 1))


def _ended(text: str, ending: re.Match[str]) -> str | None:
    """The place whose name this ending closes, where its start is marked by punctuation, a verb or another place."""
    if ending.end() < len(text) and text[ending.end()] in _AFTER:
        return None
    at = ending.start()
    for length in (2, 3, 4):
        start = at - length
        if start < 0:
            return None
        before = text[start - 1] if start else "\n"
        stem = text[start:at]
        if not _possible(stem):
            return None
        if before in _BOUNDARY or text.endswith(_VERBS, max(0, start - 4), start):
            return stem + ending.group()
    return None


def _possible(stem: str) -> bool:
    if _NAME.match(stem) is None or stem.endswith(NOT_PLACES) or _NEVER.search(stem) is not None:
        return False
    return not stem.startswith(_VERBS) and not stem.endswith(_VERBS)
