"""What the documents say: works, their editions and files, readings, and the records for querying."""

from __future__ import annotations

from gangmu_server.library.models.records import (
    DueBasis,
    Indicator,
    Measure,
    Mention,
    MentionRole,
    Passage,
    Project,
    Provision,
    Record,
    Responsibility,
    Target,
    Task,
)
from gangmu_server.library.models.saved import SavedView
from gangmu_server.library.models.works import (
    Edition,
    EditionFile,
    EditionState,
    FileRole,
    Plan,
    PublishedEditionError,
    Reading,
    ReadingState,
    SourceFile,
    TwinReason,
)

__all__ = [
    "DueBasis",
    "Edition",
    "EditionFile",
    "EditionState",
    "FileRole",
    "Indicator",
    "Measure",
    "Mention",
    "MentionRole",
    "Passage",
    "Plan",
    "Project",
    "Provision",
    "PublishedEditionError",
    "Reading",
    "ReadingState",
    "Record",
    "Responsibility",
    "SavedView",
    "SourceFile",
    "Target",
    "Task",
    "TwinReason",
]
