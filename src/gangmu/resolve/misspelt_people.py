"""Leaders whose name differs by one character from one that the document, or the zone, knows better."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from gangmu.model import Plan, Proposal
from gangmu.resolve.gazetteer import Gazetteer
from gangmu.resolve.slips import mended_at, pattern_of

SEEN_OFTEN, SEEN_TWICE = 3, 2
"""Mentions of a leader from which a name that stands once is taken for a slip: surely, and only perhaps."""
KNOWN, LIKELY, PERHAPS = 0.7, 0.7, 0.5
SHORTEST = 3
_CALLED = re.compile(
    r"(?:责任|牵头|分管|主管|包保|挂点|挂钩|联系|包联)(?:县|区|市)?领导[：:]\s*([^；;。，,)）〕\n]{2,60})"
)
"""The cell of a duty mark that names leaders."""
_APART = re.compile(r"[、和及\s]+")

_Spot = tuple[str, tuple[int, int]]
"""A leader's name, and the stretch of the text in which it is printed."""


def misspelt_people(plan: Plan, text: str, gazetteer: Gazetteer | None) -> Iterator[Proposal]:
    """Proposals for leaders, in tables and duty marks, who are another one but for a character.

    Args:
        plan: as read.
        text: its source text.
        gazetteer: the zone's names.
    """
    spots = [(name, task.span) for task in plan.tasks for name in task.leaders]
    spots += [(name, m.span(1)) for m in _CALLED.finditer(text) for name in _APART.split(m[1]) if name]
    people = frozenset(gazetteer.people if gazetteer else ())
    counts = Counter(name for name, _span in dict.fromkeys(spots))
    for name, span in dict.fromkeys(spots):
        meant = _meant(name, counts, people)
        place = pattern_of(name).search(text, *span) if meant else None
        if meant and place:
            yield mended_at(text, place, (name, meant[0]), kind="person", confidence=meant[1])


def _meant(name: str, counts: Mapping[str, int], people: frozenset[str]) -> tuple[str, float] | None:
    """The only better known name that differs by one character, and how sure that is; None for one that is known."""
    if name in people or counts[name] >= SEEN_OFTEN or len(name) < SHORTEST:
        return None
    near = {k for k in {*counts, *people} if len(k) == len(name) and sum(map(str.__ne__, k, name)) == 1}
    sure = {k: _sure(counts[name], counts.get(k, 0), known=k in people) for k in near}
    better = [k for k in near if sure[k]]
    return (better[0], sure[better[0]]) if len(better) == 1 else None


def _sure(times: int, other: int, *, known: bool) -> float:
    if known:
        return KNOWN
    if other >= SEEN_OFTEN:
        return LIKELY
    return PERHAPS if other >= SEEN_TWICE and times == 1 else 0.0
