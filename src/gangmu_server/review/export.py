"""A plan with what people decided about it, for programs: the plan JSON with `decisions` beside the records."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from msgspec import to_builtins

from gangmu.model import Plan
from gangmu_server.review.payloads import DecisionLine


def with_decisions(plan: Plan, lines: Iterable[DecisionLine]) -> dict[str, Any]:
    """The contract's object with one more field.

    Args:
        plan: the effective plan.
        lines: all decisions about it, taken-back ones too: each says how it stands.
    """
    found: dict[str, Any] = to_builtins(plan)
    return {**found, "decisions": [_one(line) for line in sorted(lines, key=lambda line: line.number)]}


def _one(line: DecisionLine) -> dict[str, Any]:
    return {
        "number": line.number,
        "decision": line.deed,
        "about": line.about,
        "record": line.address,
        "text": line.text,
        "content": dict(line.content),
        "reason": line.reason,
        "by": line.by,
        "at": line.at.isoformat(),
        "standing": line.standing,
    }
