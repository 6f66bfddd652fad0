"""Everything the report on a plan's coverage says, read once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from gangmu_server.alignment.models import Alignment, Link, LinkState, PairKind, Relation, Sentence, SentenceState, Side
from gangmu_server.alignment.payloads import Coverage, CoverageFilter
from gangmu_server.alignment.queries.coverage import coverage_on, ground_of
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
    """

    upper: Sentence
    lowers: tuple[Sentence, ...]
    lost: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LowerReport:
    """What the report says of one plan below.

    Attributes:
        plan: the plan.
        alignment: the run in use.
        evidence: what shows that it stands below.
        softened: links that weaken a promise.
        partial: promises taken up in part; those with a weaker link are told there.
        added: how many of its sentences nobody above asked for.
        set_aside: promises a person called not applicable, with the decision.
    """

    plan: Plan
    alignment: Alignment
    evidence: tuple[str, ...]
    softened: tuple[Link, ...]
    partial: tuple[Partial, ...]
    added: int
    set_aside: tuple[Sentence, ...]


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
    return [
        LowerReport(
            plan=run.pair.lower,
            alignment=run,
            evidence=tuple(evidence_sentences(run.pair)),
            softened=tuple(x for x in linked if x.alignment_id == run.pk and x.relation == Relation.SOFTENED),
            partial=tuple(_partial([x for x in linked if x.alignment_id == run.pk])),
            added=open_lower.count(run.pk),
            set_aside=tuple(s for s in set_aside if s.alignment_id == run.pk),
        )
        for run in sorted(runs, key=lambda run: order.index(run.pair.lower_id))
    ]


def _partial(links: list[Link]) -> Iterator[Partial]:
    """A promise's losses stand on each of its links, being counted over all of them: it is told once."""
    for _position, group in groupby(links, key=lambda link: link.upper.position):
        whole = list(group)
        if whole[0].dropped and all(link.relation != Relation.SOFTENED for link in whole):
            lost = tuple(dropped["text"] for dropped in whole[0].dropped)
            yield Partial(whole[0].upper, tuple(link.lower for link in whole), lost)
