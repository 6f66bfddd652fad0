"""What people decide about sentences: confirm, reject, add, change the relation, not applicable; and take it back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from gangmu_server.alignment.models import (
    Alignment,
    Deed,
    Link,
    LinkDecision,
    LinkState,
    PlanPair,
    Relation,
    Sentence,
    Side,
)
from gangmu_server.alignment.running.outcomes import settle_rows, snapshot_of
from gangmu_server.alignment.subjects import Register
from gangmu_server.audit.actions import record
from gangmu_server.base.errors import ConflictError, InvalidError
from gangmu_server.directory.access import require
from gangmu_server.directory.models import Account
from gangmu_server.directory.rights import Right

EXCERPT = 60
DEEDS = {
    Deed.CONFIRM: "link.confirmed",
    Deed.REJECT: "link.rejected",
    Deed.ADD: "link.added",
    Deed.RELATE: "link.related",
    Deed.NOT_APPLICABLE: "sentence.not_applicable",
}


@transaction.atomic
def confirm_link(link: Link, *, relation: str = "", acting_user: Account, at: dt.datetime) -> LinkDecision:
    """Say that a link, or a suggestion, is right.

    Args:
        link: the link.
        relation: what it is; by default what it was read as, and `adopted` for a suggestion.
        acting_user: who says so.
        at: when.

    Raises:
        NotAllowedError: the user does not write plans here.
        InvalidError: no such relation.
        ConflictError: the link is not of the run in use.
    """
    kept = _known(relation) or link.relation or Relation.ADOPTED
    return _decide(Deed.CONFIRM, link.upper, link.lower, relation=kept, acting_user=acting_user, at=at)


@transaction.atomic
def reject_link(link: Link, *, reason: str = "", acting_user: Account, at: dt.datetime) -> LinkDecision:
    """Say that two sentences are not about the same promise.

    Raises:
        NotAllowedError: the user does not write plans here.
        ConflictError: the link is not of the run in use.
    """
    return _decide(Deed.REJECT, link.upper, link.lower, reason=reason, acting_user=acting_user, at=at)


@transaction.atomic
def add_link(
    upper: Sentence, lower: Sentence, relation: str, *, reason: str = "", acting_user: Account, at: dt.datetime
) -> LinkDecision:
    """Link two sentences that the aligner did not.

    Raises:
        NotAllowedError: the user does not write plans here.
        InvalidError: no such relation, or not an upper and a lower sentence of one run.
        ConflictError: they are linked already, or their run is not in use.
    """
    if upper.alignment_id != lower.alignment_id or (upper.side, lower.side) != (Side.UPPER, Side.LOWER):
        raise InvalidError(what=_("请选一句上级的和一句下级的。"))
    if Link.objects.filter(upper=upper, lower=lower, state=LinkState.LINKED).exists():
        raise ConflictError(what=_("这两句已经对应。"))
    relation = _known(relation) or Relation.ADOPTED
    return _decide(Deed.ADD, upper, lower, relation=relation, reason=reason, acting_user=acting_user, at=at)


@transaction.atomic
def change_relation(
    link: Link, relation: str, *, reason: str = "", acting_user: Account, at: dt.datetime
) -> LinkDecision:
    """Say that a link is of another relation than it was read as.

    Raises:
        NotAllowedError: the user does not write plans here.
        InvalidError: no such relation.
        ConflictError: the link is not of the run in use.
    """
    relation = _known(relation)
    if not relation:
        raise InvalidError(what=_("请选择关系。"))
    return _decide(
        Deed.RELATE, link.upper, link.lower, relation=relation, reason=reason, acting_user=acting_user, at=at
    )


@transaction.atomic
def not_applicable(
    sentences: Sequence[Sentence], reason: str, *, acting_user: Account, at: dt.datetime
) -> list[LinkDecision]:
    """Say that a promise is no business of the plans below (or a measure beside us none of ours), and why.

    Args:
        sentences: the sentence as it stands in each of the runs that are meant.
        reason: why; must be given.
        acting_user: who says so.
        at: when.

    Raises:
        NotAllowedError: the user does not write plans here.
        InvalidError: no reason, or no sentence.
        ConflictError: a run is not in use.
    """
    reason = " ".join(reason.split())
    if not reason:
        raise InvalidError(what=_("请写明不适用的理由。"))
    if not sentences:
        raise InvalidError(what=_("请选择对哪一级不适用。"))
    return [
        _decide(
            Deed.NOT_APPLICABLE,
            sentence if sentence.side == Side.UPPER else None,
            sentence if sentence.side == Side.LOWER else None,
            reason=reason,
            acting_user=acting_user,
            at=at,
        )
        for sentence in sentences
    ]


@transaction.atomic
def withdraw_decision(decision: LinkDecision, *, acting_user: Account, at: dt.datetime) -> LinkDecision:
    """Take a decision back; what was decided before it, or what the aligner found, holds again.

    Raises:
        NotAllowedError: the user does not write plans here.
        ConflictError: it was taken back already, or is itself a withdrawal.
    """
    require(acting_user, decision.zone, Right.WRITE_PLANS)
    if decision.deed == Deed.WITHDRAW or LinkDecision.objects.filter(undoes=decision).exists():
        raise ConflictError(what=_("这条核对已经撤回。"))
    values = {"upper": decision.upper, "lower": decision.lower, "undoes": decision}
    taken_back = _add(decision.pair, Deed.WITHDRAW, values, acting_user, at)
    alignment = decision.pair.alignments.filter(in_use=True).first()
    if alignment is not None:
        _resettle(alignment)
    old = {"deed": decision.deed, **_excerpts(decision)}
    record("link.withdrawn", decision.pair, zone=decision.zone, acting_user=acting_user, at=at, old=old)
    return taken_back


def _decide(
    deed: Deed,
    upper: Sentence | None,
    lower: Sentence | None,
    *,
    relation: str = "",
    reason: str = "",
    acting_user: Account,
    at: dt.datetime,
) -> LinkDecision:
    """Keep a decision and lay it over the run in use."""
    alignment = (upper or lower).alignment  # type: ignore[union-attr]
    pair = alignment.pair
    require(acting_user, pair.zone, Right.WRITE_PLANS)
    if not alignment.in_use:
        raise ConflictError(what=_("这是旧的比对结果，不能再核对。"))
    snapshot = snapshot_of(alignment)
    registers = {s: Register((x.address, x.text) for x in snapshot.sentences if x.side == s) for s in Side.values}
    values = {
        "upper": registers[Side.UPPER].subject(upper.address).plain() if upper else {},
        "lower": registers[Side.LOWER].subject(lower.address).plain() if lower else {},
        "relation": relation,
        "reason": " ".join(reason.split()),
    }
    decision = _add(pair, deed, values, acting_user, at)
    settle_rows(alignment, snapshot.sentences, snapshot.links)
    new = {**_excerpts(decision), "relation": relation, "reason": decision.reason}
    record(DEEDS[deed], pair, zone=pair.zone, acting_user=acting_user, at=at, new={k: v for k, v in new.items() if v})
    return decision


def _add(pair: PlanPair, deed: Deed, values: dict[str, Any], user: Account, at: dt.datetime) -> LinkDecision:
    last = pair.decisions.aggregate(last=Max("number"))["last"] or 0
    who = {"decided_by": user, "by_name": str(user), "decided_at": at}
    return LinkDecision.objects.create(zone_id=pair.zone_id, pair=pair, number=last + 1, deed=deed, **who, **values)


def _resettle(alignment: Alignment) -> None:
    snapshot = snapshot_of(alignment)
    settle_rows(alignment, snapshot.sentences, snapshot.links)


def _known(relation: str) -> str:
    """The relation, or nothing where none is given.

    Raises:
        InvalidError: no such relation.
    """
    if relation and relation not in Relation.values:
        raise InvalidError(what=_("没有这种关系。"))
    return relation


def _excerpts(decision: LinkDecision) -> dict[str, str]:
    sides = {"upper": decision.upper, "lower": decision.lower}
    return {name: f"{side['address']} {side['text'][:EXCERPT]}" for name, side in sides.items() if side}
