"""A sparse index: which upper texts share features with a lower one, and how much. Standard library only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping


class SparseIndex:
    """Bags of features by feature. Built once, asked many times; safe to share between threads once built."""

    def __init__(self, bags: Iterable[Mapping[str, float]]) -> None:
        """Index bags; each is known by its place in the order given."""
        self._postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for number, bag in enumerate(bags):
            for feature, weight in bag.items():
                self._postings[feature].append((number, weight))

    def products(self, bag: Mapping[str, float]) -> dict[int, float]:
        """Scalar product of a bag with every indexed bag it shares a feature with."""
        found: dict[int, float] = defaultdict(float)
        for feature, weight in bag.items():
            for number, other in self._postings.get(feature, ()):
                found[number] += weight * other
        return found
