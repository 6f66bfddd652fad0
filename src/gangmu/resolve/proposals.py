"""Proposals to repair what text recognition garbled, against the gazetteer and the document's own vocabulary.

Precision first: a proposal that is wrong costs a person's trust. A place is doubted only where its neighbours in a list
are places, or where the words after it follow the right name elsewhere; a word only where its character is one that
public plans hardly use and the same words stand elsewhere with another. Each proposal has a reason and a confidence.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from gangmu.model import Plan, Proposal
from gangmu.resolve.gazetteer import Gazetteer
from gangmu.resolve.misspelt import misspelt_names
from gangmu.resolve.misspelt_places import misspelt_places
from gangmu.resolve.misspelt_units import misspelt_units
from gangmu.resolve.strange import strange_characters
from gangmu.vocab.bigrams import known_characters

SEEN_OFTEN = 3
"""A name printed so often is one the document knows."""
FEW = 100
"""So many runs of characters are found sooner one by one than in one pass over every place of the text."""
MOST = 200
"""Of a run that stands in more places than this, the first ones say what stands beside it."""
_HAN = "[一-鿿]"


def propose(plan: Plan, text: str, gazetteer: Gazetteer | None = None) -> tuple[Proposal, ...]:
    """Repairs worth a person's look, in reading order, one a place.

    Args:
        plan: the plan as read.
        text: its source text, which spans count through.
        gazetteer: the zone's names; without it the divisions around the plan's places are known, and what the document
            itself says again and again.
    """
    found = [
        *misspelt_places(plan, text, gazetteer),
        *_misspelt_words(text),
        *_misspelt_people(plan, text, gazetteer),
        *misspelt_units(plan, text, gazetteer),
        *(misspelt_names(plan, text, gazetteer) if gazetteer else ()),
    ]
    best: dict[int, Proposal] = {}
    for proposal in found:
        at = proposal.span[0]
        if at not in best or proposal.confidence > best[at].confidence:
            best[at] = proposal
    return tuple(best[at] for at in sorted(best))


def _misspelt_words(text: str) -> Iterator[Proposal]:
    """A character that public plans hardly use, where the same words stand elsewhere with one other character."""
    rare = "".join(strange_characters(text))
    spots = [match.start() for match in re.finditer(f"[{rare}]", text)] if rare else []
    places = _places(text, {words for at in spots for words in (text[at - 3 : at], text[at + 1 : at + 4])})
    for at in spots:
        others = _alternatives(text, at, places)
        if len(others) == 1:
            right = others.pop()
            why = f"{text[at - 1 : at + 3]} → {text[at - 1]}{right}{text[at + 1 : at + 3]}"
            yield Proposal((at, at + 1), text[at], right, "word", why, 0.75)


def _places(text: str, wanted: set[str]) -> dict[str, list[int]]:
    """Where each run of three Chinese characters stands; looked up one by one where they are few."""
    runs = {words for words in wanted if re.fullmatch(f"{_HAN}{{3}}", words)}
    if len(runs) <= FEW:
        return {words: [m.start() for m in islice(re.finditer(words, text), MOST)] for words in runs}
    found: dict[str, list[int]] = defaultdict(list)
    for at in range(len(text) - 2):
        if (words := text[at : at + 3]) in runs and len(found[words]) < MOST:
            found[words].append(at)
    return found


def _alternatives(text: str, at: int, places: Mapping[str, Sequence[int]]) -> set[str]:
    """Known characters that stand elsewhere between the same neighbours: two on one side and three on the other."""
    before, after = places.get(text[at - 3 : at], ()), places.get(text[at + 1 : at + 4], ())
    beside = [place + 3 for place in before if text[place + 4 : place + 6] == text[at + 1 : at + 3]]
    beside += [place - 1 for place in after if place > 2 and text[place - 3 : place - 1] == text[at - 2 : at]]
    return {text[place] for place in beside if place != at and text[place] in known_characters()}


def _misspelt_people(plan: Plan, text: str, gazetteer: Gazetteer | None) -> Iterator[Proposal]:
    """Leaders whose name differs by one character from one that the document (or the zone) knows better."""
    counts = Counter(name for task in plan.tasks for name in task.leaders)
    known = {name for name, n in counts.items() if n >= SEEN_OFTEN} | set(gazetteer.people if gazetteer else ())
    for task in plan.tasks:
        for name in task.leaders:
            right = _one_off(name, known) if name not in known else None
            at = text.find(name, *task.span) if right else -1
            if right and at >= 0:
                i = next(k for k in range(len(name)) if name[k] != right[k])
                yield Proposal((at + i, at + i + 1), name[i], right[i], "person", f"{name} → {right}", 0.7)


def _one_off(name: str, known: Iterable[str]) -> str | None:
    """The only known name that differs by one character of three or more."""
    near = [k for k in known if len(k) == len(name) >= 3 and sum(a != b for a, b in zip(k, name, strict=True)) == 1]
    return near[0] if len(near) == 1 else None
