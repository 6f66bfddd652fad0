"""A sparse index: which upper texts share features with a lower one, and how much. Standard library only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

COMMON_SHARE = 0.02
"""A feature that more than one text in fifty holds tells little of which text is meant …"""
COMMON_FLOOR = 200
"""… and costs little while it stands in fewer texts than this: plans of ordinary length lose nothing."""


class SparseIndex:
    """Bags of features by feature. Built once, asked many times; safe to share between threads once built."""

    def __init__(self, bags: Iterable[Mapping[str, float]]) -> None:
        """Index bags; each is known by its place in the order given."""
        postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        count = 0
        for number, bag in enumerate(bags):
            count += 1
            for feature, weight in bag.items():
                postings[feature].append((number, weight))
        most = max(COMMON_FLOOR, COMMON_SHARE * count)
        self._postings = {feature: found for feature, found in postings.items() if len(found) <= most}

    def products(self, bag: Mapping[str, float]) -> dict[int, float]:
        """Scalar product of a bag with every indexed bag it shares a feature with."""
        found: dict[int, float] = defaultdict(float)
        for feature, weight in bag.items():
            for number, other in self._postings.get(feature, ()):
                found[number] += weight * other
        return found
