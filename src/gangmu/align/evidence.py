"""What speaks for a pair of sentences being the same promise: measures of likeness, of cover and of standing out."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from operator import itemgetter
from typing import NamedTuple

from gangmu.align.features import Bag, bag_of
from gangmu.align.index import SparseIndex
from gangmu.align.named import answered_subjects, promised_subjects
from gangmu.align.pieces import Piece, pieces_of
from gangmu.align.statements import Statement
from gangmu.align.topics import same_matter, topic_of
from gangmu.align.weights import Weights

CANDIDATES = 200
"""Upper sentences looked at for each lower one. Plans of ordinary length have fewer; of a very long one, the rest share
so little that they could not be linked."""
LONG_PLAN = 2_000
"""In a plan of more sentences than this, matters are compared only with the sentences that share something."""
LONGEST_HEAD = 8
"""Characters at the end of a piece that name the thing, where no 的 tells where the name begins."""
SHORTEST_HEAD = 4
LIGHT_HEAD = 30.0
"""Weight beside which a head says little by itself (half of a rare pair of characters)."""
FULL_PIECE = 18.0
"""A piece as long as this (three rare pairs of characters) is a promise by itself, a shorter one part of it."""
REACH = 6
"""Sentences before and after a lower one that are asked whether they answer the same upper one …"""
FADING = 0.7
"""… each this much less than the one before it. 0.6 to 0.85 give nearly the same result."""


class Evidence(NamedTuple):
    """Evidence for one pair.

    Attributes:
        shared: square root of the weight that both sentences hold.
        lead: likeness beyond that of the next best upper sentence for the same lower one; below zero where another is
            better.
        piece_lead: the same between pieces, for the piece of the lower sentence that speaks most for this upper one;
            as its root, for the first steps out of the crowd say more than the later ones.
        first: likeness beyond that of the next best lower sentence for the same upper one.
        cover: share of an upper piece's substance that the lower sentence holds, for the piece it holds best. Asked of
            the upper side only: a lower sentence may promise much besides.
        head: the same for the end of an upper piece, where Chinese has the thing itself; what stands before it only
            says which (…生态保护修复的产权激励机制 is about a mechanism).
        subject: how alone the upper sentence is in promising a subject by its general name, times the share of the
            lower sentence's subjects that are such; on both sides what a piece ends in counts most.
        topic: how far a piece of the upper sentence is about the matter of the lower sentence, beyond the next best
            upper sentence, by the words that public plans use together.
        around: likeness of the sentences and the heading around the lower one.
        nearby: how far pieces of the sentences just before and after it stand out for the same upper sentence: what
            carries out one promise is said in one place.
        headings: likeness of the headings over them, for the two that are likest.
        likeness: cosine of the two bags (kept for explanation, not judged by itself).
    """

    shared: float
    lead: float
    piece_lead: float
    first: float
    cover: float
    head: float
    subject: float
    topic: float
    around: float
    nearby: float
    headings: float
    likeness: float


@dataclass(frozen=True, slots=True)
class Prepared:
    """A statement with its bags and pieces, and the subjects it names as an upper and as a lower sentence."""

    statement: Statement
    bag: Bag
    pieces: tuple[Piece, ...]
    piece_bags: tuple[Bag, ...]
    headings: tuple[Bag, ...]
    promised: Mapping[str, float]
    answered: Mapping[str, float]

    def printed(self, piece: Piece) -> str:
        """A piece as the plan prints it: folding keeps lengths."""
        return self.statement.text[piece.start : piece.end]


def prepare(statements: Sequence[Statement], places: re.Pattern[str], weights: Weights) -> tuple[Prepared, ...]:
    """Cut statements into pieces and weigh their features."""
    known: dict[str, Bag] = {}

    def heading(text: str) -> Bag:
        if text not in known:
            known[text] = bag_of(text, places, weights)
        return known[text]

    def one(statement: Statement) -> Prepared:
        pieces = pieces_of(statement.folded)
        return Prepared(
            statement,
            bag_of(statement.folded, places, weights),
            pieces,
            tuple(bag_of(piece.text, places, weights) for piece in pieces),
            tuple(heading(text) for text in statement.headings),
            promised_subjects(statement.folded, pieces),
            answered_subjects(statement.folded, pieces),
        )

    return tuple(one(statement) for statement in statements)


class Uppers:
    """The upper statements, indexed by sentence and by piece."""

    def __init__(self, prepared: Sequence[Prepared]) -> None:
        self.prepared = prepared
        self.lengths = [p.bag.length for p in prepared]
        self._sentences = SparseIndex(p.bag.promised for p in prepared)
        pieces = [(i, bag) for i, p in enumerate(prepared) for bag in p.piece_bags]
        self._owners = [i for i, _ in pieces]
        self._piece_lengths = [bag.length for _, bag in pieces]
        self._pieces = SparseIndex(bag.promised for _, bag in pieces)
        heads = [_head(piece, bag) for p in prepared for piece, bag in zip(p.pieces, p.piece_bags, strict=True)]
        self._head_weights = [LIGHT_HEAD + sum(head.values()) for head in heads]
        self._heads = SparseIndex(heads)
        self._promising: dict[str, float] = defaultdict(float)
        for p in prepared:
            for name, weight in p.promised.items():
                self._promising[name] += weight
        self._topics = [[topic for piece in p.pieces if (topic := topic_of(piece.text))] for p in prepared]

    def products(self, bag: Bag) -> dict[int, float]:
        """Shared weight with each upper sentence that shares any."""
        return self._sentences.products(bag.answered)

    def likenesses(self, bag: Bag) -> dict[int, float]:
        """Cosine with each upper sentence that shares anything."""
        length = bag.length
        return {i: product / (self.lengths[i] * length) for i, product in self.products(bag).items()}

    def covers(self, bag: Bag) -> dict[int, float]:
        """Of each upper sentence, the share of its best held piece that a lower bag holds; light pieces count less."""
        best: dict[int, float] = {}
        for piece, product in self._pieces.products(bag.answered).items():
            owner, length = self._owners[piece], self._piece_lengths[piece]
            share = product / length**2 * min(1.0, length / FULL_PIECE)
            if share > best.get(owner, 0.0):
                best[owner] = share
        return best

    def heads(self, bag: Bag) -> dict[int, float]:
        """Of each upper sentence, the share of its best held head that a lower bag holds."""
        best: dict[int, float] = {}
        for piece, held in self._heads.products(dict.fromkeys(bag.pairs, 1.0)).items():
            owner, share = self._owners[piece], held / self._head_weights[piece]
            if share > best.get(owner, 0.0):
                best[owner] = share
        return best

    def subject(self, i: int, answered: Mapping[str, float]) -> float:
        """How alone an upper sentence is in promising a subject, times the share of the lower one's subjects."""
        promised = self.prepared[i].promised
        shared = promised.keys() & answered.keys()
        if not shared:
            return 0.0
        alone = max(promised[name] / self._promising[name] for name in shared)
        return alone * sum(answered[name] for name in shared) / sum(answered.values())

    def topic_leads(self, folded: str, row: Iterable[int]) -> Callable[[int], float]:
        """How far each upper sentence is about the matter of a lower one, beyond the next best upper sentence.

        Args:
            folded: the lower sentence.
            row: the upper sentences asked about; in a very long plan no others are looked at.
        """
        topic = topic_of(folded)
        looked_at = row if len(self.prepared) > LONG_PLAN else range(len(self.prepared))
        best = dict.fromkeys(looked_at, 0.0)
        if topic is not None:
            for i in best:
                best[i] = max((same_matter(topic, other) for other in self._topics[i]), default=0.0)
        two = _two_best(best.values())
        return lambda i: _beyond(best[i], two)

    def piece_likenesses(self, bag: Bag) -> dict[int, float]:
        """Cosine of a piece with the likest piece of each upper sentence."""
        best: dict[int, float] = {}
        length = bag.length
        for piece, product in self._pieces.products(bag.answered).items():
            owner = self._owners[piece]
            likeness = product / (self._piece_lengths[piece] * length)
            if likeness > best.get(owner, 0.0):
                best[owner] = likeness
        return best


def evidence_of(uppers: Uppers, lowers: Sequence[Prepared]) -> Iterator[tuple[int, int, Evidence]]:
    """Evidence for every pair that shares anything.

    Yields:
        Index of the lower statement, index of the upper one, and the evidence.
    """
    products = [_heaviest(uppers.products(lower.bag)) for lower in lowers]
    likenesses = [_likenesses(uppers, lower, row) for lower, row in zip(lowers, products, strict=True)]
    firsts = _two_best_by_upper(likenesses)
    around = _Around(uppers, lowers, likenesses)
    headings = _Headings(uppers)
    piece_leads = [_best_piece_leads([uppers.piece_likenesses(bag) for bag in lower.piece_bags]) for lower in lowers]
    standing_out = [[(i, lead) for i, lead in leads.items() if lead > 0] for leads in piece_leads]
    for j, lower in enumerate(lowers):
        row = likenesses[j]
        leads, covers, heads = _leads(row), uppers.covers(lower.bag), uppers.heads(lower.bag)
        topic = uppers.topic_leads(lower.statement.folded, row)
        nearby = _nearby(standing_out, j)
        for i, likeness in row.items():
            yield (
                j,
                i,
                Evidence(
                    shared=math.sqrt(products[j][i]),
                    lead=leads[i],
                    piece_lead=piece_leads[j].get(i, 0.0),
                    first=_beyond(likeness, firsts[i]),
                    cover=covers.get(i, 0.0),
                    head=heads.get(i, 0.0),
                    subject=uppers.subject(i, lower.answered),
                    topic=topic(i),
                    around=around.likeness(j, i),
                    nearby=nearby.get(i, 0.0),
                    headings=headings.likeness(i, lower),
                    likeness=likeness,
                ),
            )


def _heaviest(products: dict[int, float]) -> dict[int, float]:
    """The upper sentences that share most with a lower one, as many as can matter."""
    if len(products) <= CANDIDATES:
        return products
    return dict(nlargest(CANDIDATES, products.items(), key=itemgetter(1)))


def _likenesses(uppers: Uppers, lower: Prepared, products: dict[int, float]) -> dict[int, float]:
    length = lower.bag.length
    return {i: product / (uppers.lengths[i] * length) for i, product in products.items()}


class _Headings:
    """Likeness of headings, each pair of provisions computed once."""

    def __init__(self, uppers: Uppers) -> None:
        self._uppers = uppers
        self._known: dict[tuple[tuple[str, ...], tuple[str, ...]], float] = {}

    def likeness(self, i: int, lower: Prepared) -> float:
        upper = self._uppers.prepared[i]
        key = (upper.statement.headings, lower.statement.headings)
        if key not in self._known:
            pairs = ((above, below) for above in upper.headings for below in lower.headings)
            self._known[key] = max((cosine(above, below) for above, below in pairs), default=0.0)
        return self._known[key]


def cosine(upper: Bag, lower: Bag) -> float:
    """Cosine of two bags, the first on the upper side."""
    promised, answered = upper.promised, lower.answered
    product = sum(weight * answered[feature] for feature, weight in promised.items() if feature in answered)
    return product / (upper.length * lower.length) if product else 0.0


def _beyond(value: float, best_two: tuple[float, float]) -> float:
    """How far a value lies beyond the best of the others."""
    best, second = best_two
    return value - (second if value >= best else best)


def _head(piece: Piece, bag: Bag) -> dict[str, float]:
    """Squared weights of the pairs of characters at the end of a piece: after its last 的, or its last characters."""
    after = piece.text.rfind("的") + 1
    end = piece.text[after:] if after and len(piece.text) - after >= SHORTEST_HEAD else piece.text[-LONGEST_HEAD:]
    return {pair: weight * weight for pair, weight in bag.pairs.items() if pair in end}


def _root(lead: float) -> float:
    return math.copysign(math.sqrt(abs(lead)), lead)


def _two_best(values: Iterable[float]) -> tuple[float, float]:
    ordered = sorted(values, reverse=True)[:2]
    return (*ordered, 0.0, 0.0)[:2]  # type: ignore[return-value]


def _leads(row: dict[int, float]) -> dict[int, float]:
    best_two = _two_best(row.values())
    return {i: _beyond(value, best_two) for i, value in row.items()}


def _two_best_by_upper(likenesses: Sequence[dict[int, float]]) -> dict[int, tuple[float, float]]:
    columns: dict[int, list[float]] = defaultdict(list)
    for row in likenesses:
        for i, value in row.items():
            columns[i].append(value)
    return {i: _two_best(values) for i, values in columns.items()}


def _best_piece_leads(rows: Sequence[dict[int, float]]) -> dict[int, float]:
    best: dict[int, float] = {}
    for row in rows:
        for i, lead in _leads(row).items():
            if i not in best or lead > best[i]:
                best[i] = lead
    return {i: _root(lead) for i, lead in best.items()}


def _nearby(standing_out: Sequence[Sequence[tuple[int, float]]], j: int) -> dict[int, float]:
    """What stands out for each upper sentence beside lower sentence j; less, the further away."""
    total: dict[int, float] = defaultdict(float)
    for k in range(max(0, j - REACH), min(len(standing_out), j + REACH + 1)):
        if k != j:
            share = FADING ** (abs(k - j) - 1)
            for i, lead in standing_out[k]:
                total[i] += share * lead
    return total


class _Around:
    """Likeness of a provision's other sentences and its heading to each upper sentence.

    The sum is divided by the root of their number: many faint likenesses count, but less than one clear one.
    """

    def __init__(self, uppers: Uppers, lowers: Sequence[Prepared], likenesses: Sequence[dict[int, float]]) -> None:
        self._likenesses = likenesses
        self._group = [lower.statement.provision for lower in lowers]
        self._members = Counter(self._group)
        self._totals: dict[str, dict[int, float]] = {}
        for lower, row in zip(lowers, likenesses, strict=True):
            total = self._totals.get(lower.statement.provision)
            if total is None:
                over = lower.headings
                total = defaultdict(float, uppers.likenesses(over[-1]) if over else {})
                self._totals[lower.statement.provision] = total
            for i, value in row.items():
                total[i] += value

    def likeness(self, j: int, i: int) -> float:
        """Of what stands around lower sentence j to upper sentence i."""
        group = self._group[j]
        others = self._totals[group].get(i, 0.0) - self._likenesses[j].get(i, 0.0)
        return others / math.sqrt(self._members[group])
