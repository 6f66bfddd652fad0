"""Printed units that wait for a person: the organisations each may mean, ranked, and what is open about it."""

from __future__ import annotations

from collections.abc import Sequence

from gangmu.model import Doubt, UnitCandidate, UnitCandidates
from gangmu.resolve.groups import group_of
from gangmu.resolve.organisations import ALIAS, SETTLED, Candidate

KNOWN = ALIAS
"""From here on a printed name is one of the organisation's own; what is less sure is shown to a person."""
_SAID = {
    "unit.group": "{printed} calls all of a kind",
    "unit.some_of_group": "{printed} calls those it concerns; which ones is not said",
    "unit.short": "{printed} is taken for {first}, which has another name",
    "unit.several": "{printed} may be {all}",
    "unit.like": "{printed} is like {first}, and no name of it",
    "unit.unknown": "{printed} is like no known organisation",
}


def settled(printed: str, found: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The organisations a printed name is referred to: the members of 各镇, or the one that alone is likely enough.

    Args:
        printed: the name as printed.
        found: its candidates, the likeliest first.
    """
    likely = tuple(c for c in found if c.score >= SETTLED)
    if group_of(printed) or len(likely) < 2:
        return likely
    return likely[:1] if likely[0].score > likely[1].score else ()


def waiting(printed: str, found: Sequence[Candidate]) -> UnitCandidates | None:
    """What is open about a printed name; None where one organisation is called so.

    Args:
        printed: the name as printed.
        found: its candidates, the likeliest first.
    """
    code = _code(printed, found)
    if code is None:
        return None
    names = [c.name for c in found]
    said = _SAID[code].format(printed=printed, first=(names or [""])[0], all=" or ".join(names))
    return UnitCandidates(printed, tuple(UnitCandidate(c.name, c.score, c.why) for c in found), Doubt(code, said))


def _code(printed: str, found: Sequence[Candidate]) -> str | None:
    if group := group_of(printed):
        return "unit.group" if group.every else "unit.some_of_group"
    if referred := settled(printed, found):
        return "unit.short" if referred[0].score < KNOWN else None
    if not found:
        return "unit.unknown"
    return "unit.several" if found[0].score >= SETTLED else "unit.like"
