"""A zone's names change after a reading: its printed names are looked up again, without reading again.

Nothing is applied. What comes of it are lines of the review desk: units that are asked about now, and proposed repairs.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import msgspec
from django.db import transaction
from msgspec import structs

from gangmu.model import Plan, Proposal
from gangmu.resolve import Gazetteer, propose, with_unit_refs
from gangmu_server.audit.actions import record
from gangmu_server.directory.models import Account
from gangmu_server.library.layers import lay_over
from gangmu_server.library.models import Reading
from gangmu_server.library.reading.gazetteer import Candidates, open_units
from gangmu_server.library.rows import replace_rows


def plan_of_reading(reading: Reading) -> Plan:
    """The plan as read, with the repairs that were proposed since."""
    plan = msgspec.json.decode(reading.payload, type=Plan)
    late = msgspec.convert(reading.late_proposals, tuple[Proposal, ...])
    return structs.replace(plan, proposals=(*plan.proposals, *late)) if late else plan


def looked_up(reading: Reading, names: Gazetteer) -> tuple[Candidates, list[Proposal]]:
    """What a zone's names make of a reading now: units that wait for a person, and repairs not proposed before."""
    plan = msgspec.json.decode(reading.payload, type=Plan)
    known = {(p.span, p.to) for p in plan.proposals}
    late = [p for p in propose(plan, reading.text, names) if (p.span, p.to) not in known]
    return open_units(with_unit_refs(plan, names)), late


@transaction.atomic
def take_names(
    reading: Reading, units: Candidates, late: Sequence[Proposal], *, acting_user: Account, at: dt.datetime
) -> bool:
    """Keep what the zone's names make of a reading, and make its edition's queue anew.

    Args:
        reading: the one in use.
        units: units that wait for a person.
        late: repairs proposed since the reading.
        acting_user: who changed the names.
        at: when.

    Returns:
        Whether anything is other than before; nothing is stored or recorded where it is not.
    """
    before = {"units": len(reading.unit_candidates), "repairs": len(reading.late_proposals)}
    proposals = msgspec.to_builtins(list(late))
    if reading.unit_candidates == units and reading.late_proposals == proposals:
        return False
    repairs_changed = reading.late_proposals != proposals
    reading.unit_candidates, reading.late_proposals = units, proposals
    reading.names_number += 1
    reading.save(update_fields=["unit_candidates", "late_proposals", "names_number"])
    laid = lay_over(reading.edition, plan_of_reading(reading), reading.text)
    if repairs_changed:
        replace_rows(reading.edition, laid.plan, laid.settled)
    after = {"units": len(units), "repairs": len(proposals)}
    record(
        "reading.looked_up",
        reading.edition.plan,
        zone=reading.zone,
        acting_user=acting_user,
        at=at,
        old=before,
        new={"edition": reading.edition.key, **after},
    )
    return True
