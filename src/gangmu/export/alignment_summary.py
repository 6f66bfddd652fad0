"""Figures of an alignment: how many promises each relation has, and how far each chapter was taken up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable

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
        partial: of these, with a promise inside that no linked sentence holds.
        softened: of those without a loss, taken up no otherwise than softened.
    """

    heading: str
    promises: int
    taken_up: int
    partial: int
    softened: int

    @property
    def whole(self) -> int:
        """Those of which nothing was lost."""
        return self.taken_up - self.partial


class Summary(msgspec.Struct, frozen=True):
    """An alignment in figures.

    Attributes:
        promises: sentences of the upper plan.
        taken_up: of these, with a link.
        partial: of these, with a promise inside that no linked sentence holds.
        softened: of those without a loss, taken up no otherwise than softened.
        relations: those without a loss by the best of their relations.
        dropped: promises that were lost inside sentences.
        added: sentences that are new below.
        chapters: the same by chapter.
    """

    promises: int
    taken_up: int
    partial: int
    softened: int
    relations: dict[Relation, int]
    dropped: int
    added: int
    chapters: tuple[Chapter, ...]

    @property
    def whole(self) -> int:
        """Sentences of which nothing was lost."""
        return self.taken_up - self.partial

    @property
    def percent(self) -> int | None:
        """Whole percent of which nothing was lost, rounded down so that 100 means all; None for an empty plan."""
        return self.whole * 100 // self.promises if self.promises else None


def summary_of(alignment: Alignment) -> Summary:
    """Count an alignment. A promise answered in several ways counts with the best of them."""
    best = best_relations(alignment.links)
    sides = {link.upper.key: link.upper for link in alignment.links}
    sides |= {uncovered.side.key: uncovered.side for uncovered in alignment.uncovered}
    lost = {link.upper.key: len(link.dropped) for link in alignment.links if link.dropped}
    chapters = tuple(_chapters(sides.values(), best, lost.keys()))
    whole = Counter(relation for key, relation in best.items() if key not in lost)
    return Summary(
        promises=len(sides),
        taken_up=len(best),
        partial=len(lost),
        softened=sum(chapter.softened for chapter in chapters),
        relations={relation: whole[relation] for relation in ORDER if whole[relation]},
        dropped=sum(lost.values()),
        added=len(alignment.added),
        chapters=chapters,
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


def _chapters(sides: Iterable[Side], best: dict[str, Relation], lost: Collection[str]) -> Iterable[Chapter]:
    groups: dict[str, list[Side]] = {}
    for side in sorted(sides, key=lambda side: side.span):
        groups.setdefault(side.headings[0] if side.headings else "", []).append(side)
    for heading, members in groups.items():
        taken = [side.key for side in members if side.key in best]
        partial = [key for key in taken if key in lost]
        softened = [key for key in taken if key not in lost and best[key] == "softened"]
        yield Chapter(heading, len(members), len(taken), len(partial), len(softened))
