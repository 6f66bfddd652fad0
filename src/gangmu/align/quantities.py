"""Figures and dates of two sentences, compared as quantities: same, raised, lowered, earlier, later, dropped, added."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import Literal

import msgspec

from gangmu.align.amounts import Compared, are_comparable, compared, is_same_measure, printed_figure
from gangmu.align.fold import fold
from gangmu.align.statements import Statement
from gangmu.model import Plan, Span, Target

SAME_METRIC = 0.5
"""Two metrics of one unit are compared if half of their characters agree in order."""
_YEAR = re.compile(r"20\d{2}|十[一二三四五六]五")
"""年底前 in two texts may be of two years."""

Moved = Literal[Compared, "dropped", "added"]
DateMoved = Literal["same", "earlier", "later", "dropped", "added"]


class QuantityChange(msgspec.Struct, frozen=True):
    """What became of one figure or date.

    Attributes:
        metric: what is counted, as the upper plan names it (the lower, for an added one).
        upper: id of the upper target, None for an added one.
        lower: id of the lower target, None for a dropped one. Where it stands in the goals of a row, or in another
            sentence that answers the same promise, it shows only that the figure is not lost.
        value: what became of the figure; None where neither side has one. `tightened` and `loosened`: the same figure,
            given more or less firmly (不少于, 左右); `other`: a figure of something else (年均增长8%, 增长到8%).
        deadline: what became of the date; None where neither side has one.
        upper_figure: the figure above with its unit, empty without one.
        lower_figure: the same below.
        upper_date: the day above.
        lower_date: the day below.
    """

    metric: str
    upper: str | None
    lower: str | None
    value: Moved | None
    deadline: DateMoved | None
    upper_figure: str = ""
    lower_figure: str = ""
    upper_date: str | None = None
    lower_date: str | None = None


class Elsewhere(msgspec.Struct, frozen=True):
    """Where a figure may stand that the lower sentence does not give as a target: it is not lost then.

    Attributes:
        targets: of the goals of its row, of other sentences that answer the same promise.
        texts: the sentence's own words and those, folded.
    """

    targets: tuple[Target, ...] = ()
    texts: tuple[str, ...] = ()


class Targets:
    """The targets of a plan, found by place."""

    def __init__(self, plan: Plan) -> None:
        self._targets = sorted(plan.targets, key=lambda target: target.span)
        self._starts = [target.span[0] for target in self._targets]
        self._of_tasks: dict[str, list[Target]] = defaultdict(list)
        for target in self._targets:
            if target.task is not None:
                self._of_tasks[target.task].append(target)
        self._goals = {task.id: (*task.overall_goals, *task.annual_goals) for task in plan.tasks}

    def of_statement(self, statement: Statement) -> tuple[Target, ...]:
        """Targets of a statement: of a row none, for its targets stand in its goals, not in its content."""
        return () if statement.task else self.within(statement.span)

    def within(self, span: Span) -> tuple[Target, ...]:
        """Targets that stand inside a span."""
        first, last = bisect_left(self._starts, span[0]), bisect_right(self._starts, span[1])
        return tuple(target for target in self._targets[first:last] if target.span[1] <= span[1])

    def elsewhere(self, statement: Statement, beside: Iterable[Statement] = ()) -> Elsewhere:
        """What else may hold the figures of a promise that a statement answers.

        Args:
            statement: the lower statement.
            beside: others that answer the same promise.
        """
        others = tuple(beside)
        goals = self._of_tasks.get(statement.task or "", ())
        rows = [key for s in (statement, *others) if (key := s.task) is not None]
        return Elsewhere(
            (*goals, *(t for other in others for t in self.of_statement(other))),
            (statement.folded, *(s.folded for s in others), *(fold(g) for key in rows for g in self._goals[key])),
        )


def quantity_changes(
    upper: Sequence[Target], lower: Sequence[Target], elsewhere: Elsewhere | None = None
) -> tuple[QuantityChange, ...]:
    """Pair the targets of two sentences by unit and metric and compare each pair.

    Args:
        upper: targets of the upper sentence.
        lower: targets of the lower one.
        elsewhere: where a figure may stand besides; it is then not dropped.
    """
    left = list(lower)
    changes = []
    for target in upper:
        twin = _twin(target, left)
        if twin is not None:
            left.remove(twin)
            changes.append(_compare(target, twin, _dates(lower)))
        else:
            changes.append(_missing(target, lower, elsewhere or Elsewhere()))
    return (*changes, *(_added(target, _dates(upper)) for target in left))


def is_softer(change: QuantityChange) -> bool:
    """Whether a change makes the promise weaker."""
    return change.value in {"lowered", "loosened", "other", "dropped"} or change.deadline in {"later", "dropped"}


def is_stronger(change: QuantityChange) -> bool:
    """Whether a change makes the promise stronger."""
    return change.value in {"raised", "tightened"} or change.deadline == "earlier"


def is_added(change: QuantityChange) -> bool:
    """Whether a figure or date stands below only."""
    return change.value == "added" or change.deadline == "added"


def _likeness(first: str, second: str) -> float:
    return SequenceMatcher(None, first, second, autojunk=False).ratio()


def _twin(target: Target, others: Sequence[Target]) -> Target | None:
    """The target that counts the same thing: of one kind of unit, of the same measure rather than another."""
    alike = [
        (is_same_measure(target, other), likeness, -i)
        for i, other in enumerate(others)
        if are_comparable(target, other) and (likeness := _likeness(target.metric, other.metric)) >= SAME_METRIC
    ]
    return others[-max(alike)[2]] if alike else None


def _compare(upper: Target, lower: Target, dates: set[str]) -> QuantityChange:
    return QuantityChange(
        metric=upper.metric,
        upper=upper.id,
        lower=lower.id,
        value=_moved(upper, lower),
        deadline=_date_moved(upper.deadline, lower.deadline or _shared_date(upper, dates)),
        upper_figure=printed_figure(upper),
        lower_figure=printed_figure(lower),
        upper_date=upper.deadline,
        lower_date=lower.deadline,
    )


def _missing(upper: Target, lower: Sequence[Target], elsewhere: Elsewhere) -> QuantityChange:
    """An upper figure that no lower one answers: dropped, unless it stands somewhere all the same."""
    holder = next((t for t in elsewhere.targets if _holds(t, upper)), None)
    figure = printed_figure(upper)
    printed = holder is not None or any(_stands_in(figure, text) for text in elsewhere.texts)
    dated = upper.deadline in _dates((*lower, *elsewhere.targets))
    printed_date = upper.deadline_text or ""
    if _YEAR.search(printed_date):
        dated = dated or any(_stands_in(printed_date, text) for text in elsewhere.texts)
    return QuantityChange(
        metric=upper.metric,
        upper=upper.id,
        lower=holder.id if holder else None,
        value=None if upper.value is None else "same" if printed else "dropped",
        deadline=None if upper.deadline is None else "same" if dated else "dropped",
        upper_figure=figure,
        lower_figure=printed_figure(holder) if holder else figure if printed else "",
        upper_date=upper.deadline,
        lower_date=upper.deadline if dated else None,
    )


def _holds(goal: Target, upper: Target) -> bool:
    """Whether a target elsewhere has at least an upper figure, of a thing that may be the same."""
    if goal.value is None or upper.value is None or not are_comparable(upper, goal):
        return False
    if compared(upper, goal) not in {"same", "raised", "tightened"}:
        return False
    pairs = {goal.metric[i : i + 2] for i in range(len(goal.metric) - 1)}
    return any(pair in upper.metric for pair in pairs) or len(goal.metric) <= len("新建")


def _stands_in(words: str, text: str) -> bool:
    """Whether a printed figure or date stands in a text, not as the end of a longer number."""
    return bool(words) and re.search(rf"(?<![\d.]){re.escape(fold(words))}", text) is not None


def _added(target: Target, dates: set[str]) -> QuantityChange:
    is_new = target.deadline is not None and target.deadline not in dates
    return QuantityChange(
        metric=target.metric,
        upper=None,
        lower=target.id,
        value="added" if target.value is not None else None,
        deadline=None if target.deadline is None else "added" if is_new else "same",
        lower_figure=printed_figure(target),
        lower_date=target.deadline,
    )


def _moved(upper: Target, lower: Target) -> Moved | None:
    if upper.value is None or lower.value is None:
        return None if upper.value is lower.value else "added" if upper.value is None else "dropped"
    return compared(upper, lower)


def _dates(targets: Iterable[Target]) -> set[str]:
    return {target.deadline for target in targets if target.deadline is not None}


def _shared_date(upper: Target, dates: set[str]) -> str | None:
    """The upper date, if another figure of the lower sentence has it: one date heads several figures."""
    return upper.deadline if upper.deadline in dates else None


def _date_moved(upper: str | None, lower: str | None) -> DateMoved | None:
    if upper is None or lower is None:
        return None if upper is lower else "added" if upper is None else "dropped"
    return "same" if upper == lower else "earlier" if lower < upper else "later"
