"""The smallest excerpt of a plan in which a record is read as it was in the whole: what a case can stand on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import gangmu
from gangmu.model import Plan, Provision

LONGEST = 20_000
"""Characters of an excerpt; where more is needed a case stands on the whole file."""


def excerpts(plan: Plan, text: str, record: Any) -> Iterator[str]:
    """Excerpts around a record, the smallest first: its provision under its headings, its row under the table's head,
    its whole annex or chapter, the whole text.

    Args:
        plan: as read.
        text: the text its spans count in.
        record: a record of it, or anything with a `span`.
    """
    chain = _chain(plan, record)
    heads = "".join(f"{text[p.span[0] : p.span[1]].splitlines()[0].strip()}\n\n" for p in chain[:-1])
    if chain:
        own = chain[-1]
        yield heads + text[own.span[0] : max(own.span[1], record.span[1])]
        rows = [t.span for t in plan.tasks if own.span[0] <= t.span[0]] or [
            i.span for i in plan.indicators if own.span[0] <= i.span[0]
        ]
        if rows and rows[0][0] <= record.span[0]:
            row = next((s for s in rows if s[0] <= record.span[0] and record.span[1] <= s[1]), record.span)
            yield heads + text[own.span[0] : rows[0][0]] + text[row[0] : row[1]]
        top = chain[0]
        after = [p.span[0] for p in plan.provisions if p.parent is None and p.span[0] > top.span[0]]
        yield text[top.span[0] : min(after, default=len(text))]
    yield text


def standing_excerpt(plan: Plan, text: str, record: Any, reads: Callable[[Plan], bool]) -> str | None:
    """The smallest excerpt in which the reader finds what it found in the whole; None where none is short enough.

    Args:
        plan: as read.
        text: its text.
        record: what the excerpt is about.
        reads: whether the excerpt, once read, holds what it must.
    """
    for excerpt in excerpts(plan, text, record):
        if len(excerpt) <= LONGEST and reads(gangmu.read(excerpt.encode(), name="case.txt")):
            return excerpt
    return None


def _chain(plan: Plan, record: Any) -> list[Provision]:
    """The provision a record stands in, its parents before it."""
    by_id = {p.id: p for p in plan.provisions}
    at = by_id.get(getattr(record, "provision", None) or "")
    if at is None:
        before = [p for p in plan.provisions if p.span[0] <= record.span[0]]
        at = max(before, key=lambda p: p.span[0], default=None)
    chain: list[Provision] = []
    while at is not None:
        chain.insert(0, at)
        at = by_id.get(at.parent or "")
    return chain
