"""Why two sentences were linked or not, and why they were given their relation: the same code, told in full."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from gangmu.align.choose import BASE, LINK_FROM, OWN_SHARE, WEIGHTS, Choice, score_of
from gangmu.align.evidence import evidence_of
from gangmu.align.lineage import standing_of
from gangmu.align.model import Basis, Pair, Reason, Relation, Side
from gangmu.align.quantities import QuantityChange
from gangmu.align.relation import judge
from gangmu.align.workbench import Workbench, basis_of, side_of
from gangmu.model import Plan


class Contribution(msgspec.Struct, frozen=True):
    """What one measure of likeness added to the score, on the scale where zero in all is even odds."""

    name: str
    value: float
    added: float


class PairExplanation(msgspec.Struct, frozen=True):
    """Everything that was weighed about two sentences.

    Attributes:
        upper: the upper sentence.
        lower: the lower sentence.
        score: how likely a careful reader would link them.
        link_from: the score from which they are linked.
        linked: whether they are.
        contributions: what the score was made of, the heaviest first; `base` is where every pair starts.
        basis: measures and shared words; None where the two share nothing at all.
        relation: the relation they have, or would have if they were linked.
        reasons: why that relation.
        quantities: what became of figures and dates.
        dropped: promises inside the upper sentence that no sentence linked to it holds.
        pair: how the plans stand.
    """

    upper: Side
    lower: Side
    score: float
    link_from: float
    linked: bool
    contributions: tuple[Contribution, ...]
    basis: Basis | None
    relation: Relation | None
    reasons: tuple[Reason, ...]
    quantities: tuple[QuantityChange, ...] = ()
    dropped: tuple[str, ...] = ()
    pair: Pair = "lineage"


def explain_pair(upper: Plan, lower: Plan, upper_key: str, lower_key: str) -> PairExplanation:
    """Explain the decision on two sentences.

    Args:
        upper: the plan above.
        lower: the plan below.
        upper_key: id of a measure or row of the upper plan.
        lower_key: id of a measure or row of the lower plan.

    Raises:
        KeyError: a plan has no sentence of that id.
    """
    pair = standing_of(upper, lower).pair
    peers = pair == "peers"
    bench = Workbench.of(upper, lower, None, peers=peers)
    i, j = bench.upper_index(upper_key), bench.lower_index(lower_key)
    choices = bench.choices()
    choice = _choice(bench, choices, i, j)
    above, below = bench.uppers.prepared[i], bench.lowers[j]
    if choice is None:
        return PairExplanation(
            side_of(above.statement), side_of(below.statement), 0.0, LINK_FROM, False, (), None, None, (), pair=pair
        )
    beside = [bench.uppers.prepared[c.upper] for c in choices if c.is_link and c.lower == j and c.upper != i]
    answering = [c.lower for c in choices if c.is_link and c.upper == i]
    quantities = bench.quantities(i, j, answering)
    verdict = judge(above, below, quantities, beside=beside, parts=bench.parts, peers=peers)
    return PairExplanation(
        upper=side_of(above.statement),
        lower=side_of(below.statement),
        score=round(choice.score, 3),
        link_from=LINK_FROM,
        linked=choice.is_link,
        contributions=_contributions(choice),
        basis=basis_of(choice, above, below, bench.weights),
        relation=verdict.relation,
        reasons=verdict.reasons,
        quantities=quantities,
        dropped=tuple(piece.text for piece in bench.dropped(i, answering)) if choice.is_link else (),
        pair=pair,
    )


def _choice(bench: Workbench, choices: Sequence[Choice], i: int, j: int) -> Choice | None:
    """The pair as it was chosen or passed over; None where the two share nothing."""
    for choice in choices:
        if (choice.upper, choice.lower) == (i, j):
            return choice
    for lower, upper, evidence in evidence_of(bench.uppers, bench.lowers):
        if (upper, lower) == (i, j):
            return Choice(j, i, score_of(evidence), evidence)
    return None


def _contributions(choice: Choice) -> tuple[Contribution, ...]:
    values = {name: float(getattr(choice.evidence, name)) for name in WEIGHTS}
    parts = [Contribution(name, round(value, 3), round(WEIGHTS[name] * value, 2)) for name, value in values.items()]
    own = Contribution("own", round(choice.own, 3), round(OWN_SHARE * choice.own, 2))
    ordered = sorted((*parts, own), key=lambda part: -abs(part.added))
    return (Contribution("base", 1.0, BASE), *ordered)
