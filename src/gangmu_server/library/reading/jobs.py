"""What a worker does: read an edition's files, look printed names up again. Each is safe to run twice."""

from __future__ import annotations

import datetime as dt
import logging

from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from gangmu.errors import GangmuError
from gangmu_server.base.clock import now, today
from gangmu_server.directory.models import Account, Zone
from gangmu_server.library.models import Reading, ReadingState
from gangmu_server.library.reading.gazetteer import gazetteer_of
from gangmu_server.library.reading.names import looked_up, take_names
from gangmu_server.library.reading.outcomes import fail_reading, finish_reading, start_reading
from gangmu_server.library.reading.paging import PageCount
from gangmu_server.library.reading.run import read_files, reader_version
from gangmu_server.library.states import ATTEMPTS

log = logging.getLogger(__name__)


@task
def read_edition(reading_id: int) -> str:
    """Do a queued reading, or one whose worker died.

    Args:
        reading_id: the reading; one that is over, or was purged, is left alone.

    Returns:
        The state it ends in.
    """
    reading = Reading.objects.select_related("edition__plan", "zone", "requested_by").filter(pk=reading_id).first()
    if reading is None or reading.state in {ReadingState.DONE, ReadingState.FAILED}:
        return reading.state if reading else "gone"
    user = reading.requested_by
    if reading.attempts >= ATTEMPTS:
        data = {"name": reading.edition.plan.title, "attempts": reading.attempts}
        fail_reading(reading, "reading.crashed", data, acting_user=user, at=now())
        return reading.state
    start_reading(reading, version=reader_version(), acting_user=user, at=now())
    try:
        result = read_files(_files(reading), gazetteer_of(reading.zone, today(now())), PageCount(reading))
        finish_reading(reading, result, acting_user=user, at=now())
    except GangmuError as error:
        _give_up(reading, error.code, error.data)
    except Exception as error:
        # Whatever goes wrong inside must end as a failed reading the user can see, never as one that runs for ever.
        log.exception("reading %s failed", reading.pk)
        _give_up(reading, "reading.error", {"name": reading.edition.plan.title, "reason": type(error).__name__})
    return reading.state


def look_up_again(zone: Zone, acting_user: Account | None, at: dt.datetime) -> None:
    """Put a zone whose names changed in the queue, once: its readings are looked at as the names are then.

    Told by the directory. Without an account, at the command line, a zone is only being set up.
    """
    if acting_user is None:
        return
    jobs = DBTaskResult.objects.filter(task_path=look_up_names.module_path, status=TaskResultStatus.READY)
    if not jobs.filter(args_kwargs__args__0=zone.pk).exists():
        look_up_names.enqueue(zone.pk, acting_user.pk)


@task
def look_up_names(zone_id: int, user_id: int) -> int:
    """Look the printed names of a zone's readings up in its directory as it is now. Safe to run twice.

    Args:
        zone_id: the zone.
        user_id: who changed its names.

    Returns:
        How many readings have other lines on the review desk now.
    """
    zone = Zone.objects.filter(pk=zone_id).first()
    user = Account.objects.filter(pk=user_id).first()
    if zone is None or user is None:
        return 0
    names = gazetteer_of(zone, today(now()))
    changed = 0
    readings = Reading.objects.filter(zone=zone, in_use=True, edition__plan__deleted_at__isnull=True)
    for pk in list(readings.values_list("pk", flat=True)):
        reading = Reading.objects.select_related("edition__plan", "zone").defer("layout").get(pk=pk)
        changed += take_names(reading, *looked_up(reading, names), acting_user=user, at=now())
    return changed


def _files(reading: Reading) -> list[tuple[str, bytes]]:
    parts = reading.edition.parts.select_related("file").order_by("position")
    found = []
    for part in parts:
        with part.file.content.open("rb") as file:
            found.append((part.file.name, file.read()))
    return found


def _give_up(reading: Reading, code: str, data: dict[str, object]) -> None:
    reading.refresh_from_db(fields=["state", "in_use", "finished_at"])
    if reading.state == ReadingState.RUNNING:
        fail_reading(reading, code, data, acting_user=reading.requested_by, at=now())
