"""Reads of the library. Each takes the user and asks for the right it needs; list queries load all they show."""

from __future__ import annotations

from gangmu_server.library.queries.saved import record_counts, saved_views
from gangmu_server.library.queries.sheets import leader_sheet, printed_unit_sheet, unit_sheet
from gangmu_server.library.queries.tables import SORTS, filter_choices, leaders, table, totals
from gangmu_server.library.queries.units import unit_coverage
from gangmu_server.library.queries.works import (
    edition_facts,
    editions_of,
    files_of,
    latest_readings,
    plan_cards,
    plan_of,
    readings_of,
    readings_under_way,
    record_at,
    records,
)

__all__ = [
    "SORTS",
    "edition_facts",
    "editions_of",
    "files_of",
    "filter_choices",
    "latest_readings",
    "leader_sheet",
    "leaders",
    "plan_cards",
    "plan_of",
    "printed_unit_sheet",
    "readings_of",
    "readings_under_way",
    "record_at",
    "record_counts",
    "records",
    "saved_views",
    "table",
    "totals",
    "unit_coverage",
    "unit_sheet",
]
