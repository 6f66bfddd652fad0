"""Every place of the same error: what is found wrong in one place is proposed wherever it is printed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import structs

from gangmu.model import Proposal
from gangmu.resolve.slips import mended_at, narrowed, pattern_of, slip_of
from gangmu.vocab.bigrams import known_bigrams, known_characters
from gangmu.vocab.divisions import short_of

SAME_ERROR = 0.7
"""How sure, at the most, a place is that nothing but the same error elsewhere speaks for."""


def with_families(found: Sequence[Proposal], text: str) -> list[Proposal]:
    """Proposals with the name of their error, and those for its other places.

    Args:
        found: one proposal a place.
        text: the source text.
    """
    named = [p if p.family else structs.replace(p, family=_family(p)) for p in found]
    best: dict[str, Proposal] = {}
    for proposal in named:
        if proposal.family not in best or proposal.confidence > best[proposal.family].confidence:
            best[proposal.family] = proposal
    taken = {at for p in named for at in range(*p.span)}
    for proposal in best.values():
        for other in _elsewhere(proposal, text):
            if taken.isdisjoint(range(*other.span)):
                taken.update(range(*other.span))
                named.append(other)
    return sorted(named, key=lambda p: p.span)


def families(proposals: Sequence[Proposal]) -> list[list[Proposal]]:
    """Proposals by the error they mend, in the order of its first place."""
    found: dict[str, list[Proposal]] = {}
    for proposal in proposals:
        found.setdefault(proposal.family or proposal.why, []).append(proposal)
    return list(found.values())


def _family(proposal: Proposal) -> str:
    """The error itself: a place without its kind (静州市 is 静州), a project the two characters it is known by."""
    wrong, right = slip_of(proposal)
    if proposal.kind == "place" and len(wrong) == len(right):
        kept = len(short_of(right))
        if wrong[:kept] != right[:kept]:
            wrong, right = wrong[:kept], right[:kept]
    elif proposal.kind == "project" and proposal.from_ not in known_characters():
        wrong, right = pair_of(wrong, right)
    return f"{wrong} → {right}"


def pair_of(wrong: str, right: str) -> tuple[str, str]:
    """The wrong character and the neighbour it makes a word with, once mended; the words themselves without one.

    >>> pair_of("推进霹天矿", "推进露天矿")
    ('霹天', '露天')
    """
    at, end, _to = narrowed(wrong, right)
    if len(wrong) == len(right) and end == at + 1:
        for start in (at, at - 1):
            if start >= 0 and right[start : start + 2] in known_bigrams():
                return wrong[start : start + 2], right[start : start + 2]
    return wrong, right


def _elsewhere(proposal: Proposal, text: str) -> Iterator[Proposal]:
    """All places of an error, unless the wrong words stand there by chance: inside others (骨干都要)."""
    wrong, right = slip_of(proposal)
    sure = min(proposal.confidence, SAME_ERROR)
    if len(wrong) < 2 or not all("一" <= ch <= "鿿" for ch in wrong):
        return
    for place in pattern_of(wrong).finditer(text):
        if proposal.from_ not in known_characters() or len(wrong) > 2 or not _in_words(text, place):
            yield mended_at(text, place, (wrong, right), kind=proposal.kind, confidence=sure, family=proposal.family)


def _in_words(text: str, place: re.Match[str]) -> bool:
    """Whether a character of the words makes a word with the one beside it."""
    start, end = place.span()
    pairs = (text[max(0, start - 1) : start + 1], text[end - 1 : end + 1])
    return not known_bigrams().isdisjoint(pairs)
