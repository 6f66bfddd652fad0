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
    printed, reached = _by_name(zone)
    units = [_printed(name, rows, known) for name, rows in printed.items()]
    units.sort(key=lambda unit: (-unit.rows, unit.name))
    through = {o.pk: rows for name, rows in reached.items() for o in known.get(name, ())}
    named = {o.pk for unit in units for o in unit.organisations} | through.keys()
    everyone = {o.pk: o for candidates in known.values() for o in candidates}
    return UnitCoverage(
        through={everyone[pk]: rows for pk, rows in through.items()},
        known=tuple(u for u in units if len(u.organisations) == 1),
        unknown=tuple(u for u in units if not u.organisations),
        ambiguous=tuple(u for u in units if len(u.organisations) > 1),
        silent=tuple(
            o
            for o in sorted(everyone.values(), key=lambda o: (o.position, o.name))
            if o.pk not in named and not o.is_group
        ),
    )


def _by_name(zone: Zone) -> tuple[dict[str, list[Mention]], dict[str, int]]:
    """Mentions by the name printed; and for names that stand for others, how many rows reach them that way."""
    rows = Mention.objects.filter(in_force(zone)).exclude(role=MentionRole.LEADER)
    found: dict[str, list[Mention]] = defaultdict(list)
    reached: dict[str, int] = defaultdict(int)
    for mention in rows.select_related("edition").order_by("position"):
        if mention.through:
            reached[mention.name_key] += 1
        else:
            found[mention.name_key].append(mention)
    return found, reached


def _printed(key: str, rows: list[Mention], known: dict[str, list[Organisation]]) -> PrintedUnit:
    return PrintedUnit(
        name=rows[0].name,
        rows=len(rows),
        led=sum(row.role == MentionRole.LEAD for row in rows),
        in_plans=frozenset(row.edition.plan_id for row in rows),
        organisations=tuple(known.get(key) or known.get(base_key(key)) or ()),
    )
