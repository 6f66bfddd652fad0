"""Everything the report on a plan's coverage says, read once."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import groupby
from typing import TypedDict

from gangmu_server.alignment.fates import Cover, fate_of
from gangmu_server.alignment.models import Alignment, Link, LinkState, PairKind, Relation, Sentence, SentenceState, Side
from gangmu_server.alignment.payloads import Coverage, CoverageFilter
from gangmu_server.alignment.queries.coverage import coverage_on, ground_of, is_older
from gangmu_server.alignment.words import evidence_sentences
from gangmu_server.directory.access import require
from gangmu_server.directory.models import Account
from gangmu_server.directory.rights import Right
from gangmu_server.library.models import Plan


@dataclass(frozen=True, slots=True)
class Partial:
    """A promise of which only a part was taken up.

    Attributes:
        upper: the promise.
        lowers: the sentences below that take up something of it, the nearest first.
        lost: what none of them holds, as printed.
        weaker: those of the links that weaken it besides.
    """

    upper: Sentence
    lowers: tuple[Sentence, ...]
    lost: tuple[str, ...]
    weaker: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Weaker:
    """A promise that was taken up whole, but no otherwise than weakened.

    Attributes:
        upper: the promise.
        links: the links that weaken it, the nearest first.
    """

    upper: Sentence
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class LowerReport:
    """What the report says of one plan below.

    Attributes:
        plan: the plan.
        alignment: the run in use.
        evidence: what shows that it stands below.
        softened: promises taken up no otherwise than weakened, as coverage counts them.
        partial: promises taken up in part, as coverage counts them.
        weaker_beside: how many more links weaken a promise that another sentence takes up as it is.
        partly_through: how many more came to it only by way of another plan, and lost a part on the way.
        is_older: whether the plan was issued before the one above.
        added: how many of its sentences nobody above asked for.
        set_aside: promises a person called not applicable, with the decision.
    """

    plan: Plan
    alignment: Alignment
    evidence: tuple[str, ...]
    softened: tuple[Weaker, ...]
    partial: tuple[Partial, ...]
    weaker_beside: int
    added: int
    set_aside: tuple[Sentence, ...]
    partly_through: int = 0
    is_older: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """The report on one plan."""

    plan: Plan
    today: dt.date
    coverage: Coverage
    lowers: tuple[LowerReport, ...]


def report_of(user: Account, plan: Plan, today: dt.date) -> Report:
    """What is to be reported of a plan.

    Args:
        user: who asks.
        plan: whose promises.
        today: the day it is dated.
    """
    require(user, plan.zone, Right.READ_PLANS)
    ground = ground_of(plan)
    coverage = coverage_on(ground, CoverageFilter())
    runs = [run for run in ground.runs.values() if run.pair.kind == PairKind.LINEAGE]
    return Report(plan, today, coverage, tuple(_lowers(runs, coverage)))


def _lowers(runs: list[Alignment], coverage: Coverage) -> list[LowerReport]:
    order = [plan.pk for column in coverage.columns for plan in column.plans]
    links = Link.objects.filter(alignment__in=runs, state=LinkState.LINKED).select_related("upper", "lower")
    linked = list(links.order_by("upper__position", "-score"))
    rows = Sentence.objects.filter(alignment__in=runs).select_related("decision").order_by("position")
    open_lower = list(rows.filter(side=Side.LOWER, state=SentenceState.OPEN).values_list("alignment_id", flat=True))
    set_aside = list(rows.filter(side=Side.UPPER, state=SentenceState.NOT_APPLICABLE))
    ordered = sorted(runs, key=lambda run: order.index(run.pair.lower_id))
    return [
        LowerReport(
            plan=run.pair.lower,
            alignment=run,
            evidence=tuple(evidence_sentences(run.pair)),
            added=open_lower.count(run.pk),
            set_aside=tuple(s for s in set_aside if s.alignment_id == run.pk),
            partly_through=coverage.partly_through.get(run.pair.lower_id, 0),
            is_older=is_older(run),
            **_told([x for x in linked if x.alignment_id == run.pk]),
        )
        for run in ordered
    ]


def _told(links: list[Link]) -> Told:
    """Each promise once, by what became of it over all its links."""
    softened: list[Weaker] = []
    partial: list[Partial] = []
    beside = 0
    for _position, group in groupby(links, key=lambda link: link.upper.position):
        whole = tuple(group)
        upper = whole[0].upper
        weaker = tuple(link for link in whole if link.relation == Relation.SOFTENED)
        fate = fate_of(upper.state, {link.relation for link in whole}, upper.lost)
        if fate == Cover.SOFTENED:
            softened.append(Weaker(upper, weaker))
        elif fate == Cover.PARTIAL:
            partial.append(Partial(upper, tuple(link.lower for link in whole), tuple(upper.lost), weaker))
        else:
            beside += len(weaker)
    return {"softened": tuple(softened), "partial": tuple(partial), "weaker_beside": beside}


class Told(TypedDict):
    """The promises of one plan below that lost something."""

    softened: tuple[Weaker, ...]
    partial: tuple[Partial, ...]
    weaker_beside: int
