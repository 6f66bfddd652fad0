"""One run over two materials: the aligner's result with what the rows need besides. Touches no database."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from msgspec import structs

from gangmu.align import Alignment as Found
from gangmu.align import align
from gangmu.align.model import Link, Searched, Uncovered
from gangmu.align.owners import Owners
from gangmu.align.pair import rows_of
from gangmu.align.statements import Statement, statements_of
from gangmu.align.workbench import side_of
from gangmu.model import Plan
from gangmu_server.alignment.running.materials import Material
from gangmu_server.alignment.running.tags import Tagger, Tags
from gangmu_server.alignment.running.themes import Theme, Themes


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence with the heading it is counted under and what it carries."""

    statement: Statement
    theme: Theme
    tags: Tags


@dataclass(frozen=True, slots=True)
class Result:
    """What a run gives.

    Attributes:
        found: the aligner's own result.
        uppers: all sentences of the upper plan that were compared.
        lowers: the same of the lower.
        owners: recommended units by the address of each sentence nobody took up.
    """

    found: Found
    uppers: tuple[Told, ...]
    lowers: tuple[Told, ...]
    owners: dict[str, tuple[str, ...]]


def compare(upper: Material, lower: Material) -> Result:
    """Align two plans, or where both are one plan its text with its own tables."""
    if upper.plan.pk == lower.plan.pk:
        return _rows(upper)
    found = align(upper.records, lower.records, upper_text=upper.text, lower_text=lower.text)
    return Result(
        found,
        tuple(_told(upper.records, statements_of(upper.records))),
        tuple(_told(lower.records, statements_of(lower.records))),
        _owners(lower.records, found.uncovered),
    )


def _rows(material: Material) -> Result:
    """A plan's measures above, the rows of its own tables below, in the form of any other alignment."""
    records = material.records
    links = tuple(_with_goals(link, records) for link in rows_of(records, text=material.text))
    statements = statements_of(records)
    measures = [s for s in statements if s.task is None]
    rows = [s for s in statements if s.task is not None]
    answered, answering = {link.upper.key for link in links}, {link.lower.key for link in links}
    uncovered = tuple(Uncovered(side_of(s)) for s in measures if s.key not in answered)
    found = Found(
        upper=records.document,
        lower=records.document,
        pair="lineage",
        pair_evidence=(),
        searched=Searched(0, tuple(Counter(task.annex for task in records.tasks).items())),
        links=links,
        uncovered=uncovered,
        added=tuple(side_of(s) for s in rows if s.key not in answering),
    )
    own = _own_units(records, uncovered)
    return Result(found, tuple(_told(records, measures)), tuple(_told(records, rows)), own)


def _with_goals(link: Link, records: Plan) -> Link:
    """A row says its figures and dates in its goals: that its content lacks those of the text weakens nothing."""
    task = next(task for task in records.tasks if task.id == link.lower.key)
    only_figures = all(reason.code == "quantity.softer" for reason in link.reasons)
    if link.relation != "softened" or not only_figures or not (task.overall_goals or task.annual_goals):
        return link
    return structs.replace(link, relation="adopted", reasons=())


def _told(records: Plan, statements: Sequence[Statement]) -> Iterator[Told]:
    themes, tagger = Themes(records, statements), Tagger(records)
    return (Told(s, themes.theme(s), tagger.tags(s)) for s in statements)


def _owners(lower: Plan, uncovered: Sequence[Uncovered]) -> dict[str, tuple[str, ...]]:
    owners = Owners(lower)
    return {one.side.key: owners.recommended(one) for one in uncovered}


def _own_units(records: Plan, uncovered: Sequence[Uncovered]) -> dict[str, tuple[str, ...]]:
    """For a measure that reached no row of its own plan's table: the units its duty mark names."""
    marks = records.responsibilities
    return {
        one.side.key: tuple(u for mark in marks if mark.span[0] <= one.side.span[0] < mark.span[1] for u in mark.units)
        for one in uncovered
    }
