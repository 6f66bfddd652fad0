"""The records of a document, all kinds together."""

from __future__ import annotations

from gangmu.extract import records
from gangmu.extract.document import document_facts
from gangmu.extract.indicators import indicators_in
from gangmu.extract.responsibilities import marks_in
from gangmu.extract.rules import Trace
from gangmu.extract.tasks import tasks_in
from gangmu.model import Plan
from gangmu.structure.model import PlanTree


def extract_plan(tree: PlanTree, trace: Trace | None = None) -> Plan:
    """Read all records out of a document's tree.

    Args:
        tree: hierarchy, sentences and tables.
        trace: filled with the rules that fired, for `explain`.
    """
    rows = tasks_in(tree, trace)
    years = tuple(sorted({row.year for row in rows if row.year and row.annual}))
    return Plan(
        document=document_facts(tree, years),
        provisions=records.provisions(tree),
        indicators=records.indicators(tree, indicators_in(tree, trace)),
        responsibilities=records.responsibilities(tree, marks_in(tree, trace)),
        tasks=records.tasks(tree, rows),
        issues=tree.issues,
    )
