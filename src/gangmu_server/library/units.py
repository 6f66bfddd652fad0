"""Organisations proposed from the units that plans print: one for each name, under a branch for its level."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from gangmu_server.directory.models import Account, Zone
from gangmu_server.directory.names import base_key
from gangmu_server.library.models import Mention, MentionRole
from gangmu_server.library.payloads import PrintedUnit
from gangmu_server.library.queries.tables import in_force
from gangmu_server.library.queries.units import unit_coverage

NATION, PROVINCE, CITY, COUNTY, TOWNSHIP, OTHER = (
    "国家有关部门",
    "省级单位",
    "市级单位",
    "区县级单位",
    "乡镇和街道",
    "其他单位",
)
BRANCHES = (NATION, PROVINCE, CITY, COUNTY, TOWNSHIP, OTHER)
BY_NAME: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(乡|镇|街道|街道办|街道办事处|镇街|（镇）|（街道）)$"), TOWNSHIP),
    (re.compile(r"^各?(省|自治区)"), PROVINCE),
    (re.compile(r"^各?市(?!场|政|容|民)"), CITY),
    (re.compile(r"^各?(区(?!域)|县|旗)"), COUNTY),
    (re.compile(r"^(国家|国务院|中国|全国|中央|中共中央)"), NATION),
    (re.compile(r"^[一-龥]{2,3}(省|自治区)(?![一-龥]{2,4}[市县区])"), PROVINCE),
    (re.compile(r"^(?:[一-龥]{2,3}省)?[一-龥]{1,3}[^城]市(?!场|政|容|民|[一-龥]{1,3}[县区])"), CITY),
    (re.compile(r"^(?:[一-龥]{2,4}[省市]){0,2}[一-龥]{1,3}[^老社地景园特山牧林范税]区(?!域)[一-龥]"), COUNTY),
    (re.compile(r"^(?:[一-龥]{2,4}[省市]){0,2}[一-龥]{2,4}[县旗][一-龥]"), COUNTY),
)
"""A unit's level by how its name begins (区财政局, 市水利局); the township branch by how it ends."""
BY_LEVEL = {"national": NATION, "provincial": PROVINCE, "prefectural": CITY, "county": COUNTY, "township": TOWNSHIP}
"""A name that tells no level (财政部, 税务局) is of the level of the plan that prints it."""
GROUP = re.compile(r"^(各|相关|有关)|各(相关|有关|镇|乡|街道|县|区|市|单位|部门)|(相关|有关)(单位|部门|镇|街道)")


@dataclass(frozen=True, slots=True)
class UnitProposal:
    """An organisation to enter: its name without brackets, the printed forms with them, and where it would hang."""

    name: str
    aliases: tuple[str, ...]
    branch: str
    is_group: bool
    rows: int


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
    return sorted(proposals, key=lambda p: (BRANCHES.index(p.branch), p.is_group, -p.rows, p.name))


def branch_of(name: str, level: str) -> str:
    """The branch a unit hangs under: by its name, else by the level of the plan that prints it."""
    found = next((branch for pattern, branch in BY_NAME if pattern.search(name)), None)
    return found or BY_LEVEL.get(level, OTHER)


def _proposal(name: str, units: list[PrintedUnit], levels: dict[str, str]) -> UnitProposal:
    return UnitProposal(
        name=name,
        aliases=tuple(unit.name for unit in units if unit.name != name),
        branch=branch_of(name, levels.get(name, "")),
        is_group=bool(GROUP.search(name)),
        rows=sum(unit.rows for unit in units),
    )


def _levels(zone: Zone) -> dict[str, str]:
    """For each unit, the level of the first plan that prints it."""
    rows = Mention.objects.filter(in_force(zone)).exclude(role=MentionRole.LEADER).order_by("-pk")
    return dict(rows.values_list("base_key", "edition__level"))
