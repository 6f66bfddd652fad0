"""Which plans are pairs, and a place in the queue for each that has something new to say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import msgspec
from django.db.models import Max, Q

from gangmu.align import Standing, standing_of
from gangmu_server.alignment.models import Alignment, AlignmentState, PairKind, PlanPair
from gangmu_server.alignment.running.materials import Material, material_of, materials_of, pair_digest
from gangmu_server.audit.actions import record
from gangmu_server.directory.models import Account
from gangmu_server.library.models import Plan


def find_pairs(plan: Plan, *, acting_user: Account, at: dt.datetime) -> list[Alignment]:
    """Judge how a plan stands to every other of its zone, and queue a run for each pair that needs one.

    Lineage pairs are compared by themselves, and so is a plan with its own tables; peers only where a person asked
    once. Runs inside a job.

    Returns:
        The runs that were queued.
    """
    own = material_of(plan)
    if own is None:
        return []
    others = Plan.objects.filter(zone=plan.zone_id, deleted_at__isnull=True).exclude(pk=plan.pk)
    known = {frozenset((p.upper_id, p.lower_id)): p for p in live_pairs(plan)}
    queued = [_queue_own_rows(own, acting_user, at)]
    for other in materials_of(others):
        pair = known.get(frozenset((own.plan.pk, other.plan.pk)))
        standing = standing_of(own.records, other.records)
        if standing.pair == "lineage" or pair is not None:
            queued.append(_settle(own, other, standing, acting_user, at))
    return [alignment for alignment in queued if alignment is not None]


def live_pairs(plan: Plan) -> Iterable[PlanPair]:
    """The pairs a plan belongs to, its own tables aside."""
    rows = PlanPair.objects.filter(Q(upper=plan) | Q(lower=plan), is_live=True)
    return rows.exclude(kind=PairKind.ROWS)


def pair_of(upper: Material, lower: Material, standing: Standing, user: Account, at: dt.datetime) -> PlanPair:
    """The pair of two plans as they stand, made or brought up to date. Given the wrong way round they are exchanged."""
    if standing.is_reversed:
        upper, lower = lower, upper
        standing = standing_of(upper.records, lower.records)  # so that evidence says on which side it stands
    turned = PlanPair.objects.filter(upper=lower.plan, lower=upper.plan, is_live=True).first()
    if turned is not None and standing.pair == PairKind.PEERS:
        upper, lower, turned = lower, upper, None  # peers have no order: the one they were asked in stays
    facts = {"kind": standing.pair, "evidence": [msgspec.to_builtins(e) for e in standing.evidence]}
    pair, made = PlanPair.objects.get_or_create(
        upper=upper.plan,
        lower=lower.plan,
        defaults={**facts, "zone_id": upper.plan.zone_id, "created_at": at, "created_by": user},
    )
    zone = upper.reading.edition.zone
    if turned is not None:
        PlanPair.objects.filter(pk=turned.pk).update(is_live=False)
        record("pair.turned", pair, zone=zone, acting_user=user, at=at, old={"pair": str(turned)})
    if made:
        record("pair.found", pair, zone=zone, acting_user=user, at=at, new={"standing": pair.kind})
    elif pair.kind != facts["kind"] or not pair.is_live:
        record("pair.judged", pair, zone=zone, acting_user=user, at=at, old={"standing": pair.kind}, new=facts)
    if not made:
        pair.kind, pair.evidence, pair.is_live = facts["kind"], facts["evidence"], True
        pair.save(update_fields=["kind", "evidence", "is_live"])
    return pair


def queue(pair: PlanPair, upper: Material, lower: Material, user: Account, at: dt.datetime) -> Alignment | None:
    """A run in the queue; None where the newest run, done or still to do, compared the very same."""
    digest = pair_digest(upper, lower)
    newest = pair.alignments.order_by("-number").defer("payload").first()
    if newest is not None and newest.digest == digest and newest.state != AlignmentState.FAILED:
        return None
    if newest is not None and newest.state == AlignmentState.QUEUED:
        return None  # it waits, and takes the plans as they are when its turn comes
    last = pair.alignments.aggregate(last=Max("number"))["last"] or 0
    return Alignment.objects.create(
        zone_id=pair.zone_id,
        pair=pair,
        number=last + 1,
        upper_reading=upper.reading,
        lower_reading=lower.reading,
        digest=digest,
        queued_at=at,
        requested_by=user,
    )


def _settle(own: Material, other: Material, standing: Standing, user: Account, at: dt.datetime) -> Alignment | None:
    pair = pair_of(own, other, standing, user, at)
    upper, lower = (own, other) if pair.upper_id == own.plan.pk else (other, own)
    return queue(pair, upper, lower, user, at)


def _queue_own_rows(own: Material, user: Account, at: dt.datetime) -> Alignment | None:
    """A plan that has measures and a table: how far its text reached its rows."""
    if not own.records.tasks or not own.records.measures:
        return None
    zone = own.reading.edition.zone
    facts = {"kind": PairKind.ROWS, "zone": zone, "created_at": at, "created_by": user}
    pair, made = PlanPair.objects.get_or_create(upper=own.plan, lower=own.plan, defaults=facts)
    if made:
        record("pair.found", pair, zone=zone, acting_user=user, at=at, new={"standing": pair.kind})
    return queue(pair, own, own, user, at)
