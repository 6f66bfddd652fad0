"""From evidence to links: one score a pair, learned once, and the lines above which it is a link or worth a look."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from gangmu.align.evidence import Evidence, Prepared, Uppers, evidence_of

WEIGHTS = {"shared": 0.191, "lead": 3.36, "piece_lead": 6.05, "first": 3.01, "around": 4.25, "chapter": 1.2}
"""Learned by logistic regression from three pairs of plans annotated by hand (bench/align says how, with figures for
each pair left out). Standing out from the other upper sentences counts most, in a piece more than in the whole."""
BASE = -5.02
LINK_FROM = 0.45
"""Where both kinds of mistake balance on the annotated pairs; 0.35 to 0.55 lose less than one point of F1."""
CANDIDATE_FROM = 0.15
"""Below this one suggestion in ten is right: no help to a person."""
VERBATIM_FROM = 0.9
"""Sentences as like as this are the same sentence, however many twins either has."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A pair with its score.

    Attributes:
        lower: index of the lower statement.
        upper: index of the upper one.
        score: 0 to 1, how likely a careful reader would link the two.
        evidence: what the score was made of.
        verdict: what an adviser said of it, None where nobody was asked or had no opinion.
    """

    lower: int
    upper: int
    score: float
    evidence: Evidence
    verdict: bool | None = None

    @property
    def is_link(self) -> bool:
        """Whether the pair is a link: by the score, unless an adviser decided."""
        return self.score >= LINK_FROM if self.verdict is None else self.verdict

    def decided(self, verdict: bool | None) -> Choice:
        """The choice with an adviser's verdict."""
        return replace(self, verdict=verdict)


def score_of(evidence: Evidence) -> float:
    """The likelihood that a careful reader would link the pair."""
    total = BASE + sum(weight * getattr(evidence, name) for name, weight in WEIGHTS.items())
    likely = 1 / (1 + math.exp(-total))
    return max(likely, evidence.likeness) if evidence.likeness >= VERBATIM_FROM else likely


def choose(uppers: Uppers, lowers: Sequence[Prepared]) -> list[Choice]:
    """All pairs worth a look, links among them, in reading order of the lower plan, the likeliest upper first."""
    choices = []
    for lower, upper, evidence in evidence_of(uppers, lowers):
        score = score_of(evidence)
        if score >= CANDIDATE_FROM:
            choices.append(Choice(lower, upper, score, evidence))
    choices.sort(key=lambda choice: (choice.lower, -choice.score, choice.upper))
    return choices
