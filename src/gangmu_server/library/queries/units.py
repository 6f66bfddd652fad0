"""Units as plans print them against the organisations the zone knows."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

from gangmu_server.directory.models import Account, Organisation, Zone
from gangmu_server.directory.names import base_key
from gangmu_server.directory.queries import names_in_zone
from gangmu_server.library.models import Mention, MentionRole
from gangmu_server.library.payloads import PrintedUnit, UnitCoverage
from gangmu_server.library.queries.tables import in_force


def unit_coverage(user: Account, zone: Zone, on: dt.date) -> UnitCoverage:
    """Which printed units are known, unknown or ambiguous, and which organisations no plan in force names.

    Args:
        user: who asks.
        zone: where.
        on: the day whose organisations count.

    Returns:
        Printed units by how many rows name them, most first.
    """
    known = names_in_zone(user, zone, on)
    units = [_printed(name, rows, known) for name, rows in _by_name(zone).items()]
    units.sort(key=lambda unit: (-unit.rows, unit.name))
    named = {o.pk for unit in units for o in unit.organisations}
    everyone = {o.pk: o for candidates in known.values() for o in candidates}
    return UnitCoverage(
        known=tuple(u for u in units if len(u.organisations) == 1),
        unknown=tuple(u for u in units if not u.organisations),
        ambiguous=tuple(u for u in units if len(u.organisations) > 1),
        silent=tuple(
            o
            for o in sorted(everyone.values(), key=lambda o: (o.position, o.name))
            if o.pk not in named and not o.is_group
        ),
    )


def _by_name(zone: Zone) -> dict[str, list[Mention]]:
    rows = Mention.objects.filter(in_force(zone)).exclude(role=MentionRole.LEADER)
    found: dict[str, list[Mention]] = defaultdict(list)
    for mention in rows.select_related("edition").order_by("position"):
        found[mention.name_key].append(mention)
    return found


def _printed(key: str, rows: list[Mention], known: dict[str, list[Organisation]]) -> PrintedUnit:
    return PrintedUnit(
        name=rows[0].name,
        rows=len(rows),
        led=sum(row.role == MentionRole.LEAD for row in rows),
        in_plans=frozenset(row.edition.plan_id for row in rows),
        organisations=tuple(known.get(key) or known.get(base_key(key)) or ()),
    )
