"""The names a zone knows, as readings take them, and which organisations a printed unit may be."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from gangmu import Gazetteer, Organisation, Plan
from gangmu_server.directory import models
from gangmu_server.directory.queries import in_force
from gangmu_server.library.branches import LEVEL_OF_BRANCH, branch_of
from gangmu_server.library.models import Project

Candidates = dict[str, list[dict[str, object]]]
"""Printed unit → the organisations it may be, likeliest first: name, score, why."""


def gazetteer_of(zone: models.Zone, on: dt.date) -> Gazetteer:
    """Places, organisations with their other names, persons and projects of a zone on a day, for background jobs.

    An organisation that stands for a group (各镇) or for a branch of the tree is nobody a unit could be referred to.
    """
    rows = list(models.Organisation.objects.filter(in_force(on), zone=zone).prefetch_related("aliases", "place"))
    above = {row.pk: row for row in rows}
    places = models.Place.objects.filter(in_force(on), zone=zone)
    persons = models.Person.objects.filter(in_force(on), zone=zone)
    return Gazetteer(
        places=tuple(places.values_list("name", flat=True)),
        organisations=tuple(_organisation(row, above) for row in rows if not row.is_group),
        people=tuple(persons.values_list("name", flat=True)),
        projects=tuple(_projects(zone)),
    )


def _projects(zone: models.Zone) -> list[str]:
    """The names of the projects of the zone's plans in force."""
    rows = Project.objects.filter(zone=zone, edition__is_current=True, edition__plan__deleted_at__isnull=True)
    return list(rows.order_by("name").values_list("name", flat=True).distinct())


def _organisation(row: models.Organisation, above: Mapping[int, models.Organisation]) -> Organisation:
    return Organisation(row.name, tuple(alias.name for alias in row.aliases.all()), level=_level(row, above))


def _level(row: models.Organisation, above: Mapping[int, models.Organisation]) -> str | None:
    """Of which level an organisation is: its place's, else that of the branch it hangs under, else by its name."""
    at: models.Organisation | None = row
    while at is not None:
        if at.place is not None:
            return at.place.level
        if at.name in LEVEL_OF_BRANCH:
            return LEVEL_OF_BRANCH[at.name]
        at = above.get(at.parent_id) if at.parent_id else None
    return LEVEL_OF_BRANCH.get(branch_of(row.name, ""))


def open_units(plan: Plan) -> Candidates:
    """The printed units of duty marks and tasks that wait for a person, each with its candidates: those that no
    reference settles, those that were referred by a short or placeless name, and groups.

    Args:
        plan: as read, its units referred to the zone's organisations.
    """
    return {
        unit.printed: [{"name": c.name, "score": c.confidence, "why": c.why} for c in unit.candidates]
        for unit in plan.unit_candidates
    }
