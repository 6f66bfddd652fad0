"""A tier of plans: who stands above whom, every pair aligned, and each promise followed down to the table row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

import msgspec

from gangmu.align.adviser import Adviser
from gangmu.align.lineage import standing_of
from gangmu.align.model import Alignment, Link, Relation, Side
from gangmu.align.pair import align, rows_of
from gangmu.align.statements import statements_of
from gangmu.align.workbench import side_of
from gangmu.model import Document, Plan

State = Literal["taken_up", "partial", "through", "none"]


class TierPair(msgspec.Struct, frozen=True):
    """Two plans of a tier and their alignment. `direct` is False where another plan of the tier stands between them."""

    upper: int
    lower: int
    direct: bool
    alignment: Alignment


class ChainNode(msgspec.Struct, frozen=True):
    """A sentence of one plan and what answers it further down.

    Attributes:
        plan: index of the plan.
        side: the sentence.
        relation: what became of the sentence above in this one; None at the top.
        below: what answers this one.
    """

    plan: int
    side: Side
    relation: Relation | None = None
    below: tuple[ChainNode, ...] = ()


class Coverage(msgspec.Struct, frozen=True):
    """How one promise fares in every plan below its own.

    Attributes:
        plan: index of its plan.
        key: its address.
        states: for each plan below, by index: taken up by a link, in part (a promise inside is lost to all its
            links), only through a plan between, or by nothing.
    """

    plan: int
    key: str
    states: dict[int, State]


class Tier(msgspec.Struct, frozen=True):
    """A tier aligned.

    Attributes:
        plans: the documents, in the order given.
        pairs: lineage pairs, the higher first, then peers of one level.
        rows: for each plan with tables, the links from its measures to its own rows.
        chains: every promise of the plans nothing stands above, followed down.
        coverage: the state of every promise in every plan below its own.
    """

    plans: tuple[Document, ...]
    pairs: tuple[TierPair, ...]
    rows: dict[int, tuple[Link, ...]]
    chains: tuple[ChainNode, ...]
    coverage: tuple[Coverage, ...]


def align_tier(
    plans: Sequence[Plan], *, texts: Sequence[str | None] | None = None, adviser: Adviser | None = None
) -> Tier:
    """Align a whole tier of plans.

    Args:
        plans: the plans, in any order; citations, levels and places put them above each other.
        texts: their decoded sources, for exact places inside sentences.
        adviser: something to be asked about open pairs; none by default.
    """
    sources = tuple(texts) if texts is not None else (None,) * len(plans)
    above = _lineage(plans)
    direct = {(u, v) for u, v in above if not any((u, w) in above and (w, v) in above for w in range(len(plans)))}

    def pair(upper: int, lower: int) -> TierPair:
        alignment = align(
            plans[upper], plans[lower], upper_text=sources[upper], lower_text=sources[lower], adviser=adviser
        )
        return TierPair(upper, lower, (upper, lower) in direct, alignment)

    lineage = [pair(u, v) for u, v in sorted(above)]
    peers = [pair(u, v) for u, v in _peers(plans, above)]
    rows = {i: rows_of(p, text=sources[i]) for i, p in enumerate(plans) if p.tasks and p.measures}
    below = _links_below(lineage, rows)
    return Tier(
        plans=tuple(plan.document for plan in plans),
        pairs=(*lineage, *peers),
        rows=rows,
        chains=tuple(_chains(plans, above, below)),
        coverage=tuple(_coverage(plans, above, below)),
    )


def _lineage(plans: Sequence[Plan]) -> set[tuple[int, int]]:
    """Ordered pairs (upper, lower) of plans of which the first stands above the second."""
    found = set()
    for i, j in combinations(range(len(plans)), 2):
        standing = standing_of(plans[i], plans[j])
        if standing.pair == "lineage":
            found.add((j, i) if standing.is_reversed else (i, j))
    return found


def _peers(plans: Sequence[Plan], above: set[tuple[int, int]]) -> list[tuple[int, int]]:
    """Pairs of one level that stand beside each other."""
    pairs = combinations(range(len(plans)), 2)
    return [
        (i, j)
        for i, j in pairs
        if (i, j) not in above and (j, i) not in above and plans[i].document.level == plans[j].document.level
    ]


Address = tuple[int, str]
Held = frozenset[str]
"""What both sentences of a link hold: subjects, and pairs of the shared words' characters."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A sentence that answers another; `direct` if no plan of the tier stands between the two."""

    plan: int
    side: Side
    relation: Relation
    direct: bool
    held: Held
    loses: bool = False
    """Whether the sentence above lost a promise in this one's plan."""

    @property
    def address(self) -> Address:
        """Plan and key."""
        return self.plan, self.side.key


Answers = dict[Address, list[Answer]]


def _links_below(pairs: Iterable[TierPair], rows: dict[int, tuple[Link, ...]]) -> Answers:
    found: Answers = defaultdict(list)
    for pair in pairs:
        for link in pair.alignment.links:
            answer = Answer(pair.lower, link.lower, link.relation, pair.direct, _held(link), bool(link.dropped))
            found[pair.upper, link.upper.key].append(answer)
    for i, links in rows.items():
        for link in links:
            found[i, link.upper.key].append(Answer(i, link.lower, link.relation, True, _held(link)))
    return found


def _held(link: Link) -> Held:
    pairs = (word[i : i + 2] for word in link.basis.words for i in range(len(word) - 1))
    return frozenset((*pairs, *(f"#{name}" for name in link.basis.subjects)))


def _answers(address: Address, promise: Held | None, below: Answers) -> list[tuple[Answer, Held]]:
    """What answers a sentence as far as a promise goes, and what is left of the promise in each answer.

    A sentence holds several promises. What answers another of them further down does not answer the one followed.
    """
    followed = [
        (answer, answer.held if promise is None else answer.held & promise) for answer in below.get(address, [])
    ]
    return [(answer, held) for answer, held in followed if held]


def _chains(plans: Sequence[Plan], above: set[tuple[int, int]], below: Answers) -> Iterable[ChainNode]:
    """Each promise of the plans that stand above others and below none, with what answers it."""
    tops = {u for u, _ in above} - {v for _, v in above}
    for top in sorted(tops):
        for statement in statements_of(plans[top]):
            answers = _followed((top, statement.key), None, below, frozenset())
            yield ChainNode(top, side_of(statement), None, answers)


def _followed(
    address: Address, promise: Held | None, below: Answers, over: frozenset[Address]
) -> tuple[ChainNode, ...]:
    """What answers a sentence, level by level; what stands further down already is not told beside it again."""
    inside = over | {address}
    answers = [(a, held) for a, held in _answers(address, promise, below) if a.address not in inside]

    def node(answer: Answer, held: Held) -> ChainNode:
        return ChainNode(answer.plan, answer.side, answer.relation, _followed(answer.address, held, below, inside))

    near = [node(a, held) for a, held in answers if a.direct and a.side.task is None]
    told = {found for child in near for found in _addresses(child)}
    rest = [node(a, h) for a, h in answers if not (a.direct and a.side.task is None) and a.address not in told]
    return (*near, *rest)


def _addresses(node: ChainNode) -> Iterable[Address]:
    yield node.plan, node.side.key
    for child in node.below:
        yield from _addresses(child)


def _coverage(plans: Sequence[Plan], above: set[tuple[int, int]], below: Answers) -> Iterable[Coverage]:
    lowers: dict[int, list[int]] = defaultdict(list)
    for u, v in sorted(above):
        lowers[u].append(v)
    for u, vs in lowers.items():
        for statement in statements_of(plans[u]):
            address = (u, statement.key)
            direct = {answer.plan: answer.loses for answer in below.get(address, [])}
            through = {plan for node in _followed(address, None, below, frozenset()) for plan, _ in _addresses(node)}
            states: dict[int, State] = {
                v: ("partial" if direct[v] else "taken_up") if v in direct else "through" if v in through else "none"
                for v in vs
            }
            yield Coverage(u, statement.key, states)
