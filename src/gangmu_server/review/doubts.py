"""What a person should look at in a plan, worst first, each with its reasons. Pure: a plan in, a list out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from gangmu.model import Plan, Proposal
from gangmu.resolve import group_of
from gangmu.resolve.organisations import SETTLED
from gangmu_server.review.again import Old, Stood, asked_at, old_of
from gangmu_server.review.decisions import OLD, PLAN_FIELDS, About, Decision, Standing
from gangmu_server.review.replay import VERDICTS, Effective
from gangmu_server.review.subjects import identity

SURE = 0.85
"""From here on the reader is as sure as one of two careful people; below it, a record is asked about."""
WEIGHTS = {
    "stale": 60,
    "differs": 45,
    "doubt": 30,
    "ambiguous": 40,
    "proposal": 20,
    "unit": 20,
    "group": 18,
    "short": 6,
    "mended": 8,
    "units": 6,
}
LOW = 90
"""What a confidence of 0 weighs; a confidence of `SURE` weighs nothing."""
MOST = 100
BUSY = 12
"""Rows from which a printed unit that nobody knows weighs no more."""
MENDED = 0.95
"""Repairs the reader made itself, below this confidence, are shown."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a record is asked about: a code and the values its words are filled with."""

    code: str
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Doubtful:
    """Something for the review desk.

    Attributes:
        about: the kind of record, or unit or repair.
        address: where it stands; of a decision whose record is gone, `old/` and the decision's number.
        score: 1 to 100, worst first.
        reasons: why, the heaviest first.
        label: what it says, in its own words.
        span: its place in the source; (0, 0) where it has none.
        decision: the number of the stale decision it comes from.
    """

    about: About
    address: str
    score: int
    reasons: tuple[Reason, ...]
    label: str
    span: tuple[int, int]
    decision: int | None = None


def doubtful(
    effective: Effective,
    decisions: Sequence[Decision],
    candidates: Mapping[str, Sequence[Mapping[str, Any]]],
    known: Collection[str] = (),
    stood: Stood = lambda _decision: None,
) -> list[Doubtful]:
    """Everything in a plan that waits for a person.

    Args:
        effective: the plan with the decisions made so far.
        decisions: those decisions.
        candidates: printed units that no reference settles, with the organisations they may be.
        known: printed units the zone has come to know since the plan was read.
        stood: what stood in the plan when a decision was made.
    """
    plan = effective.plan
    verdicts = {deed.value for deed in VERDICTS}
    settled = {address for address, s in effective.settled.items() if s.kind in verdicts}
    open_units = _open_units(effective, decisions, candidates, known)
    again = _asked_again(effective, decisions, stood)
    found = [*_records(plan, settled, open_units, again), *_gone(again)]
    found += [*_units(plan, open_units, candidates), *_repairs(effective.proposals)]
    return sorted(found, key=lambda d: (-d.score, d.span, d.address))


def _asked_again(
    effective: Effective, decisions: Sequence[Decision], stood: Stood
) -> dict[tuple[About, str], tuple[Decision, str]]:
    """Records whose text or reading is not what was decided about; by themselves, decisions whose record is gone."""
    places = asked_at(effective, decisions, stood)
    last: dict[tuple[About, str], tuple[Decision, str]] = {}
    gone: dict[Old, Decision] = {}
    for decision in sorted(decisions, key=lambda d: d.number):
        standing = effective.standing[decision.number]
        about = decision.subject.about
        if standing == Standing.STALE and places[decision.number] is None:
            gone[old_of(decision)] = decision
        elif standing == Standing.STALE:
            last[about, places[decision.number] or ""] = decision, "stale"
        elif standing == Standing.DIFFERS:
            last[about, effective.places[decision.number]] = decision, "differs"
        elif standing in {Standing.HOLDS, Standing.MOVED}:
            last.pop((about, effective.places[decision.number]), None)
    return last | {(d.subject.about, f"{OLD}{d.number}"): (d, "gone") for d in gone.values()}


def _records(
    plan: Plan,
    settled: Collection[str],
    open_units: Collection[str],
    again: Mapping[tuple[About, str], tuple[Decision, str]],
) -> Iterator[Doubtful]:
    for about, name in PLAN_FIELDS.items():
        for record in getattr(plan, name):
            decision, code = again.get((about, record.id), (None, ""))
            reasons = [Reason(code, {"by": decision.by})] if decision else []
            if record.id not in settled:
                reasons += _reasons(record)
            if not reasons:
                continue
            units = [u for u in getattr(record, "units", ()) if u in open_units]
            reasons += [Reason("units", {"units": units})] if units else []
            number = decision.number if decision else None
            yield _made(about, record.id, reasons, label_of(about, record), span=record.span, decision=number)


def _reasons(record: Any) -> list[Reason]:
    reasons = [Reason("doubt", {"doubt": doubt.code, "message": doubt.message}) for doubt in record.doubts]
    if getattr(record, "ambiguous", False):
        reasons.append(Reason("ambiguous", {"text": record.deadline_text or record.deadline or ""}))
    if record.confidence < SURE:
        reasons.append(Reason("unsure", {"confidence": record.confidence}))
    mended = [repair for repair in record.repairs if repair.confidence < MENDED]
    if mended:
        reasons.append(
            Reason("mended", {"from": mended[0].from_.strip()[:20], "to": mended[0].to, "why": mended[0].why})
        )
    return reasons


def _gone(again: Mapping[tuple[About, str], tuple[Decision, str]]) -> Iterator[Doubtful]:
    """Stale decisions whose record nothing took the place of."""
    for (about, address), (decision, code) in again.items():
        if code == "gone":
            reasons = [Reason("gone", {"by": decision.by})]
            label = decision.subject.text.split("\t")[0]
            yield _made(about, address, reasons, label, span=(0, 0), decision=decision.number)


def _open_units(
    effective: Effective,
    decisions: Iterable[Decision],
    candidates: Mapping[str, object],
    known: Collection[str],
) -> set[str]:
    decided = {
        effective.places[d.number].removeprefix("unit/")
        for d in decisions
        if d.subject.about == About.UNIT and effective.standing[d.number] in {Standing.HOLDS, Standing.MOVED}
    }
    return set(candidates) - decided - set(known)


def _units(
    plan: Plan, open_units: Collection[str], candidates: Mapping[str, Sequence[Mapping[str, Any]]]
) -> Iterator[Doubtful]:
    """One line for each printed unit that no single organisation answers to, however many rows name it."""
    rows: dict[str, list[Any]] = {}
    for record in (*plan.tasks, *plan.responsibilities):
        for unit in dict.fromkeys((*record.units, *getattr(record, "supporting_units", ()))):
            if unit in open_units:
                rows.setdefault(unit, []).append(record)
    for unit, records in rows.items():
        reason = _about_unit(unit, len(records), candidates[unit])
        score = WEIGHTS[reason.code] + min(len(records), BUSY)
        yield Doubtful(About.UNIT, f"unit/{unit}", score, (reason,), unit, records[0].span)


def _about_unit(unit: str, rows: int, candidates: Sequence[Mapping[str, Any]]) -> Reason:
    """Why a printed unit is asked about: it calls many, it was taken for a short name, or nobody is called so."""
    group = group_of(unit)
    if group is not None:
        return Reason("group", {"rows": rows, "candidates": len(candidates), "every": group.every})
    first = next(iter(candidates), None)
    clear = first is not None and (len(candidates) == 1 or first["score"] > candidates[1]["score"])
    if first is not None and clear and first["score"] >= SETTLED:
        return Reason("short", {"rows": rows, "name": first["name"], "how": first["why"]})
    return Reason("unit", {"rows": rows, "candidates": len(candidates)})


def _repairs(proposals: Mapping[str, Proposal]) -> Iterator[Doubtful]:
    for address, proposal in proposals.items():
        data = {"why": proposal.why, "kind": proposal.kind, "confidence": proposal.confidence}
        score = WEIGHTS["proposal"] + round(30 * proposal.confidence)
        yield Doubtful(About.REPAIR, address, score, (Reason("proposal", data),), proposal.why, proposal.span)


def _made(
    about: About, address: str, reasons: list[Reason], label: str, *, span: tuple[int, int], decision: int | None
) -> Doubtful:
    heaviest = sorted(reasons, key=_weight, reverse=True)
    score = min(MOST, max(1, round(sum(map(_weight, reasons)))))
    return Doubtful(about, address, score, tuple(heaviest), label, span, decision)


def _weight(reason: Reason) -> float:
    if reason.code == "unsure":
        return LOW * (SURE - float(reason.data["confidence"])) / SURE
    return WEIGHTS["stale"] if reason.code == "gone" else WEIGHTS[reason.code]


def label_of(about: About, record: Any) -> str:
    """What a record says, for a line of the queue."""
    for name in ("metric", "content", "name"):
        if found := getattr(record, name, ""):
            return str(found)
    return identity(about, record).split("\t")[0]
