"""Decisions go with the files they are about, when a plan becomes another's edition or annex."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from django.db.models import Max

from gangmu_server.audit.actions import record
from gangmu_server.directory.models import Account
from gangmu_server.library.models import Edition, Plan
from gangmu_server.review.models import Decision, Deed
from gangmu_server.review.refresh import refresh_with

ADDED = re.compile(r"(^|/)x(\d+)(?=/|$)")
"""The part of an address that numbers an added record among its plan's."""
ADDRESSES = ("address", "parent", "provision")
"""Values of a decision that are addresses."""
WHAT = ("zone_id", "deed", "about", "digest", "ordinal", "twins", "text", "reason", "reader_version")
KEPT = (*WHAT, "decided_by_id", "decided_name", "decided_at")
"""What stays as it was, above all who decided, and when."""


def carry_over(plan: Plan, to: Edition, acting_user: Account, at: dt.datetime) -> None:
    """Add a plan's decisions behind those of the plan that has its files now, by whom and when they were made.

    They find their records there by text, as after any reading. Decisions that came over before are not added again.
    """
    heir = Plan.objects.select_for_update().get(pk=to.plan_id)
    here = {row.content["carried"]: row for row in heir.decisions.filter(content__has_key="carried")}
    rows = plan.decisions.select_related("undoes").order_by("number")
    last = heir.decisions.aggregate(last=Max("number"))["last"] or 0
    added = heir.decisions.filter(deed=Deed.ADD).count()
    numbers: dict[int, int] = {}
    made: set[int] = set()
    for row in rows:
        if row.key not in here:
            last += 1
            here[row.key] = _copy(row, to, last, added, numbers)
            here[row.key].undoes = here[row.undoes.key] if row.undoes else None
            here[row.key].save()
            made.add(last)
        numbers[row.number] = here[row.key].number
    if made:
        for edition in heir.editions.filter(readings__in_use=True).select_related("plan", "zone"):
            refresh_with(edition, made)
        new = {"plan": plan.key, "decisions": len(made)}
        record("plan.decisions_carried", heir, zone=to.zone, acting_user=acting_user, at=at, new=new)


def _copy(row: Decision, to: Edition, number: int, added: int, numbers: Mapping[int, int]) -> Decision:
    content = _readdressed(row.content, added) | {"carried": row.key}
    if "replaces" in content:
        content["replaces"] = [numbers[old] for old in content["replaces"]]
    if "where" in content:
        content["where"] = None  # an address of the other plan; its words say where it stands here
    return Decision(
        plan_id=to.plan_id,
        edition=to,
        number=number,
        address=_address(row.address, added),
        content=content,
        **{name: getattr(row, name) for name in KEPT},
    )


def _readdressed(value: Any, added: int) -> Any:
    """A decision's content, the records it names as added ones numbered behind those of the other plan."""
    if isinstance(value, list):
        return [_readdressed(part, added) for part in value]
    if not isinstance(value, dict):
        return value
    return {
        name: _address(part, added) if name in ADDRESSES and isinstance(part, str) else _readdressed(part, added)
        for name, part in value.items()
    }


def _address(address: str, added: int) -> str:
    return ADDED.sub(lambda found: f"{found[1]}x{int(found[2]) + added}", address)
