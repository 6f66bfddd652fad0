"""A reading with people's decisions laid over it: one pure function. The reading itself is never edited.

The same text and the same decisions give the same records, whoever reads and however often.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from msgspec import structs

from gangmu.model import Plan, Proposal
from gangmu.resolve import accept
from gangmu_server.library.settled import Settled
from gangmu_server.review import laying
from gangmu_server.review.decisions import PLAN_FIELDS, About, Decision, Deed, Standing
from gangmu_server.review.fields import FieldError, changed_values, values_of
from gangmu_server.review.places import places_of, plain
from gangmu_server.review.subjects import MADE, Register, identity

VERDICTS = (Deed.CONFIRM, Deed.CORRECT, Deed.SPLIT, Deed.MERGE, Deed.ADD, Deed.SETTLE, Deed.NOT_APPLICABLE)
"""Deeds after which a record is settled."""


@dataclass(frozen=True, slots=True)
class Effective:
    """What holds: the plan as decided, and how each decision stands.

    Attributes:
        plan: the records with every decision that finds its record laid over them.
        settled: what was decided about records, by their addresses.
        standing: how each decision stands, by its number.
        places: where each decision found its subject, by its number.
        proposals: the repairs nobody has decided about, by address.
        register: everything a new decision may hang on.
    """

    plan: Plan
    settled: Mapping[str, Settled]
    standing: Mapping[int, Standing]
    places: Mapping[int, str]
    proposals: Mapping[str, Proposal]
    register: Register


def replay(plan: Plan, text: str, decisions: Sequence[Decision], register: Register | None = None) -> Effective:
    """Lay decisions over a plan, the earliest first.

    Args:
        plan: as read.
        text: the source its spans count in.
        decisions: all decisions about the plan, withdrawals too, in any order.
        register: `Register(plan, text)`, where it has been made before: it is most of the work.
    """
    desk = _Desk(plan, text, register or Register(plan, text))
    ordered = sorted(decisions, key=lambda d: d.number)
    idle = _taken_back(ordered)
    for decision in ordered:
        if decision.deed == Deed.WITHDRAW or decision.number in idle:
            desk.standing[decision.number] = Standing.WITHDRAWN
        else:
            desk.lay(decision)
    return desk.result()


def _taken_back(ordered: Iterable[Decision]) -> set[int]:
    """Numbers of the decisions that were withdrawn, or replaced by one that was not."""
    withdrawn = {d.undoes for d in ordered if d.undoes is not None}
    replaced = {n for d in ordered if d.number not in withdrawn for n in d.content.get("replaces", ())}
    return withdrawn | replaced


class _Desk:
    """The records while decisions are laid over them."""

    def __init__(self, plan: Plan, text: str, register: Register) -> None:
        self.plan, self.text = plan, text
        self.base = {about: {r.id: r for r in getattr(plan, field)} for about, field in PLAN_FIELDS.items()}
        self.now: dict[About, dict[str, Any]] = {about: dict(records) for about, records in self.base.items()}
        self.provisions = plan.provisions
        self.proposals: dict[str, Proposal] = {f"repair/{i}": p for i, p in enumerate(plan.proposals)}
        self.register = register.branch()
        self.verdicts: dict[str, tuple[About, Decision]] = {}
        self.before: dict[str, str] = {}
        self.standing: dict[int, Standing] = {}
        self.places: dict[int, str] = {}

    def lay(self, decision: Decision) -> None:
        """Lay one decision over the records and note how it stands."""
        subject = decision.subject
        address = subject.address if decision.deed == Deed.ADD else self.register.find(subject)
        if address is None:
            missing = subject.about in {About.UNIT, About.REPAIR} or MADE.search(subject.address)
            self.standing[decision.number] = Standing.IDLE if missing else Standing.STALE
            return
        self.places[decision.number] = address
        try:
            self.standing[decision.number] = _DEEDS[decision.deed](self, decision, address)
        except FieldError:
            # The record types have changed since: what cannot be laid over the record any more is asked again.
            self.standing[decision.number] = Standing.STALE

    def stands(self, decision: Decision, address: str) -> Standing:
        """Moved, read otherwise, or simply holding; the record counts as settled by the decision."""
        about = decision.subject.about
        self.verdicts[address] = (about, decision)
        base = self.base[about].get(address)
        read = decision.content.get("read")
        if base is not None and read is not None and read != values_of(about, base):
            return Standing.DIFFERS
        return Standing.HOLDS if address == decision.subject.address else Standing.MOVED

    def insert(self, about: About, records: Sequence[Any], after: str | None = None) -> None:
        """Put new records behind the one at an address, or where they stand in the text."""
        rows = list(self.now[about].values())
        if after is not None:
            at = next(i for i, r in enumerate(rows) if r.id == after) + 1
        else:
            at = next((i for i, r in enumerate(rows) if r.span[0] > records[0].span[0]), len(rows))
        self.now[about] = {r.id: r for r in (*rows[:at], *records, *rows[at:])}
        for record in records:
            self.register.enter(about, record.id, identity(about, record))

    def result(self) -> Effective:
        """Everything put together."""
        changed: dict[str, Any] = {field: tuple(self.now[a].values()) for a, field in PLAN_FIELDS.items()}
        plan = structs.replace(
            self.plan, provisions=self.provisions, proposals=tuple(self.proposals.values()), **changed
        )
        settled = {address: self._settled(address, *verdict) for address, verdict in self.verdicts.items()}
        return Effective(plan, settled, self.standing, self.places, self.proposals, self.register)

    def _settled(self, address: str, about: About, decision: Decision) -> Settled:
        base, now = self.base[about].get(address), self.now[about].get(address)
        was: dict[str, Any] = {}
        if address in self.before:
            was = {"text": self.before[address]}
        elif base is not None and now is not None:
            was = changed_values(about, base, now)
        return Settled(decision.deed.value, decision.by, decision.at, was)


def _confirm(desk: _Desk, decision: Decision, address: str) -> Standing:
    return _with_values(desk, decision, address)


def _with_values(desk: _Desk, decision: Decision, address: str) -> Standing:
    about = decision.subject.about
    record = desk.now[about].get(address)
    if record is None:
        return Standing.IDLE
    desk.now[about][address] = laying.corrected(about, record, decision.content.get("values", {}))
    return desk.stands(decision, address)


def _refuse(desk: _Desk, decision: Decision, address: str) -> Standing:
    return desk.stands(decision, address) if desk.now[decision.subject.about].pop(address, None) else Standing.IDLE


def _not_applicable(desk: _Desk, decision: Decision, address: str) -> Standing:
    about = decision.subject.about
    if about == About.UNIT:
        return Standing.HOLDS
    record = desk.now[about].get(address)
    if record is None:
        return Standing.IDLE
    desk.now[about][address] = laying.sure(record)
    return desk.stands(decision, address)


def _settle(desk: _Desk, decision: Decision, address: str) -> Standing:
    record = desk.now[About.TARGET].get(address)
    if record is None:
        return Standing.IDLE
    desk.now[About.TARGET][address] = laying.settled(record, decision.content.get("deadline"))
    return desk.stands(decision, address)


def _split(desk: _Desk, decision: Decision, address: str) -> Standing:
    about = decision.subject.about
    record = desk.now[about].get(address)
    if record is None:
        return Standing.IDLE
    parts = laying.split(about, record, decision.content["parts"], desk.text)
    if parts is None:
        return Standing.STALE
    desk.insert(about, parts, after=address)
    del desk.now[about][address]
    for part in parts:
        desk.stands(decision, part.id)
        desk.before[part.id] = decision.subject.text
    return Standing.HOLDS if address == decision.subject.address else Standing.MOVED


def _merge(desk: _Desk, decision: Decision, address: str) -> Standing:
    about = decision.subject.about
    others = [desk.register.find(msgspec.convert(other, type(decision.subject))) for other in decision.content["with"]]
    records = [desk.now[about].get(place or "") for place in (address, *others)]
    if None in others:
        return Standing.STALE
    if None in records:
        return Standing.IDLE
    for other in others:
        del desk.now[about][str(other)]
    desk.now[about][address] = laying.merged(about, records, desk.text)
    desk.before[address] = decision.subject.text
    return desk.stands(decision, address)


def _add(desk: _Desk, decision: Decision, address: str) -> Standing:
    about, content = decision.subject.about, decision.content
    found = places_of(content["text"], desk.text)
    same_count = len(found) == content["twins"]
    span = found[content["ordinal"]] if same_count else found[0] if len(found) == 1 else None
    if span is None:
        return Standing.STALE
    words = plain(content["text"])
    if any(r.span == span and plain(getattr(r, "text", "")) == words for r in desk.base[about].values()):
        return Standing.IDLE  # the reader finds it by itself now
    more = {"where": content.get("where"), "values": content.get("values", {})}
    record = laying.added(about, address, span, desk.text, **more)
    desk.insert(about, [record])
    return desk.stands(decision, address)


def _accept_repair(desk: _Desk, decision: Decision, address: str) -> Standing:
    proposal = desk.proposals.pop(address, None)
    if proposal is None:
        return Standing.IDLE
    held = Plan(document=desk.plan.document, provisions=desk.provisions)
    held = structs.replace(held, **{field: tuple(desk.now[a].values()) for a, field in PLAN_FIELDS.items()})
    mended = accept(held, [structs.replace(proposal, confidence=1.0)])  # a person is sure of it
    desk.provisions = mended.provisions
    for about, field in PLAN_FIELDS.items():
        for before, after in zip(getattr(held, field), getattr(mended, field), strict=True):
            if before != after:
                desk.now[about][after.id] = after
                desk.verdicts.setdefault(after.id, (about, decision))
    return Standing.HOLDS


def _refuse_repair(desk: _Desk, decision: Decision, address: str) -> Standing:
    return Standing.HOLDS if desk.proposals.pop(address, None) else Standing.IDLE


def _resolve_unit(desk: _Desk, decision: Decision, address: str) -> Standing:
    printed, names = address.removeprefix("unit/"), decision.content["organisations"]
    for about in (About.RESPONSIBILITY, About.TASK):
        rows = desk.now[about]
        desk.now[about] = {key: laying.with_unit(record, printed, names) for key, record in rows.items()}
    return Standing.HOLDS


_DEEDS: dict[Deed, Callable[[_Desk, Decision, str], Standing]] = {
    Deed.CONFIRM: _confirm,
    Deed.CORRECT: _with_values,
    Deed.REFUSE: _refuse,
    Deed.NOT_APPLICABLE: _not_applicable,
    Deed.SETTLE: _settle,
    Deed.SPLIT: _split,
    Deed.MERGE: _merge,
    Deed.ADD: _add,
    Deed.ACCEPT_REPAIR: _accept_repair,
    Deed.REFUSE_REPAIR: _refuse_repair,
    Deed.RESOLVE_UNIT: _resolve_unit,
}
