"""Records read off images: no surer than the recognition of their characters, and doubtful where that was unsure."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import TypeVar

import msgspec

from gangmu.model import Doubt, Plan
from gangmu.model.plan import Record, Task
from gangmu.source.model import Run, SourceText

LOW = 0.8
"""A character less sure than this is worth a look."""
_SAYS = re.compile(r"\w")
"""Marks and brackets are often unsure and seldom matter: their forms are read alike."""
_MOST_SHOWN = 12

_R = TypeVar("_R", bound=Record | Task)
_KINDS = ("provisions", "measures", "targets", "indicators", "projects", "responsibilities", "tasks")


def with_recognition(plan: Plan, source: SourceText) -> Plan:
    """A plan whose records say how well their characters were recognised; the same plan where none were.

    Args:
        plan: as extracted.
        source: what it was read from.

    Returns:
        The plan: a record's confidence times that of its least sure characters, and a doubt where that is low.
    """
    runs = [run for run in source.runs if _SAYS.search(source.text[slice(*run.span)])]
    if not runs:
        return plan
    starts = [run.span[0] for run in runs]
    ends = [run.span[1] for run in runs]

    def lowered(record: _R) -> _R:
        first, last = bisect_right(ends, record.span[0]), bisect_left(starts, record.span[1])
        return _lowered(record, runs[first:last], source.text)

    changed = {kind: tuple(map(lowered, getattr(plan, kind))) for kind in _KINDS}
    return msgspec.structs.replace(plan, **changed)


def _lowered(record: _R, runs: Sequence[Run], text: str) -> _R:
    if not runs:
        return record
    least = min(run.confidence for run in runs)
    doubts = record.doubts
    if least < LOW:
        unsure = [text[slice(*run.span)] for run in runs if run.confidence < LOW]
        shown = "、".join(unsure[:_MOST_SHOWN]) + ("…" if len(unsure) > _MOST_SHOWN else "")
        doubts = (*doubts, Doubt("ocr.low_confidence", f"Recognised with a confidence of {least:.2f} at: {shown}"))
    return msgspec.structs.replace(record, confidence=round(record.confidence * least, 3), doubts=doubts)
