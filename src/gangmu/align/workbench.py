"""Two plans laid out for comparison: prepared once, and what the records of an alignment are made from."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from gangmu.align.changes import changes_between
from gangmu.align.choose import Choice, choose
from gangmu.align.drops import as_dropped, dropped_pieces
from gangmu.align.evidence import Prepared, Uppers, cosine, prepare
from gangmu.align.locate import source_span
from gangmu.align.model import Basis, Candidate, Dropped, Link, Near, Side, Uncovered
from gangmu.align.places import parts_pattern, place_pattern
from gangmu.align.quantities import QuantityChange, Targets, quantity_changes
from gangmu.align.relation import judge
from gangmu.align.statements import Statement, statements_of
from gangmu.align.weights import Weights, learned
from gangmu.align.wording import shared_words
from gangmu.model import Plan

SAME_HEADING = 0.5
"""Headings as like as this are over the same matter."""
NEAREST_SHOWN = 3
"""How many of the nearest sentences stand beside a promise that nobody took up."""
KEPT = 2
"""Upper plans kept weighed and indexed: one is aligned with many lower ones, a tier's with a few."""


def side_of(statement: Statement) -> Side:
    """A statement as it stands in an alignment."""
    return Side(statement.key, statement.measure, statement.task, statement.span, statement.text, statement.headings)


@lru_cache(maxsize=KEPT)
def _uppers(statements: tuple[Statement, ...], places: re.Pattern[str]) -> Uppers:
    return Uppers(prepare(statements, places, learned()))


@dataclass(frozen=True, slots=True)
class Workbench:
    """Both plans prepared, with what the records of an alignment are made from."""

    uppers: Uppers
    lowers: tuple[Prepared, ...]
    upper_targets: Targets
    lower_targets: Targets
    places: re.Pattern[str]
    parts: re.Pattern[str] | None
    weights: Weights
    upper_text: str | None
    peers: bool

    @classmethod
    def of(
        cls,
        upper: Plan,
        lower: Plan,
        upper_text: str | None,
        *,
        peers: bool,
        statements: tuple[Sequence[Statement], Sequence[Statement]] | None = None,
    ) -> Workbench:
        places, weights = place_pattern((upper, lower)), learned()
        above, below = statements or (statements_of(upper), statements_of(lower))
        return cls(
            uppers=_uppers(tuple(above), places),
            lowers=prepare(below, places, weights),
            upper_targets=Targets(upper),
            lower_targets=Targets(lower),
            places=places,
            parts=parts_pattern(lower),
            weights=weights,
            upper_text=upper_text,
            peers=peers,
        )

    def choices(self) -> list[Choice]:
        """All pairs worth a look."""
        return choose(self.uppers, self.lowers, self.places)

    def upper_index(self, key: str) -> int:
        """The place of an upper sentence. Raises KeyError where there is none of that id."""
        return {p.statement.key: i for i, p in enumerate(self.uppers.prepared)}[key]

    def lower_index(self, key: str) -> int:
        """The place of a lower sentence. Raises KeyError where there is none of that id."""
        return {p.statement.key: j for j, p in enumerate(self.lowers)}[key]

    def quantities(self, upper: int, lower: int, beside: Sequence[int] = ()) -> tuple[QuantityChange, ...]:
        """What became of the figures and dates of an upper sentence in a lower one.

        Args:
            upper: index of the upper sentence.
            lower: index of the lower one.
            beside: indexes of all lower sentences that answer the upper one: a figure one of them holds is not lost.
        """
        statement = self.lowers[lower].statement
        elsewhere = self.lower_targets.elsewhere(statement, (self.lowers[j].statement for j in beside if j != lower))
        above = self.upper_targets.of_statement(self.uppers.prepared[upper].statement)
        return quantity_changes(above, self.lower_targets.of_statement(statement), elsewhere)

    def links(self, choices: Sequence[Choice]) -> list[Link]:
        """The links among the choices, judged; what the upper sentences lost is told once all their links are known."""
        linked = [choice for choice in choices if choice.is_link]
        by_upper: dict[int, list[int]] = defaultdict(list)
        by_lower: dict[int, list[int]] = defaultdict(list)
        for choice in linked:
            by_upper[choice.upper].append(choice.lower)
            by_lower[choice.lower].append(choice.upper)
        lost = {i: self.dropped(i, lowers) for i, lowers in by_upper.items()}
        return [self._link(c, lost[c.upper], by_upper[c.upper], by_lower[c.lower]) for c in linked]

    def _link(
        self, choice: Choice, lost: tuple[Dropped, ...], answering: Sequence[int], answered: Sequence[int]
    ) -> Link:
        upper, lower = self.uppers.prepared[choice.upper], self.lowers[choice.lower]
        quantities = self.quantities(choice.upper, choice.lower, answering)
        beside = [self.uppers.prepared[i] for i in answered if i != choice.upper]
        verdict = judge(upper, lower, quantities, beside=beside, parts=self.parts, peers=self.peers)
        return Link(
            upper=side_of(upper.statement),
            lower=side_of(lower.statement),
            relation=verdict.relation,
            score=round(choice.score, 3),
            changes=changes_between(verdict.shared, upper.statement.text, lower.statement.text),
            dropped=lost,
            reasons=verdict.reasons,
            basis=basis_of(choice, upper, lower, self.weights),
            quantities=quantities,
        )

    def dropped(self, upper: int, lowers: Sequence[int]) -> tuple[Dropped, ...]:
        """The promises inside an upper sentence that none of the lower ones holds; none between peers.

        Args:
            upper: index of the upper sentence.
            lowers: indexes of the lower sentences linked to it.
        """
        if self.peers:
            return ()
        prepared = self.uppers.prepared[upper]
        statement = prepared.statement
        found = []
        for piece in dropped_pieces(prepared, [self.lowers[j] for j in lowers], self.places, self.weights):
            span, exact = source_span(statement, piece.start, piece.end, self.upper_text)
            found.append(as_dropped(piece, span, statement.text, exact=exact))
        return tuple(found)

    def candidates(self, choices: Sequence[Choice]) -> list[Candidate]:
        """Pairs below the line of a link."""
        return [
            Candidate(
                upper=side_of(self.uppers.prepared[c.upper].statement),
                lower=side_of(self.lowers[c.lower].statement),
                score=round(c.score, 3),
            )
            for c in choices
            if c.is_candidate
        ]

    def uncovered(self, choices: Sequence[Choice], taken: set[str]) -> list[Uncovered]:
        """Upper statements without a link, each with the lower ones that came nearest."""
        near: dict[int, list[Near]] = defaultdict(list)
        for choice in sorted(choices, key=lambda choice: (-choice.score, choice.lower)):
            statement = self.lowers[choice.lower].statement
            near[choice.upper].append(Near(statement.key, statement.text, round(choice.score, 3)))
        homes = self._homes()
        return [
            Uncovered(side_of(prepared.statement), tuple(near[i][:NEAREST_SHOWN]), homes(prepared))
            for i, prepared in enumerate(self.uppers.prepared)
            if prepared.statement.key not in taken
        ]

    def _homes(self) -> Callable[[Prepared], str | None]:
        """Finds the lower provision whose heading is likest to an upper sentence's own."""
        headed = {p.statement.provision: p.headings[-1] for p in self.lowers if p.headings}

        def home(upper: Prepared) -> str | None:
            if not upper.headings or not headed:
                return None
            likeness = {where: cosine(upper.headings[-1], heading) for where, heading in headed.items()}
            best = max(likeness, key=lambda where: likeness[where])
            return best if likeness[best] >= SAME_HEADING else None

        return home


def basis_of(choice: Choice, upper: Prepared, lower: Prepared, weights: Weights) -> Basis:
    """What a choice rests on.

    Args:
        choice: the pair and its evidence.
        upper: the upper sentence.
        lower: the lower sentence.
        weights: how often pairs of characters stand in public plans.
    """
    evidence = choice.evidence
    return Basis(
        likeness=round(evidence.likeness, 3),
        lead=round(evidence.lead, 3),
        piece_lead=round(evidence.piece_lead, 3),
        first=round(evidence.first, 3),
        cover=round(evidence.cover, 3),
        head=round(evidence.head, 3),
        subject=round(evidence.subject, 3),
        topic=round(evidence.topic, 3),
        around=round(evidence.around, 3),
        nearby=round(evidence.nearby, 3),
        headings=round(evidence.headings, 3),
        words=shared_words(upper, lower, weights),
        subjects=tuple(sorted(upper.bag.general.keys() & lower.bag.answered_names)),
    )
