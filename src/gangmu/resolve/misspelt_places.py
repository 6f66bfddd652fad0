"""Places printed with one character wrong.

A wrong character in a name is doubted only where something besides the likeness speaks for the name: its neighbours in
a list are places, the words after it follow the right name elsewhere, the name is printed with a character of like
shape that plans hardly use, or what stands beside it is said of places (甲州至乙县, 甲州经济技术开发区).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import chain

from gangmu.model import Plan, Proposal
from gangmu.resolve.gazetteer import Gazetteer
from gangmu.resolve.printed_places import COMMON, SEEN_OFTEN, Printed, Spot
from gangmu.vocab.bigrams import known_characters
from gangmu.vocab.divisions import by_name, by_short_name, divisions, short_of
from gangmu.vocab.lookalikes import look_alike, shaped_like

FOLLOWING = 4
"""Characters after a name that must follow the right name elsewhere."""
SHORTEST_WHOLE = 3
"""Characters of a full name (某乌县) that can be known by a single one of like shape."""
BOTH_SIDES, ONE_SIDE, SAME_WORDS, LIKE_SHAPE, BESIDE = 0.9, 0.75, 0.8, 0.6, 0.65
PREFECTURE = "州"
"""The one kind of division that a short name keeps: what ends so beside words said of places is meant as a place."""
_BESIDE = re.compile(
    r"[至到]|市?(?:中心城区|主城区|经济技术开发区|经济开发区|高新技术产业|综合保税区|国际陆港|国际空港|航空港|都市圈|都市区)"
    r"|(?:经开区|高新区|综保区|机场|港|火车站|[东西南北]站|海关)"
)
"""Words that are said of a place before them; 至 and 到 where a place stands on their other side."""
_WORDS = frozenset(
    "东胡 侯鸟 乐乎 双锋 双坊 填平 填海 大甲 姑丈 抱头 糊口 胡口 莲山 莲城 阴山 阴谷 青鸟 顺乎 鸟龙 黄鸟".split()
)
"""Of the names of all divisions with a character of like shape, those that a dictionary has as words."""
_HAN = re.compile(r"[一-鿿]+")
_OPENING = "、，。；：（(\n "
_CLOSING = "、，。；等和与及）) \n"


def misspelt_places(plan: Plan, text: str, gazetteer: Gazetteer | None) -> Iterator[Proposal]:
    """Proposals for places around those of the plan, and the zone's, that stand in a text with one character wrong.

    Args:
        plan: as read: names of the divisions in its prefectures are known.
        text: its source text.
        gazetteer: the zone's names.
    """
    own = _own_names(plan)
    names = own.union(n for place in (gazetteer.places if gazetteer else ()) for n in (place, short_of(place)) if n[1:])
    if names:
        yield from _Places(names, own, text, _known_words(gazetteer)).proposals()


def _own_names(plan: Plan) -> frozenset[str]:
    """Names of the divisions in the prefectures of a plan's places, in full and short."""
    prefectures = {by_name()[p].code[:4] for p in plan.document.places if p in by_name()}
    around = [division for division in divisions() if division.code[:4] in prefectures]
    return frozenset(name for division in around for name in (division.name, division.short))


def _known_words(gazetteer: Gazetteer | None) -> str:
    """Names in which a place may stand before words of its own: 赣州经济技术开发区."""
    if gazetteer is None:
        return ""
    return "\n".join((*(n for o in gazetteer.organisations for n in o.names), *gazetteer.projects))


class _Places:
    """The names that are known, and a text in which one may be misspelt."""

    def __init__(self, names: frozenset[str], own: frozenset[str], text: str, elsewhere: str) -> None:
        self._names, self._own, self._text, self._elsewhere = names, own, text, elsewhere
        self._lengths = sorted({len(name) for name in names})
        self._printed = Printed(text)

    @cached_property
    def _masks(self) -> dict[tuple[int, str, str], str | None]:
        """Names by what stands around each character that may be wrong; None where several would fit as well.

        The last character of a full name says what it is (某县); only a short name may have it wrong.
        """
        found: dict[tuple[int, str, str], list[str]] = defaultdict(list)
        for name in sorted(self._names):
            for i in range(len(name) if name in by_short_name() or short_of(name) == name else len(name) - 1):
                found[i, name[:i], name[i + 1 :]].append(name)
        return {mask: names[0] if len(names) == 1 else self._likeliest(names) for mask, names in found.items()}

    def _likeliest(self, names: Sequence[str]) -> str | None:
        """Of several names the plan's own; None where that does not tell."""
        own = [name for name in names if name in self._own]
        return own[0] if len(own) == 1 else None

    def proposals(self) -> Iterator[Proposal]:
        best: dict[int, tuple[float, Spot]] = {}
        ways = (self._in_lists(), self._before_known_words(), self._of_like_shape(), self._beside_words_of_places())
        for sure, spot in chain.from_iterable(ways):
            name, start, i = spot
            so_far, (other, *_rest) = best.get(start + i, (0.0, ("", 0, 0)))
            if (sure, len(name)) > (so_far, len(other)) and not self._printed.is_meant(spot, self._names):
                best[start + i] = (sure, spot)
        for at, (sure, (name, start, i)) in sorted(best.items()):
            printed = self._text[start : start + len(name)]
            yield Proposal((at, at + 1), printed[i], name[i], "place", f"{printed} → {name}", sure)

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
                        if both or self._printed.is_odd(spot) or text[end : end + 1] in _CLOSING:
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
                    end, spot = start + len(name), (name, start, i)
                    wrong = self._text[start + i]
                    if wrong in COMMON or not _HAN.match(wrong):
                        continue
                    if self._text[end : end + FOLLOWING] in following and self._printed.stands_alone(spot):
                        yield SAME_WORDS, spot

    def _around(self, name: str) -> Iterator[tuple[int, str, str]]:
        """What stands around each character of a name that may be wrong."""
        masks = ((i, name[:i], name[i + 1 :]) for i in range(len(name)))
        return (mask for mask in masks if self._masks.get(mask) == name)

    def _with_one_wrong(self, i: int, before: str, after: str) -> Iterator[int]:
        """Where a name stands with any character in one place."""
        shift = 0 if len(before) >= len(after) else i + 1
        for at in self._printed.all(before if shift == 0 else after):
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
        """Full names with a character of like shape in the place of the right one, or one plans hardly use.

        Short names only with one that is both, where it makes no word with its neighbours.
        """
        for name in self._names:
            whole = len(name) >= SHORTEST_WHOLE and name in by_name()
            for i in range(len(name) - whole):
                for char in shaped_like(name[i]) & self._chars:
                    printed = name[:i] + char + name[i + 1 :]
                    if whole or (char not in known_characters() and printed not in _WORDS):
                        spots = ((name, at, i) for at in self._printed.all(printed))
                        yield from ((LIKE_SHAPE, spot) for spot in spots if whole or self._printed.stands_alone(spot))
        for name in self._names:
            if len(name) >= SHORTEST_WHOLE and short_of(name) != name:
                yield from ((LIKE_SHAPE, spot) for spot in self._hardly_used(name))

    def _hardly_used(self, name: str) -> Iterator[Spot]:
        """Where a full name stands with a character in it that plans hardly use.

        What is printed often is a name of its own, unless the right one is printed too or is the plan's.
        """
        here = name in self._own or short_of(name) in self._text
        for i, before, after in self._around(name):
            for start in self._with_one_wrong(i, before, after) if i < len(name) - 1 else ():
                spot, wrong = (name, start, i), self._text[start + i]
                if wrong in known_characters() or not _HAN.match(wrong) or self._printed.by_chance(spot):
                    continue
                if here or self._text.count(before + wrong + after) < SEEN_OFTEN:
                    yield spot

    @cached_property
    def _chars(self) -> frozenset[str]:
        return frozenset(self._text)

    def _beside_words_of_places(self) -> Iterator[tuple[float, Spot]]:
        """Names beside words that are said of places, with a wrong character that cannot be another name's.

        What ends in 州 and is no division of the country was to be one; another name needs a character of like shape.
        """
        for match in _BESIDE.finditer(self._text):
            between = match.group() in "至到"
            for length in self._lengths:
                if not between or self._starts_with_place(match.end()):
                    yield from self._place_at(match.start() - length, length)
                if between and self._ends_with_place(match.start()):
                    yield from self._place_at(match.end(), length)

    def _place_at(self, start: int, length: int) -> Iterator[tuple[float, Spot]]:
        spot = self._one_off(start, length)
        if spot is None:
            return
        name, _start, i = spot
        wrong = self._text[start + i]
        alike = look_alike(wrong, name[i]) and self._printed.stands_alone(spot)
        prefecture = name[-1] == PREFECTURE and i < len(name) - 1 and wrong not in COMMON
        if alike or (prefecture and not self._printed.ends_longer_name(start, i)):
            yield BESIDE, spot
