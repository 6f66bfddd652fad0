"""Goals whose year finds no place in the records: a task has one year, and a goal without a figure makes no target."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from gangmu.extract.task_goals import Goal
from gangmu.extract.tasks import FoundTask
from gangmu.model import Issue, Target
from gangmu.structure.model import PlanTree


def years_without_place(tree: PlanTree, rows: Iterable[FoundTask], targets: Iterable[Target]) -> tuple[Issue, ...]:
    """One issue for each column of goals for another year than their rows', where goals of it made no target.

    Args:
        tree: the document.
        rows: the rows of its responsibility tables.
        targets: the targets read from them, with their spans in the source.

    Returns:
        Issues at the first such goal, with how many there are.
    """
    told = sorted(target.span[0] for target in targets if target.task is not None)
    left: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for row in rows:
        for goal in row.annual:
            span = tree.doc.offsets.to_source(goal.start, goal.end)
            if _year_is_lost(goal, row) and bisect_left(told, span[0]) == bisect_left(told, span[1]):
                left.setdefault((row.annex, goal.column.head), []).append(span)
    return tuple(
        Issue("goal_year", f"{head} sets a year for goals of which only the text is kept: {len(spans)}", spans[0])
        for (_, head), spans in left.items()
    )


def _year_is_lost(goal: Goal, row: FoundTask) -> bool:
    return goal.column.year is not None and goal.column.year != row.year
