"""Writes of alignment. Each is atomic, names who acts and when, checks the right, and leaves an audit entry."""

from __future__ import annotations

from gangmu_server.alignment.actions.asking import compare_plans, compare_zone
from gangmu_server.alignment.actions.deciding import (
    add_link,
    change_relation,
    confirm_link,
    not_applicable,
    reject_link,
    withdraw_decision,
)
from gangmu_server.alignment.actions.taking import dismiss_alignment, take_alignment
from gangmu_server.alignment.running.outcomes import fail_alignment, finish_alignment, start_alignment

__all__ = [
    "add_link",
    "change_relation",
    "compare_plans",
    "compare_zone",
    "confirm_link",
    "dismiss_alignment",
    "fail_alignment",
    "finish_alignment",
    "not_applicable",
    "reject_link",
    "start_alignment",
    "take_alignment",
    "withdraw_decision",
]
