"""Frozen types shared by all stages. Ids are addresses; spans are code points of the source as given."""

from __future__ import annotations

from gangmu.model.plan import (
    SCHEMA,
    Citation,
    Document,
    Doubt,
    Indicator,
    IndicatorValue,
    Issue,
    Measure,
    Plan,
    Project,
    Proposal,
    Provision,
    Repair,
    Responsibility,
    SourceInfo,
    SourcePart,
    Span,
    Target,
    Task,
    UnitRef,
)

__all__ = [
    "SCHEMA",
    "Citation",
    "Document",
    "Doubt",
    "Indicator",
    "IndicatorValue",
    "Issue",
    "Measure",
    "Plan",
    "Project",
    "Proposal",
    "Provision",
    "Repair",
    "Responsibility",
    "SourceInfo",
    "SourcePart",
    "Span",
    "Target",
    "Task",
    "UnitRef",
]
