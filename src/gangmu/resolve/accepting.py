"""Accepted proposals become repairs on the records they stand in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import msgspec

from gangmu.model import Plan, Proposal, Repair
from gangmu.model.plan import Record, Task

_R = TypeVar("_R", bound=Record | Task)
_KINDS = ("provisions", "measures", "targets", "indicators", "projects", "responsibilities", "tasks")


def accept(plan: Plan, accepted: Sequence[Proposal]) -> Plan:
    """The plan with accepted proposals made repairs of every record whose span holds them.

    The record's text and its named fields are mended; the printed source stays as it is, and the repair says what
    was done.

    Args:
        plan: as read.
        accepted: proposals a person said yes to.

    Returns:
        A new plan; the given one stays as it is.
    """
    changed = {kind: tuple(_mended(record, accepted) for record in getattr(plan, kind)) for kind in _KINDS}
    return msgspec.structs.replace(plan, **changed)


def _mended(record: _R, accepted: Sequence[Proposal]) -> _R:
    inside = [p for p in accepted if record.span[0] <= p.span[0] and p.span[1] <= record.span[1]]
    for proposal in inside:
        record = _mend_one(record, proposal)
    return record


def _mend_one(record: _R, proposal: Proposal) -> _R:
    wrong, _, right = proposal.why.partition(" → ")
    repair = Repair(proposal.span, proposal.from_, proposal.to, proposal.kind, proposal.confidence)
    repairs = tuple(sorted((*record.repairs, repair), key=lambda r: r.span))
    named = {name: _replaced(getattr(record, name), wrong, right) for name in record.__struct_fields__ if name != "id"}
    return msgspec.structs.replace(record, **(named | {"repairs": repairs}))


def _replaced(value: object, wrong: str, right: str) -> object:
    if isinstance(value, str):
        return value.replace(wrong, right)
    if isinstance(value, tuple) and value and all(isinstance(v, str) for v in value):
        return tuple(v.replace(wrong, right) for v in value)
    return value
