"""Place names of a pair of plans. A promise is the same promise for another place, so names of ground are set aside."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from gangmu.align.words import REGIONS, SPEAKERS, any_of
from gangmu.model import Plan
from gangmu.vocab.divisions import Division, by_name, divisions

_DIGITS_OF_LEVEL = {1: 2, 2: 4, 3: 6}


@cache
def _provinces() -> frozenset[str]:
    return frozenset(name for d in divisions() if d.level == 1 for name in (d.name, d.short))


@cache
def _related(division: Division) -> tuple[Division, ...]:
    """The division, what it lies in, and what lies in it (a province's own prefectures, a prefecture's counties)."""
    digits = _DIGITS_OF_LEVEL[division.level]

    def is_related(other: Division) -> bool:
        shared = min(digits, _DIGITS_OF_LEVEL[other.level])
        return other.code[:shared] == division.code[:shared] and other.level <= division.level + 1

    return tuple(other for other in divisions() if is_related(other))


def place_pattern(plans: Iterable[Plan]) -> re.Pattern[str]:
    """A pattern of the place names that these plans speak of: their own ground, what is above it and what is in it.

    Short names of all other counties are left alone: many are everyday words.
    """
    names = set(REGIONS) | set(SPEAKERS) | _provinces()
    for plan in plans:
        for place in plan.document.places:
            names.add(place)
            if (division := by_name().get(place)) is not None:
                names.update(name for d in _related(division) for name in (d.name, d.short))
    return any_of(sorted(names))


def parts_pattern(plan: Plan) -> re.Pattern[str] | None:
    """A pattern of the places inside a plan's ground (a city's counties), by full and short name; None without any."""
    grounds = [by_name()[place] for place in plan.document.places if place in by_name()]
    parts = [d for ground in grounds for d in _related(ground) if d.level > ground.level]
    names = {name for d in parts for name in (d.name, d.short)}
    return any_of(sorted(names)) if names else None
