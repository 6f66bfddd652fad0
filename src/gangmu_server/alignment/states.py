"""Moves of an alignment in one table: from which state to which, and what must hold."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from gangmu_server.alignment.models import Alignment, AlignmentState
from gangmu_server.base.errors import ConflictError

ALIGNMENT_MOVES: dict[str, frozenset[str]] = {
    AlignmentState.QUEUED: frozenset({AlignmentState.RUNNING, AlignmentState.FAILED}),
    # A running one whose worker died is taken up again: running → running.
    AlignmentState.RUNNING: frozenset({AlignmentState.RUNNING, AlignmentState.DONE, AlignmentState.FAILED}),
    AlignmentState.DONE: frozenset(),
    AlignmentState.FAILED: frozenset(),
}
UNDER_WAY = (AlignmentState.QUEUED, AlignmentState.RUNNING)
ATTEMPTS = 3
"""How often a run is taken up before it is given up: two plans that kill their worker must not kill it for ever."""


def check_move(alignment: Alignment, to: AlignmentState) -> None:
    """Pass or refuse.

    Raises:
        ConflictError: the run is over.
    """
    if to not in ALIGNMENT_MOVES[alignment.state]:
        raise ConflictError(what=_("这次比对已经结束。"))


def check_open(alignment: Alignment) -> None:
    """Pass or refuse to take a finished run or to leave it.

    Raises:
        ConflictError: it is not finished, or it has been taken or left already.
    """
    if alignment.state != AlignmentState.DONE:
        raise ConflictError(what=_("这次比对还没有结果。"))
    if alignment.in_use:
        raise ConflictError(what=_("这次比对的结果已经采用。"))
