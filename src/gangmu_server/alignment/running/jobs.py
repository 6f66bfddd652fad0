"""What a worker does: find the pairs of a plan that changed, and align one pair. Each is safe to run twice."""

from __future__ import annotations

import datetime as dt
import logging

from django.db import transaction
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from gangmu.errors import GangmuError
from gangmu_server.alignment.models import Alignment, AlignmentState
from gangmu_server.alignment.running.materials import material_of, pair_digest
from gangmu_server.alignment.running.outcomes import fail_alignment, finish_alignment, start_alignment
from gangmu_server.alignment.running.pairs import find_pairs
from gangmu_server.alignment.running.result import compare
from gangmu_server.alignment.states import ATTEMPTS
from gangmu_server.base.clock import now
from gangmu_server.directory.models import Account
from gangmu_server.library.models import Plan

log = logging.getLogger(__name__)


def look_again(plan: Plan, acting_user: Account, at: dt.datetime) -> None:
    """Put a plan that changed in the queue, to be judged and compared anew. Told by the library.

    A plan that waits already is not put there twice: it is looked at as it is when its turn comes.
    """
    jobs = DBTaskResult.objects.filter(task_path=look_for_pairs.module_path, status=TaskResultStatus.READY)
    if not jobs.filter(args_kwargs__args__0=plan.pk).exists():
        look_for_pairs.enqueue(plan.pk, acting_user.pk)


@task
def look_for_pairs(plan_id: int, user_id: int) -> int:
    """Find the pairs of a plan and queue their runs.

    Args:
        plan_id: the plan; one that is deleted or not read is passed over.
        user_id: who changed it.

    Returns:
        How many runs were queued.
    """
    plan = Plan.objects.filter(pk=plan_id, deleted_at__isnull=True).first()
    user = Account.objects.filter(pk=user_id).first()
    if plan is None or user is None:
        return 0
    with transaction.atomic():
        queued = find_pairs(plan, acting_user=user, at=now())
        for alignment in queued:
            align_pair.enqueue(alignment.pk)
    return len(queued)


@task
def align_pair(alignment_id: int) -> str:
    """Do a queued run, or one whose worker died.

    Args:
        alignment_id: the run; one that is over, or was purged, is left alone.

    Returns:
        The state it ends in.
    """
    rows = Alignment.objects.select_related("pair__upper", "pair__lower", "zone", "requested_by")
    alignment = rows.filter(pk=alignment_id).first()
    if alignment is None or alignment.state in {AlignmentState.DONE, AlignmentState.FAILED}:
        return alignment.state if alignment else "gone"
    user = alignment.requested_by
    if alignment.attempts >= ATTEMPTS:
        data = {"name": str(alignment.pair), "attempts": alignment.attempts}
        fail_alignment(alignment, "alignment.crashed", data, acting_user=user, at=now())
        return alignment.state
    start_alignment(alignment, acting_user=user, at=now())
    try:
        _align(alignment)
    except GangmuError as error:
        _give_up(alignment, error.code, error.data)
    except Exception as error:
        # Whatever goes wrong inside must end as a failed run the user can see, never as one that runs for ever.
        log.exception("alignment %s failed", alignment.pk)
        _give_up(alignment, "alignment.error", {"name": str(alignment.pair), "reason": type(error).__name__})
    return alignment.state


def _align(alignment: Alignment) -> None:
    pair = alignment.pair
    upper = material_of(pair.upper)
    lower = upper if pair.lower_id == pair.upper_id else material_of(pair.lower)
    if upper is None or lower is None:
        _give_up(alignment, "alignment.unread", {"name": str(pair)})
        return
    alignment.upper_reading, alignment.lower_reading = upper.reading, lower.reading
    alignment.digest = pair_digest(upper, lower)
    finish_alignment(alignment, compare(upper, lower), acting_user=alignment.requested_by, at=now())


def _give_up(alignment: Alignment, code: str, data: dict[str, object]) -> None:
    alignment.refresh_from_db(fields=["state", "in_use", "finished_at"])
    if alignment.state == AlignmentState.RUNNING:
        fail_alignment(alignment, code, data, acting_user=alignment.requested_by, at=now())
