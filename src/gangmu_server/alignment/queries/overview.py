"""The tier of a zone at a glance, and the list of its pairs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.db.models import Exists, OuterRef

from gangmu_server.alignment.models import Alignment, AlignmentState, LinkDecision, PairKind, PlanPair, Sentence, Side
from gangmu_server.alignment.payloads import CoverageFilter, Overview, PairLine, TierLine
from gangmu_server.alignment.queries.coverage import LEVELS, Ground, coverage_on, is_empty
from gangmu_server.alignment.queries.fabric import fabric_of
from gangmu_server.directory.access import require
from gangmu_server.directory.models import Account, Zone
from gangmu_server.directory.rights import Right
from gangmu_server.library.models import Plan, Reading


def overview(user: Account, zone: Zone) -> Overview:
    """All plans that stand above others with their coverage, and all pairs.

    Args:
        user: who asks.
        zone: where.
    """
    require(user, zone, Right.READ_PLANS)
    told, unread = _readable(pair_lines(zone))
    read = Exists(Reading.objects.filter(edition__plan=OuterRef("pk"), in_use=True))
    rows = Plan.objects.filter(zone=zone, deleted_at__isnull=True).annotate(is_read=read)
    plans = list(rows.select_related("place", "zone"))
    plans.sort(key=lambda plan: (LEVELS.index(plan.level), plan.title))
    pairs = [line.pair for line in told if line.pair.kind != PairKind.ROWS]
    paired = {pk for pair in pairs for pk in (pair.upper_id, pair.lower_id)} | {plan.pk for plan in unread}
    tier = tuple(_tier(plans, told))
    lines = _with_ways(told, tier)
    by_kind = {kind: tuple(line for line in lines if line.pair.kind == kind) for kind in PairKind.values}
    return Overview(
        tier=tier,
        lineage=by_kind[PairKind.LINEAGE],
        peers=by_kind[PairKind.PEERS],
        own_rows=by_kind[PairKind.ROWS],
        alone=tuple(plan for plan in plans if plan.pk not in paired),
        plans=tuple(plan for plan in plans if plan.is_read),
        unread=unread,
    )


def _with_ways(lines: Sequence[PairLine], tier: Sequence[TierLine]) -> list[PairLine]:
    """The pairs with what came below only by way of a plan between."""
    found = {
        (x.plan.pk, lower): (many, x.partly_through.get(lower, 0)) for x in tier for lower, many in x.through.items()
    }
    ways = [(line, *found.get((line.pair.upper_id, line.pair.lower_id), (0, 0))) for line in lines]
    return [replace(line, through=through, partly_through=partly) for line, through, partly in ways]


def _readable(lines: Sequence[PairLine]) -> tuple[list[PairLine], tuple[Plan, ...]]:
    """The pairs of plans in which something was read, and the plans of the others that have nothing to compare."""
    empty = [line for line in lines if line.used and is_empty(line.used) and line.pair.kind == PairKind.LINEAGE]
    unread = {
        plan.pk: plan
        for line in empty
        for plan, side in ((line.pair.upper, "upper"), (line.pair.lower, "lower"))
        if line.used and not line.used.counts.get(side)
    }
    return [line for line in lines if line not in empty], tuple(unread.values())


def pair_line(user: Account, pair: PlanPair) -> PairLine:
    """One pair with its runs."""
    require(user, pair.zone, Right.READ_PLANS)
    return _line(pair, pair.alignments.defer("payload").order_by("number"))


def runs_of(user: Account, pair: PlanPair) -> list[Alignment]:
    """All runs of a pair, newest first, without their JSON."""
    require(user, pair.zone, Right.READ_PLANS)
    rows = pair.alignments.defer("payload").select_related("requested_by", "upper_reading", "lower_reading")
    return list(rows.order_by("-number"))


def decisions_of(user: Account, pair: PlanPair) -> list[LinkDecision]:
    """All decisions on a pair, newest first, with what was taken back."""
    require(user, pair.zone, Right.READ_PLANS)
    return list(pair.decisions.select_related("undone_by", "undoes").order_by("-number"))


def pair_lines(zone: Zone) -> list[PairLine]:
    """The zone's live pairs of undeleted plans, highest upper plan first, each with its runs."""
    pairs = PlanPair.objects.filter(
        zone=zone, is_live=True, upper__deleted_at__isnull=True, lower__deleted_at__isnull=True
    ).select_related("upper__place", "lower__place", "zone")
    runs: dict[int, list[Alignment]] = defaultdict(list)
    for run in Alignment.objects.filter(pair__in=pairs).defer("payload").order_by("number"):
        runs[run.pair_id].append(run)
    lines = [_line(pair, runs[pair.pk]) for pair in pairs]
    return sorted(lines, key=_by_level)


def _by_level(line: PairLine) -> tuple[int, str, int, str]:
    upper, lower = line.pair.upper, line.pair.lower
    return LEVELS.index(upper.level), upper.title, LEVELS.index(lower.level), lower.title


def _line(pair: PlanPair, runs: Iterable[Alignment]) -> PairLine:
    """The run in use, the newest finished one after it that waits for a person, and the newest of all."""
    listed = list(runs)
    used = next((run for run in listed if run.in_use), None)
    after = [r for r in listed if used and r.number > used.number and r.state == AlignmentState.DONE]
    offered = after[-1] if after and not after[-1].dismissed else None
    return PairLine(pair, used, offered, listed[-1] if listed else None)


def _tier(plans: Sequence[Plan], lines: Sequence[PairLine]) -> Iterable[TierLine]:
    """The coverage of every plan above others, from two questions for all of them."""
    used = {line.used.pk: line for line in lines if line.used and line.pair.kind != PairKind.PEERS}
    sides = {pk: (line.pair.upper_id, line.pair.lower_id) for pk, line in used.items()}
    fabric = fabric_of(list(used), sides)
    promises: dict[int, dict[tuple[str, bool], dict[int, Sentence]]] = defaultdict(lambda: defaultdict(dict))
    rows = Sentence.objects.filter(alignment__in=list(used), side=Side.UPPER).order_by("position", "pk")
    for row in rows.defer("nearest"):
        upper, lower = sides[row.alignment_id]
        promises[upper][row.address, row.is_row][lower] = row
    for plan in plans:
        runs = {}
        for line in used.values():
            if line.pair.upper_id == plan.pk and line.used is not None:
                line.used.pair = line.pair
                runs[line.pair.lower_id] = line.used
        if any(pk != plan.pk for pk in runs):
            found = coverage_on(Ground(plan, runs, promises[plan.pk], fabric), CoverageFilter())
            yield TierLine(
                plan, found.totals, found.columns, found.size, found.orphans, found.through, found.partly_through
            )
