"""A reading with people's decisions laid over it: one pure function. The reading itself is never edited.

The same text and the same decisions give the same records, whoever reads and however often.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from msgspec import structs

from gangmu.model import Plan, Proposal, Span
from gangmu.resolve import accept
from gangmu_server.library.settled import Settled
from gangmu_server.review import hierarchy, laying
from gangmu_server.review.decisions import PLAN_FIELDS, About, Decision, Deed, Standing
from gangmu_server.review.fields import FieldError, changed_values, values_of
from gangmu_server.review.places import places_of, plain
from gangmu_server.review.subjects import MADE, Register, identity

STANDING_IN_PROVISIONS = (About.TARGET, About.MEASURE, About.RESPONSIBILITY)
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
        if self._read_otherwise(decision, self.base[about].get(address)):
            return Standing.DIFFERS
        return Standing.HOLDS if address == decision.subject.address else Standing.MOVED

    def _read_otherwise(self, decision: Decision, base: Any) -> bool:
        """Whether the reader reads other values now; a provision's parent is known again by its text."""
        read = decision.content.get("read")
        if base is None or read is None:
            return False
        now = values_of(decision.subject.about, base)
        if decision.subject.about == About.PROVISION:
            now |= {"number": read.get("number")} if self.renumbered(decision, base.id) else {}
            if "read_above" in decision.content:
                now |= {"parent": read["parent"] if self._hangs_as_read(decision, base.parent) else not read["parent"]}
        return bool(read != now)

    def _hangs_as_read(self, decision: Decision, parent: str | None) -> bool:
        """Whether a provision stands under the parent it was read under then, wherever that stands now."""
        then, above = decision.content["read_above"], self.register.at(About.PROVISION, parent or "")
        if then is None or isinstance(then, str):  # decisions made before the whole parent was kept
            return bool(then == (above.digest if above else None))
        return self.register.find(msgspec.convert(then, type(decision.subject))) == parent

    def renumbered(self, decision: Decision, address: str) -> bool:
        """Whether a provision was found again by what it says, under another number."""
        here = self.register.at(About.PROVISION, address)
        return here is not None and here.digest != decision.subject.digest

    def rehome(self, gone: Collection[str], home: Callable[[Span], str | None]) -> None:
        """Have what stood in provisions that are gone stand in others."""
        for about in STANDING_IN_PROVISIONS:
            self.now[about] = {
                key: structs.replace(record, provision=home(record.span)) if record.provision in gone else record
                for key, record in self.now[about].items()
            }

    def insert(self, about: About, records: Sequence[Any], after: str | None = None) -> None:
        """Put new records behind the one at an address, or where they stand in the text."""
        rows = list(self.now[about].values())
        if after is not None:
            at = next(i for i, r in enumerate(rows) if r.id == after) + 1
        else:
            at = next((i for i, r in enumerate(rows) if r.span[0] > records[0].span[0]), len(rows))
        self.now[about] = {r.id: r for r in (*rows[:at], *records, *rows[at:])}
        self.enter(about, records)

    def enter(self, about: About, records: Iterable[Any]) -> None:
        """Let later decisions hang on records that this one made."""
        for record in records:
            self.register.enter(about, record.id, identity(about, record))

    def makes_room(self, new: Any) -> bool:
        """Have the provision that holds a new one's words give them up, with what stands in them; False without."""
        holder = new.parent
        if holder is None:
            return True
        left = hierarchy.taken_out(self.now[About.PROVISION], holder, new.text)
        if left is None:
            return False
        self.now[About.PROVISION] = left
        first, last = new.span

        def home(span: Span) -> str | None:
            return str(new.id) if first <= span[0] and span[1] <= last else holder

        self.rehome({holder}, home)
        return True

    def result(self) -> Effective:
        """Everything put together."""
        changed: dict[str, Any] = {field: tuple(self.now[a].values()) for a, field in PLAN_FIELDS.items()}
        plan = structs.replace(self.plan, proposals=tuple(self.proposals.values()), **changed)
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
    values = dict(decision.content.get("values", {}))
    if about == About.PROVISION:
        if desk.renumbered(decision, address) and values.get("number") == decision.content.get("read", {}).get(
            "number"
        ):
            values.pop("number", None)  # the new number stands: nobody decided about it
        if not _hang(desk, decision, address, values):
            return Standing.STALE
    desk.now[about][address] = laying.corrected(about, record, values)
    return desk.stands(decision, address)


def _hang(desk: _Desk, decision: Decision, address: str, values: dict[str, Any]) -> bool:
    """Find the parent a person gave a provision, wherever that stands now, and whether it may hang there."""
    if "parent" not in values:
        return True
    above = decision.content.get("above")
    if above is not None:
        values["parent"] = desk.register.find(msgspec.convert(above, type(decision.subject)))
        if values["parent"] is None:
            return False
    return hierarchy.may_hang(desk.now[About.PROVISION], address, values["parent"])


def _refuse(desk: _Desk, decision: Decision, address: str) -> Standing:
    provisions = desk.now[About.PROVISION]
    if decision.subject.about == About.PROVISION and address in provisions:
        desk.now[About.PROVISION], holder = hierarchy.dissolved(provisions, address)
        desk.rehome({address}, lambda _span: holder)
        return desk.stands(decision, address)
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
    deadline = decision.content.get("deadline")
    for subject in decision.content.get("also", ()):
        other = desk.register.find(msgspec.convert(subject, type(decision.subject))) or ""
        alike = desk.now[About.TARGET].get(other)
        if alike is not None and alike.ambiguous:
            desk.now[About.TARGET][other] = laying.settled(alike, deadline)
            desk.verdicts[other] = (About.TARGET, decision)
    desk.now[About.TARGET][address] = laying.settled(record, deadline)
    return desk.stands(decision, address)


def _split(desk: _Desk, decision: Decision, address: str) -> Standing:
    about = decision.subject.about
    record = desk.now[about].get(address)
    if record is None:
        return Standing.IDLE
    parts = laying.split(about, record, decision.content["parts"], desk.text)
    if parts is None:
        return Standing.STALE
    if about == About.PROVISION:
        desk.now[about] = hierarchy.parted(desk.now[about], address, parts)
        desk.rehome({address}, hierarchy.rehomed(parts))
        desk.enter(about, parts)
    else:
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
    gone = [str(other) for other in others]
    if about == About.PROVISION:
        desk.now[about] = hierarchy.joined(desk.now[about], address, gone)
        desk.rehome(gone, lambda _span: address)
    else:
        desk.now[about] = {key: record for key, record in desk.now[about].items() if key not in gone}
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
    provisions = desk.now[About.PROVISION]
    where = content.get("where")
    where = where if where in provisions else hierarchy.rehomed(provisions.values())(span)
    more = {"where": where, "values": content.get("values", {})}
    record = laying.added(about, address, span, desk.text, **more)
    if about == About.PROVISION and not desk.makes_room(record):
        return Standing.IDLE
    desk.insert(about, [record])
    return desk.stands(decision, address)


def _taken_up(desk: _Desk, decision: Decision, address: str) -> list[Proposal]:
    """The proposals a decision is about, which wait no more: its own, and other places of the same error."""
    also = (desk.register.find(msgspec.convert(s, type(decision.subject))) for s in decision.content.get("also", ()))
    found = (desk.proposals.pop(place, None) for place in (address, *filter(None, also)))
    return [proposal for proposal in found if proposal is not None]


def _accept_repair(desk: _Desk, decision: Decision, address: str) -> Standing:
    taken = _taken_up(desk, decision, address)
    if not taken:
        return Standing.IDLE
    records = {field: tuple(desk.now[a].values()) for a, field in PLAN_FIELDS.items()}
    held = structs.replace(Plan(document=desk.plan.document), **records)
    mended = accept(held, [structs.replace(p, confidence=1.0) for p in taken], desk.text)  # a person is sure of it
    for about, field in PLAN_FIELDS.items():
        for before, after in zip(getattr(held, field), getattr(mended, field), strict=True):
            if before != after:
                desk.now[about][after.id] = after
                desk.verdicts.setdefault(after.id, (about, decision))
    return Standing.HOLDS


def _refuse_repair(desk: _Desk, decision: Decision, address: str) -> Standing:
    return Standing.HOLDS if _taken_up(desk, decision, address) else Standing.IDLE


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
