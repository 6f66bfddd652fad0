"""Which records stand where in the source: marks, and the stretches between their ends."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from gangmu.model import Plan, Proposal, Span

KINDS = (
    ("task", "tasks", "k"),
    ("target", "targets", "t"),
    ("indicator", "indicators", "i"),
    ("project", "projects", "p"),
    ("responsibility", "responsibilities", "r"),
    ("measure", "measures", "m"),
)
"""Kind of record, its field in the plan, and the letter that stands for it on the page."""

ISSUE = "n"
DUTY_MARK = "d"
DOUBT = "q"
PROPOSED, MENDED = "x", "y"
"""Where a repair is proposed, and where one was accepted."""
SURE = 0.6
"""Below this confidence a record is shown as doubtful."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A record's stretch of the source. `record` is the record's place in the page's list."""

    span: Span
    record: int
    letters: str


def marks_of(plan: Plan, proposals: Sequence[Proposal] = ()) -> list[Mark]:
    """All marks of a plan: the records numbered in the order of `KINDS`, what the reader noticed, repairs that wait."""
    marks: list[Mark] = []
    number = 0
    for _kind, field, letter in KINDS:
        for record in getattr(plan, field):
            doubt = DOUBT if record.doubts or record.confidence < SURE else ""
            marks.append(Mark(record.span, number, letter + doubt))
            marks += [Mark(repair.span, number, MENDED) for repair in record.repairs if repair.to and repair.from_]
            if field == "responsibilities":
                marks.append(Mark(record.mark_span, number, DUTY_MARK))
            number += 1
    marks += [Mark(issue.span, number + i, ISSUE) for i, issue in enumerate(plan.issues)]
    number += len(plan.issues)
    return marks + [Mark(proposal.span, number + i, PROPOSED) for i, proposal in enumerate(proposals)]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Source `[start, end)` with the same records all along."""

    start: int
    end: int
    records: tuple[int, ...]
    letters: str


class MarkIndex:
    """Cuts any piece of the source where a mark begins or ends."""

    def __init__(self, marks: Iterable[Mark]) -> None:
        """Sweep over all ends once; `stretches` then answers by bisection."""
        self._starts: list[int] = []
        self._stretches: list[Stretch] = []
        opening: dict[int, list[Mark]] = {}
        closing: dict[int, list[Mark]] = {}
        for mark in marks:
            if mark.span[0] < mark.span[1]:
                opening.setdefault(mark.span[0], []).append(mark)
                closing.setdefault(mark.span[1], []).append(mark)
        self._sweep(sorted(opening.keys() | closing.keys()), opening, closing)

    def _sweep(self, ends: list[int], opening: dict[int, list[Mark]], closing: dict[int, list[Mark]]) -> None:
        active: dict[Mark, None] = {}
        for start, end in pairwise(ends):
            for mark in closing.get(start, ()):
                active.pop(mark, None)
            active.update(dict.fromkeys(opening.get(start, ())))
            if active:
                records = tuple(sorted({m.record for m in active}))
                letters = "".join(sorted({c for m in active for c in m.letters}))
                self._starts.append(start)
                self._stretches.append(Stretch(start, end, records, letters))

    def stretches(self, start: int, end: int) -> Iterator[Stretch]:
        """The piece `[start, end)` as stretches in order; unmarked source has no records."""
        at = start
        for i in range(max(bisect_right(self._starts, start) - 1, 0), bisect_left(self._starts, end)):
            found = self._stretches[i]
            first, last = max(found.start, at), min(found.end, end)
            if first >= last:
                continue
            if at < first:
                yield Stretch(at, first, (), "")
            yield Stretch(first, last, found.records, found.letters)
            at = last
        if at < end:
            yield Stretch(at, end, (), "")
