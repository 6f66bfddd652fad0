"""Reads of the review desk. Each takes the user and asks for the right it needs."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _
from msgspec import structs

from gangmu.model import Plan as PlanRecords
from gangmu.model import Proposal, Target
from gangmu_server.base.errors import NotFoundError
from gangmu_server.directory.access import require
from gangmu_server.directory.models import Account, Zone
from gangmu_server.directory.rights import Right
from gangmu_server.library.models import Edition, Plan
from gangmu_server.library.queries.tables import in_force
from gangmu_server.library.reading.pictures import has_pages
from gangmu_server.library.supplied import with_title
from gangmu_server.review.again import old_of
from gangmu_server.review.decisions import PLAN_FIELDS, About, Decision, Deed, Standing
from gangmu_server.review.models import Decision as Row
from gangmu_server.review.models import QueueItem
from gangmu_server.review.payloads import (
    Case,
    Choice,
    DecisionLine,
    EffectivePlan,
    Place,
    QueueCounts,
    QueueFilter,
)
from gangmu_server.review.places import places_of
from gangmu_server.review.state import State, state_of
from gangmu_server.review.subjects import SPLIT, spoken

ORDER = ("-score", "edition__plan__title", "edition", "start", "about", "address")
REASONS = (
    "stale", "gone", "differs", "doubt", "ambiguous", "unsure", "proposal", "unit", "group", "short", "units", "mended",
)  # fmt: skip


def queue(user: Account, zone: Zone, wanted: QueueFilter | None = None) -> QuerySet[QueueItem]:
    """What waits for a person in the editions in force, worst first; what was skipped comes at the end.

    Args:
        user: who asks.
        zone: where.
        wanted: what to narrow it to.
    """
    require(user, zone, Right.READ_PLANS)
    rows = QueueItem.objects.filter(in_force(zone), _narrowed(wanted or QueueFilter()))
    return rows.select_related("edition__plan", "edition__zone").order_by(*ORDER)


def queue_counts(user: Account, zone: Zone, today: dt.date, wanted: QueueFilter | None = None) -> QueueCounts:
    """How much is left of what the queue is narrowed to and in all, and what was decided today and not taken back."""
    require(user, zone, Right.READ_PLANS)
    done = Row.objects.filter(zone=zone, decided_at__date=today, undone_by__isnull=True).exclude(deed=Deed.WITHDRAW)
    numbers = done.aggregate(today=Count("pk"), own=Count("pk", filter=Q(decided_by=user)))
    several = done.filter(content__has_key="also").values_list("decided_by", "content")
    more = [(by, rows_of(content) - 1) for by, content in several]
    rows = QueueItem.objects.filter(in_force(zone))
    left = rows.aggregate(all=Count("pk"), shown=Count("pk", filter=_narrowed(wanted or QueueFilter())))
    own = numbers["own"] + sum(n for by, n in more if by == user.pk)
    return QueueCounts(left["shown"], left["all"], numbers["today"] + sum(n for _by, n in more), own)


def rows_of(content: Mapping[str, Any]) -> int:
    """How many records a decision settled."""
    return 1 + len(content.get("also", ()))


def queue_choices(user: Account, zone: Zone, wanted: QueueFilter | None = None) -> dict[str, list[Choice]]:
    """What the filters of the queue offer, each with how many lines it leaves beside the other filters."""
    require(user, zone, Right.READ_PLANS)
    wanted = wanted or QueueFilter()

    def rows(**own: str) -> QuerySet[QueueItem]:
        return QueueItem.objects.filter(in_force(zone), _narrowed(replace(wanted, **own))).order_by()

    plans = rows(plan="").values_list("edition__plan__key", "edition__plan__title").annotate(n=Count("pk"))
    kinds = dict(rows(about="").values_list("about").annotate(n=Count("pk")))
    found = rows(reason="").values_list("codes", flat=True)
    codes = Counter(code for line in found for code in line.strip("|").split("|"))
    return {
        "plan": [Choice(key, title, n) for key, title, n in plans.order_by("edition__plan__title")],
        "about": [Choice(a.value, a.value, kinds.get(a.value, 0)) for a in About if a.value in {*kinds, wanted.about}],
        "reason": [Choice(code, code, codes[code]) for code in REASONS if codes[code] or code == wanted.reason],
    }


def waiting_by_plan(user: Account, zone: Zone) -> dict[int, int]:
    """How many lines of the queue each plan has, by the plan's id."""
    require(user, zone, Right.READ_PLANS)
    rows = QueueItem.objects.filter(in_force(zone)).order_by()
    return dict(rows.values_list("edition__plan_id").annotate(n=Count("pk")))


def units_set_aside(user: Account, zone: Zone) -> frozenset[str]:
    """Printed names of which a person said that they are no unit of the zone, and did not take it back."""
    require(user, zone, Right.READ_PLANS)
    rows = Row.objects.filter(zone=zone, about=About.UNIT, deed=Deed.NOT_APPLICABLE, undone_by__isnull=True)
    return frozenset(address.removeprefix("unit/") for address in rows.values_list("address", flat=True))


def effective_plan(user: Account, edition: Edition) -> EffectivePlan | None:
    """An edition's plan with the decisions made so far over it; None while it has not been read."""
    require(user, edition.zone, Right.READ_PLANS)
    found = state_of(edition)
    if found is None:
        return None
    effective = found.effective
    waiting = dict(QueueItem.objects.filter(edition=edition).values_list("address", "codes"))
    plan = structs.replace(effective.plan, document=with_title(effective.plan.document, edition.plan))
    return EffectivePlan(plan, found.read.text, effective.settled, found.stamp, waiting, effective.proposals)


def case(user: Account, place: Place) -> Case:
    """Everything the desk shows of a place.

    Raises:
        NotAllowedError: the user does not read plans here.
        NotFoundError: nothing stands there, and no decision about it is on record.
    """
    edition, about, address = place.edition, place.about, place.address
    require(user, edition.zone, Right.READ_PLANS)
    found = state_of(edition)
    item = QueueItem.objects.filter(edition=edition, about=about, address=address).first()
    history = _history(found, about, address, item.decision_number if item else None) if found else []
    if found is None or (item is None and found.effective.register.at(about, address) is None and not history):
        raise NotFoundError(what=_("这条记录"))
    now = _now(found, about, address)
    base = base_record(found, about, address)
    shown = now if now is not None else base
    span = shown.span if hasattr(shown, "span") else (item.start, item.end) if item else (0, 0)
    rows = _touched(found, about, address, span)
    if about == About.UNIT and rows:
        span = _printed(found, address.removeprefix("unit/"), rows[0])
    stale = next((d for d, standing in history if standing in {Standing.STALE, Standing.DIFFERS}), None)
    return Case(
        edition=edition,
        about=about,
        address=address,
        subject=found.effective.register.at(about, address),
        item=item,
        base=base,
        now=now,
        span=span,
        text=found.read.text,
        settled=found.effective.settled.get(address),
        stale=stale,
        history=history,
        candidates=found.read.candidates.get(address.removeprefix("unit/"), ()) if about == About.UNIT else (),
        chosen=_chosen(edition, address, history) if about == About.UNIT else (),
        alike=_alike(found, about, address, now),
        rows=rows,
        following=_following(found, about, now),
        made=_parts(found, about, address),
        parts=[part.span for part in found.read.plan.document.parts],
        paged=any(has_pages(name) for name in edition.parts.values_list("file__name", flat=True)),
    )


def printed_alike(plan: PlanRecords, target: Target) -> list[Target]:
    """The other targets of a plan whose ambiguous deadline is printed in the same words and read as the same day."""
    said = (target.deadline_text, target.deadline)
    return [t for t in plan.targets if t.ambiguous and t.id != target.id and (t.deadline_text, t.deadline) == said]


def same_error(proposals: Mapping[str, Proposal], address: str) -> list[str]:
    """The addresses of the other places of a proposed repair's error that wait for a person.

    Args:
        proposals: the repairs that wait, by address.
        address: of the one that is looked at.
    """
    own = proposals.get(address)
    if own is None or not own.family:
        return []
    return [other for other, proposal in proposals.items() if proposal.family == own.family and other != address]


def _alike(found: State, about: About, address: str, now: Any) -> int:
    """How many others may be decided with a place in one step."""
    if about == About.REPAIR:
        return len(same_error(found.effective.proposals, address))
    return len(printed_alike(found.effective.plan, now)) if getattr(now, "ambiguous", False) else 0


def _chosen(edition: Edition, address: str, history: Iterable[tuple[Decision, Standing]]) -> list[str]:
    """The organisations a printed name was last said to mean: in this plan, else in another one of the zone."""
    own = next((d for d, standing in history if d.deed == Deed.RESOLVE_UNIT), None)
    if own is not None:
        return list(own.content["organisations"])
    rows = Row.objects.filter(zone=edition.zone_id, about=About.UNIT, address=address, deed=Deed.RESOLVE_UNIT)
    newest = rows.filter(undone_by__isnull=True, plan__deleted_at__isnull=True).order_by("-pk").first()
    return list(newest.content["organisations"]) if newest is not None else []


def base_record(found: State, about: About, address: str) -> Any:
    """The record as read, or the repair as proposed; None for a unit or a record that a decision made."""
    if about == About.REPAIR:
        number = int(address.removeprefix("repair/") or -1)
        proposals = found.read.plan.proposals
        return proposals[number] if 0 <= number < len(proposals) else None
    rows = getattr(found.read.plan, PLAN_FIELDS[about]) if about in PLAN_FIELDS else ()
    return next((record for record in rows if record.id == address), None)


def decisions_about(user: Account, plan: Plan) -> list[DecisionLine]:
    """All decisions about a plan, newest first, as they stand over its edition in force."""
    require(user, plan.zone, Right.READ_PLANS)
    edition = (
        plan.editions.select_related("zone").filter(readings__in_use=True).order_by("-is_current", "-number").first()
    )
    found = state_of(edition) if edition is not None else None
    standing = found.effective.standing if found else {}
    rows = Row.objects.filter(plan=plan).select_related("undoes").order_by("-number")
    return [
        DecisionLine(
            key=row.key,
            number=row.number,
            deed=row.deed,
            about=row.about,
            address=row.address,
            text=words_of(row),
            content=row.content,
            reason=row.reason,
            by=row.decided_name,
            at=row.decided_at,
            standing=standing.get(row.number, Standing.IDLE).value,
        )
        for row in rows
    ]


def words_of(row: Row) -> str:
    """What a decision is about, in words; `undoes` must be loaded for withdrawals."""
    return spoken(About(row.about), row.text, row.undoes.content if row.undoes is not None else row.content)


def last_decision(user: Account, zone: Zone, made: Sequence[str]) -> Row | None:
    """The newest of the user's decisions of some keys that is not taken back: what undo takes back.

    Args:
        user: who made them.
        zone: where.
        made: those of this sitting.
    """
    require(user, zone, Right.READ_PLANS)
    rows = Row.objects.filter(key__in=made, zone=zone, decided_by=user, undone_by__isnull=True)
    rows = rows.filter(plan__deleted_at__isnull=True)
    return rows.exclude(deed=Deed.WITHDRAW).select_related("plan", "edition", "zone").order_by("-pk").first()


def _narrowed(wanted: QueueFilter) -> Q:
    condition = Q()
    if wanted.plan:
        condition &= Q(edition__plan__key=wanted.plan)
    if wanted.about:
        condition &= Q(about=wanted.about)
    if wanted.reason:
        condition &= Q(codes__contains=f"|{wanted.reason}|")
    return condition


def _now(found: State, about: About, address: str) -> Any:
    if about == About.REPAIR:
        return found.effective.proposals.get(address)
    rows = getattr(found.effective.plan, PLAN_FIELDS[about]) if about in PLAN_FIELDS else ()
    return next((record for record in rows if record.id == address), None)


def _history(found: State, about: About, address: str, asked_again: int | None) -> list[tuple[Decision, Standing]]:
    """The decisions that found a record, and those about the record it took the place of, by the number of one."""
    effective = found.effective
    past = {d.number for d in stale_with(found, asked_again)}
    return [
        (decision, effective.standing[decision.number])
        for decision in reversed(found.decisions)
        if decision.number in past
        or (
            decision.subject.about == about
            and effective.places.get(decision.number) == address
            and effective.standing[decision.number] != Standing.WITHDRAWN
        )
    ]


def stale_with(found: State, number: int | None) -> list[Decision]:
    """The stale decisions about the same old record as the one of a number, itself among them."""
    standing = found.effective.standing
    asked = next((d for d in found.decisions if d.number == number), None)
    if asked is None:
        return []
    old = old_of(asked)
    return [d for d in found.decisions if old_of(d) == old and standing[d.number] == Standing.STALE]


def _touched(found: State, about: About, address: str, span: tuple[int, int]) -> list[Any]:
    """Rows that name a unit; records whose place holds a repair."""
    plan = found.effective.plan
    if about == About.UNIT:
        unit = address.removeprefix("unit/")
        rows: Iterable[Any] = (*plan.tasks, *plan.responsibilities)
        return [r for r in rows if unit in r.units or unit in getattr(r, "supporting_units", ())]
    if about == About.REPAIR:
        records = (r for field in PLAN_FIELDS.values() for r in getattr(plan, field))
        return [r for r in records if r.span[0] <= span[0] and span[1] <= r.span[1]]
    return []


def _printed(found: State, unit: str, row: Any) -> tuple[int, int]:
    """Where a unit's name is printed in a duty mark or a row; the whole of it where the name was read otherwise."""
    within = getattr(row, "mark_span", row.span)
    return next(iter(places_of(unit, found.read.text, within)), within)


def _parts(found: State, about: About, address: str) -> list[Any]:
    """The records that a record was split in, asked for it or for one of them."""
    whole = SPLIT.split(address)[0]
    rows = getattr(found.effective.plan, PLAN_FIELDS[about]) if about in PLAN_FIELDS else ()
    return [record for record in rows if record.id != whole and SPLIT.split(record.id)[0] == whole]


def _following(found: State, about: About, now: Any) -> Any:
    if now is None or about not in PLAN_FIELDS:
        return None
    rows = list(getattr(found.effective.plan, PLAN_FIELDS[about]))
    at = next((i for i, record in enumerate(rows) if record.id == now.id), len(rows))
    return rows[at + 1] if at + 1 < len(rows) else None
