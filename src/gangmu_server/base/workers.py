"""The background worker: does jobs one after the other, shows that it is alive, takes over what a dead one left.

A job belongs to the worker that claimed it. A worker that is stopped politely finishes its job; one that is killed
leaves it marked as running. Whoever is alive notices that the owner's pulse has stopped and puts the job back.
"""

from __future__ import annotations

import datetime as dt
import logging
import os
import socket
import threading
from types import FrameType

from django.db import close_old_connections, connection, transaction
from django.utils.crypto import get_random_string
from django_tasks import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from gangmu_server.base.clock import now
from gangmu_server.base.models import WorkerPulse

log = logging.getLogger(__name__)
PREFIX = "gangmu-"
BEAT_SECONDS = 5
SILENT_SECONDS = 60
"""A worker silent for so long counts as dead on any machine; on its own machine the process list says so at once."""


class SteadyWorker(Worker):
    """The package's worker, but a second stop signal does not turn the job in hand into a failure.

    Ctrl-C reaches a whole process group and `serve` passes it on: two signals for one wish.
    """

    def __init__(self, *, batch: bool, interval: float) -> None:
        super().__init__(
            queue_names=["default"],
            interval=interval,
            batch=batch,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=f"{PREFIX}{get_random_string(24)}",
            excluded_queue_names=[],
        )

    def shutdown(self, signum: int, frame: FrameType | None) -> None:
        """Stop after the job in hand; at once where there is none."""
        self.running = False
        if not self.running_task:
            raise SystemExit(0)


def work(*, batch: bool = False, interval: float = 0.5) -> None:
    """Do jobs until stopped, or with `batch` until none is left."""
    worker = SteadyWorker(batch=batch, interval=interval)
    if threading.current_thread() is threading.main_thread():
        worker.configure_signals()
    beat(worker.worker_id, now())
    take_over(now())
    stopped = threading.Event()
    pulse = threading.Thread(target=_pulse, args=(worker.worker_id, stopped), daemon=True)
    pulse.start()
    try:
        worker.run()
    finally:
        stopped.set()
        pulse.join(timeout=BEAT_SECONDS)
        WorkerPulse.objects.filter(worker_id=worker.worker_id).delete()


def beat(worker_id: str, at: dt.datetime) -> None:
    """Note that a worker of this process is alive."""
    facts = {"host": socket.gethostname(), "pid": os.getpid(), "seen_at": at}
    WorkerPulse.objects.update_or_create(worker_id=worker_id, defaults=facts)


@transaction.atomic
def take_over(at: dt.datetime) -> int:
    """Put back the jobs of workers that are dead.

    Args:
        at: now.

    Returns:
        How many jobs wait again.
    """
    for pulse in WorkerPulse.objects.select_for_update():
        if _is_dead(pulse, at):
            pulse.delete()
    alive = set(WorkerPulse.objects.values_list("worker_id", flat=True))
    put_back = 0
    for job in DBTaskResult.objects.select_for_update().filter(status=TaskResultStatus.RUNNING):
        owner = job.worker_ids[-1] if job.worker_ids else ""
        if owner.startswith(PREFIX) and owner not in alive:
            log.warning("job %s of a dead worker waits again", job.pk)
            job.status, job.started_at = TaskResultStatus.READY, None
            job.save(update_fields=["status", "started_at"])
            put_back += 1
    return put_back


def workers_alive(at: dt.datetime) -> int:
    """How many workers show a pulse."""
    return sum(not _is_dead(pulse, at) for pulse in WorkerPulse.objects.all())


def _is_dead(pulse: WorkerPulse, at: dt.datetime) -> bool:
    if at - pulse.seen_at > dt.timedelta(seconds=SILENT_SECONDS):
        return True
    return pulse.host == socket.gethostname() and not _runs(pulse.pid)


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _pulse(worker_id: str, stopped: threading.Event) -> None:
    while not stopped.wait(BEAT_SECONDS):
        try:
            close_old_connections()
            beat(worker_id, now())
            take_over(now())
        except Exception:
            # A busy or restarting database must not end the pulse: the next beat tries again.
            log.exception("the worker's pulse missed a beat")
    connection.close()
