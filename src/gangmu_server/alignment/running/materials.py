"""A plan as it is compared: its edition in force, with people's decisions over the reading, and a digest of it all."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import version

import msgspec
from msgspec import structs

from gangmu.model import Document
from gangmu.model import Plan as Records
from gangmu_server.library.layers import lay_over
from gangmu_server.library.models import Plan, Reading


@dataclass(frozen=True, slots=True)
class Material:
    """One side of a comparison.

    Attributes:
        plan: the work.
        reading: the reading in use of its edition in force.
        records: what it says, decisions laid over.
        text: the source that spans count in.
        digest: the same for the same records.
    """

    plan: Plan
    reading: Reading
    records: Records
    text: str
    digest: str


def aligner_version() -> str:
    """The version of the aligner in use."""
    return version("gangmu")


def material_of(plan: Plan) -> Material | None:
    """A plan ready to be compared; None while no edition of it is read and in force."""
    return next(iter(materials_of([plan])), None)


def materials_of(plans: Iterable[Plan]) -> list[Material]:
    """Those of the plans that are ready to be compared, each loaded once."""
    in_force = {"edition__is_current": True, "in_use": True, "edition__plan__deleted_at__isnull": True}
    readings = Reading.objects.filter(edition__plan__in=[p.pk for p in plans], **in_force).order_by("edition__plan_id")
    return [_material(reading) for reading in readings.select_related("edition__plan__place", "edition__zone")]


def _material(reading: Reading) -> Material:
    plan = reading.edition.plan
    read = msgspec.json.decode(reading.payload, type=Records)
    laid = lay_over(reading.edition, read, reading.text).plan
    records = structs.replace(laid, document=_as_set_by_hand(plan, laid.document))
    return Material(plan, reading, records, reading.text, _digest(records))


def _as_set_by_hand(plan: Plan, document: Document) -> Document:
    """The document's facts with the level and place that a person set. Its text stays with the plan JSON."""
    facts: dict[str, object] = {"text": None, "pages": None}
    if plan.level_by_hand:
        facts["level"] = plan.level or None
    if plan.place_by_hand and plan.place is not None:
        facts["places"] = (plan.place.name,)
    return structs.replace(document, **facts)


def _digest(records: Records) -> str:
    """Of everything that comparing looks at. Which organisation a printed unit is makes no difference to it."""
    said = structs.replace(
        records,
        issues=(),
        proposals=(),
        responsibilities=tuple(structs.replace(row, unit_refs=()) for row in records.responsibilities),
        tasks=tuple(structs.replace(row, unit_refs=()) for row in records.tasks),
    )
    return hashlib.sha256(msgspec.json.encode(said)).hexdigest()


def pair_digest(upper: Material, lower: Material) -> str:
    """What tells a comparison from any other: both plans and the version of the aligner."""
    return hashlib.sha256(f"{upper.digest} {lower.digest} {aligner_version()}".encode()).hexdigest()
