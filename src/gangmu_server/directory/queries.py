"""Reads of the directory. Each takes the user and asks for the right it needs."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

from django.db.models import Prefetch, Q, QuerySet

from gangmu_server.audit.models import AuditEntry
from gangmu_server.audit.queries import entries_of
from gangmu_server.directory.access import require
from gangmu_server.directory.models import Account, Alias, Membership, Organisation, Person, Place, Zone
from gangmu_server.directory.names import name_key
from gangmu_server.directory.payloads import AccountLine, TreeLine
from gangmu_server.directory.rights import Right


def in_force(on: dt.date) -> Q:
    """The rows of a `Dated` model that hold on a day."""
    started = Q(valid_from__isnull=True) | Q(valid_from__lte=on)
    return started & (Q(valid_until__isnull=True) | Q(valid_until__gte=on))


def organisations(user: Account, zone: Zone, on: dt.date) -> QuerySet[Organisation]:
    """The organisations that stand on a day, with their aliases loaded."""
    require(user, zone, Right.READ_PLANS)
    return Organisation.objects.filter(in_force(on), zone=zone).prefetch_related("aliases")


def organisation_tree(user: Account, zone: Zone, on: dt.date) -> list[TreeLine]:
    """The organisations that stand on a day, parents before children; one whose parent is gone stands at the top."""
    rows = list(organisations(user, zone, on))
    known = {row.pk for row in rows}
    children: dict[int | None, list[Organisation]] = defaultdict(list)
    for row in rows:
        children[row.parent_id if row.parent_id in known else None].append(row)
    lines: list[TreeLine] = []
    stack = [(row, 0) for row in reversed(children[None])]
    while stack:
        row, depth = stack.pop()
        lines.append(TreeLine(row, depth, tuple(a.name for a in row.aliases.all())))
        stack.extend((child, depth + 1) for child in reversed(children[row.pk]))
    return lines


def organisation_names(organisation: Organisation) -> frozenset[str]:
    """The keys of all names an organisation is printed under. The caller has passed `access_organisation`."""
    names = [organisation.name, *(alias.name for alias in organisation.aliases.all())]
    return frozenset(name_key(name) for name in names)


def names_in_zone(user: Account, zone: Zone, on: dt.date) -> dict[str, list[Organisation]]:
    """Every name key of the zone and the organisations it may stand for."""
    known: dict[str, list[Organisation]] = defaultdict(list)
    for organisation in organisations(user, zone, on):
        for key in organisation_names(organisation):
            known[key].append(organisation)
    return dict(known)


def places(user: Account, zone: Zone) -> QuerySet[Place]:
    """The zone's places, by code."""
    require(user, zone, Right.READ_PLANS)
    return Place.objects.filter(zone=zone).select_related("parent")


def persons(user: Account, zone: Zone, on: dt.date) -> QuerySet[Person]:
    """The persons in the zone's service on a day, with their posts."""
    require(user, zone, Right.READ_PLANS)
    return Person.objects.filter(in_force(on), zone=zone).prefetch_related("holdings__post__organisation")


def accounts(user: Account, zone: Zone) -> list[AccountLine]:
    """The accounts with a role in the zone, for its administrator."""
    require(user, zone, Right.MANAGE_ACCOUNTS)
    held = Prefetch(
        "memberships",
        queryset=Membership.objects.filter(zone=zone).select_related("organisation"),
        to_attr="memberships_here",
    )
    rows = Account.objects.filter(memberships__zone=zone).distinct().prefetch_related(held)
    return [AccountLine(row, tuple(row.memberships_here)) for row in rows]


def audit_entries(
    user: Account, zone: Zone, *, object_type: str = "", object_id: str = "", action: str = ""
) -> QuerySet[AuditEntry]:
    """The zone's audit entries, newest first; `action` may be a whole code or its noun (`plan`)."""
    require(user, zone, Right.READ_AUDIT)
    entries = entries_of(zone)
    if object_type:
        entries = entries.filter(object_type=object_type)
    if object_id:
        entries = entries.filter(object_id=object_id)
    if action:
        entries = entries.filter(Q(action=action) | Q(action__startswith=f"{action}."))
    return entries


def aliases_of(user: Account, organisation: Organisation) -> QuerySet[Alias]:
    """An organisation's other names."""
    require(user, organisation.zone, Right.READ_PLANS)
    return organisation.aliases.all()
