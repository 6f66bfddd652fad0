"""Entering the units that plans print as organisations, all at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from gangmu_server.directory.access import require
from gangmu_server.directory.actions import create_organisation
from gangmu_server.directory.models import Account, Organisation, Zone
from gangmu_server.directory.rights import Right
from gangmu_server.library.branches import BRANCHES
from gangmu_server.library.units import UnitProposal


@transaction.atomic
def register_units(
    proposals: Sequence[UnitProposal], *, zone: Zone, acting_user: Account, at: dt.datetime
) -> list[Organisation]:
    """Enter proposed organisations under the branches of their levels; each leaves its own audit entry.

    Args:
        proposals: what `units.proposed_organisations` gave, or the part of it the user chose.
        zone: where.
        acting_user: who enters them.
        at: when.

    Raises:
        NotAllowedError: the user does not manage organisations here.
        InvalidError: one of them stands under its branch already.
    """
    require(acting_user, zone, Right.MANAGE_ORGANISATIONS)
    top = Organisation.objects.filter(zone=zone, parent__isnull=True)
    branches = {row.name: row for row in top.filter(name__in=BRANCHES)}
    made = []
    for position, proposal in enumerate(proposals):
        if proposal.branch not in branches:
            branches[proposal.branch] = create_organisation(
                proposal.branch,
                zone=zone,
                acting_user=acting_user,
                at=at,
                is_group=True,
                position=BRANCHES.index(proposal.branch),
            )
        made.append(
            create_organisation(
                proposal.name,
                branches[proposal.branch],
                zone=zone,
                acting_user=acting_user,
                at=at,
                is_group=proposal.is_group,
                position=position,
                aliases=proposal.aliases,
            )
        )
    return made
