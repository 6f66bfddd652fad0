"""Accepted proposals become repairs on the records they stand in, each at its own place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

import msgspec

from gangmu.model import Plan, Proposal, Repair, Span
from gangmu.model.plan import Record, Task
from gangmu.resolve.slips import narrowed

_R = TypeVar("_R", bound=Record | Task)
_KINDS = ("provisions", "measures", "targets", "indicators", "projects", "responsibilities", "tasks")
_AS_IT_IS = frozenset(("id", "text", "rule"))
_AROUND = 6
"""Characters on each side by which words are known as those of a place."""


def accept(plan: Plan, accepted: Sequence[Proposal], text: str | None = None) -> Plan:
    """The plan with accepted proposals made repairs of every record whose span holds them.

    The record's text and its named fields are mended where the proposal stands, and nowhere else: of an error in
    several places (a family) any may be accepted. The printed source stays as it is, and the repair says what was done.

    Args:
        plan: as read.
        accepted: proposals a person said yes to.
        text: the source that spans count through; `document.text` without it. Where there is neither, places of the
            same words in one record are told apart by the plan's own proposals.

    Returns:
        A new plan; the given one stays as it is.
    """
    pages = _Pages(text if text is not None else plan.document.text, plan.proposals)
    changed = {kind: tuple(_mended(record, accepted, pages) for record in getattr(plan, kind)) for kind in _KINDS}
    return msgspec.structs.replace(plan, **changed)


@dataclass(frozen=True, slots=True)
class _Pages:
    """What a place is found by: the source, or without it the other proposals."""

    source: str | None
    proposals: Sequence[Proposal]


def _mended(record: _R, accepted: Sequence[Proposal], pages: _Pages) -> _R:
    done = {repair.span for repair in record.repairs}
    for proposal in accepted:
        if _within(proposal, record.span):
            record = record if proposal.span in done else _mend_one(record, proposal, pages)
        elif _within(proposal, getattr(record, "mark_span", (0, 0))):
            record = _mend_mark(record, proposal)
    return record


def _within(proposal: Proposal, span: Span) -> bool:
    return span[0] <= proposal.span[0] and proposal.span[1] <= span[1]


def _mend_mark(record: _R, proposal: Proposal) -> _R:
    """A duty with the names of its mark mended. The mark stands outside its words: the provision keeps the repair."""
    wrong, _, right = proposal.why.partition(" → ")
    named = {name: _replaced(getattr(record, name), wrong, right, None) for name in ("units", "lead_unit")}
    return msgspec.structs.replace(record, **named)


def _mend_one(record: _R, proposal: Proposal, pages: _Pages) -> _R:
    wrong, _, right = proposal.why.partition(" → ")
    first, _last, _to = narrowed(wrong, right)
    said = _said(record, pages.source)
    at = _place(record, proposal, said, pages)
    repair = Repair(proposal.span, proposal.from_, proposal.to, proposal.kind, proposal.confidence)
    changed: dict[str, object] = {"repairs": tuple(sorted((*record.repairs, repair), key=lambda r: r.span))}
    left = said
    if at is not None:
        left = said[:at] + proposal.to + said[at + len(_plain(proposal.from_)) :]
        if not isinstance(record, Task):
            changed["text"] = _with_spaces(record.text, at, len(_plain(proposal.from_)), proposal.to)
    around = None if at is None or wrong not in left else (said, at - first)
    for name in record.__struct_fields__:
        if name not in _AS_IT_IS | changed.keys():
            changed[name] = _replaced(getattr(record, name), wrong, right, around)
    return msgspec.structs.replace(record, **changed)


def _said(record: Record | Task, source: str | None) -> str:
    """A record's words without white space, as they are so far; of a row, the source's or its cells."""
    if isinstance(record, Record):
        return _plain(record.text)
    if source is not None:
        return _printed(record, source, record.span[1])
    cells = (getattr(record, name) for name in record.__struct_fields__ if name not in _AS_IT_IS)
    return "\t".join("\t".join(cell) if isinstance(cell, tuple) else cell for cell in cells if _is_words(cell))


def _is_words(cell: object) -> bool:
    return isinstance(cell, str) or (isinstance(cell, tuple) and all(isinstance(part, str) for part in cell))


def _printed(record: Record | Task, source: str, end: int) -> str:
    """The source from a record's beginning to a place, its repairs made, without white space."""
    parts, at = [], record.span[0]
    for repair in record.repairs:
        if at <= repair.span[0] and repair.span[1] <= end:
            parts += [source[at : repair.span[0]], repair.to]
            at = repair.span[1]
    return _plain("".join((*parts, source[at:end])))


def _place(record: Record | Task, proposal: Proposal, said: str, pages: _Pages) -> int | None:
    """Where a proposal stands in a record's words; None where it cannot be found."""
    if pages.source is not None:
        whole = _printed(record, pages.source, record.span[1])
        at = len(_printed(record, pages.source, proposal.span[0])) - max(0, whole.find(said))
        if said.startswith(_plain(proposal.from_), at) and at >= 0:
            return at
    wrong, _, right = proposal.why.partition(" → ")
    first, _last, _to = narrowed(wrong, right)
    done = {repair.span for repair in record.repairs}
    before = [
        p
        for p in pages.proposals
        if p.why == proposal.why and _within(p, record.span) and p.span < proposal.span and p.span not in done
    ]
    at = -1
    for _ in range(len(before) + 1):
        at = said.find(wrong, at + 1)
    return at + first if at >= 0 else None


def _with_spaces(text: str, at: int, length: int, to: str) -> str:
    """A text with some of its characters replaced, counted without white space."""
    places = [i for i, ch in enumerate(text) if not ch.isspace()]
    return text[: places[at]] + to + text[places[at + length - 1] + 1 :]


def _replaced(value: object, wrong: str, right: str, around: tuple[str, int] | None) -> object:
    """A field with the words mended: all of them, or with `around` those that stand at that place of what is said."""
    if isinstance(value, str):
        return value.replace(wrong, right) if around is None else _replaced_there(value, wrong, right, *around)
    if isinstance(value, tuple) and value and all(isinstance(v, str) for v in value):
        return tuple(_replaced(v, wrong, right, around) for v in value)
    return value


def _replaced_there(value: str, wrong: str, right: str, said: str, place: int) -> str:
    at = value.find(wrong)
    while at >= 0:
        end = at + len(wrong)
        before, after = value[max(0, at - _AROUND) : at], value[end : end + _AROUND]
        if said[:place].endswith(before) and said.startswith(after, place + len(wrong)):
            return value[:at] + right + value[end:]
        at = value.find(wrong, end)
    return value


def _plain(text: str) -> str:
    return "".join(text.split())
