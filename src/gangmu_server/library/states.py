"""Moves of readings and editions in one table: from which state to which, and what must hold."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from gangmu_server.base.errors import ConflictError
from gangmu_server.library.models import Edition, EditionState, Reading, ReadingState

READING_MOVES: dict[str, frozenset[str]] = {
    ReadingState.QUEUED: frozenset({ReadingState.RUNNING, ReadingState.FAILED}),
    # A running reading whose worker died is taken up again: running → running.
    ReadingState.RUNNING: frozenset({ReadingState.RUNNING, ReadingState.DONE, ReadingState.FAILED}),
    ReadingState.DONE: frozenset(),
    ReadingState.FAILED: frozenset(),
}
EDITION_MOVES: dict[str, frozenset[str]] = {
    EditionState.DRAFT: frozenset({EditionState.PUBLISHED}),
    EditionState.PUBLISHED: frozenset(),
}
ATTEMPTS = 3
"""How often a reading is taken up before it is given up: a file that kills its worker must not kill it for ever."""


def check_reading_move(reading: Reading, to: ReadingState) -> None:
    """Pass or refuse.

    Raises:
        ConflictError: the reading is over, or the edition was published meanwhile.
    """
    if to not in READING_MOVES[reading.state]:
        raise ConflictError(what=_("这次读取已经结束。"))
    if to == ReadingState.DONE and reading.edition.is_published:
        raise ConflictError(what=_("该版本已定稿，不再改动。"))


def check_publish(edition: Edition, reading: Reading | None, under_way: bool) -> None:
    """Pass or refuse a draft's publication: it has been read, and no other reading is under way.

    Raises:
        ConflictError: published already, not read yet, or being read.
    """
    if EditionState.PUBLISHED not in EDITION_MOVES[edition.state]:
        raise ConflictError(what=_("该版本已经定稿。"))
    if under_way:
        raise ConflictError(what=_("正在读取，读完后再定稿。"))
    if reading is None:
        raise ConflictError(what=_("还没有读取成功，不能定稿。"))
