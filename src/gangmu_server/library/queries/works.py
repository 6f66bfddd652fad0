"""Plans, editions, readings and their records one by one."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from django.db.models import Case, IntegerField, Prefetch, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _

from gangmu.model import Plan as PlanRecords
from gangmu_server.base.errors import NotFoundError
from gangmu_server.directory.access import require
from gangmu_server.directory.models import Account, PlaceLevel, Zone
from gangmu_server.directory.rights import Right
from gangmu_server.library.layout import from_json
from gangmu_server.library.models import (
    Edition,
    EditionFile,
    Indicator,
    Measure,
    Plan,
    Project,
    Provision,
    Reading,
    ReadingState,
    Record,
    Responsibility,
    Target,
    Task,
)
from gangmu_server.library.payloads import EditionFacts, Kind, OutlineNode, PlanCard

HEAVY = ("payload", "text", "layout")
MODELS: dict[Kind, type[Record]] = {
    Kind.TASK: Task,
    Kind.TARGET: Target,
    Kind.INDICATOR: Indicator,
    Kind.PROJECT: Project,
    Kind.RESPONSIBILITY: Responsibility,
    Kind.MEASURE: Measure,
    Kind.PROVISION: Provision,
}
LEVEL_ORDER = Case(
    *(When(level=level, then=Value(i)) for i, level in enumerate(PlaceLevel.values)),
    default=Value(len(PlaceLevel.values)),
    output_field=IntegerField(),
)


def plan_cards(
    user: Account, zone: Zone, *, level: str = "", place: str = "", words: str = "", deleted: bool = False
) -> list[PlanCard]:
    """The plan library, highest level first, then by place and title. The number of questions to the database is fixed.

    Args:
        user: who asks.
        zone: where.
        level: only plans of this level; `none` for those without one.
        place: only plans of the place with this id.
        words: only plans whose title holds this text.
        deleted: the deleted plans instead.
    """
    require(user, zone, Right.READ_PLANS)
    rows = Plan.objects.filter(zone=zone, deleted_at__isnull=not deleted)
    if level:
        rows = rows.filter(level="" if level == "none" else level)
    if place:
        rows = rows.filter(place_id=place) if str(place).isdigit() else rows.none()
    if words:
        rows = rows.filter(title__icontains=words)
    rows = rows.select_related("place", "annex_of_guess", "same_as_guess", "created_by").order_by(
        LEVEL_ORDER, "place__code", "title"
    )
    rows = rows.prefetch_related(Prefetch("editions", Edition.objects.order_by("-number"), to_attr="all_editions"))
    plans = list(rows)
    shown = {plan.pk: _shown(plan.all_editions) for plan in plans}
    editions = [edition for edition in shown.values() if edition]
    readings = _latest(editions)
    files = _files(editions)
    return [
        PlanCard(plan, e, readings.get(e.pk) if e else None, files.get(e.pk, ()) if e else (), len(plan.all_editions))
        for plan, e in ((plan, shown[plan.pk]) for plan in plans)
    ]


def edition_facts(user: Account, edition: Edition) -> EditionFacts:
    """An edition's text, layout and outline, from the reading in use; empty while there is none."""
    require(user, edition.zone, Right.READ_PLANS)
    reading = edition.readings.filter(in_use=True).defer("payload").first()
    nodes = edition.provisions.order_by("position")
    return EditionFacts(
        edition=edition,
        reading=reading,
        text=reading.text if reading else "",
        outline=tuple(
            OutlineNode(n.address, n.parent_address or None, n.kind, n.number, n.heading, n.depth, n.start, n.end)
            for n in nodes.defer("text", "payload")
        ),
        blocks=from_json(reading.layout) if reading else (),
    )


def plan_of(user: Account, edition: Edition) -> PlanRecords | None:
    """The plan as the library's own records, from the reading in use; None while there is none."""
    require(user, edition.zone, Right.READ_PLANS)
    payload = edition.readings.filter(in_use=True).values_list("payload", flat=True).first()
    return msgspec.json.decode(payload, type=PlanRecords) if payload else None


def editions_of(user: Account, plan: Plan) -> list[Edition]:
    """A plan's editions, newest first."""
    require(user, plan.zone, Right.READ_PLANS)
    rows = plan.editions.select_related("created_by", "published_by", "zone", "plan").order_by("-number")
    return list(rows.prefetch_related(Prefetch("parts", EditionFile.objects.select_related("file"))))


def files_of(user: Account, edition: Edition) -> list[EditionFile]:
    """An edition's files, the text itself first."""
    require(user, edition.zone, Right.READ_PLANS)
    return list(edition.parts.select_related("file").order_by("position"))


def records(user: Account, edition: Edition, kind: Kind | str) -> QuerySet[Record]:
    """An edition's records of a kind, in reading order."""
    require(user, edition.zone, Right.READ_PLANS)
    return MODELS[Kind(kind)].objects.filter(edition=edition).order_by("position")


def record_at(user: Account, edition: Edition, address: str) -> Record:
    """The record of any kind at an address.

    Raises:
        NotFoundError: no record stands there (any more).
    """
    require(user, edition.zone, Right.READ_PLANS)
    for model in MODELS.values():
        if row := model.objects.filter(edition=edition, address=address).first():
            return row
    raise NotFoundError(what=_("这条记录"))


def readings_under_way(user: Account, zone: Zone) -> list[Reading]:
    """Readings of undeleted plans that wait or run, first come first."""
    require(user, zone, Right.READ_PLANS)
    states = (ReadingState.QUEUED, ReadingState.RUNNING)
    rows = Reading.objects.filter(zone=zone, state__in=states, edition__plan__deleted_at__isnull=True)
    return list(rows.defer(*HEAVY).select_related("edition__plan").order_by("queued_at", "pk"))


def latest_readings(user: Account, editions: Iterable[Edition]) -> dict[int, Reading]:
    """The newest reading of each edition, by the edition's id."""
    listed = list(editions)
    for zone in {edition.zone_id: edition.zone for edition in listed}.values():
        require(user, zone, Right.READ_PLANS)
    return _latest(listed)


def readings_of(user: Account, edition: Edition) -> list[Reading]:
    """All readings of an edition, newest first, without text and JSON."""
    require(user, edition.zone, Right.READ_PLANS)
    return list(edition.readings.defer(*HEAVY).select_related("requested_by").order_by("-number"))


def _shown(editions: list[Edition]) -> Edition | None:
    """The edition in force, else the newest."""
    return next((e for e in editions if e.is_current), editions[0] if editions else None)


def _latest(editions: list[Edition]) -> dict[int, Reading]:
    rows = Reading.objects.filter(edition__in=editions).defer(*HEAVY).order_by("number")
    return {row.edition_id: row for row in rows}


def _files(editions: list[Edition]) -> dict[int, tuple]:  # type: ignore[type-arg]
    found: dict[int, tuple] = {}  # type: ignore[type-arg]
    for part in EditionFile.objects.filter(edition__in=editions).select_related("file").order_by("position"):
        found[part.edition_id] = (*found.get(part.edition_id, ()), part.file)
    return found
