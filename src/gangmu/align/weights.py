"""How telling a pair of characters is: learned from public plans, corrected by the two plans at hand."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

TABLE = "bigrams.tsv"
"""`bigram TAB clauses it stands in`; a first line `# clauses N`. Made by tools/learn_bigram_weights.py."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Clause counts of features, and what they are worth.

    Attributes:
        counts: clauses each feature stands in.
        clauses: clauses counted in all.
    """

    counts: Mapping[str, int]
    clauses: int

    def of(self, feature: str) -> float:
        """The feature's weight: the logarithm of how rarely clauses hold it."""
        return math.log((self.clauses + 1) / (self.counts.get(feature, 0) + 1))

    def with_clauses(self, clauses: Iterable[Iterable[str]]) -> Weights:
        """These counts with those of the plans at hand, so that a word which only they repeat loses weight."""
        counts = Counter(dict(self.counts))
        total = self.clauses
        for features in clauses:
            total += 1
            counts.update(set(features))
        return Weights(counts, total)


@cache
def learned() -> Weights:
    """The shipped table."""
    lines = (files("gangmu.align") / "data" / TABLE).read_text("utf-8").splitlines()
    total = int(lines[0].removeprefix("# clauses "))
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return Weights({feature: int(count) for feature, count in rows}, total)
