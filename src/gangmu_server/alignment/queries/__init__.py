"""Reads of alignment. Each takes the user and asks for the right it needs; the number of questions asked is fixed."""

from __future__ import annotations

from gangmu_server.alignment.queries.chain import chain_of
from gangmu_server.alignment.queries.coverage import coverage_of
from gangmu_server.alignment.queries.decided import Place, edition_key, payload_of, places_of, whereabouts_of
from gangmu_server.alignment.queries.goals import GoalChange, GoalTable, goal_table
from gangmu_server.alignment.queries.overview import decisions_of, overview, pair_line, runs_of
from gangmu_server.alignment.queries.peers import reading_list
from gangmu_server.alignment.queries.report import LowerReport, Partial, Report, Weaker, report_of
from gangmu_server.alignment.queries.side import block_of, changes_of, choices_for, side_by_side
from gangmu_server.alignment.queries.units import units_of

__all__ = [
    "GoalChange",
    "GoalTable",
    "LowerReport",
    "Partial",
    "Place",
    "Report",
    "Weaker",
    "block_of",
    "chain_of",
    "changes_of",
    "choices_for",
    "coverage_of",
    "decisions_of",
    "edition_key",
    "goal_table",
    "overview",
    "pair_line",
    "payload_of",
    "places_of",
    "reading_list",
    "report_of",
    "runs_of",
    "side_by_side",
    "units_of",
    "whereabouts_of",
]
