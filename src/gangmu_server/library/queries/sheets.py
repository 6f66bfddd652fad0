"""One unit's sheet, one leader's sheet: everything they answer for across the editions in force, by date."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from gangmu_server.directory.access import require
from gangmu_server.directory.models import Account, Organisation, Zone
from gangmu_server.directory.names import name_key
from gangmu_server.directory.queries import organisation_names
from gangmu_server.directory.rights import Right
from gangmu_server.library.models import DueBasis, Mention, MentionRole, Responsibility, Target, Task
from gangmu_server.library.payloads import Sheet, SheetEntry
from gangmu_server.library.queries.tables import in_force, named_by

WEIGHT = {MentionRole.LEADER: 0, MentionRole.LEAD: 1, MentionRole.RESPONSIBLE: 2, MentionRole.SUPPORTING: 3}


def unit_sheet(user: Account, organisation: Organisation, today: dt.date) -> Sheet:
    """Everything an organisation leads or supports under any of its names.

    Args:
        user: who asks.
        organisation: passed by `access_organisation`.
        today: decides which of a row's deadlines is next.
    """
    require(user, organisation.zone, Right.READ_PLANS)
    names = organisation_names(organisation)
    mentions = named_by(organisation.zone, names, leader=False)
    return _sheet(organisation.name, mentions, organisation.zone, today, organisation)


def printed_unit_sheet(user: Account, zone: Zone, name: str, today: dt.date) -> Sheet:
    """The same for a unit known only by its printed name."""
    require(user, zone, Right.READ_PLANS)
    return _sheet(name, named_by(zone, [name_key(name)], leader=False), zone, today)


def leader_sheet(user: Account, zone: Zone, name: str, today: dt.date) -> Sheet:
    """Everything a responsible leader answers for."""
    require(user, zone, Right.READ_PLANS)
    return _sheet(name, named_by(zone, [name_key(name)], leader=True), zone, today)


def _sheet(
    title: str, mentions: Iterable[Mention], zone: Zone, today: dt.date, organisation: Organisation | None = None
) -> Sheet:
    found = list(mentions.filter(in_force(zone)).order_by("position"))  # type: ignore[attr-defined]
    roles: dict[tuple[str, int], tuple[str, str]] = {}
    for mention in found:
        row = ("task", mention.task_id) if mention.task_id else ("responsibility", mention.responsibility_id)
        if row not in roles or _weight(mention.role, mention.through) < _weight(*roles[row]):
            roles[row] = mention.role, mention.through
    entries = [*_entries("task", roles, today), *_entries("responsibility", roles, today)]
    entries.sort(key=lambda e: (e.due_on is None, e.due_on or dt.date.max, WEIGHT[MentionRole(e.role)], *_place(e)))
    return Sheet(title, tuple(dict.fromkeys(m.through or m.name for m in found)), tuple(entries), today, organisation)


def _weight(role: str, through: str) -> tuple[bool, int]:
    """A unit that is named itself comes before one that is meant by a group; then by its part."""
    return bool(through), WEIGHT[MentionRole(role)]


def _entries(kind: str, roles: dict[tuple[str, int], tuple[str, str]], today: dt.date) -> list[SheetEntry]:
    pks = [pk for k, pk in roles if k == kind]
    model = Task if kind == "task" else Responsibility
    rows = model.objects.filter(pk__in=pks).select_related("edition__plan", "edition__zone")
    if kind == "responsibility":
        rows = rows.select_related("provision")
    goals: dict[int, list[Target]] = defaultdict(list)
    for target in Target.objects.filter(**{f"{kind}__in": pks}).order_by("position"):
        goals[getattr(target, f"{kind}_id")].append(target)
    return [_entry(roles[kind, row.pk], row, goals[row.pk], today) for row in rows]


def _entry(part: tuple[str, str], row: Task | Responsibility, goals: list[Target], today: dt.date) -> SheetEntry:
    """A row with the deadline that comes next: the first from today on, or the last that went by."""
    role, through = part
    days = sorted(goal.deadline for goal in goals if goal.deadline)
    if row.due_basis != DueBasis.GOAL or not days:
        return SheetEntry(role, row, row.due_on, row.due_basis, tuple(goals), through)
    due = next((day for day in days if day >= today), days[-1])
    return SheetEntry(role, row, due, row.due_basis, tuple(goals), through)


def _place(entry: SheetEntry) -> tuple[str, int, int]:
    return entry.row.edition.plan.title, entry.row.edition_id, entry.row.start
