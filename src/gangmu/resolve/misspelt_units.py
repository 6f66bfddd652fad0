"""Units of duty marks and tables whose characters recognition changed or shuffled, against names that are known.

Known are the zone's organisations, and the units that the document itself names again and again.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from gangmu.model import Plan, Proposal, Responsibility, Task
from gangmu.resolve.gazetteer import Gazetteer
from gangmu.resolve.groups import group_of
from gangmu.resolve.shuffled_units import ACROSS, across, by_letters, shuffled
from gangmu.resolve.slips import mended_at, pattern_of
from gangmu.vocab.bigrams import known_characters
from gangmu.vocab.lookalikes import look_alike

SEEN_OFTEN = 3
"""A unit named so often is one the document knows."""
SEEN_TWICE = 2
"""A unit named so often is the right one of two with the same characters."""
SEEN_ONCE_OR_TWICE = 2
"""A unit named more often than this is no slip, unless the right one is the zone's or named far more often."""
TIMES = 3
SHORTEST = 4
SHORTEST_OF_PAIR = 3
LONG = 6
"""In a name as long as this, one wrong character inside is more likely a slip than another unit."""
ONE_OFF, LONG_ONE_OFF = 0.75, 0.55
_Rest = tuple[int, str]
"""The place of a character in a name, and the name without it."""


def misspelt_units(plan: Plan, text: str, gazetteer: Gazetteer | None) -> Iterator[Proposal]:
    """Proposals for units that are a known one with a character wrong, or with its characters out of order.

    Args:
        plan: as read.
        text: its source text.
        gazetteer: the zone's names; without it the document's own names alone are known.
    """
    records: tuple[Responsibility | Task, ...] = (*plan.responsibilities, *plan.tasks)
    known = _Known.of(Counter(unit for record in records for unit in _units(record)), gazetteer)
    found: dict[str, tuple[str, float] | None] = {}
    for record in records:
        units, place = _units(record), _place(record)
        for unit in units:
            if unit not in found:
                found[unit] = known.meant(unit)
            if (right := found[unit]) is not None and (match := pattern_of(unit).search(text, *place)):
                yield mended_at(text, match, (unit, right[0]), kind="organisation", confidence=right[1])
        yield from _across(units, known, found, text, place)


def _across(
    units: Sequence[str],
    known: _Known,
    found: Mapping[str, tuple[str, float] | None],
    text: str,
    place: tuple[int, int],
) -> Iterator[Proposal]:
    """Proposals for two units side by side whose characters went from one to the other; one error of two places."""
    for first, second in pairwise(units):
        pair = None if found[first] or found[second] else known.across(first, second)
        if pair is None:
            continue
        family = f"{first}、{second} → {pair[0]}、{pair[1]}"
        for slip in zip((first, second), pair, strict=True):
            if match := pattern_of(slip[0]).search(text, *place):
                yield mended_at(text, match, slip, kind="organisation", confidence=ACROSS, family=family)


def _place(record: Responsibility | Task) -> tuple[int, int]:
    """Where the units of a record are printed."""
    return record.mark_span if isinstance(record, Responsibility) else record.span


def _units(record: Responsibility | Task) -> tuple[str, ...]:
    more = record.supporting_units if isinstance(record, Task) else ()
    return tuple(dict.fromkeys((*record.units, *more)))


@dataclass(frozen=True, slots=True)
class _Known:
    """Names of units that are right.

    Attributes:
        counts: how often each unit is named.
        zone: the zone's names.
        names: those, and the ones the document names often.
        rests: the names by what is left of them without each character.
        letters: the names, and the ones that are named twice, by their characters.
    """

    counts: Mapping[str, int]
    zone: frozenset[str]
    names: frozenset[str]
    rests: Mapping[_Rest, Sequence[str]]
    letters: Mapping[str, Sequence[str]]

    @classmethod
    def of(cls, counts: Mapping[str, int], gazetteer: Gazetteer | None) -> _Known:
        zone = frozenset(name for one in (gazetteer.organisations if gazetteer else ()) for name in one.names)
        names = _whole({*zone, *(unit for unit, n in counts.items() if n >= SEEN_OFTEN)})
        twice = _whole({*names, *(unit for unit, n in counts.items() if n >= SEEN_TWICE)})
        rests: dict[_Rest, list[str]] = defaultdict(list)
        for name in sorted(names):
            for rest in _rests(name):
                rests[rest].append(name)
        return cls(counts, zone, names, rests, by_letters(sorted(twice)))

    def meant(self, unit: str) -> tuple[str, float] | None:
        """The known name a unit was to be, and how sure that is."""
        if unit in self.zone or len(unit) < SHORTEST or group_of(unit):
            return None
        found = shuffled(unit, self.letters) or _one_off(unit, self.rests)
        if found is None or (self.counts[found[0]] <= self.counts[unit] and found[0] not in self.zone):
            return None
        often = found[0] in self.zone or self.counts[found[0]] >= TIMES * self.counts[unit]
        certain = often and found[1] > LONG_ONE_OFF
        return found if certain or self.counts[unit] <= SEEN_ONCE_OR_TWICE else None

    def across(self, first: str, second: str) -> tuple[str, str] | None:
        """The two known names that two units are made of together."""
        for unit in (first, second):
            if unit in self.names or len(unit) < SHORTEST_OF_PAIR or self.counts[unit] > SEEN_ONCE_OR_TWICE:
                return None
            if group_of(unit):
                return None
        return across(first, second, self.letters)


def _whole(names: Iterable[str]) -> frozenset[str]:
    """Names long enough to be known by their characters, and of one unit."""
    return frozenset(name for name in names if len(name) >= SHORTEST and group_of(name) is None)


def _one_off(unit: str, by_rest: Mapping[_Rest, Sequence[str]]) -> tuple[str, float] | None:
    """The one known name that differs by one character which may stand for the right one.

    The first character tells the level (市, 区): another one there is another unit.
    """
    near = [(i, name) for i, rest in _rests(unit) for name in by_rest.get((i, rest), ()) if name != unit]
    if len(near) != 1 or near[0][0] == 0:
        return None
    at, name = near[0]
    if unit[at] not in known_characters() or look_alike(unit[at], name[at]):
        return name, ONE_OFF
    return (name, LONG_ONE_OFF) if len(unit) >= LONG and at < len(unit) - 1 else None


def _rests(name: str) -> Iterator[_Rest]:
    """A name without each of its characters."""
    return ((i, name[:i] + name[i + 1 :]) for i in range(len(name)))
