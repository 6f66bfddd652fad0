"""Organisations proposed from the units that plans print: one for each name, under a branch for its level."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from gangmu_server.directory.models import Account, Zone
from gangmu_server.directory.names import base_key
from gangmu_server.library.branches import BRANCHES, branch_of
from gangmu_server.library.models import Mention, MentionRole
from gangmu_server.library.payloads import PrintedUnit
from gangmu_server.library.queries.tables import in_force
from gangmu_server.library.queries.units import unit_coverage
from gangmu_server.library.unit_shapes import is_group, is_like_a_unit


@dataclass(frozen=True, slots=True)
class UnitProposal:
    """An organisation to enter: its name without brackets, the printed forms with them, and where it would hang.

    `is_odd`: the name has not the form of a unit's; it is likely a piece of text that was read for one.
    """

    name: str
    aliases: tuple[str, ...]
    branch: str
    is_group: bool
    rows: int
    is_odd: bool = False


def proposed_organisations(user: Account, zone: Zone, on: dt.date) -> list[UnitProposal]:
    """What to enter so that every unit printed in the editions in force is known, branch by branch.

    Args:
        user: who asks.
        zone: where.
        on: the day whose organisations count as known.
    """
    unknown = unit_coverage(user, zone, on).unknown
    levels = _levels(zone)
    by_name: dict[str, list[PrintedUnit]] = {}
    for unit in unknown:
        by_name.setdefault(base_key(unit.name), []).append(unit)
    proposals = [_proposal(name, units, levels) for name, units in by_name.items()]
    return sorted(proposals, key=lambda p: (BRANCHES.index(p.branch), p.is_odd, p.is_group, -p.rows, p.name))


def _proposal(name: str, units: list[PrintedUnit], levels: dict[str, str]) -> UnitProposal:
    return UnitProposal(
        name=name,
        aliases=tuple(unit.name for unit in units if unit.name != name),
        branch=branch_of(name, levels.get(name, "")),
        is_group=is_group(name),
        rows=sum(unit.rows for unit in units),
        is_odd=not is_like_a_unit(name),
    )


def _levels(zone: Zone) -> dict[str, str]:
    """For each unit, the level of the first plan that prints it."""
    rows = Mention.objects.filter(in_force(zone), through="").exclude(role=MentionRole.LEADER).order_by("-pk")
    return dict(rows.values_list("base_key", "edition__level"))
