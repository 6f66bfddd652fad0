"""The job a worker does: read an edition's files and leave the outcome. Safe to run twice."""

from __future__ import annotations

import logging

from django_tasks import task

from gangmu.errors import GangmuError
from gangmu_server.base.clock import now, today
from gangmu_server.library.models import Reading, ReadingState
from gangmu_server.library.reading.gazetteer import gazetteer_of
from gangmu_server.library.reading.outcomes import fail_reading, finish_reading, start_reading
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
        result = read_files(_files(reading), gazetteer_of(reading.zone, today(now())))
        finish_reading(reading, result, acting_user=user, at=now())
    except GangmuError as error:
        _give_up(reading, error.code, error.data)
    except Exception as error:
        # Whatever goes wrong inside must end as a failed reading the user can see, never as one that runs for ever.
        log.exception("reading %s failed", reading.pk)
        _give_up(reading, "reading.error", {"name": reading.edition.plan.title, "reason": type(error).__name__})
    return reading.state


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
