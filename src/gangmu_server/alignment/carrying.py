"""What people decided about a plan's links goes with its files, when the plan becomes another's edition or annex."""

from __future__ import annotations

import datetime as dt

from django.db.models import Max, Q

from gangmu_server.alignment.models import LinkDecision, PlanPair
from gangmu_server.alignment.running.outcomes import settle_rows, snapshot_of
from gangmu_server.audit.actions import record
from gangmu_server.directory.models import Account
from gangmu_server.library.models import Edition, Plan

KEPT = ("zone_id", "deed", "upper", "lower", "relation", "reason", "decided_at", "decided_by_id", "by_name")


def carry_over(plan: Plan, to: Edition, acting_user: Account, at: dt.datetime) -> None:
    """Add the decisions on each of a plan's pairs behind those on the same pair of the plan that has its files now.

    They find their sentences there by text, as after any reading. Where the other plan stands the other way round,
    they have no place: they stay with the pair they were made on.
    """
    decided = PlanPair.objects.filter(Q(upper=plan) | Q(lower=plan), is_live=True, decisions__isnull=False)
    for pair in decided.distinct().select_related("upper", "lower"):
        heir = _heir_of(pair, plan, to.plan, acting_user, at)
        if heir is not None:
            _add_all(pair, heir, plan, acting_user, at)


def _heir_of(pair: PlanPair, plan: Plan, to: Plan, user: Account, at: dt.datetime) -> PlanPair | None:
    """The pair that stands for this one now, made where there is none; none where it would be a plan with itself."""
    upper, lower = (to if side == plan else side for side in (pair.upper, pair.lower))
    turned = PlanPair.objects.filter(upper=lower, lower=upper, is_live=True)
    if pair.upper_id != pair.lower_id and (upper == lower or turned.exists()):
        return None
    facts = {"kind": pair.kind, "evidence": pair.evidence, "zone": pair.zone, "created_at": at, "created_by": user}
    heir, _made = PlanPair.objects.get_or_create(upper=upper, lower=lower, defaults=facts)
    return heir


def _add_all(pair: PlanPair, heir: PlanPair, plan: Plan, user: Account, at: dt.datetime) -> None:
    number = heir.decisions.aggregate(last=Max("number"))["last"] or 0
    made: dict[int, LinkDecision] = {}
    for row in pair.decisions.order_by("number"):
        number += 1
        undoes = made[row.undoes_id] if row.undoes_id else None
        same = {name: getattr(row, name) for name in KEPT}
        made[row.pk] = LinkDecision.objects.create(pair=heir, number=number, undoes=undoes, **same)
    used = heir.alignments.filter(in_use=True).first()
    if used is not None:
        snapshot = snapshot_of(used)
        settle_rows(used, snapshot.sentences, snapshot.links)
    new = {"plan": plan.key, "decisions": len(made)}
    record("pair.decisions_carried", heir, zone=heir.zone, acting_user=user, at=at, new=new)
