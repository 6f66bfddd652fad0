"""From one sentence, a table row most of all, up to the sentence it began with, and down again to all that came of it.

Links are asked for round by round, only those at the sentences reached: a chain through a national plan with thousands
of plans below it costs as many questions as one through four plans.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from gangmu_server.alignment.models import Alignment, Link, LinkState, PlanPair, Sentence
from gangmu_server.alignment.payloads import Chain, ChainAnswer, ChainSentence, ChainStep
from gangmu_server.alignment.queries.coverage import LEVELS
from gangmu_server.alignment.queries.fabric import ABOVE_EACH_OTHER, IN_USE, Address, Held, common
from gangmu_server.directory.access import require
from gangmu_server.directory.models import Account
from gangmu_server.directory.rights import Right
from gangmu_server.library.models import Edition, Measure, Plan, Responsibility, Task

ROUNDS = 6
"""Levels there are; a way cannot be longer."""
Sides = Mapping[int, tuple[int, int, int]]
"""Pair, upper and lower plan of each run in use."""


@dataclass(frozen=True, slots=True)
class Reached:
    """A sentence a walk came to.

    Attributes:
        sentence: the id of its row.
        pair: the id of the pair whose link led there.
        relation: of that link.
        upper: the upper end of that link.
        lower: its lower end.
        is_direct: whether the link starts where the walk did.
    """

    sentence: int
    pair: int
    relation: str
    upper: Address
    lower: Address
    is_direct: bool


Walked = dict[Address, Reached]


def chain_of(user: Account, edition: Edition, address: str) -> Chain:
    """The chain through a sentence.

    Args:
        user: who asks.
        edition: where it stands; its plan is loaded.
        address: of a measure or a table row, or of a duty mark: then through every measure that it covers.
    """
    require(user, edition.zone, Right.READ_PLANS)
    text, is_row, origins = _origins(edition, address)
    runs = Alignment.objects.filter(IN_USE, ABOVE_EACH_OTHER, zone=edition.zone_id)
    sides = {pk: (pair, u, v) for pk, pair, u, v in runs.values_list("pk", "pair", "pair__upper", "pair__lower")}
    links: list[Reached] = []
    up, down = walk(sides, origins, up=True, links=links), walk(sides, origins, up=False, links=links)
    found = walk(sides, _tops(sides, origins, up), up=False, links=links)
    beside = {at: r for at, r in found.items() if at not in up and at not in down and at not in origins}
    steps, answers = _laid(edition.plan, sides, (up, down, beside), links, origins)
    return Chain(
        address=address,
        text=text,
        is_row=is_row,
        steps=steps,
        answers=answers,
        compared=any(edition.plan_id in {upper, lower} for _pair, upper, lower in sides.values()),
    )


def _origins(edition: Edition, address: str) -> tuple[str, bool, set[Address]]:
    """The text at an address, whether it is a table row, and the sentences it stands for."""
    task = Task.objects.filter(edition=edition, address=address).only("content").first()
    if task is not None:
        return task.content, True, {(edition.plan_id, address, True)}
    measure = Measure.objects.filter(edition=edition, address=address).only("text").first()
    duty = Responsibility.objects.filter(edition=edition, address=address).only("text", "start", "end").first()
    if measure is not None or duty is None:
        return measure.text if measure else "", False, {(edition.plan_id, address, False)}
    covered = Measure.objects.filter(edition=edition, start__gte=duty.start, end__lte=duty.end)
    return duty.text, False, {(edition.plan_id, at, False) for at in covered.values_list("address", flat=True)}


def walk(sides: Sides, starts: Collection[Address], *, up: bool, links: list[Reached]) -> Walked:
    """Every sentence that links lead to from some, as far as what all links of a way hold has something in common.

    Args:
        sides: the plans of each run.
        starts: where to start.
        up: which way to go.
        links: takes in every link that was gone along.
    """
    found: Walked = {}
    frontier: dict[Address, set[Held]] = {start: {None} for start in starts}
    for number in range(ROUNDS):
        onward: dict[Address, set[Held]] = defaultdict(set)
        for near, far, held, reached in _links_at(sides, frontier, up=up, first=number == 0):
            ways = {shared for before in frontier[near] if (shared := common(held, before)) is None or shared}
            if ways:
                links.append(reached)
            if ways and far not in starts:
                found.setdefault(far, reached)
                onward[far] |= ways
        if not onward:
            break
        frontier = onward
    return found


def _links_at(
    sides: Sides, frontier: Mapping[Address, object], *, up: bool, first: bool
) -> Iterable[tuple[Address, Address, Held, Reached]]:
    """The links at some addresses: the near end, the far end, what both hold, and what is reached."""
    end = "lower" if up else "upper"
    plans = {plan for plan, _address, _row in frontier}
    runs = [pk for pk, (_pair, upper, lower) in sides.items() if (lower if up else upper) in plans]
    rows = Link.objects.filter(
        alignment__in=runs, state=LinkState.LINKED, **{f"{end}__address__in": {address for _p, address, _r in frontier}}
    ).select_related("upper", "lower")
    light = (
        "alignment_id",
        "relation",
        "held",
        *(f"{s}__{f}" for s in ("upper", "lower") for f in ("address", "is_row")),
    )
    for link in rows.only(*light).order_by("pk"):
        pair, upper_plan, lower_plan = sides[link.alignment_id]
        upper: Address = (upper_plan, link.upper.address, link.upper.is_row)
        lower: Address = (lower_plan, link.lower.address, link.lower.is_row)
        near, far, there = (lower, upper, link.upper_id) if up else (upper, lower, link.lower_id)
        if near in frontier:
            reached = Reached(there, pair, link.relation, upper, lower, first)
            yield near, far, frozenset(link.held.split()) or None, reached


def _tops(sides: Sides, origins: Collection[Address], up: Walked) -> set[Address]:
    """The sentences of the highest plans that were reached; those it starts at where nothing stands above them."""
    plans = {plan for plan, _address, _row in (*up, *origins)}
    under = {lower for _pair, upper, lower in sides.values() if upper in plans and lower in plans and upper != lower}
    return {at for at in (*up, *origins) if at[0] not in under} or set(origins)


def _laid(
    plan: Plan,
    sides: Sides,
    walked: tuple[Walked, Walked, Walked],
    links: Sequence[Reached],
    origins: Collection[Address],
) -> tuple[tuple[ChainStep, ...], tuple[ChainAnswer, ...]]:
    """The steps, the highest plan first, and what the chain's own sentence makes of those above it."""
    above = {upper for _pair, upper, lower in sides.values() if lower == plan.pk and upper != plan.pk}
    below = {lower for _pair, upper, lower in sides.values() if upper == plan.pk and lower != plan.pk}
    found = {at[0] for part in walked for at in part} | {one.upper[0] for one in links}
    reached = [one for part in walked for one in part.values()]
    plans = Plan.objects.select_related("place").in_bulk([plan.pk, *above, *below, *found])
    shelf = Shelf(
        plans,
        Sentence.objects.in_bulk([one.sentence for one in reached]),
        PlanPair.objects.in_bulk([one.pair for one in links]),
        _answers(links),
    )
    on_way = {**walked[0], **walked[1]}
    steps = []
    for pk, one in sorted(plans.items(), key=lambda item: (LEVELS.index(item[1].level), item[1].title)):
        place = "here" if pk == plan.pk else "above" if pk in above else "below" if pk in below else ""
        if place or any(at[0] == pk for at in walked[2]):
            steps.append(ChainStep(one, place or "beside", shelf.sentences(on_way, pk), shelf.sentences(walked[2], pk)))
    return tuple(steps), tuple(told for at in origins for told in shelf.answers_at(at))


def _answers(links: Iterable[Reached]) -> dict[Address, list[Reached]]:
    """Links by the lower sentence: there stands what it makes of the upper one."""
    found: dict[Address, dict[Address, Reached]] = defaultdict(dict)
    for one in links:
        found[one.lower].setdefault(one.upper, one)
    return {at: list(by_upper.values()) for at, by_upper in found.items()}


@dataclass(frozen=True, slots=True)
class Shelf:
    """The rows that a chain's links name, loaded once."""

    plans: Mapping[int, Plan]
    rows: Mapping[int, Sentence]
    pairs: Mapping[int, PlanPair]
    answers: Mapping[Address, list[Reached]]

    def answers_at(self, at: Address) -> tuple[ChainAnswer, ...]:
        """What the sentence at an address makes of others, those of the highest plan first."""
        found = [
            ChainAnswer(one.relation, self.pairs[one.pair], self.plans[one.upper[0]], one.upper[1])
            for one in self.answers.get(at, ())
        ]
        return tuple(sorted(found, key=lambda answer: LEVELS.index(answer.upper.level)))

    def sentences(self, part: Walked, plan: int) -> tuple[ChainSentence, ...]:
        """The sentences of one plan in reading order; one linked with the chain's own before one further off."""
        found = [
            ChainSentence(self.rows[one.sentence], self.answers_at(at), one.is_direct)
            for at, one in part.items()
            if at[0] == plan
        ]
        return tuple(sorted(found, key=lambda s: (not s.is_direct, s.sentence.is_row, s.sentence.position)))
