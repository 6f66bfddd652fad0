"""Everything the report on a plan's coverage says, read once."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from gangmu_server.alignment.models import Alignment, Link, LinkState, PairKind, Relation, Sentence, SentenceState, Side
from gangmu_server.alignment.payloads import Coverage, CoverageFilter
from gangmu_server.alignment.queries.coverage import coverage_on, ground_of
from gangmu_server.alignment.words import evidence_sentences
from gangmu_server.directory.access import require
from gangmu_server.directory.models import Account
from gangmu_server.directory.rights import Right
from gangmu_server.library.models import Plan


@dataclass(frozen=True, slots=True)
class LowerReport:
    """What the report says of one plan below.

    Attributes:
        plan: the plan.
        alignment: the run in use.
        evidence: what shows that it stands below.
        softened: links that weaken a promise.
        dropped: links that lose a part of one and do not weaken the rest.
        added: how many of its sentences nobody above asked for.
        set_aside: promises a person called not applicable, with the decision.
    """

    plan: Plan
    alignment: Alignment
    evidence: tuple[str, ...]
    softened: tuple[Link, ...]
    dropped: tuple[Link, ...]
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
    lost = [x for x in links.order_by("upper__position") if x.relation == Relation.SOFTENED or x.dropped]
    rows = Sentence.objects.filter(alignment__in=runs).select_related("decision").order_by("position")
    open_lower = list(rows.filter(side=Side.LOWER, state=SentenceState.OPEN).values_list("alignment_id", flat=True))
    set_aside = list(rows.filter(side=Side.UPPER, state=SentenceState.NOT_APPLICABLE))
    return [
        LowerReport(
            plan=run.pair.lower,
            alignment=run,
            evidence=tuple(evidence_sentences(run.pair)),
            softened=tuple(x for x in lost if x.alignment_id == run.pk and x.relation == Relation.SOFTENED),
            dropped=tuple(x for x in lost if x.alignment_id == run.pk and x.relation != Relation.SOFTENED),
            added=open_lower.count(run.pk),
            set_aside=tuple(s for s in set_aside if s.alignment_id == run.pk),
        )
        for run in sorted(runs, key=lambda run: order.index(run.pair.lower_id))
    ]
