"""Printed unit names → organisations of a zone, the printed name untouched."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

import msgspec

from gangmu.model import Plan, Responsibility, Task, UnitRef
from gangmu.resolve.gazetteer import Gazetteer
from gangmu.resolve.organisations import Candidate, candidates
from gangmu.resolve.waiting import settled, waiting

_R = TypeVar("_R", Responsibility, Task)


def with_unit_refs(plan: Plan, gazetteer: Gazetteer) -> Plan:
    """The plan with `unit_refs` on duty marks and tasks, and `unit_candidates` for the units that wait for a person.

    A unit is referred to the one organisation that answers to it, a group that means all of a kind to all its members,
    less surely than by a person. A name with several candidates, or none, is referred to nobody.

    Args:
        plan: as read.
        gazetteer: the zone's names; without organisations the plan stays as it is.
    """
    if not gazetteer.organisations:
        return plan
    records: tuple[Responsibility | Task, ...] = (*plan.responsibilities, *plan.tasks)
    units = dict.fromkeys(unit for record in records for unit in _units(record))
    found = {unit: candidates(unit, gazetteer, level=plan.document.level) for unit in units}
    refs = {unit: _refs(unit, listed) for unit, listed in found.items()}
    return msgspec.structs.replace(
        plan,
        responsibilities=tuple(_referred(mark, refs) for mark in plan.responsibilities),
        tasks=tuple(_referred(task, refs) for task in plan.tasks),
        unit_candidates=tuple(w for unit, listed in found.items() if (w := waiting(unit, listed)) is not None),
    )


def _units(record: Responsibility | Task) -> Iterable[str]:
    return dict.fromkeys((*record.units, *getattr(record, "supporting_units", ())))


def _refs(unit: str, found: Sequence[Candidate]) -> tuple[UnitRef, ...]:
    return tuple(UnitRef(unit, c.name, c.score) for c in settled(unit, found))


def _referred(record: _R, refs: Mapping[str, Sequence[UnitRef]]) -> _R:
    return msgspec.structs.replace(record, unit_refs=tuple(ref for unit in _units(record) for ref in refs[unit]))
