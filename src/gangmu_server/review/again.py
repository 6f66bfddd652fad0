"""Where a decision whose text has changed is asked again: at the record that took the place of its own, if one did."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from gangmu_server.review.decisions import PLAN_FIELDS, About, Decision, Deed, Standing, Subject
from gangmu_server.review.replay import VERDICTS, Effective
from gangmu_server.review.subjects import Register, unnumbered

ALIKE = 0.6
"""From here on two texts, figures and dates aside, are taken for one that was revised."""
SHARED = 0.2
"""Of the pairs of characters: with fewer in common, or of very different length, two texts are not compared further."""
NEAR = 0.1
"""What the same place adds to the likeness: among records as alike, the one that stands where the old one stood."""
FIGURES = re.compile(r"\d+(?:\.\d+)?(?:%|个?月|年|日)?(?:底前|底|前|末)?")
CLAIMED = {*(deed.value for deed in VERDICTS), Deed.REFUSE.value}

Stood = Callable[[Decision], Register | None]
"""What stood in the plan when a decision was made; None where no reading of that time is left."""
Old = tuple[About, str, str]
"""A record that decisions were made about: its kind, its address and its digest then."""


@dataclass(frozen=True, slots=True)
class _Text:
    """A text made ready to be compared with many."""

    words: str
    pairs: frozenset[str]


def old_of(decision: Decision) -> Old:
    """The record a decision was made about."""
    return decision.subject.about, decision.subject.address, decision.subject.digest


def asked_at(effective: Effective, decisions: Iterable[Decision], stood: Stood) -> dict[int, str | None]:
    """Where each stale decision is asked again.

    Args:
        effective: the plan as it is now.
        decisions: those laid over it.
        stood: what stood in the plan when a decision was made.

    Returns:
        By the decision's number the address of a record, or None where nothing took its record's place. Records that
        another decision claims, or that stood beside the old one and still stand, are never it; each record takes the
        place of one at most.
    """
    groups: dict[Old, list[Decision]] = defaultdict(list)
    for decision in decisions:
        if effective.standing[decision.number] == Standing.STALE:
            groups[old_of(decision)].append(decision)
    found: dict[Old, str | None] = dict.fromkeys(groups)
    left: dict[Old, Decision] = {}
    for old, made in groups.items():
        found[old] = _found_there(effective, made[-1])
        if found[old] is None:
            left[old] = made[-1]
    found |= _alike(effective, left, stood, {at for at in found.values() if at})
    return {decision.number: found[old] for old, made in groups.items() for decision in made}


def _found_there(effective: Effective, decision: Decision) -> str | None:
    """The record itself, where it stands but cannot take what was decided any more."""
    address = effective.places.get(decision.number)
    rows = getattr(effective.plan, PLAN_FIELDS[decision.subject.about])
    return address if any(record.id == address for record in rows) else None


def _alike(effective: Effective, old: dict[Old, Decision], stood: Stood, taken: set[str]) -> dict[Old, str]:
    """The most alike pairs first, each old record and each new one once."""
    free = _unclaimed(effective, {about for about, _address, _digest in old}, taken)
    after = {subject: _text(subject) for subjects in free.values() for subject in subjects}
    pairs: list[tuple[float, Old, str]] = []
    for old_record, decision in old.items():
        before = _text(decision.subject)
        for subject in _new(free[decision.subject.about], decision, stood(decision)):
            score = _likeness(decision.subject, before, subject, after[subject])
            pairs += [(score, old_record, subject.address)] if score is not None else []
    found: dict[Old, str] = {}
    for _score, old_record, address in sorted(pairs, key=lambda pair: -pair[0]):
        if old_record not in found and address not in found.values():
            found[old_record] = address
    return found


def _unclaimed(effective: Effective, kinds: Iterable[About], taken: set[str]) -> dict[About, list[Subject]]:
    """The records of some kinds that no decision claims, in reading order."""
    claimed = taken | {address for address, settled in effective.settled.items() if settled.kind in CLAIMED}
    found: dict[About, list[Subject]] = {}
    for about in kinds:
        here = (effective.register.at(about, r.id) for r in getattr(effective.plan, PLAN_FIELDS[about]))
        found[about] = [subject for subject in here if subject is not None and subject.address not in claimed]
    return found


def _new(subjects: Sequence[Subject], decision: Decision, before: Register | None) -> list[Subject]:
    """Those whose text did not stand in the plan already when the decision was made, unless it is the very text."""
    own = decision.subject.digest
    return [s for s in subjects if s.digest == own or before is None or not before.has_text(s)]


def _text(subject: Subject) -> _Text:
    words = unnumbered(subject.text) if subject.about == About.PROVISION else subject.text
    bare = FIGURES.sub("", "".join(words.split())) or words
    return _Text(bare, frozenset(a + b for a, b in pairwise(bare)))


def _likeness(old: Subject, before: _Text, new: Subject, after: _Text) -> float | None:
    """How alike two records are, nearness added; None where they are not alike enough to be one."""
    short, long = sorted((len(before.words), len(after.words)))
    if 2 * short < ALIKE * (short + long):
        return None
    shared = 2 * len(before.pairs & after.pairs)
    if before.words != after.words and shared < SHARED * (len(before.pairs) + len(after.pairs)):
        return None
    ratio = SequenceMatcher(None, before.words, after.words, autojunk=False).ratio()
    return ratio + NEAR * _nearness(old.address, new.address) if ratio >= ALIKE else None


def _nearness(old: str, new: str) -> float:
    """The share of their addresses that is the same, from the beginning."""
    ones, others = old.split("/"), new.split("/")
    same = next((i for i, (a, b) in enumerate(zip(ones, others, strict=False)) if a != b), min(len(ones), len(others)))
    return same / max(len(ones), len(others))
