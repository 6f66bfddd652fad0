"""Units of duty marks and tables whose characters recognition changed or shuffled, against names that are known.

Known are the zone's organisations, and the units that the document itself names again and again.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from gangmu.model import Plan, Proposal, Responsibility, Task
from gangmu.resolve.gazetteer import Gazetteer
from gangmu.resolve.groups import group_of
from gangmu.vocab.bigrams import known_characters
from gangmu.vocab.lookalikes import look_alike

SEEN_OFTEN = 3
"""A unit named so often is one the document knows."""
SEEN_ONCE_OR_TWICE = 2
"""A unit named more often than this is no slip."""
SHORTEST = 4
LONG = 6
"""In a name as long as this, one wrong character inside is more likely a slip than another unit."""
_Rest = tuple[int, str]
"""The place of a character in a name, and the name without it."""
_ORGAN_END = "局委办厅部院会室中心司处站所队厂校镇乡街道团"


def misspelt_units(plan: Plan, text: str, gazetteer: Gazetteer | None) -> Iterator[Proposal]:
    """Proposals for units that are a known one with a character wrong, or with its characters out of order.

    Args:
        plan: as read.
        text: its source text.
        gazetteer: the zone's names; without it the document's own names alone are known.
    """
    counts = Counter(unit for record in _records(plan) for unit in _units(record))
    known = {unit for unit, n in counts.items() if n >= SEEN_OFTEN}
    known |= {name for one in (gazetteer.organisations if gazetteer else ()) for name in one.names}
    known = {name for name in known if len(name) >= SHORTEST and group_of(name) is None}
    by_letters: dict[str, list[str]] = defaultdict(list)
    by_rest: dict[_Rest, list[str]] = defaultdict(list)
    for name in sorted(known):
        by_letters["".join(sorted(name))].append(name)
        for rest in _rests(name):
            by_rest[rest].append(name)
    found: dict[str, tuple[str, float] | None] = {}
    for record in _records(plan):
        for unit in _units(record):
            if unit in known or len(unit) < SHORTEST or counts[unit] > SEEN_ONCE_OR_TWICE or group_of(unit):
                continue
            if unit not in found:
                found[unit] = _shuffled(unit, by_letters) or _one_off(unit, by_rest)
            if (right := found[unit]) is not None:
                yield from _proposal(unit, *right, text, _place(record))


def _records(plan: Plan) -> Iterable[Responsibility | Task]:
    return (*plan.responsibilities, *plan.tasks)


def _place(record: Responsibility | Task) -> tuple[int, int]:
    """Where the units of a record are printed."""
    return record.mark_span if isinstance(record, Responsibility) else record.span


def _units(record: Responsibility | Task) -> tuple[str, ...]:
    more = record.supporting_units if isinstance(record, Task) else ()
    return tuple(dict.fromkeys((*record.units, *more)))


def _shuffled(unit: str, by_letters: Mapping[str, Sequence[str]]) -> tuple[str, float] | None:
    """The one known name of the same characters, where the order printed is none a name could have.

    区科教局 and 区教科局 are two ways to name an organ; what ends in no organ's word, or doubles a character, is none.
    """
    names = by_letters.get("".join(sorted(unit)), [])
    if len(names) != 1:
        return None
    broken = unit[-1] not in _ORGAN_END or bool(_doubled(unit) - _doubled(names[0]))
    return (names[0], 0.8) if broken else None


def _doubled(name: str) -> set[str]:
    return {a for a, b in pairwise(name) if a == b}


def _one_off(unit: str, by_rest: Mapping[_Rest, Sequence[str]]) -> tuple[str, float] | None:
    """The one known name that differs by one character which may stand for the right one.

    The first character tells the level (市, 区): another one there is another unit.
    """
    near = [(i, name) for i, rest in _rests(unit) for name in by_rest.get((i, rest), ())]
    if len(near) != 1 or near[0][0] == 0:
        return None
    at, name = near[0]
    if unit[at] not in known_characters() or look_alike(unit[at], name[at]):
        return name, 0.75
    return (name, 0.55) if len(unit) >= LONG and at < len(unit) - 1 else None


def _rests(name: str) -> Iterator[_Rest]:
    """A name without each of its characters."""
    return ((i, name[:i] + name[i + 1 :]) for i in range(len(name)))


def _differences(a: str, b: str) -> list[int]:
    return [i for i in range(len(a)) if a[i] != b[i]]


def _proposal(unit: str, right: str, confidence: float, text: str, span: tuple[int, int]) -> Iterator[Proposal]:
    """The proposal at the place where the unit is printed; a cell may break its name over lines."""
    match = re.compile(r"\s*".join(map(re.escape, unit))).search(text, *span)
    if match is None:
        return
    at = _differences(unit, right)
    places = [match.start() + i for i, ch in enumerate(match.group()) if not ch.isspace()]
    start, end = places[at[0]], places[at[-1]] + 1
    to = right[at[0] : at[-1] + 1]
    yield Proposal((start, end), text[start:end], to, "organisation", f"{unit} → {right}", confidence)
