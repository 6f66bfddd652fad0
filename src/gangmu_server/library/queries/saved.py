"""Saved views, and how much each table holds."""

from __future__ import annotations

from django.db.models import QuerySet

from gangmu_server.directory.access import require
from gangmu_server.directory.models import Account, Zone
from gangmu_server.directory.rights import Right
from gangmu_server.library.models import SavedView
from gangmu_server.library.payloads import Kind
from gangmu_server.library.queries.tables import TABLES, in_force
from gangmu_server.library.queries.works import MODELS


def saved_views(user: Account, zone: Zone, kind: Kind | str) -> QuerySet[SavedView]:
    """The account's own views of a table."""
    require(user, zone, Right.READ_PLANS)
    return SavedView.objects.filter(zone=zone, account=user, kind=Kind(kind))


def record_counts(user: Account, zone: Zone) -> dict[Kind, int]:
    """How many rows each table holds without a filter."""
    require(user, zone, Right.READ_PLANS)
    return {kind: MODELS[kind].objects.filter(in_force(zone)).count() for kind in TABLES}
