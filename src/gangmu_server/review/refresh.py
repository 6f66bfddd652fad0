"""Rows and queue brought in step with readings and decisions."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from msgspec import to_builtins

from gangmu.model import Plan, Provision
from gangmu_server.directory.models import Alias, Organisation
from gangmu_server.directory.names import base_key, name_key
from gangmu_server.library.layers import Laid
from gangmu_server.library.models import Edition, Reading
from gangmu_server.library.rows import drop_rows, replace_rows, update_rows
from gangmu_server.review.decisions import PLAN_FIELDS
from gangmu_server.review.doubts import Doubtful, doubtful
from gangmu_server.review.models import QueueItem
from gangmu_server.review.replay import Effective, replay
from gangmu_server.review.state import State, decisions_of, state_of, stood_of

LABEL = 300


def over_reading(edition: Edition, plan: Plan, text: str) -> Laid:
    """What the plan library lays over a reading that has just ended: decisions, and a new queue."""
    decisions = decisions_of(edition.plan_id)
    effective = replay(plan, text, decisions)
    candidates = Reading.objects.filter(edition=edition, in_use=True).values_list("unit_candidates", flat=True).first()
    known, stood = _known(edition, candidates or {}), stood_of(edition.plan_id)
    _queue(edition, effective, doubtful(effective, decisions, candidates or {}, known, stood))
    return Laid(effective.plan, effective.settled)


def refresh(before: State, after: State) -> None:
    """Bring rows and queue from one state of an edition to the next. Called inside an action's transaction."""
    edition, effective = after.edition, after.effective
    gone = _gone(before.effective.plan, effective.plan)
    if gone:
        drop_rows(edition, effective.plan, effective.settled, gone)
    elif _same_records(before.effective.plan, effective.plan):
        changed = _changed(before.effective, effective)
        if changed:
            update_rows(edition, effective.plan, effective.settled, changed)
    else:
        replace_rows(edition, effective.plan, effective.settled)
    refresh_queue(after)


def refresh_with(edition: Edition, numbers: Collection[int]) -> None:
    """Bring an edition in step with the decisions of these numbers, made elsewhere about the same plan."""
    after = state_of(edition)
    if after is not None:
        earlier = tuple(decision for decision in after.decisions if decision.number not in numbers)
        refresh(State(edition, after.read, earlier, after.replayed(earlier)), after)


def refresh_queue(state: State) -> None:
    """Make an edition's queue anew."""
    candidates = state.read.candidates
    known, stood = _known(state.edition, candidates), stood_of(state.edition.plan_id)
    found = doubtful(state.effective, state.decisions, candidates, known, stood)
    _queue(state.edition, state.effective, found)


def _known(edition: Edition, candidates: Mapping[str, Collection[object]]) -> set[str]:
    """Units of the queue whose very name exactly one organisation of the zone goes by now.

    A group that is entered by its own name (各镇) is still asked about where the zone has members of it.
    """
    if not candidates:
        return set()
    names: dict[str, set[int]] = {}
    groups: set[str] = set()
    for name, pk, is_group in Organisation.objects.filter(zone=edition.zone_id).values_list("name", "pk", "is_group"):
        names.setdefault(name_key(name), set()).add(pk)
        if is_group:
            groups.add(name_key(name))
    for name, pk in Alias.objects.filter(zone=edition.zone_id).values_list("name", "organisation_id"):
        names.setdefault(name_key(name), set()).add(pk)
    return {
        unit
        for unit, listed in candidates.items()
        if len(names.get(name_key(unit)) or names.get(base_key(name_key(unit)), ())) == 1
        and not (listed and name_key(unit) in groups)
    }


def _gone(before: Plan, after: Plan) -> list[Any]:
    """The targets and measures that a deed took out, where it did nothing else to the plan; else none."""
    gone: list[Any] = []
    for field in PLAN_FIELDS.values():
        old, new = getattr(before, field), getattr(after, field)
        left = {record.id for record in new}
        missing = [record for record in old if record.id not in left]
        if missing and field not in {"targets", "measures"}:
            return []
        if tuple(record for record in old if record.id in left) != new:
            return []
        gone += missing
    return gone


def _same_records(before: Plan, after: Plan) -> bool:
    """Whether rows can be changed in place; what hangs on a provision's place or heading is laid out anew."""
    fields = PLAN_FIELDS.values()
    same = all([r.id for r in getattr(before, f)] == [r.id for r in getattr(after, f)] for f in fields)
    return same and list(map(_shape, before.provisions)) == list(map(_shape, after.provisions))


def _shape(provision: Provision) -> tuple[object, ...]:
    return provision.parent, provision.kind, provision.number, provision.heading, provision.text, provision.span


def _changed(before: Effective, after: Effective) -> set[str]:
    """Addresses of records whose values, or whose decision, are others now."""
    addresses = {
        new.id
        for field in PLAN_FIELDS.values()
        for old, new in zip(getattr(before.plan, field), getattr(after.plan, field), strict=True)
        if old != new
    }
    marks = before.settled.keys() | after.settled.keys()
    return addresses | {a for a in marks if before.settled.get(a) != after.settled.get(a)}


def _queue(edition: Edition, effective: Effective, found: Sequence[Doubtful]) -> None:
    QueueItem.objects.filter(edition=edition).delete()
    QueueItem.objects.bulk_create(_items(edition, found), batch_size=500)


def _items(edition: Edition, found: Iterable[Doubtful]) -> list[QueueItem]:
    return [
        QueueItem(
            zone_id=edition.zone_id,
            edition=edition,
            about=d.about.value,
            address=d.address[:200],
            score=d.score,
            reasons=[_plain({"code": reason.code, **reason.data}) for reason in d.reasons],
            codes=f"|{'|'.join(dict.fromkeys(reason.code for reason in d.reasons))}|"[:100],
            label=d.label[:LABEL],
            start=d.span[0],
            end=d.span[1],
            decision_number=d.decision,
        )
        for d in found
    ]


def _plain(data: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = to_builtins(dict(data))
    return found
