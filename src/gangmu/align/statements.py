"""What is compared: the measures of a plan and the contents of its table rows, each with its headings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gangmu.align.fold import fold
from gangmu.model import Plan, Provision, Repair, Span

_NUMBER = re.compile(r"^(?:第?[一二三四五六七八九十百]+[、篇章节]|（[一二三四五六七八九十]+）|\d+[.、])")
"""The number of a table's section row; a provision's heading comes without."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence that promises something.

    Attributes:
        key: address, of the measure or of the row.
        measure: id of the measure, None for a row.
        task: id of the row, None for a measure.
        text: as printed.
        folded: the same length, widths and brackets made one.
        span: place in the source.
        repairs: what the text reads otherwise than the source.
        provision: id of the provision it stands in; a row's annex and section.
        headings: headings over it, the outermost first.
    """

    key: str
    measure: str | None
    task: str | None
    text: str
    folded: str
    span: Span
    repairs: tuple[Repair, ...]
    provision: str
    headings: tuple[str, ...]


def statements_of(plan: Plan) -> tuple[Statement, ...]:
    """The statements of a plan: measures in reading order, then rows."""
    return (*_measures(plan), *_rows(plan))


def _measures(plan: Plan) -> Iterator[Statement]:
    headings = _headings(plan.provisions)
    for measure in plan.measures:
        where = measure.provision or ""
        yield Statement(
            key=measure.id,
            measure=measure.id,
            task=None,
            text=measure.text,
            folded=fold(measure.text),
            span=measure.span,
            repairs=measure.repairs,
            provision=where,
            headings=headings.get(where, ()),
        )


def _rows(plan: Plan) -> Iterator[Statement]:
    for task in plan.tasks:
        section = task.section or ""
        yield Statement(
            key=task.id,
            measure=None,
            task=task.id,
            text=task.content,
            folded=fold(task.content),
            span=task.span,
            repairs=task.repairs,
            provision=f"{task.annex}/{section}",
            headings=(_NUMBER.sub("", fold(section)),) if section else (),
        )


def _headings(provisions: Iterable[Provision]) -> dict[str, tuple[str, ...]]:
    """Headings over each provision, its own the last."""
    found: dict[str, tuple[str, ...]] = {}
    for provision in provisions:
        above = found.get(provision.parent or "", ())
        found[provision.id] = (*above, fold(provision.heading)) if provision.heading else above
    return found
