"""Keeping and forgetting views of tables."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from gangmu_server.audit.actions import record
from gangmu_server.directory.access import require
from gangmu_server.directory.models import Account, Zone
from gangmu_server.directory.rights import Right
from gangmu_server.library.models import SavedView
from gangmu_server.library.payloads import Kind


@transaction.atomic
def save_view(name: str, query: str, *, kind: Kind, zone: Zone, acting_user: Account, at: dt.datetime) -> SavedView:
    """Keep a table's query under a name; a view of that name is replaced.

    Raises:
        NotAllowedError: the user does not read plans here.
    """
    require(acting_user, zone, Right.READ_PLANS)
    facts = {"zone": zone, "account": acting_user, "kind": kind, "name": " ".join(name.split())}
    view, _made = SavedView.objects.update_or_create(**facts, defaults={"query": query})
    record("view.saved", view, zone=zone, acting_user=acting_user, at=at, new={"kind": kind, "query": query})
    return view


@transaction.atomic
def delete_view(view: SavedView, *, zone: Zone, acting_user: Account, at: dt.datetime) -> None:
    """Forget a view. The caller has passed `access_saved_view`.

    Raises:
        NotAllowedError: the user does not read plans here.
    """
    require(acting_user, zone, Right.READ_PLANS)
    record("view.deleted", view, zone=zone, acting_user=acting_user, at=at, old={"query": view.query})
    view.delete()
