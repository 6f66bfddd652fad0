"""Found places → records: each gets its address, its text, its source span and its repairs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from gangmu.extract.indicators import FoundIndicator
from gangmu.extract.measures import FoundMeasure
from gangmu.extract.passages import Passage
from gangmu.extract.projects import FoundProject
from gangmu.extract.responsibilities import FoundMark
from gangmu.extract.targets import FoundTarget
from gangmu.extract.tasks import FoundTask
from gangmu.model import Indicator, Measure, Project, Provision, Responsibility, Target, Task
from gangmu.structure.model import PlanTree


class Addresses:
    """Gives ids of the form `<where>/<letter><n>`, counting in reading order under each place."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()

    def next(self, where: str | None, letter: str) -> str:
        """The next address under a place; without a place the letter and number alone."""
        prefix = f"{where}/{letter}" if where else letter
        self._counts[prefix] += 1
        return f"{prefix}{self._counts[prefix]}"


def node_id(tree: PlanTree, node: int | None) -> str | None:
    """The address of a node, or None."""
    return None if node is None else tree.nodes[node].id


def provisions(tree: PlanTree) -> tuple[Provision, ...]:
    """The hierarchy as records."""
    found = []
    for node in tree.nodes:
        text, span, repairs = tree.doc.locate(node.start, node.end)
        found.append(
            Provision(
                id=node.id,
                parent=node_id(tree, node.parent),
                kind=node.kind,
                number=node.number,
                heading=node.heading,
                text=text,
                span=span,
                repairs=repairs,
                rule=f"structure.{node.kind}",
            )
        )
    return tuple(found)


def responsibilities(tree: PlanTree, marks: Iterable[FoundMark]) -> tuple[Responsibility, ...]:
    """Duty marks as records."""
    addresses = Addresses()
    found = []
    for mark in marks:
        text, span, repairs = tree.doc.locate(mark.start, mark.end)
        where = node_id(tree, mark.node)
        found.append(
            Responsibility(
                id=addresses.next(where, "r"),
                provision=where,
                text=text,
                span=span,
                repairs=repairs,
                units=mark.units,
                lead_unit=mark.lead_unit,
                mark_span=tree.doc.offsets.to_source(mark.mark_start, mark.mark_end),
                rule=mark.rule,
                confidence=mark.confidence,
            )
        )
    return tuple(found)


def tasks(tree: PlanTree, rows: Iterable[FoundTask]) -> tuple[Task, ...]:
    """Rows of responsibility tables as records."""
    found = []
    for row in rows:
        _, span, repairs = tree.doc.locate(row.start, row.end)
        found.append(
            Task(
                id=row.id,
                annex=row.annex,
                number=row.number,
                section=row.section,
                content=_bare(tree, row.content),
                overall_goals=tuple(_bare(tree, (goal.start, goal.end)) for goal in row.overall),
                annual_goals=tuple(_bare(tree, (goal.start, goal.end)) for goal in row.annual),
                year=row.year,
                due=row.due,
                leaders=row.leaders,
                units=row.units,
                lead_unit=row.lead_unit,
                supporting_units=row.supporting,
                span=span,
                repairs=repairs,
                rule=row.rule,
            )
        )
    return tuple(found)


def _bare(tree: PlanTree, place: tuple[int, int]) -> str:
    return re.sub(r"\s+", "", tree.doc.text[slice(*place)])


def indicators(tree: PlanTree, rows: Iterable[FoundIndicator]) -> tuple[Indicator, ...]:
    """Rows of indicator tables as records, addressed under the provision they stand in."""
    addresses = Addresses()
    found = []
    for row in rows:
        text, span, repairs = tree.doc.locate(row.start, row.end)
        found.append(
            Indicator(
                id=addresses.next(node_id(tree, row.node), "i"),
                category=row.category,
                name=row.name,
                unit=row.unit,
                text=text,
                baseline=row.baseline,
                target=row.target,
                attribute=row.attribute,
                span=span,
                repairs=repairs,
                rule=row.rule,
                doubts=row.doubts,
            )
        )
    return tuple(found)


def targets(tree: PlanTree, found: Iterable[tuple[Passage, FoundTarget]]) -> tuple[Target, ...]:
    """Targets as records, addressed under the provision or the goals column they stand in."""
    addresses = Addresses()
    records = []
    for passage, target in found:
        text, span, repairs = tree.doc.locate(target.start, target.end)
        records.append(
            Target(
                id=addresses.next(passage.address, "t"),
                provision=passage.provision,
                task=passage.task,
                text=text,
                span=span,
                repairs=repairs,
                metric=target.metric,
                value=target.value,
                value_max=target.value_max,
                unit=target.unit,
                comparator=target.comparator,
                basis=target.basis,
                deadline=target.deadline,
                deadline_text=target.deadline_text,
                year=target.year,
                inferred_year=target.inferred_year,
                ambiguous=target.ambiguous,
                recurrence=target.recurrence,
                rule=target.rule,
                confidence=target.confidence,
                doubts=target.doubts,
            )
        )
    return tuple(records)


def measures(tree: PlanTree, found: Iterable[FoundMeasure]) -> tuple[Measure, ...]:
    """Measures as records, addressed under their provision."""
    addresses = Addresses()
    records = []
    for measure in found:
        text, span, repairs = tree.doc.locate(measure.start, measure.end)
        where = node_id(tree, measure.node)
        records.append(
            Measure(
                id=addresses.next(where, "m"),
                provision=where,
                text=text,
                span=span,
                repairs=repairs,
                verb=measure.verb,
                places=measure.places,
                units=measure.units,
                pilots=measure.pilots,
                firmness=None if measure.firmness is None else measure.firmness.name.lower(),
                voice=measure.voice,
                rule=measure.rule,
                confidence=measure.confidence,
            )
        )
    return tuple(records)


def projects(tree: PlanTree, found: Iterable[FoundProject]) -> tuple[Project, ...]:
    """Projects as records, addressed under the box they stand in."""
    addresses = Addresses()
    records = []
    for project in found:
        text, span, repairs = tree.doc.locate(project.start, project.end)
        records.append(
            Project(
                id=addresses.next(node_id(tree, project.node), "p"),
                box=project.box,
                group=project.group,
                name=project.name,
                action=project.action,
                stage=project.stage,
                places=project.places,
                text=text,
                span=span,
                repairs=repairs,
                rule=project.rule,
                confidence=project.confidence,
            )
        )
    return tuple(records)
