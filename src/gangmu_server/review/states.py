"""Which deeds fit which subjects, and what must hold for them: the whole table on one page."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from gangmu_server.base.errors import ConflictError, InvalidError
from gangmu_server.review.decisions import PLAN_FIELDS, About, Decision, Deed, Standing
from gangmu_server.review.replay import Effective

RECORDS = frozenset(PLAN_FIELDS)
DEEDS: dict[Deed, frozenset[About]] = {
    Deed.CONFIRM: RECORDS,
    Deed.CORRECT: RECORDS,
    Deed.REFUSE: RECORDS,
    Deed.SPLIT: RECORDS,
    Deed.MERGE: RECORDS,
    Deed.ADD: RECORDS,
    Deed.SETTLE: frozenset({About.TARGET}),
    Deed.NOT_APPLICABLE: RECORDS | {About.UNIT},
    Deed.ACCEPT_REPAIR: frozenset({About.REPAIR}),
    Deed.REFUSE_REPAIR: frozenset({About.REPAIR}),
    Deed.RESOLVE_UNIT: frozenset({About.UNIT}),
}
"""A withdrawal fits every decision that is not one itself."""
NEEDS_REASON = frozenset({Deed.NOT_APPLICABLE})


def check_deed(deed: Deed, about: About, effective: Effective, address: str, reason: str) -> Any:
    """Pass or refuse; gives the record as it is now (None for a unit, and for one that is to be added).

    Raises:
        InvalidError: the deed does not fit, or its reason is missing.
        ConflictError: the record is not there any more.
    """
    if about not in DEEDS.get(deed, frozenset()):
        raise InvalidError(what=_("这类内容不能这样处理。"))
    if deed in NEEDS_REASON and not reason.strip():
        raise InvalidError(what=_("请写明不适用的理由。"))
    if deed == Deed.ADD:
        return None
    if about == About.REPAIR:
        found = effective.proposals.get(address)
    elif about == About.UNIT:
        found = effective.register.at(about, address)
    else:
        rows = getattr(effective.plan, PLAN_FIELDS[about])
        found = next((record for record in rows if record.id == address), None)
    if found is None:
        raise ConflictError(what=_("这一条已被处理，或重新读取后不在了。"))
    if deed == Deed.SETTLE and not found.ambiguous:
        raise ConflictError(what=_("这条目标的时限没有歧义。"))
    return found


def check_laid(decision: Decision, effective: Effective) -> None:
    """Pass or refuse what was just decided: it must hold over the reading it was made on.

    Raises:
        InvalidError: its parts or its words do not stand in the text, or a value does not fit its field.
    """
    if effective.standing[decision.number] not in {Standing.HOLDS, Standing.WITHDRAWN}:
        raise InvalidError(what=_("原文中找不到这些文字，或填写的值不符合格式。"))


def check_withdrawal(decision: Decision, taken_back: bool) -> None:
    """Pass or refuse a withdrawal.

    Raises:
        ConflictError: it is a withdrawal itself, or was taken back already.
    """
    if decision.deed == Deed.WITHDRAW or taken_back:
        raise ConflictError(what=_("这个决定已经撤回。"))
