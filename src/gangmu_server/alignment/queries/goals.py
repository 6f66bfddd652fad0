"""Goals and indicators of a plan beside those of the plans below: what was kept, moved, or is not named there."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gangmu.align.indicators import Goal, GoalChange, Home, as_printed, compare_goals
from gangmu.model import Target as TargetRecord
from gangmu_server.directory.access import require
from gangmu_server.directory.models import Account
from gangmu_server.directory.rights import Right
from gangmu_server.library.models import Edition, Indicator, Measure, Plan, Target

MOST_PLANS = 4
"""More plans than this make no table one can read; the first stand in it, the others on their own pages."""
HOMES: tuple[Home, ...] = ("table", "goal", "measure", "task")


@dataclass(frozen=True, slots=True)
class GoalLine:
    """A goal of the plan and what became of it in each plan below, in the order of the table's plans."""

    goal: Goal
    changes: tuple[GoalChange, ...]


@dataclass(frozen=True, slots=True)
class GoalTable:
    """Goals against the plans below.

    Attributes:
        plans: the plans below.
        lines: goals, those of indicator tables first.
        counts: by lower plan's id, how often each thing became of a goal.
        further: how many plans below were left out.
    """

    plans: tuple[Plan, ...]
    lines: tuple[GoalLine, ...]
    counts: Mapping[int, Mapping[str, int]]
    further: int = 0


def goal_table(user: Account, plan: Plan, lowers: Sequence[Plan]) -> GoalTable:
    """A plan's goals held against those of plans below it.

    Args:
        user: who asks.
        plan: the plan.
        lowers: plans below, in the order of the table.
    """
    require(user, plan.zone, Right.READ_PLANS)
    shown = [lower for lower in dict.fromkeys(lowers) if lower.pk != plan.pk][:MOST_PLANS]
    goals, grounds = _goals([plan, *shown])
    columns = [
        compare_goals(goals[plan.pk], goals[lower.pk], one_ground=grounds[plan.pk] == grounds[lower.pk])
        for lower in shown
    ]
    lines = tuple(GoalLine(changes[0].upper, tuple(changes)) for changes in zip(*columns, strict=True))
    counts = {
        lower.pk: Counter(change.moved for change in column) for lower, column in zip(shown, columns, strict=True)
    }
    return GoalTable(tuple(shown), lines, counts, len(set(lowers) - {plan}) - len(shown))


def _goals(plans: Sequence[Plan]) -> tuple[dict[int, list[Goal]], dict[int, frozenset[str]]]:
    """The goals and the ground of each plan's edition in force, as people left them; as many questions as for one."""
    editions = dict(Edition.objects.filter(plan__in=plans, is_current=True).values_list("pk", "plan_id"))
    places = dict(Edition.objects.filter(pk__in=editions).values_list("plan_id", "places"))
    goals: dict[int, list[Goal]] = defaultdict(list)
    for row in Indicator.objects.filter(edition__in=editions).order_by("position"):
        goals[editions[row.edition_id]].append(_of_indicator(row))
    spans: dict[int, list[tuple[int, int]]] = defaultdict(list)
    measures = Measure.objects.filter(edition__in=editions).order_by("start")
    for edition, start, end in measures.values_list("edition_id", "start", "end"):
        spans[edition].append((start, end))
    targets = Target.objects.filter(edition__in=editions, recurrence="").order_by("position")
    for target in targets:
        goals[editions[target.edition_id]].append(Goal(_home(target, spans[target.edition_id]), _of_target(target)))
    for listed in goals.values():
        listed.sort(key=lambda goal: HOMES.index(goal.home))
    return goals, {plan.pk: frozenset(places.get(plan.pk, ())) for plan in plans}


def _home(target: Target, measures: Sequence[tuple[int, int]]) -> Home:
    if target.task_id:
        return "task"
    i = bisect_right(measures, (target.start, target.end)) - 1
    near = measures[max(i, 0) : i + 2]
    return "measure" if any(start <= target.start and target.end <= end for start, end in near) else "goal"


def _of_target(row: Target) -> TargetRecord:
    return TargetRecord(
        id=row.address,
        text=row.text,
        span=(row.start, row.end),
        metric=row.metric,
        value=_number(row.value),
        value_max=_number(row.value_max),
        unit=row.unit,
        comparator=row.comparator or "reach",  # type: ignore[arg-type]
        basis=row.basis or "level",  # type: ignore[arg-type]
        deadline=row.deadline.isoformat() if row.deadline else None,
    )


def _of_indicator(row: Indicator) -> Goal:
    target = TargetRecord(
        id=row.address,
        text=f"{row.name}{row.target_text}",
        span=(row.start, row.end),
        metric=row.name,
        value=_number(row.target_value),
        value_max=_number(row.target_max),
        unit=row.unit,
        comparator=row.comparator or "reach",  # type: ignore[arg-type]
        basis=row.basis or "level",  # type: ignore[arg-type]
        deadline=f"{row.target_year}-12-31" if row.target_year else None,
    )
    return Goal("table", target, as_printed(row.target_text, row.unit, is_figure=row.target_value is not None))


def _number(value: object) -> float | None:
    return None if value is None else float(str(value))
