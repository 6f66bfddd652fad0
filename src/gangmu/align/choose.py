"""From evidence to links: one score a pair, learned once, and the lines above which it is a link or worth a look."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter, mul

from gangmu.align.evidence import Evidence, Prepared, Uppers, evidence_of
from gangmu.align.features import places_of

WEIGHTS = {
    "shared": 0.148,
    "piece_lead": 2.22,
    "first": 3.09,
    "cover": 1.69,
    "head": 1.19,
    "subject": 1.89,
    "topic": 6.34,
    "around": 3.78,
    "nearby": 0.238,
    "headings": 1.35,
}
"""Learned by logistic regression from four pairs of plans annotated by hand, two of them twice; bench/align/learning.py
also says what each pair left out gives. What stands out from the other sentences of either plan counts most."""
BASE = -6.93
LINK_FROM = 0.37
"""Where both kinds of mistake balance on the annotated pairs; 0.34 to 0.42 differ by less than half a point of F1."""
CANDIDATE_FROM = 0.15
"""Below this one suggestion in ten is right: no help to a person."""
OWN_SHARE = 1.52
"""Weight of what a pair shares beyond likelier upper sentences: a general promise is linked for what they lack."""
WORTH_ASKING = 0.03
"""Pairs less likely than this cannot become a suggestion, whatever they have of their own."""
ALREADY_ANSWERED = 0.5
"""A word is answered by a likelier upper sentence if more than half of its characters are."""
VERBATIM_FROM = 0.97
"""Sentences as like as this are the same sentence, however many twins either has."""
MOST_UPPERS = 8
"""Upper sentences one lower sentence may answer. Of a sentence that is like more (a form filled in again and again) the
likeliest are kept; the annotated plans have four at most."""


_weighed = attrgetter(*WEIGHTS)


@dataclass(frozen=True, slots=True)
class Choice:
    """A pair with its score.

    Attributes:
        lower: index of the lower statement.
        upper: index of the upper one.
        score: 0 to 1, how likely a careful reader would link the two.
        evidence: what the score was made of.
        own: share of what both hold that no likelier upper sentence holds.
        verdict: what an adviser said of it, None where nobody was asked or had no opinion.
    """

    lower: int
    upper: int
    score: float
    evidence: Evidence
    own: float = 1.0
    verdict: bool | None = None

    @property
    def is_link(self) -> bool:
        """Whether the pair is a link: by the score, unless an adviser decided."""
        return self.score >= LINK_FROM if self.verdict is None else self.verdict

    @property
    def is_candidate(self) -> bool:
        """Whether the pair is worth a person's look, though no link."""
        return not self.is_link and self.score >= CANDIDATE_FROM

    def decided(self, verdict: bool | None) -> Choice:
        """The choice with an adviser's verdict."""
        return replace(self, verdict=verdict)


def score_of(evidence: Evidence, own: float = 1.0) -> float:
    """The likelihood that a careful reader would link the pair.

    Args:
        evidence: the measures of likeness.
        own: share of what both hold that no likelier upper sentence holds.
    """
    total = BASE + OWN_SHARE * own + sum(map(mul, WEIGHTS.values(), _weighed(evidence)))
    likely = 1 / (1 + math.exp(-total))
    return max(likely, evidence.likeness) if evidence.likeness >= VERBATIM_FROM else likely


def choose(uppers: Uppers, lowers: Sequence[Prepared], places: re.Pattern[str]) -> list[Choice]:
    """Links, suggestions, and for every upper sentence what came nearest.

    Args:
        uppers: the upper sentences.
        lowers: the lower sentences.
        places: names of places, set aside.

    Returns:
        Pairs in reading order of the lower plan, the likeliest upper first; those below a suggestion are there to show
        what came nearest.
    """
    rows: dict[int, list[Choice]] = defaultdict(list)
    nearest: dict[int, Choice] = {}
    for lower, upper, evidence in evidence_of(uppers, lowers):
        choice = Choice(lower, upper, score_of(evidence), evidence)
        if choice.score >= WORTH_ASKING:
            rows[lower].append(choice)
        if upper not in nearest or choice.score > nearest[upper].score:
            nearest[upper] = choice
    found: dict[tuple[int, int], Choice] = {}
    for lower, pairs in rows.items():
        row = sorted(pairs, key=lambda choice: (-choice.score, choice.upper))[:MOST_UPPERS]
        judged = row if len(row) == 1 else _with_own_shares(row, uppers, lowers[lower], places)
        found.update(((choice.lower, choice.upper), choice) for choice in judged)
    for choice in nearest.values():
        found.setdefault((choice.lower, choice.upper), choice if choice.score < WORTH_ASKING else choice.decided(False))
    return sorted(found.values(), key=lambda choice: (choice.lower, -choice.score, choice.upper))


def _with_own_shares(
    row: Sequence[Choice], uppers: Uppers, lower: Prepared, places: re.Pattern[str]
) -> Iterator[Choice]:
    """The choices of one lower sentence, likeliest first, each scored for what likelier ones leave it."""
    answered, where = lower.bag.answered, places_of(lower.statement.folded, places)
    taken: set[int] = set()
    for choice in row:
        promised = uppers.prepared[choice.upper].bag.promised
        shared = {feature: weight * promised[feature] for feature, weight in answered.items() if feature in promised}
        if choice is not row[0]:
            own = sum(weight for feature, weight in shared.items() if not _is_taken(where.get(feature), taken))
            share = own / sum(shared.values()) if shared else 1.0
            choice = replace(choice, own=share, score=score_of(choice.evidence, share))  # noqa: PLW2901
        if choice.is_link:
            taken.update(*(where.get(feature, ()) for feature in shared))
        yield choice


def _is_taken(characters: set[int] | None, taken: set[int]) -> bool:
    return characters is not None and len(characters & taken) > ALREADY_ANSWERED * len(characters)
