"""The names a zone knows, as readings take them, and which organisations a printed unit may be."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

from gangmu import Gazetteer, Organisation, Plan
from gangmu.resolve import candidates
from gangmu_server.directory import models
from gangmu_server.directory.queries import in_force

Candidates = dict[str, list[dict[str, object]]]
"""Printed unit → the organisations it may be, likeliest first: name, score, why."""

TOWNSHIP = re.compile(r"(镇|乡|街道)(?:人民政府|政府|办事处|办)?$")
"""Kinds of units that plans call all at once (各镇), by how a name ends."""


def gazetteer_of(zone: models.Zone, on: dt.date) -> Gazetteer:
    """Places, organisations with their other names, and persons of a zone on a day. Asked for by background jobs."""
    organisations = models.Organisation.objects.filter(in_force(on), zone=zone).prefetch_related("aliases")
    places = models.Place.objects.filter(in_force(on), zone=zone)
    persons = models.Person.objects.filter(in_force(on), zone=zone)
    return Gazetteer(
        places=tuple(places.values_list("name", flat=True)),
        organisations=tuple(_organisation(row) for row in organisations),
        people=tuple(persons.values_list("name", flat=True)),
    )


def _organisation(row: models.Organisation) -> Organisation:
    kind = None if row.is_group else TOWNSHIP.search(row.name)
    return Organisation(row.name, tuple(alias.name for alias in row.aliases.all()), kind[1] if kind else None)


def open_units(plan: Plan, gazetteer: Gazetteer) -> Candidates:
    """The printed units of duty marks and tasks that no reference settles, each with its candidates.

    Args:
        plan: as read, `unit_refs` filled in.
        gazetteer: the zone's names; without organisations nothing is asked.
    """
    if not gazetteer.organisations:
        return {}
    referred: Mapping[str, None] = dict.fromkeys(ref.printed for r in _rows(plan) for ref in r.unit_refs)
    units = dict.fromkeys(unit for r in _rows(plan) for unit in (*r.units, *getattr(r, "supporting_units", ())))
    return {
        unit: [{"name": c.name, "score": c.score, "why": c.why} for c in candidates(unit, gazetteer)]
        for unit in units
        if unit not in referred
    }


def _rows(plan: Plan) -> tuple:  # type: ignore[type-arg]
    return (*plan.responsibilities, *plan.tasks)
