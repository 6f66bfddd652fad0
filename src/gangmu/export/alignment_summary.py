"""Figures of an alignment: how many promises each relation has, and how far each chapter was taken up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import msgspec

from gangmu.align.model import Alignment, Link, Relation, Side

ORDER: tuple[Relation, ...] = ("softened", "strengthened", "refined", "adopted", "related")
"""Relations in the order a reader looks for them."""


class Chapter(msgspec.Struct, frozen=True):
    """How a chapter of the upper plan was taken up.

    Attributes:
        heading: its heading.
        promises: sentences in it.
        taken_up: of these, with a link.
        softened: of these, taken up no otherwise than softened.
    """

    heading: str
    promises: int
    taken_up: int
    softened: int


class Summary(msgspec.Struct, frozen=True):
    """An alignment in figures."""

    promises: int
    taken_up: int
    relations: dict[Relation, int]
    dropped: int
    added: int
    chapters: tuple[Chapter, ...]


def summary_of(alignment: Alignment) -> Summary:
    """Count an alignment. A promise answered in several ways counts with the best of them."""
    best = best_relations(alignment.links)
    sides = {link.upper.key: link.upper for link in alignment.links}
    sides |= {uncovered.side.key: uncovered.side for uncovered in alignment.uncovered}
    lost = {link.upper.key: len(link.dropped) for link in alignment.links}
    return Summary(
        promises=len(sides),
        taken_up=len(best),
        relations={relation: count for relation in ORDER if (count := Counter(best.values())[relation])},
        dropped=sum(lost.values()),
        added=len(alignment.added),
        chapters=tuple(_chapters(sides.values(), best)),
    )


_BEST: tuple[Relation, ...] = ("strengthened", "refined", "adopted", "softened", "related")


def best_relations(links: Iterable[Link]) -> dict[str, Relation]:
    """The best relation of each upper sentence, by its key."""
    best: dict[str, Relation] = {}
    for link in links:
        known = best.get(link.upper.key)
        if known is None or _BEST.index(link.relation) < _BEST.index(known):
            best[link.upper.key] = link.relation
    return best


def _chapters(sides: Iterable[Side], best: dict[str, Relation]) -> Iterable[Chapter]:
    groups: dict[str, list[Side]] = {}
    for side in sorted(sides, key=lambda side: side.span):
        groups.setdefault(side.headings[0] if side.headings else "", []).append(side)
    for heading, members in groups.items():
        taken = [best[side.key] for side in members if side.key in best]
        yield Chapter(heading, len(members), len(taken), taken.count("softened"))
