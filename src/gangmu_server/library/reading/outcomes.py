"""What a run leaves behind: the moves of a reading from queued to done or failed, each an audited action."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import msgspec
from django.db import transaction

from gangmu.model import Document, Plan
from gangmu_server.audit.actions import record
from gangmu_server.directory.models import Account, Place
from gangmu_server.library.followers import plan_changed
from gangmu_server.library.layers import lay_over
from gangmu_server.library.layout import to_json
from gangmu_server.library.models import Edition, Reading, ReadingState
from gangmu_server.library.models import Plan as PlanRow
from gangmu_server.library.reading.annexes import guess_owners
from gangmu_server.library.reading.run import Result
from gangmu_server.library.reading.twins import guess_twins
from gangmu_server.library.rows import counts_of, day, places_key, replace_rows
from gangmu_server.library.states import check_reading_move

TITLE = 500


@transaction.atomic
def start_reading(reading: Reading, *, version: str, acting_user: Account, at: dt.datetime) -> None:
    """A worker takes the reading up (again, if an earlier worker died)."""
    check_reading_move(reading, ReadingState.RUNNING)
    reading.state = ReadingState.RUNNING
    reading.reader_version = version
    reading.attempts += 1
    reading.started_at = at
    reading.pages_done = reading.pages_in_all = 0
    reading.save(update_fields=["state", "reader_version", "attempts", "started_at", "pages_done", "pages_in_all"])
    _record("reading.started", reading, acting_user, at, {"attempt": reading.attempts, "version": version})


@transaction.atomic
def finish_reading(reading: Reading, result: Result, *, acting_user: Account, at: dt.datetime) -> None:
    """The run gave a plan: its records become the edition's rows and the edition takes over the document's facts."""
    check_reading_move(reading, ReadingState.DONE)
    plan = result.plan
    reading.state = ReadingState.DONE
    reading.finished_at = at
    reading.payload = msgspec.json.encode(plan).decode()
    reading.text = result.text
    reading.layout = to_json(result.blocks)
    reading.issues = [msgspec.to_builtins(issue) for issue in plan.issues]
    reading.counts = counts_of(plan)
    reading.unit_candidates = result.unit_candidates
    Reading.objects.filter(edition=reading.edition_id, in_use=True).update(in_use=False)
    reading.in_use = True
    reading.save()
    _take_facts(reading.edition, plan)
    laid = lay_over(reading.edition, plan, result.text)
    replace_rows(reading.edition, laid.plan, laid.settled)
    settle_current(reading.edition.plan)
    _take_over(reading.edition, plan)
    guess_owners(reading.zone_id)
    guess_twins(reading.edition.plan)
    plan_changed(reading.edition.plan, acting_user=acting_user, at=at)
    _record("reading.finished", reading, acting_user, at, {"counts": reading.counts, "issues": len(plan.issues)})


@transaction.atomic
def fail_reading(
    reading: Reading, code: str, data: Mapping[str, object], *, acting_user: Account, at: dt.datetime
) -> None:
    """The run gave nothing: why, as a code and the values its sentence is filled with."""
    check_reading_move(reading, ReadingState.FAILED)
    reading.state = ReadingState.FAILED
    reading.finished_at = at
    reading.error_code = code
    reading.error_data = {key: value if isinstance(value, int | float) else str(value) for key, value in data.items()}
    reading.save(update_fields=["state", "finished_at", "error_code", "error_data"])
    _record("reading.failed", reading, acting_user, at, {"code": code, **reading.error_data})


def settle_current(plan: PlanRow) -> None:
    """Say which edition is in force: a published one stays until a person changes it; else the newest that was read."""
    editions = list(plan.editions.order_by("-number"))
    if any(e.is_current and e.is_published for e in editions):
        return
    read = set(Reading.objects.filter(edition__in=editions, in_use=True).values_list("edition_id", flat=True))
    chosen = next((e for e in editions if e.is_published), None) or next((e for e in editions if e.pk in read), None)
    if chosen is not None:
        make_only_current(chosen)


def make_only_current(edition: Edition) -> None:
    """Put one edition of its plan in force and all others out of it."""
    Edition.objects.filter(plan=edition.plan_id, is_current=True).exclude(pk=edition.pk).update(is_current=False)
    Edition.objects.filter(pk=edition.pk).update(is_current=True)
    edition.is_current = True


def _take_facts(edition: Edition, plan: Plan) -> None:
    document = plan.document
    edition.title = (document.title or "")[:TITLE]
    edition.document_number = (document.number or "")[:100]
    edition.issuers = list(document.issuers)
    edition.issued_on = day(document.issued_on)
    edition.level = document.level or ""
    edition.places = list(document.places)
    edition.places_key = places_key(document.places)
    edition.horizon = list(document.horizon)
    edition.cites = [msgspec.to_builtins(cite) for cite in document.cites]
    edition.issue_count = len(plan.issues)
    edition.save()


def _take_over(edition: Edition, read: Plan) -> None:
    """Give the work the title, level and place of its edition in force, where no person has set them."""
    plan, document = edition.plan, read.document
    edition.refresh_from_db(fields=["is_current"])
    if edition.is_current:
        if document.title and not plan.title_by_hand:
            plan.title = document.title[:TITLE]
        if not plan.level_by_hand:
            plan.level = document.level or ""
        if not plan.place_by_hand:
            plan.place = _place(plan, document)
    plan.save()


def _place(plan: PlanRow, document: Document) -> Place | None:
    """The one place the document covers; a plan over several places stands under none."""
    if len(document.places) != 1 or document.level is None:
        return None
    name = document.places[0][:100]
    known = Place.objects.filter(zone=plan.zone_id, name=name).order_by("pk").first()
    return known or Place.objects.create(zone_id=plan.zone_id, name=name, level=document.level)


def _record(action: str, reading: Reading, user: Account, at: dt.datetime, new: dict[str, object]) -> None:
    values = {"edition": reading.edition.key, "number": reading.number, **new}
    record(action, reading.edition.plan, zone=reading.zone, acting_user=user, at=at, new=values)
