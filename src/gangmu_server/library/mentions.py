"""Who is named by a plan's tasks and duty marks: units by their part in it, and leaders."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from gangmu.model import Plan
from gangmu_server.directory.names import base_key, name_key
from gangmu_server.library.models import Edition, Mention, MentionRole

DECIDED = 1.0
"""The reader is never so sure of a name that is not the organisation's own: a person said so."""


def mentions_of(edition: Edition, plan: Plan, tasks: Mapping[str, Any], duties: Mapping[str, Any]) -> Iterator[Mention]:
    """Who is named by the rows given; positions count over all rows of the plan."""
    position = 0
    for record in plan.tasks:
        named = [
            *_units(record.units, record.lead_unit),
            *((MentionRole.SUPPORTING, u) for u in record.supporting_units),
        ]
        meant = _meant(record)
        for role, name in [*named, *((MentionRole.LEADER, person) for person in record.leaders)]:
            if record.id in tasks:
                yield _mention(edition, role, name, position, task=tasks[record.id])
                for one in meant.get(name, ()) if role != MentionRole.LEADER else ():
                    yield _mention(edition, role, one, position, task=tasks[record.id], through=name)
            position += 1
    for duty in plan.responsibilities:
        meant = _meant(duty)
        for role, name in _units(duty.units, duty.lead_unit):
            if duty.id in duties:
                yield _mention(edition, role, name, position, responsibility=duties[duty.id])
                for one in meant.get(name, ()):
                    yield _mention(edition, role, one, position, responsibility=duties[duty.id], through=name)
            position += 1


def _units(units: Iterable[str], lead: str | None) -> Iterator[tuple[MentionRole, str]]:
    if lead:
        yield MentionRole.LEAD, lead
    yield from ((MentionRole.RESPONSIBLE, unit) for unit in dict.fromkeys(units) if unit != lead)


def _meant(record: Any) -> dict[str, list[str]]:
    """The organisations a person said a printed name means, where they are called otherwise."""
    found: dict[str, list[str]] = {}
    for ref in record.unit_refs:
        if ref.confidence == DECIDED and name_key(ref.name) != name_key(ref.printed):
            found.setdefault(ref.printed, []).append(ref.name)
    return found


def _mention(
    edition: Edition, role: MentionRole, name: str, position: int, *, through: str = "", **row: Any
) -> Mention:
    return Mention(
        zone_id=edition.zone_id,
        edition=edition,
        role=role,
        name=name[:200],
        name_key=name_key(name)[:200],
        base_key=base_key(name)[:200],
        position=position,
        through=through[:200],
        **row,
    )
