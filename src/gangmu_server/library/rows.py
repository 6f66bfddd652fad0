"""Plan records as rows: what the reader found, laid out for tables, sheets and search."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import msgspec
from django.db.models import Q

from gangmu import model as plan_model
from gangmu.model.plan import Record
from gangmu_server.directory.names import name_key
from gangmu_server.library import search_index
from gangmu_server.library.mentions import mentions_of
from gangmu_server.library.models import (
    DueBasis,
    Edition,
    Indicator,
    Measure,
    Mention,
    Passage,
    Project,
    Provision,
    Responsibility,
    Target,
    Task,
)
from gangmu_server.library.passages import passages_of
from gangmu_server.library.settled import Settled

BATCH = 500


def replace_rows(edition: Edition, plan: plan_model.Plan, settled: Mapping[str, Settled] | None = None) -> None:
    """Put a plan's records in the place of the edition's rows. Called inside an action's transaction.

    Args:
        edition: whose rows.
        plan: the effective plan: as read, with people's decisions over it.
        settled: what people decided, by address.
    """
    remove_rows(edition)
    store = _Store(settled or {})
    provisions = store.keep(Provision, _provisions(edition, plan))
    above = _Above(provisions, {}, {}, _Marks(plan.responsibilities))
    above.tasks.update(store.keep(Task, _tasks(edition, plan)))
    above.duties.update(store.keep(Responsibility, _duties(edition, plan, above)))
    for model, rows in _hanging(edition, plan, above):
        store.keep(model, rows)
    Mention.objects.bulk_create(mentions_of(edition, plan, above.tasks, above.duties), batch_size=BATCH)
    passages = Passage.objects.bulk_create(passages_of(edition, plan), batch_size=BATCH)
    search_index.write(passages)


def update_rows(
    edition: Edition, plan: plan_model.Plan, settled: Mapping[str, Settled], addresses: Collection[str]
) -> None:
    """Bring some rows up to date in place: the plan has the same records in the same order, some with other values.

    Args:
        edition: whose rows.
        plan: the effective plan.
        settled: what people decided, by address.
        addresses: the records that changed; what hangs on a changed target's date is brought up to date too.
    """
    marks = _Marks(plan.responsibilities)
    wanted = set(addresses)
    for target in plan.targets:
        if target.id in addresses:
            wanted |= {where for where in (target.task, marks.at(target)) if where}
    above = _Above(*(_known(model, edition) for model in (Provision, Task, Responsibility)), marks)
    store = _Store(settled)
    changed: dict[type[Any], dict[str, Any]] = {}
    for model, rows in (
        (Task, _tasks(edition, plan)),
        (Responsibility, _duties(edition, plan, above)),
        *_hanging(edition, plan, above),
    ):
        changed[model] = store.change(model, edition, (row for row in rows if row.address in wanted))
    _changementions_of(edition, plan, changed[Task], changed[Responsibility])
    _change_passages(edition, plan, wanted)


def drop_rows(
    edition: Edition,
    plan: plan_model.Plan,
    settled: Mapping[str, Settled],
    gone: Collection[plan_model.Target | plan_model.Measure],
) -> None:
    """Take some targets and measures out, and bring what hung on their dates up to date.

    Args:
        edition: whose rows.
        plan: the effective plan, without them.
        settled: what people decided, by address.
        gone: the records that are in the plan no more. Other kinds have rows hanging on them: `replace_rows`.
    """
    addresses = [record.id for record in gone]
    for model in (Target, Measure):
        model.objects.filter(edition=edition, address__in=addresses).delete()
    marks = _Marks(plan.responsibilities)
    targets = [record for record in gone if isinstance(record, plan_model.Target)]
    above = {where for target in targets for where in (target.task, marks.at(target)) if where}
    if above:
        update_rows(edition, plan, settled, above)


def _known(model: type[Any], edition: Edition) -> dict[str, Any]:
    return {row.address: row for row in model.objects.filter(edition=edition).only("pk", "address")}


def _changementions_of(edition: Edition, plan: plan_model.Plan, tasks: dict[str, Any], duties: dict[str, Any]) -> None:
    if not tasks and not duties:
        return
    named = Q(task__in=list(tasks.values())) | Q(responsibility__in=list(duties.values()))
    Mention.objects.filter(named, edition=edition).delete()
    Mention.objects.bulk_create(mentions_of(edition, plan, tasks, duties), batch_size=BATCH)


def _change_passages(edition: Edition, plan: plan_model.Plan, addresses: set[str]) -> None:
    """Search knows tasks, indicators and projects by one passage each; other kinds' texts do not change here."""
    stored = {(p.kind, p.address): p for p in Passage.objects.filter(edition=edition, address__in=addresses)}
    changed = []
    for passage in passages_of(edition, plan):
        old = stored.get((passage.kind, passage.address))
        if old is not None and passage.kind != "provision":
            passage.pk = old.pk
            passage.save(force_update=True)
            changed.append(passage)
    search_index.write(changed)


def remove_rows(edition: Edition) -> None:
    """Take away an edition's rows and what search knows of it."""
    search_index.forget([edition.pk])
    for model in (Passage, Mention, Target, Measure, Indicator, Project, Responsibility, Task, Provision):
        model.objects.filter(edition=edition).delete()


def counts_of(plan: plan_model.Plan) -> dict[str, int]:
    """How many records of each kind, by the names of `payloads.Kind`."""
    return {
        "provision": len(plan.provisions),
        "measure": len(plan.measures),
        "target": len(plan.targets),
        "indicator": len(plan.indicators),
        "project": len(plan.projects),
        "responsibility": len(plan.responsibilities),
        "task": len(plan.tasks),
    }


def places_key(places: Iterable[str]) -> str:
    """Places as one text in which `|place|` is looked for: the same question on every database."""
    names = [name_key(place) for place in places]
    return f"|{'|'.join(names)}|" if names else ""


def day(text: str | None) -> dt.date | None:
    """A date of the plan JSON; None where none is given or it is no date."""
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        return None


class _Marks:
    """Which duty mark covers a place in the text."""

    def __init__(self, marks: Iterable[plan_model.Responsibility]) -> None:
        self.rows = sorted(marks, key=lambda r: r.span)
        self.starts = [row.span[0] for row in self.rows]

    def at(self, target: plan_model.Target) -> str | None:
        """The id of the mark that covers the target's place."""
        i = bisect_right(self.starts, target.span[0]) - 1
        if i < 0 or target.task is not None or target.span[0] >= self.rows[i].span[1]:
            return None
        return self.rows[i].id


class _Store:
    """Keeps rows, each with what a person decided about its record."""

    def __init__(self, settled: Mapping[str, Settled]) -> None:
        self._settled = settled

    def keep(self, model: type[Any], rows: Iterable[Any]) -> dict[str, Any]:
        """New rows, by address."""
        made = model.objects.bulk_create(map(self._marked, rows), batch_size=BATCH)
        return {row.address: row for row in made}

    def change(self, model: type[Any], edition: Edition, rows: Iterable[Any]) -> dict[str, Any]:
        """Rows in the place of those at the same addresses, by address."""
        made = {row.address: self._marked(row) for row in rows}
        stored = dict(model.objects.filter(edition=edition, address__in=made).values_list("address", "pk"))
        for address, row in made.items():
            row.pk = stored[address]
            row.save(force_update=True)
        return made

    def _marked(self, row: Any) -> Any:
        found = self._settled.get(row.address)
        if found is not None:
            row.settled_kind, row.settled_by, row.settled_at = found.kind, found.by, found.at
            row.was = dict(found.was)
        return row


def _shared(edition: Edition, position: int, record: Record | plan_model.Task, text: str) -> dict[str, Any]:
    return {
        "zone_id": edition.zone_id,
        "edition": edition,
        "address": record.id,
        "position": position,
        "text": text,
        "start": record.span[0],
        "end": record.span[1],
        "confidence": record.confidence,
        "doubt_count": len(record.doubts),
        "payload": msgspec.to_builtins(record),
    }


def _provisions(edition: Edition, plan: plan_model.Plan) -> Iterator[Provision]:
    depths: dict[str, int] = {}
    for i, record in enumerate(plan.provisions):
        depths[record.id] = depths.get(record.parent or "", -1) + 1
        yield Provision(
            **_shared(edition, i, record, record.text),
            parent_address=record.parent or "",
            kind=record.kind,
            number=record.number or "",
            heading=record.heading or "",
            depth=depths[record.id],
        )


def _tasks(edition: Edition, plan: plan_model.Plan) -> Iterator[Task]:
    goals = _goals_by_task(plan.targets)
    return (_task(edition, i, t, goals[t.id]) for i, t in enumerate(plan.tasks))


def _duties(edition: Edition, plan: plan_model.Plan, above: _Above) -> Iterator[Responsibility]:
    due = _due_by_mark(plan.targets, above.marks)
    rows = enumerate(plan.responsibilities)
    return (_duty(edition, i, r, above.provisions, due[r.id]) for i, r in rows)


def _hanging(edition: Edition, plan: plan_model.Plan, above: _Above) -> Iterator[tuple[type[Any], Iterator[Any]]]:
    """Rows that hang on provisions, tasks and duty marks, or on nothing."""
    yield Measure, (_measure(edition, i, m, above.provisions) for i, m in enumerate(plan.measures))
    yield Target, (_target(edition, i, t, above) for i, t in enumerate(plan.targets))
    yield Indicator, (_indicator(edition, i, r) for i, r in enumerate(plan.indicators))
    yield Project, (_project(edition, i, r) for i, r in enumerate(plan.projects))


def _goals_by_task(targets: Iterable[plan_model.Target]) -> dict[str, list[dt.date]]:
    found: dict[str, list[dt.date]] = defaultdict(list)
    for target in targets:
        if target.task is not None and (deadline := day(target.deadline)):
            found[target.task].append(deadline)
    return found


def _due_by_mark(targets: Iterable[plan_model.Target], marks: _Marks) -> dict[str, list[dt.date]]:
    found: dict[str, list[dt.date]] = defaultdict(list)
    for target in targets:
        if (mark := marks.at(target)) and (deadline := day(target.deadline)):
            found[mark].append(deadline)
    return found


def _due(printed: str | None, goals: list[dt.date], year: int | None) -> dict[str, Any]:
    """The first day something is due: as printed, else of the goals, else the end of the row's year."""
    if date := day(printed):
        return {"due_on": date, "due_basis": DueBasis.PRINTED}
    if goals:
        return {"due_on": min(goals), "due_basis": DueBasis.GOAL}
    if year:
        return {"due_on": dt.date(year, 12, 31), "due_basis": DueBasis.YEAR}
    return {"due_on": None, "due_basis": DueBasis.NONE}


def _task(edition: Edition, position: int, record: plan_model.Task, goals: list[dt.date]) -> Task:
    return Task(
        **_shared(edition, position, record, record.content),
        **_due(record.due, goals, record.year),
        annex=record.annex,
        number=record.number,
        section=record.section or "",
        content=record.content,
        overall_goals=list(record.overall_goals),
        annual_goals=list(record.annual_goals),
        year=record.year,
        leaders=list(record.leaders),
        units=list(record.units),
        lead_unit=record.lead_unit or "",
        supporting_units=list(record.supporting_units),
    )


def _duty(
    edition: Edition, position: int, record: plan_model.Responsibility, provisions: dict[str, Any], goals: list[dt.date]
) -> Responsibility:
    return Responsibility(
        **_shared(edition, position, record, record.text),
        **_due(None, goals, None),
        provision=provisions.get(record.provision or ""),
        units=list(record.units),
        lead_unit=record.lead_unit or "",
        mark_start=record.mark_span[0],
        mark_end=record.mark_span[1],
    )


def _measure(edition: Edition, position: int, record: plan_model.Measure, provisions: dict[str, Any]) -> Measure:
    return Measure(
        **_shared(edition, position, record, record.text),
        provision=provisions.get(record.provision or ""),
        verb=record.verb or "",
        places_key=places_key(record.places),
    )


@dataclass(frozen=True, slots=True)
class _Above:
    """Stored rows that targets hang on, by address."""

    provisions: dict[str, Any]
    tasks: dict[str, Any]
    duties: dict[str, Any]
    marks: _Marks


def _target(edition: Edition, position: int, record: plan_model.Target, above: _Above) -> Target:
    return Target(
        **_shared(edition, position, record, record.text),
        provision=above.provisions.get(record.provision or ""),
        task=above.tasks.get(record.task or ""),
        responsibility=above.duties.get(above.marks.at(record) or ""),
        metric=record.metric,
        value=_decimal(record.value),
        value_max=_decimal(record.value_max),
        unit=record.unit or "",
        comparator=record.comparator,
        basis=record.basis,
        deadline=day(record.deadline),
        deadline_text=record.deadline_text or "",
        year=record.year,
        inferred_year=record.inferred_year,
        ambiguous=record.ambiguous,
        recurrence=record.recurrence or "",
    )


def _indicator(edition: Edition, position: int, record: plan_model.Indicator) -> Indicator:
    return Indicator(
        **_shared(edition, position, record, record.text),
        category=record.category or "",
        name=record.name,
        unit=record.unit or "",
        baseline_year=record.baseline.year,
        baseline_value=_decimal(record.baseline.value),
        baseline_text=record.baseline.text or "",
        target_year=record.target.year,
        target_value=_decimal(record.target.value),
        target_max=_decimal(record.target.value_max),
        target_text=record.target.text or "",
        comparator=record.target.comparator or "",
        basis=record.target.basis or "",
        attribute=record.attribute or "",
    )


def _project(edition: Edition, position: int, record: plan_model.Project) -> Project:
    return Project(
        **_shared(edition, position, record, record.text),
        box=record.box or "",
        group=record.group or "",
        name=record.name,
        action=record.action or "",
        stage=record.stage or "",
        places_key=places_key(record.places),
    )


def _decimal(value: float | None) -> Decimal | None:
    """A JSON number as printed: by its text, never through binary."""
    return None if value is None else Decimal(str(value))
