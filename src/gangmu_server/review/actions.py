"""Writes of the review desk: each adds a decision, leaves an audit entry, and brings tables and queue in step."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from msgspec import to_builtins

from gangmu_server.base.errors import ConflictError, InvalidError
from gangmu_server.directory.actions import add_alias
from gangmu_server.directory.models import Account, Organisation
from gangmu_server.library.models import Edition
from gangmu_server.review import models
from gangmu_server.review.decisions import PLAN_FIELDS, About, Deed, Subject
from gangmu_server.review.desk import Desk
from gangmu_server.review.fields import FieldError, values_of, with_values
from gangmu_server.review.hierarchy import may_hang
from gangmu_server.review.payloads import Place
from gangmu_server.review.places import places_of, plain
from gangmu_server.review.queries import printed_alike, same_error, stale_with
from gangmu_server.review.refresh import refresh_queue
from gangmu_server.review.state import state_of
from gangmu_server.review.states import check_deed, check_withdrawal
from gangmu_server.review.subjects import digest_of

__all__ = [
    "add_record",
    "confirm",
    "correct",
    "decide_repair",
    "let_go",
    "mark_not_applicable",
    "merge",
    "refuse",
    "resolve_unit",
    "settle_deadline",
    "split",
    "withdraw",
]


@transaction.atomic
def confirm(place: Place, *, acting_user: Account, at: dt.datetime) -> models.Decision:
    """Say that a record is right as it is now; its values hold whatever a later reader reads from the same text.

    Raises:
        NotAllowedError: the user does not write plans here.
        ConflictError: the record is gone, or its text is another than the user saw.
    """
    desk = Desk(place, acting_user, at)
    now = desk.check(Deed.CONFIRM)
    values = values_of(place.about, now)
    return desk.decide(Deed.CONFIRM, {"values": values, "read": desk.read_values(), **desk.above(values)})


@transaction.atomic
def correct(
    place: Place, values: Mapping[str, Any], *, reason: str = "", acting_user: Account, at: dt.datetime
) -> models.Decision:
    """Put other values in a record's fields; what was read stays in the decision and in the reading.

    Args:
        place: the record.
        values: new values by field (`fields.FIELDS`); unchanged ones are left out of the decision.
        reason: why, where the user says so.
        acting_user: who.
        at: when.

    Raises:
        NotAllowedError: the user does not write plans here.
        InvalidError: a value its field cannot hold, or none that is another than before.
        ConflictError: the record is gone, or its text is another than the user saw.
    """
    desk = Desk(place, acting_user, at)
    now = desk.check(Deed.CORRECT)
    old = values_of(place.about, now)
    try:
        given = values_of(place.about, with_values(place.about, now, values))
    except FieldError as error:
        raise InvalidError(what=_("“%(field)s”的值不符合格式。") % {"field": error.field}) from error
    rows = {p.id: p for p in desk.before.effective.plan.provisions}
    if place.about == About.PROVISION and not may_hang(rows, place.address, given["parent"]):
        raise InvalidError(what=_("上级条款须在它前面，且不能是它自己的下级。"))
    changed = {name: value for name, value in given.items() if value != old[name]}
    if not changed:
        raise InvalidError(what=_("没有改动任何一项，没有记为更正。读得对的，请按“确认”。"))
    was = {name: old[name] for name in changed}
    content = {"values": changed, "old": was, "read": desk.read_values(), **desk.above(changed)}
    return desk.decide(Deed.CORRECT, content, reason=reason, old=was, new=changed)


@transaction.atomic
def refuse(place: Place, *, reason: str = "", acting_user: Account, at: dt.datetime) -> models.Decision:
    """Say that a record is no record: it leaves tables, sheets and search.

    Raises:
        NotAllowedError: the user does not write plans here.
        ConflictError: the record is gone, or its text is another than the user saw.
    """
    desk = Desk(place, acting_user, at)
    now = desk.check(Deed.REFUSE)
    if place.about == About.PROVISION and now == desk.before.effective.plan.provisions[0]:
        raise InvalidError(what=_("最前面的条款没有上一条可以并入，请改为更正。"))
    return desk.decide(Deed.REFUSE, {}, reason=reason)


@transaction.atomic
def mark_not_applicable(place: Place, *, reason: str, acting_user: Account, at: dt.datetime) -> models.Decision:
    """Say that a record is one but does not apply here, or that a unit is none of the zone's, and why.

    Raises:
        NotAllowedError: the user does not write plans here.
        InvalidError: no reason.
        ConflictError: it is gone, or its text is another than the user saw.
    """
    desk = Desk(place, acting_user, at)
    desk.check(Deed.NOT_APPLICABLE, reason)
    content = {"read": desk.read_values()} if place.about in PLAN_FIELDS else {}
    return desk.decide(Deed.NOT_APPLICABLE, content, reason=reason)


@transaction.atomic
def split(place: Place, cuts: Sequence[int], *, acting_user: Account, at: dt.datetime) -> models.Decision:
    """Part a record in two or more.

    Args:
        place: the record.
        cuts: offsets in the source at which a new part begins.
        acting_user: who.
        at: when.

    Raises:
        NotAllowedError: the user does not write plans here.
        InvalidError: no cut inside the record.
        ConflictError: the record is gone, or its text is another than the user saw.
    """
    desk = Desk(place, acting_user, at)
    now = desk.check(Deed.SPLIT)
    start, end = now.span
    inside = sorted({cut for cut in cuts if start < cut < end})
    edges = [start, *inside, end]
    ends = "" if place.about == About.PROVISION else "，,；;。、|｜"
    pieces = [plain(desk.before.read.text[a:b]).strip(ends) for a, b in pairwise(edges)]
    parts = [{"text": piece} for piece in pieces if piece]
    if len(parts) < 2:
        raise InvalidError(what=_("请选择在哪里拆开。"))
    return desk.decide(Deed.SPLIT, {"parts": parts}, new={"parts": [part["text"] for part in parts]})


@transaction.atomic
def merge(place: Place, other: str, *, acting_user: Account, at: dt.datetime) -> models.Decision:
    """Make one record of two of the same kind: the first, over the place of both.

    Raises:
        NotAllowedError: the user does not write plans here.
        ConflictError: one of them is gone.
    """
    desk = Desk(place, acting_user, at)
    desk.check(Deed.MERGE)
    check_deed(Deed.MERGE, place.about, desk.before.effective, other, "")
    second = desk.before.effective.register.at(place.about, other)
    if second is None or other == place.address:
        raise ConflictError(what=_("请选择要合并的另一条。"))
    return desk.decide(Deed.MERGE, {"with": [to_builtins(second)]}, new={"with": second.text[:200]})


@transaction.atomic
def add_record(
    edition: Edition,
    about: About,
    span: tuple[int, int],
    values: Mapping[str, Any],
    *,
    acting_user: Account,
    at: dt.datetime,
) -> models.Decision:
    """Enter a record the reader missed, at a place in the text.

    Args:
        edition: where.
        about: its kind.
        span: its place in the source.
        values: of its fields; its words are its headline where none is given.
        acting_user: who.
        at: when.

    Raises:
        NotAllowedError: the user does not write plans here.
        InvalidError: nothing stands at the place, or a value its field cannot hold.
    """
    desk = Desk(Place(edition, about, ""), acting_user, at)
    desk.check(Deed.ADD)
    text = desk.before.read.text
    words = plain(text[max(span[0], 0) : span[1]])
    found = places_of(words, text)
    at_place = [i for i, place in enumerate(found) if span[0] <= place[0] and place[1] <= span[1]]
    if not at_place:
        raise InvalidError(what=_("请先在原文中选中文字。"))
    above = [p for p in desk.before.read.plan.provisions if p.span[0] <= span[0]]
    where = max(above, key=lambda p: p.span[0]).id if above else None
    number = 1 + sum(d.deed == Deed.ADD for d in desk.before.decisions)
    address = f"{where}/x{number}" if where else f"x{number}"
    content = {"text": words, "ordinal": at_place[0], "twins": len(found), "where": where, "values": dict(values)}
    desk.subject = Subject(about, address, digest_of(words), text=words)
    return desk.decide(Deed.ADD, content, new={"text": words[:200], **values})


@transaction.atomic
def settle_deadline(
    place: Place, deadline: dt.date | None, *, alike: bool = False, acting_user: Account, at: dt.datetime
) -> models.Decision:
    """Choose what an ambiguous deadline means (2025年前: before the year, or by its end).

    Args:
        place: the target.
        deadline: the day it means; None for none.
        alike: settle every target of the plan so whose deadline is printed in the same words; one step to take back.
        acting_user: who.
        at: when.

    Raises:
        NotAllowedError: the user does not write plans here.
        ConflictError: the target is gone or not ambiguous.
    """
    desk = Desk(place, acting_user, at)
    now = desk.check(Deed.SETTLE)
    content: dict[str, Any] = {"deadline": deadline.isoformat() if deadline else None, "read": desk.read_values()}
    if alike:
        register = desk.before.effective.register
        others = printed_alike(desk.before.effective.plan, now)
        content["also"] = [to_builtins(register.at(About.TARGET, other.id)) for other in others]
    new = {"deadline": content["deadline"], **({"rows": 1 + len(content["also"])} if alike else {})}
    return desk.decide(Deed.SETTLE, content, old={"deadline": now.deadline}, new=new)


@transaction.atomic
def decide_repair(
    place: Place, accepted: bool, *, alike: bool = False, acting_user: Account, at: dt.datetime
) -> models.Decision:
    """Accept a proposed repair, or refuse it; an accepted one stands marked in every record that holds its place.

    Args:
        place: the repair.
        accepted: whether it is made.
        alike: decide every other place of the same error that waits in the plan with it; one step to take back.
        acting_user: who.
        at: when.

    Raises:
        NotAllowedError: the user does not write plans here.
        ConflictError: it was decided already, or is not proposed any more.
    """
    desk = Desk(place, acting_user, at)
    deed = Deed.ACCEPT_REPAIR if accepted else Deed.REFUSE_REPAIR
    proposal = desk.check(deed)
    content: dict[str, Any] = {"proposal": to_builtins(proposal)}
    new: dict[str, Any] = {"repair": proposal.why}
    if alike:
        effective = desk.before.effective
        others = same_error(effective.proposals, place.address)
        content["also"] = [to_builtins(effective.register.at(About.REPAIR, other)) for other in others]
        new["rows"] = 1 + len(others)
    return desk.decide(deed, content, new=new)


@transaction.atomic
def resolve_unit(
    place: Place,
    organisations: Sequence[Organisation],
    *,
    remember: bool = False,
    acting_user: Account,
    at: dt.datetime,
) -> models.Decision:
    """Say which organisation a printed unit name means, throughout the plan.

    Args:
        place: the unit (`unit/…`).
        organisations: whom it means; several for a group.
        remember: keep the printed name as another name of the organisation, for all plans of the zone.
        acting_user: who.
        at: when.

    Raises:
        NotAllowedError: the user does not write plans here, or (to remember) does not manage organisations.
        InvalidError: no organisation, one of another zone, or several to remember the name for.
    """
    desk = Desk(place, acting_user, at)
    desk.check(Deed.RESOLVE_UNIT)
    if not organisations or any(o.zone_id != place.edition.zone_id for o in organisations):
        raise InvalidError(what=_("请选择单位。"))
    if remember and len(organisations) > 1:
        raise InvalidError(what=_("一个写法只能记为一个单位的其他写法。"))
    printed = place.address.removeprefix("unit/")
    content = {
        "printed": printed,
        "organisations": [o.name for o in organisations],
        "keys": [o.key for o in organisations],
        "remembered": remember,
    }
    zone = place.edition.zone
    if remember and not organisations[0].aliases.filter(name=printed).exists():
        add_alias(organisations[0], printed, zone=zone, acting_user=acting_user, at=at)
    made = desk.decide(Deed.RESOLVE_UNIT, content, new={"organisation": "、".join(content["organisations"])})
    if remember:
        _refresh_others(place.edition, place.address)
    return made


@transaction.atomic
def withdraw(decision: models.Decision, *, acting_user: Account, at: dt.datetime) -> models.Decision:
    """Take a decision back: everything is as if it had not been made. The decision itself stays on record.

    Raises:
        NotAllowedError: the user does not write plans here.
        ConflictError: it was taken back already, or is a withdrawal itself.
    """
    edition = decision.edition or decision.plan.editions.filter(readings__in_use=True).order_by("-is_current").first()
    if edition is None:
        raise ConflictError(what=_("这份规划还没有读取成功。"))
    place = Place(edition, About(decision.about), decision.address)
    desk = Desk(place, acting_user, at)
    taken_back = any(d.undoes == decision.number for d in desk.before.decisions)
    check_withdrawal(decision.value(), taken_back)
    old = decision.value().subject
    desk.subject, desk.undoes = old, decision
    return desk.decide(Deed.WITHDRAW, {}, old={"deed": decision.deed})


@transaction.atomic
def let_go(place: Place, *, acting_user: Account, at: dt.datetime) -> list[models.Decision]:
    """Take back all decisions about a record of which nothing is left in the text.

    Args:
        place: the line of the queue that asks about them (`old/…`).
        acting_user: who.
        at: when.

    Raises:
        NotAllowedError: the user does not write plans here.
        ConflictError: they were taken back already, or found a record again.
    """
    desk = Desk(place, acting_user, at)
    line = models.QueueItem.objects.filter(edition=place.edition, about=place.about, address=place.address).first()
    numbers = [d.number for d in stale_with(desk.before, line.decision_number if line else None)]
    if not numbers:
        raise ConflictError(what=_("这一条已被处理，或重新读取后不在了。"))
    rows = models.Decision.objects.filter(plan=place.edition.plan_id, number__in=numbers)
    rows = rows.select_related("plan", "edition__plan", "edition__zone", "undoes")
    return [withdraw(row, acting_user=acting_user, at=at) for row in rows.order_by("-number")]


def _refresh_others(edition: Edition, address: str) -> None:
    """Close the lines of other plans that asked about the same printed name."""
    lines = models.QueueItem.objects.filter(zone=edition.zone_id, about=About.UNIT, address=address)
    for line in lines.exclude(edition=edition).select_related("edition__plan", "edition__zone"):
        found = state_of(line.edition)
        if found is not None:
            refresh_queue(found)
