"""Places printed with one character wrong.

A wrong character in a name is doubted only where something besides the likeness speaks for the name: its neighbours in
a list are places, the words after it follow the right name elsewhere, or the name is printed in full with a character
of like shape.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache, cached_property

from gangmu.model import Plan, Proposal
from gangmu.resolve.gazetteer import Gazetteer
from gangmu.resolve.strange import strange_characters
from gangmu.vocab.divisions import by_name, by_short_name, divisions
from gangmu.vocab.lookalikes import shaped_like

SEEN_OFTEN = 3
"""A name printed so often is one the document knows."""
FOLLOWING = 4
"""Characters after a name that must follow the right name elsewhere."""
SHORTEST_WHOLE = 3
"""Characters of a full name (某乌县) that can be known by a single one of like shape."""
BOTH_SIDES, ONE_SIDE, SAME_WORDS, LIKE_SHAPE = 0.9, 0.75, 0.8, 0.6
_HAN = re.compile(r"[一-鿿]+")
_OPENING = "、，。；：（(\n "
_COMMON = frozenset("的了和与及在是对为以将把各到从向由于")

Spot = tuple[str, int, int]
"""A right name, the offset in the text where it is misspelt, and which of its characters is wrong."""


def misspelt_places(plan: Plan, text: str, gazetteer: Gazetteer | None) -> Iterator[Proposal]:
    """Proposals for places around those of the plan, and the zone's, that stand in a text with one character wrong.

    Args:
        plan: as read: names of the divisions in its prefectures are known.
        text: its source text.
        gazetteer: the zone's names.
    """
    names = _place_names(plan, gazetteer)
    if names:
        yield from _Places(names, text, _known_words(gazetteer)).proposals()


def _place_names(plan: Plan, gazetteer: Gazetteer | None) -> frozenset[str]:
    """Names of the zone's places and of the divisions in its prefectures, in full and short."""
    around: set[str] = set(gazetteer.places if gazetteer else ())
    prefectures = {by_name()[p].code[:4] for p in plan.document.places if p in by_name()}
    for division in divisions():
        if division.code[:4] in prefectures:
            around |= {division.name, division.short}
    return frozenset(name for name in around if len(name) >= 2)


def _known_words(gazetteer: Gazetteer | None) -> str:
    """Names in which a place may stand before words of its own: 赣州经济技术开发区."""
    if gazetteer is None:
        return ""
    return "\n".join((*(n for o in gazetteer.organisations for n in o.names), *gazetteer.projects))


@cache
def _opens_division(stem: str) -> bool:
    """Whether a division's name begins so (寻甸 of 寻甸回族彝族自治县): a place by a shorter name."""
    return len(stem) > 1 and any(division.name.startswith(stem) for division in divisions())


class _Places:
    """The names that are known, and a text in which one may be misspelt."""

    def __init__(self, names: frozenset[str], text: str, elsewhere: str) -> None:
        self._names, self._text, self._elsewhere = names, text, elsewhere
        self._lengths = sorted({len(name) for name in names})
        self._counts: Counter[str] = Counter()

    @cached_property
    def _masks(self) -> dict[tuple[int, str, str], str | None]:
        """Names by what stands around each character that may be wrong; None where several would fit.

        The last character of a full name says what it is (某县); only a short name may have it wrong.
        """
        found: dict[tuple[int, str, str], str | None] = {}
        for name in sorted(self._names):
            for i in range(len(name) if name in by_short_name() else len(name) - 1):
                mask = (i, name[:i], name[i + 1 :])
                found[mask] = name if mask not in found else None
        return found

    def proposals(self) -> Iterator[Proposal]:
        best: dict[int, tuple[float, Spot]] = {}
        for sure, spot in (*self._in_lists(), *self._before_known_words(), *self._of_like_shape()):
            name, start, i = spot
            if sure > best.get(start + i, (0.0,))[0] and not self._is_meant(start, name):
                best[start + i] = (sure, spot)
        for at, (sure, (name, start, i)) in sorted(best.items()):
            printed = self._text[start : start + len(name)]
            yield Proposal((at, at + 1), printed[i], name[i], "place", f"{printed} → {name}", sure)

    def _is_meant(self, start: int, name: str) -> bool:
        """Whether what is printed is a name of its own: another place, or one the document uses often."""
        printed = self._text[start : start + len(name)]
        if (
            printed in self._names
            or printed in by_name()
            or printed in by_short_name()
            or _opens_division(printed[:-1])
        ):
            return True
        if printed not in self._counts:
            self._counts[printed] = self._text.count(printed)
        return self._counts[printed] >= SEEN_OFTEN

    def _one_off(self, start: int, length: int) -> Spot | None:
        """The only known name that the characters at a place are, but for one."""
        printed = self._text[start : start + length]
        if start < 0 or len(printed) < length or not _HAN.fullmatch(printed):
            return None
        found = {
            (name, start, i)
            for i in range(length)
            if (name := self._masks.get((i, printed[:i], printed[i + 1 :]))) is not None
        }
        return found.pop() if len(found) == 1 else None

    def _ends_with_place(self, end: int) -> bool:
        return any(self._text[max(0, end - n) : end] in self._names for n in self._lengths)

    def _starts_with_place(self, start: int) -> bool:
        return any(self._text[start : start + n] in self._names for n in self._lengths)

    def _in_lists(self) -> Iterator[tuple[float, Spot]]:
        """Misspelt members of lists, by their neighbours: between two places, behind one, or opening before one."""
        text = self._text
        at = text.find("、")
        while at >= 0:
            if self._ends_with_place(at):
                for length in self._lengths:
                    if spot := self._one_off(at + 1, length):
                        end = at + 1 + length
                        both = text[end : end + 1] == "、" and self._starts_with_place(end + 1)
                        yield (BOTH_SIDES if both else ONE_SIDE), spot
            if self._starts_with_place(at + 1):
                for length in self._lengths:
                    opens = at - length <= 0 or text[at - length - 1] in _OPENING
                    if opens and (spot := self._one_off(at - length, length)):
                        yield ONE_SIDE, spot
            at = text.find("、", at + 1)

    def _before_known_words(self) -> Iterator[tuple[float, Spot]]:
        """Misspelt names before words that follow the right name elsewhere in the text, or in a known name."""
        for name in self._names:
            following = self._following(name)
            for i, before, after in self._around(name) if following else ():
                for start in self._with_one_wrong(i, before, after):
                    end = start + len(name)
                    wrong = self._text[start + i]
                    if wrong not in _COMMON and self._text[end : end + FOLLOWING] in following and _HAN.match(wrong):
                        yield SAME_WORDS, (name, start, i)

    def _around(self, name: str) -> Iterator[tuple[int, str, str]]:
        """What stands around each character of a name that may be wrong."""
        masks = ((i, name[:i], name[i + 1 :]) for i in range(len(name)))
        return (mask for mask in masks if self._masks.get(mask) == name)

    def _with_one_wrong(self, i: int, before: str, after: str) -> Iterator[int]:
        """Where a name stands with any character in one place."""
        shift = 0 if len(before) >= len(after) else i + 1
        for at in self._all(before if shift == 0 else after):
            start = at - shift
            if start >= 0 and self._text.startswith(before, start) and self._text.startswith(after, start + i + 1):
                yield start

    def _following(self, name: str) -> set[str]:
        found = set()
        for where in (self._text, self._elsewhere):
            at = where.find(name) if where else -1
            while at >= 0:
                words = where[at + len(name) : at + len(name) + FOLLOWING]
                if len(words) == FOLLOWING and _HAN.fullmatch(words):
                    found.add(words)
                at = where.find(name, at + 1)
        return found

    def _of_like_shape(self) -> Iterator[tuple[float, Spot]]:
        """Full names with a character of like shape in the place of the right one, or one plans hardly use."""
        for name in self._names:
            if len(name) < SHORTEST_WHOLE or name not in by_name():
                continue
            for i in range(len(name) - 1):
                for char in shaped_like(name[i]):
                    yield from ((LIKE_SHAPE, (name, at, i)) for at in self._all(name[:i] + char + name[i + 1 :]))
        for at, char in self._strange():
            for length in self._lengths:
                for i in range(length - 1):
                    spot = self._one_off(at - i, length) if length >= SHORTEST_WHOLE else None
                    if spot and spot[2] == i and self._text[at] == char:
                        yield LIKE_SHAPE, spot

    def _all(self, words: str) -> Iterator[int]:
        at = self._text.find(words)
        while at >= 0:
            yield at
            at = self._text.find(words, at + 1)

    def _strange(self) -> Iterator[tuple[int, str]]:
        """Characters that public plans hardly use and the text does not use often, with their offsets."""
        strange = "".join(strange_characters(self._text))
        found = re.finditer(f"[{strange}]", self._text) if strange else ()
        yield from ((match.start(), match.group()) for match in found)
