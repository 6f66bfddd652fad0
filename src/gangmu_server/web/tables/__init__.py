"""The columns of each table: what stands in a cell on screen, and the plain value in an export."""

from __future__ import annotations

from gangmu_server.library.payloads import Kind
from gangmu_server.web.tables.columns import RecordTable
from gangmu_server.web.tables.kinds import (
    IndicatorTable,
    MeasureTable,
    ProjectTable,
    ResponsibilityTable,
    TargetTable,
    TaskTable,
)

TABLES: dict[Kind, type[RecordTable]] = {
    Kind.TARGET: TargetTable,
    Kind.TASK: TaskTable,
    Kind.INDICATOR: IndicatorTable,
    Kind.PROJECT: ProjectTable,
    Kind.RESPONSIBILITY: ResponsibilityTable,
    Kind.MEASURE: MeasureTable,
}

__all__ = ["TABLES", "RecordTable"]
