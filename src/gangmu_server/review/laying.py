"""How each deed changes the records of a plan. Every function takes records and gives records; nothing is stored."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from msgspec import structs

from gangmu.model import (
    Indicator,
    IndicatorValue,
    Measure,
    Project,
    Provision,
    Responsibility,
    Span,
    Target,
    Task,
    UnitRef,
)
from gangmu_server.review.cells import cells_of
from gangmu_server.review.decisions import About
from gangmu_server.review.fields import with_values
from gangmu_server.review.places import places_of, read_between, together

LISTS: dict[About, tuple[str, ...]] = {
    About.TASK: ("overall_goals", "annual_goals", "leaders", "units", "supporting_units"),
    About.RESPONSIBILITY: ("units",),
    About.MEASURE: ("places", "units", "pilots"),
    About.PROJECT: ("places",),
}
"""Fields that are put together when records are merged."""
HEADLINE = {About.TASK: "content", About.PROJECT: "name", About.TARGET: "metric", About.INDICATOR: "name"}
"""The field that says what a record is about, taken from its words where a person gives none."""


def sure(record: Any) -> Any:
    """The record as a person vouches for it."""
    return structs.replace(record, confidence=1.0, doubts=())


def corrected(about: About, record: Any, values: Mapping[str, Any]) -> Any:
    """The record with a person's values."""
    return sure(with_values(about, record, values))


def settled(record: Target, deadline: str | None) -> Target:
    """The target with the reading of its ambiguous deadline that a person chose."""
    found: Target = structs.replace(sure(record), deadline=deadline, ambiguous=False)
    return found


def split(about: About, record: Any, parts: Sequence[Mapping[str, Any]], text: str) -> list[Any] | None:
    """The parts of a record as records of their own; None where their words are not found in its place."""
    made, start = [], record.span[0]
    for number, part in enumerate(parts, 1):
        found = places_of(part["text"], text, (start, record.span[1]))
        if not found:
            return None
        start = found[0][1]
        inside = tuple(r for r in record.repairs if found[0][0] <= r.span[0] and r.span[1] <= found[0][1])
        piece = {"id": f"{record.id}/s{number}", "span": found[0], "repairs": inside}
        words = read_between(found[0], text, inside)
        piece["content" if about == About.TASK else "text"] = words
        new = sure(structs.replace(record, **piece))
        default = {HEADLINE[about]: words} if about == About.PROJECT else {}
        if about == About.INDICATOR:
            default = cells_of(text[slice(*found[0])], record)
        made.append(with_values(about, new, {**default, **part.get("fields", {})}))
    return made


def merged(about: About, records: Sequence[Any], text: str) -> Any:
    """Several records as one: the first, over the places of all, with the names of all."""
    first = records[0]
    span = (min(r.span[0] for r in records), max(r.span[1] for r in records))
    repairs = tuple(sorted({r.span: r for record in records for r in record.repairs}.values(), key=lambda r: r.span))
    whole = {name: together(*(getattr(r, name) for r in records)) for name in LISTS.get(about, ())}
    if about == About.INDICATOR:
        whole |= _filled(records)
    if about == About.TASK:
        whole["content"] = "".join(dict.fromkeys(r.content for r in records))
    else:
        whole["text"] = read_between(span, text, repairs)
    if about == About.RESPONSIBILITY:
        whole["mark_span"] = records[-1].mark_span
    if "unit_refs" in first.__struct_fields__:
        whole["unit_refs"] = tuple(dict.fromkeys(ref for r in records for ref in r.unit_refs))
    return sure(structs.replace(first, span=span, repairs=repairs, **whole))


def _filled(rows: Sequence[Indicator]) -> dict[str, Any]:
    """The name of an indicator over several rows, and each cell from the first row that has it."""

    def first(name: str) -> Any:
        return next((value for row in rows if (value := getattr(row, name)) is not None), None)

    def cell(name: str) -> IndicatorValue:
        values = [getattr(row, name) for row in rows]
        return next((value for value in values if value.text or value.value is not None), values[0])

    name = "".join(dict.fromkeys(row.name for row in rows))
    plain = {field: first(field) for field in ("category", "unit", "attribute")}
    return {"name": name, "baseline": cell("baseline"), "target": cell("target"), **plain}


def added(about: About, address: str, span: Span, text: str, *, where: str | None, values: Mapping[str, Any]) -> Any:
    """A record that the reader missed, at a place in the source.

    Args:
        about: its kind.
        address: its own.
        span: its place.
        text: the whole source.
        where: the provision it stands in.
        values: of its correctable fields; its headline is its own words where they are not given.
    """
    words = read_between(span, text)
    facts: dict[str, Any] = {"id": address, "span": span}
    blank = _blank(about, facts, where, words, text)
    headline = {HEADLINE[about]: words} if about in HEADLINE else {}
    return with_values(about, blank, headline | {k: v for k, v in values.items() if v not in (None, "", [])})


def _blank(about: About, facts: dict[str, Any], where: str | None, words: str, text: str) -> Any:
    if about == About.TASK:
        annex = (where or "").partition("/")[0]
        plain = {"overall_goals": (), "annual_goals": (), "year": None, "section": None}
        return Task(annex=annex, number="", content=words, **plain, **facts)
    facts["text"] = words
    if about == About.TARGET:
        return Target(provision=where, metric=words, **facts)
    if about == About.MEASURE:
        return Measure(provision=where, **facts)
    if about == About.RESPONSIBILITY:
        return Responsibility(provision=where, units=(), lead_unit=None, mark_span=facts["span"], **facts)
    if about == About.PROVISION:
        return Provision(parent=where, kind="paragraph", number=None, heading=None, **facts)
    if about == About.PROJECT:
        return Project(box=None, group=None, name=words, action=None, stage=None, **facts)
    empty = {"baseline": IndicatorValue(), "target": IndicatorValue()}
    return Indicator(category=None, name=words, unit=None, attribute=None, **empty, **facts)


def with_unit(record: Any, printed: str, organisations: Iterable[str]) -> Any:
    """The record with a printed unit referred to the organisations a person named."""
    units = together(record.units, getattr(record, "supporting_units", ()))
    if printed not in units:
        return record
    chosen = tuple(UnitRef(printed, name, 1.0) for name in organisations)
    refs = (*(ref for ref in record.unit_refs if ref.printed != printed), *chosen)
    order = {unit: i for i, unit in enumerate(units)}
    return structs.replace(record, unit_refs=tuple(sorted(refs, key=lambda ref: order.get(ref.printed, len(order)))))
