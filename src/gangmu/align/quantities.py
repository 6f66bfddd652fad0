"""Figures and dates of two sentences, compared as quantities: same, raised, lowered, earlier, later, dropped, added."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Literal

import msgspec

from gangmu.align.statements import Statement
from gangmu.model import Plan, Span, Target

SAME_METRIC = 0.5
"""Two metrics of one unit are compared if half of their characters agree in order."""
_AT_MOST = {"at_most", "less_than"}

Moved = Literal["same", "raised", "lowered", "dropped", "added"]
DateMoved = Literal["same", "earlier", "later", "dropped", "added"]


class QuantityChange(msgspec.Struct, frozen=True):
    """What became of one figure or date.

    Attributes:
        metric: what is counted, as the upper plan names it (the lower, for an added one).
        upper: id of the upper target, None for an added one.
        lower: id of the lower target, None for a dropped one.
        value: what became of the figure; None where neither side has one.
        deadline: what became of the date; None where neither side has one.
    """

    metric: str
    upper: str | None
    lower: str | None
    value: Moved | None
    deadline: DateMoved | None


class Targets:
    """The targets of a plan, found by place."""

    def __init__(self, plan: Plan) -> None:
        self._targets = sorted(plan.targets, key=lambda target: target.span)

    def of_statement(self, statement: Statement) -> tuple[Target, ...]:
        """Targets of a statement: of a row, those that stand in its content, not its goals."""
        return () if statement.task else self.within(statement.span)

    def within(self, span: Span) -> tuple[Target, ...]:
        """Targets that stand inside a span."""
        return tuple(t for t in self._targets if span[0] <= t.span[0] and t.span[1] <= span[1])


def quantity_changes(upper: Sequence[Target], lower: Sequence[Target]) -> tuple[QuantityChange, ...]:
    """Pair the targets of two sentences by unit and metric and compare each pair."""
    left = list(lower)
    changes = []
    for target in upper:
        twin = _twin(target, left)
        if twin is not None:
            left.remove(twin)
        changes.append(_compare(target, twin))
    return (*changes, *(_added(target) for target in left))


def is_softer(change: QuantityChange) -> bool:
    """Whether a change makes the promise weaker."""
    return change.value in {"lowered", "dropped"} or change.deadline in {"later", "dropped"}


def is_stronger(change: QuantityChange) -> bool:
    """Whether a change makes the promise stronger."""
    return change.value == "raised" or change.deadline == "earlier"


def is_added(change: QuantityChange) -> bool:
    """Whether a figure or date stands below only."""
    return change.value == "added" or change.deadline == "added"


def _twin(target: Target, others: Sequence[Target]) -> Target | None:
    alike = [
        (SequenceMatcher(None, target.metric, other.metric, autojunk=False).ratio(), -i)
        for i, other in enumerate(others)
    ]
    same = [
        pair for pair, other in zip(alike, others, strict=True) if other.unit == target.unit and pair[0] >= SAME_METRIC
    ]
    return others[-max(same)[1]] if same else None


def _compare(upper: Target, lower: Target | None) -> QuantityChange:
    if lower is None:
        value: Moved | None = "dropped" if upper.value is not None else None
        return QuantityChange(upper.metric, upper.id, None, value, "dropped" if upper.deadline else None)
    return QuantityChange(
        upper.metric, upper.id, lower.id, _moved(upper, lower), _date_moved(upper.deadline, lower.deadline)
    )


def _added(target: Target) -> QuantityChange:
    value: Moved | None = "added" if target.value is not None else None
    return QuantityChange(target.metric, None, target.id, value, "added" if target.deadline else None)


def _moved(upper: Target, lower: Target) -> Moved | None:
    if upper.value is None or lower.value is None:
        return None if upper.value is lower.value else "added" if upper.value is None else "dropped"
    if upper.value == lower.value:
        return "same"
    smaller_is_stronger = upper.comparator in _AT_MOST
    return "raised" if (lower.value > upper.value) != smaller_is_stronger else "lowered"


def _date_moved(upper: str | None, lower: str | None) -> DateMoved | None:
    if upper is None or lower is None:
        return None if upper is lower else "added" if upper is None else "dropped"
    return "same" if upper == lower else "earlier" if lower < upper else "later"
