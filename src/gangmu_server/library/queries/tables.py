"""Tables across plans: filter, sort, add up. A table shows the editions in force of plans that are not deleted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal

from django.db.models import Count, F, Min, Q, QuerySet, Sum

from gangmu_server.directory.access import require
from gangmu_server.directory.models import Account, Organisation, PlaceLevel, Zone
from gangmu_server.directory.names import base_key, name_key
from gangmu_server.directory.queries import names_in_zone, organisation_names
from gangmu_server.directory.rights import Right
from gangmu_server.library.models import (
    Mention,
    MentionRole,
    Record,
    Target,
)
from gangmu_server.library.payloads import Choice, FilterChoices, Kind, TableFilter, Totals, UnitSum
from gangmu_server.library.queries.works import MODELS
from gangmu_server.library.unit_shapes import is_group, is_like_a_unit

TABLES = (Kind.TASK, Kind.TARGET, Kind.INDICATOR, Kind.PROJECT, Kind.RESPONSIBILITY, Kind.MEASURE)
READING_ORDER = ("edition__plan__title", "edition", "position")
SORTS: dict[Kind, dict[str, str]] = {
    Kind.TASK: {"due": "due_on", "plan": "edition__plan__title", "unit": "lead_unit", "number": "position"},
    Kind.TARGET: {
        "due": "deadline",
        "plan": "edition__plan__title",
        "value": "value",
        "unit": "unit",
        "metric": "metric",
        "comparator": "comparator",
    },
    Kind.INDICATOR: {
        "plan": "edition__plan__title",
        "name": "name",
        "category": "category",
        "baseline": "baseline_value",
        "target": "target_value",
        "attribute": "attribute",
        "year": "target_year",
    },
    Kind.PROJECT: {"plan": "edition__plan__title", "name": "name", "box": "box", "stage": "stage"},
    Kind.RESPONSIBILITY: {"due": "due_on", "plan": "edition__plan__title", "unit": "lead_unit"},
    Kind.MEASURE: {"plan": "edition__plan__title", "verb": "verb"},
}
DUE = {Kind.TASK: "due_on", Kind.TARGET: "deadline", Kind.RESPONSIBILITY: "due_on"}
OWN_PLACES = {Kind.PROJECT, Kind.MEASURE}
WORDS = {
    Kind.TASK: ("content", "payload"),
    Kind.TARGET: ("text", "metric"),
    Kind.INDICATOR: ("name", "category", "text"),
    Kind.PROJECT: ("name", "text", "group"),
    Kind.RESPONSIBILITY: ("text",),
    Kind.MEASURE: ("text",),
}
ADDABLE_BASES = ("level", "cumulative")
RATES = ("%", "％", "‰", "个百分点", "百分点", "倍")


def in_force(zone: Zone) -> Q:
    """Rows of the editions in force of the zone's undeleted plans."""
    return Q(zone=zone, edition__is_current=True, edition__plan__deleted_at__isnull=True)


def table(
    user: Account, zone: Zone, kind: Kind | str, wanted: TableFilter | None = None, sort: str = ""
) -> QuerySet[Record]:
    """The rows of a table.

    Args:
        user: who asks.
        zone: where.
        kind: one of TABLES.
        wanted: what to narrow it to.
        sort: a name of `SORTS[kind]`, `-` in front to turn it round; reading order where empty or unknown.

    Returns:
        A lazy queryset; `edition.plan` and what the row hangs on are loaded.
    """
    require(user, zone, Right.READ_PLANS)
    kind = Kind(kind)
    wanted = wanted or TableFilter()
    rows = MODELS[kind].objects.filter(in_force(zone), narrowed(zone, kind, wanted))
    return _loaded(rows, kind).order_by(*_order(kind, sort))


def totals(user: Account, zone: Zone, kind: Kind | str, wanted: TableFilter | None, today: dt.date) -> Totals:
    """The foot of a table over all rows the filter leaves.

    Args:
        user: who asks.
        zone: where.
        kind: one of TABLES.
        wanted: the table's filter.
        today: the day that decides what is past its deadline.
    """
    require(user, zone, Right.READ_PLANS)
    kind = Kind(kind)
    rows = MODELS[kind].objects.filter(in_force(zone), narrowed(zone, kind, wanted or TableFilter()))
    numbers = {"rows": Count("pk"), "plans": Count("edition__plan", distinct=True)}
    if due := DUE.get(kind):
        numbers["overdue"] = Count("pk", filter=Q(**{f"{due}__lt": today}))
        numbers["undated"] = Count("pk", filter=Q(**{f"{due}__isnull": True}))
    return Totals(**rows.aggregate(**numbers), sums=_sums(rows) if kind == Kind.TARGET else ())


def filter_choices(user: Account, zone: Zone, kind: Kind | str, on: dt.date) -> FilterChoices:
    """What the filters of a table offer: only values that some row has.

    Args:
        user: who asks.
        zone: where.
        kind: one of TABLES.
        on: the day whose organisations count as known.
    """
    require(user, zone, Right.READ_PLANS)
    kind = Kind(kind)
    rows = MODELS[kind].objects.filter(in_force(zone)).order_by()
    by_unit = kind in {Kind.TASK, Kind.TARGET, Kind.RESPONSIBILITY}
    units, odd_units = _units(user, zone, kind, on) if by_unit else ((), ())
    return FilterChoices(
        plans=_counted(rows, "edition__plan__key", "edition__plan__title"),
        levels=_levels(rows),
        units=units,
        odd_units=odd_units,
        leaders=_named(_mentions(zone, kind, leaders_too=True)) if kind in {Kind.TASK, Kind.TARGET} else (),
        places=_places(rows, kind),
        comparators=_counted(rows, "comparator") if kind in {Kind.TARGET, Kind.INDICATOR} else (),
        attributes=_counted(rows, "attribute") if kind == Kind.INDICATOR else (),
        stages=_counted(rows, "stage") if kind == Kind.PROJECT else (),
    )


def leaders(user: Account, zone: Zone) -> list[Choice]:
    """The responsible leaders that tasks in force name, with how many rows."""
    require(user, zone, Right.READ_PLANS)
    return list(_named(_mentions(zone, Kind.TASK, leaders_too=True)))


def narrowed(zone: Zone, kind: Kind, wanted: TableFilter) -> Q:
    """The filter as a condition; parts that mean nothing for a kind narrow nothing."""
    condition = Q()
    if wanted.plan:
        condition &= Q(edition__plan__key=wanted.plan)
    if wanted.level:
        condition &= Q(edition__plan__level=wanted.level)
    if wanted.place:
        condition &= _at_place(kind, wanted.place)
    if wanted.unit:
        condition &= _by_mention(zone, kind, _unit_names(zone, wanted.unit), leader=False)
    if wanted.leader:
        condition &= _by_mention(zone, kind, [name_key(wanted.leader)], leader=True)
    for field in ("comparator", "attribute", "stage"):
        if getattr(wanted, field) and field in {f.name for f in MODELS[kind]._meta.get_fields()}:
            condition &= Q(**{field: getattr(wanted, field)})
    return condition & _by_due(kind, wanted) & _by_words(kind, wanted.words)


def _by_due(kind: Kind, wanted: TableFilter) -> Q:
    due = DUE.get(kind)
    if due is None:
        return Q()
    condition = Q(**{f"{due}__isnull": True}) if wanted.undated else Q()
    if wanted.due_from:
        condition &= Q(**{f"{due}__gte": wanted.due_from})
    if wanted.due_until:
        condition &= Q(**{f"{due}__lte": wanted.due_until})
    return condition


def _by_words(kind: Kind, words: str) -> Q:
    condition = Q()
    for word in words.split():
        fields = Q()
        for field in WORDS[kind]:
            fields |= Q(**{f"{field}__icontains": word})
        condition &= fields
    return condition


def _at_place(kind: Kind, place: str) -> Q:
    key = f"|{name_key(place)}|"
    condition = Q(edition__places_key__contains=key)
    return condition | Q(places_key__contains=key) if kind in OWN_PLACES else condition


def _unit_names(zone: Zone, unit: str) -> Iterable[str]:
    """The names a unit filter looks for: an organisation's by its key, else the printed name itself."""
    organisation = Organisation.objects.filter(zone=zone, key=unit).prefetch_related("aliases").first()
    return sorted(organisation_names(organisation)) if organisation else [name_key(unit)]


def named_by(zone: Zone, names: Iterable[str], *, leader: bool) -> QuerySet[Mention]:
    """Mentions of units (or of leaders) by name keys; a unit's brackets at the end may be left out."""
    listed = list(names)
    rows = Mention.objects.filter(zone=zone)
    if leader:
        return rows.filter(role=MentionRole.LEADER, name_key__in=listed)
    return rows.exclude(role=MentionRole.LEADER).filter(Q(name_key__in=listed) | Q(base_key__in=listed))


def _by_mention(zone: Zone, kind: Kind, names: Iterable[str], *, leader: bool) -> Q:
    mentions = named_by(zone, names, leader=leader)
    tasks = mentions.filter(task__isnull=False).values("task")
    duties = mentions.filter(responsibility__isnull=False).values("responsibility")
    if kind == Kind.TASK:
        return Q(pk__in=tasks)
    if kind == Kind.RESPONSIBILITY:
        return Q(pk__in=duties)
    if kind == Kind.TARGET:
        return Q(task__in=tasks) | Q(responsibility__in=duties)
    return Q()


def _loaded(rows: QuerySet[Record], kind: Kind) -> QuerySet[Record]:
    rows = rows.select_related("edition__plan__place", "edition__zone")
    if kind == Kind.TARGET:
        return rows.select_related("task", "provision", "responsibility")
    if kind in {Kind.RESPONSIBILITY, Kind.MEASURE}:
        return rows.select_related("provision")
    return rows


def _order(kind: Kind, sort: str) -> list[object]:
    field = SORTS[kind].get(sort.removeprefix("-"))
    if field is None:
        return list(READING_ORDER)
    first = F(field).desc(nulls_last=True) if sort.startswith("-") else F(field).asc(nulls_last=True)
    return [first, *READING_ORDER]


def _sums(rows: QuerySet[Target]) -> tuple[UnitSum, ...]:
    """Figures that may be added: counts and amounts of one unit of measure, no rates, no ranges, no averages."""
    addable = rows.filter(basis__in=ADDABLE_BASES, value__isnull=False, value_max__isnull=True).exclude(unit="")
    grouped = addable.exclude(unit__in=RATES).order_by().values("unit").annotate(n=Count("pk"), total=Sum("value"))
    return tuple(
        UnitSum(r["unit"], r["n"], _written(r["total"])) for r in grouped.filter(n__gt=1).order_by("-n", "unit")
    )


def _written(total: Decimal) -> Decimal:
    """A sum as a person writes it: rounded to the places values are kept in, without zeros at the end."""
    return Decimal(f"{round(total, 8).normalize():f}")


def _counted(rows: QuerySet[Record], value: str, label: str = "") -> tuple[Choice, ...]:
    fields = [value, label] if label else [value]
    found = rows.exclude(**{value: ""}).values_list(*fields).annotate(n=Count("pk")).order_by(fields[-1])
    return tuple(Choice(row[0], row[-2], row[-1]) for row in found)


def _levels(rows: QuerySet[Record]) -> tuple[Choice, ...]:
    counted = {c.value: c for c in _counted(rows, "edition__plan__level")}
    return tuple(Choice(v, str(label), counted[v].rows) for v, label in PlaceLevel.choices if v in counted)


def _mentions(zone: Zone, kind: Kind, *, leaders_too: bool) -> QuerySet[Mention]:
    rows = Mention.objects.filter(in_force(zone), through="")
    rows = rows.filter(role=MentionRole.LEADER) if leaders_too else rows.exclude(role=MentionRole.LEADER)
    if kind == Kind.TASK:
        return rows.filter(task__isnull=False)
    if kind == Kind.RESPONSIBILITY:
        return rows.filter(responsibility__isnull=False)
    return rows


def _named(rows: QuerySet[Mention]) -> tuple[Choice, ...]:
    grouped = rows.order_by().values("name_key").annotate(name=Min("name"), n=Count("pk")).order_by("-n", "name")
    return tuple(Choice(row["name"], row["name"], row["n"]) for row in grouped)


def _units(user: Account, zone: Zone, kind: Kind, on: dt.date) -> tuple[tuple[Choice, ...], tuple[Choice, ...]]:
    """The printed units of a table, and apart from them those that wait for a person: nobody said whom they mean, and
    they are not called as units are; or the zone knows organisations but neither this one nor a group of that name.
    """
    printed = _mentions(zone, kind, leaders_too=False)
    known = names_in_zone(user, zone, on)
    meant = set(Mention.objects.filter(in_force(zone)).exclude(through="").values_list("through", flat=True).distinct())

    def is_odd(name: str) -> bool:
        if name in meant or known.get(name_key(name)) or known.get(base_key(name)):
            return False
        return not is_like_a_unit(name) or bool(known and not is_group(name))

    listed = _named(printed)
    odd = {choice.value for choice in listed if is_odd(choice.value)}
    return tuple(c for c in listed if c.value not in odd), tuple(c for c in listed if c.value in odd)


def _places(rows: QuerySet[Record], kind: Kind) -> tuple[Choice, ...]:
    keys = set(rows.values_list("edition__places_key", flat=True).distinct())
    if kind in OWN_PLACES:
        keys |= set(rows.values_list("places_key", flat=True).distinct())
    names = sorted({name for key in keys for name in key.split("|") if name})
    return tuple(Choice(name, name) for name in names)
