"""A newer run stands beside the one in use until a person takes it or leaves it."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from gangmu_server.alignment.models import Alignment
from gangmu_server.alignment.running.outcomes import settle_rows, snapshot_of, take
from gangmu_server.alignment.states import check_open
from gangmu_server.audit.actions import record
from gangmu_server.directory.access import require
from gangmu_server.directory.models import Account
from gangmu_server.directory.rights import Right


@transaction.atomic
def take_alignment(alignment: Alignment, *, acting_user: Account, at: dt.datetime) -> None:
    """Put a newer result in use: coverage, chains and reports follow it. The older one stays and can be looked at.

    Raises:
        NotAllowedError: the user does not write plans here.
        ConflictError: it is not finished, or in use already.
    """
    require(acting_user, alignment.zone, Right.WRITE_PLANS)
    check_open(alignment)
    old = alignment.pair.alignments.filter(in_use=True).values_list("number", flat=True).first()
    rows = snapshot_of(alignment)
    settle_rows(alignment, rows.sentences, rows.links)
    take(alignment)
    numbers = {"old": {"number": old}, "new": {"number": alignment.number}}
    record("alignment.adopted", alignment.pair, zone=alignment.zone, acting_user=acting_user, at=at, **numbers)


@transaction.atomic
def dismiss_alignment(alignment: Alignment, *, acting_user: Account, at: dt.datetime) -> None:
    """Leave a newer result: the one in use stays, and the newer is not offered again.

    Raises:
        NotAllowedError: the user does not write plans here.
        ConflictError: it is not finished, or in use already.
    """
    require(acting_user, alignment.zone, Right.WRITE_PLANS)
    check_open(alignment)
    alignment.dismissed = True
    alignment.save(update_fields=["dismissed"])
    new = {"number": alignment.number}
    record("alignment.dismissed", alignment.pair, zone=alignment.zone, acting_user=acting_user, at=at, new=new)
