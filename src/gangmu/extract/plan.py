"""The records of a document, all kinds together."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from gangmu.extract import records
from gangmu.extract.confidence import with_recognition
from gangmu.extract.document import document_facts
from gangmu.extract.goal_years import years_without_place
from gangmu.extract.indicators import FoundIndicator, indicators_in
from gangmu.extract.measures import measures_in
from gangmu.extract.page_facts import with_page_facts
from gangmu.extract.passages import Passage, passages
from gangmu.extract.projects import projects_in
from gangmu.extract.responsibilities import marks_in
from gangmu.extract.rules import Trace
from gangmu.extract.targets import FoundTarget, targets_in
from gangmu.extract.tasks import FoundTask, tasks_in
from gangmu.model import Plan
from gangmu.structure.model import PlanTree


def extract_plan(tree: PlanTree, trace: Trace | None = None) -> Plan:
    """Read all records out of a document's tree.

    Args:
        tree: hierarchy, sentences and tables.
        trace: filled with the rules that fired, for `explain`.
    """
    rows = tasks_in(tree, trace)
    years = tuple(sorted({goal.column.year for row in rows for goal in row.annual if goal.column.year}))
    document = document_facts(tree, years)
    marks = marks_in(tree, trace)
    targets = records.targets(tree, _targets(tree, rows, document.issued_on, trace))
    plan = Plan(
        document=document,
        provisions=records.provisions(tree),
        measures=records.measures(tree, measures_in(tree, trace, marks)),
        targets=targets,
        indicators=records.indicators(tree, _indicators(tree, rows, trace)),
        projects=records.projects(tree, projects_in(tree, trace)),
        responsibilities=records.responsibilities(tree, marks),
        tasks=records.tasks(tree, rows),
        issues=(*tree.issues, *years_without_place(tree, rows, targets)),
    )
    return with_recognition(with_page_facts(plan, tree.doc.source), tree.doc.source)


def _indicators(tree: PlanTree, rows: list[FoundTask], trace: Trace | None) -> Iterator[FoundIndicator]:
    """Indicators; a row of a responsibility table whose cells look like one is a task all the same."""
    taken = sorted((row.start, row.end) for row in rows if not row.of_indicators)
    for found in indicators_in(tree, trace):
        before = bisect_left(taken, (found.end, 0)) - 1
        if before < 0 or taken[before][1] <= found.start:
            yield found


def _targets(
    tree: PlanTree, rows: list[FoundTask], issued_on: str | None, trace: Trace | None
) -> Iterator[tuple[Passage, FoundTarget]]:
    for passage in passages(tree, rows, issued_on):
        for target in targets_in(tree.doc.text, passage.start, passage.end, passage.context, trace):
            yield passage, target
