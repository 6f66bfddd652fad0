"""Having plans compared because a person asks: two of them, or the whole zone."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from gangmu.align import standing_of
from gangmu_server.alignment.models import Alignment, PlanPair
from gangmu_server.alignment.running.jobs import align_pair, look_again
from gangmu_server.alignment.running.materials import materials_of
from gangmu_server.alignment.running.pairs import pair_of, queue
from gangmu_server.audit.actions import record
from gangmu_server.base.errors import ConflictError, InvalidError
from gangmu_server.directory.access import require
from gangmu_server.directory.models import Account, Zone
from gangmu_server.directory.rights import Right
from gangmu_server.library.models import Plan


@dataclass(frozen=True, slots=True)
class Asked:
    """What became of a request to compare two plans.

    Attributes:
        pair: the two, the upper first, as they really stand.
        alignment: the run that was queued; None where the newest one compared the very same already.
        is_reversed: they were given the wrong way round.
    """

    pair: PlanPair
    alignment: Alignment | None
    is_reversed: bool


@transaction.atomic
def compare_plans(upper: Plan, lower: Plan, *, acting_user: Account, at: dt.datetime) -> Asked:
    """Have any two plans compared. Where one stands above the other they are put in order, and it is said.

    Raises:
        NotAllowedError: the user does not write plans here.
        InvalidError: a plan with itself, or plans of two zones.
        ConflictError: one of them has not been read.
    """
    require(acting_user, upper.zone, Right.WRITE_PLANS)
    if upper.pk == lower.pk:
        raise InvalidError(what=_("请选择两份不同的规划。"))
    if upper.zone_id != lower.zone_id:
        raise InvalidError(what=_("两份规划不在同一个示范区。"))
    by_plan = {material.plan.pk: material for material in materials_of([upper, lower])}
    if len(by_plan) < 2:
        raise ConflictError(what=_("有一份规划还没有读取成功，读完后再比对。"))
    above, below = by_plan[upper.pk], by_plan[lower.pk]
    standing = standing_of(above.records, below.records)
    pair = pair_of(above, below, standing, acting_user, at)
    sides = (above, below) if pair.upper_id == upper.pk else (below, above)
    alignment = queue(pair, *sides, acting_user, at)
    if alignment is not None:
        align_pair.enqueue(alignment.pk)
    new = {"upper": pair.upper.title, "lower": pair.lower.title, "number": alignment.number if alignment else None}
    record("pair.asked", pair, zone=upper.zone, acting_user=acting_user, at=at, new=new)
    return Asked(pair, alignment, standing.is_reversed)


@transaction.atomic
def compare_zone(*, zone: Zone, acting_user: Account, at: dt.datetime) -> int:
    """Have every plan of a zone looked at again: pairs found, and each compared that has something new to say.

    Returns:
        How many plans wait to be looked at.

    Raises:
        NotAllowedError: the user does not write plans here.
    """
    require(acting_user, zone, Right.WRITE_PLANS)
    plans = list(Plan.objects.filter(zone=zone, deleted_at__isnull=True).order_by("pk"))
    for plan in plans:
        look_again(plan, acting_user, at)
    record("zone.compared", zone, zone=zone, acting_user=acting_user, at=at, new={"plans": len(plans)})
    return len(plans)
