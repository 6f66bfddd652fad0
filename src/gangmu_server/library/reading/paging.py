"""How far recognition of a reading's scanned pages is, noted where the pages that wait for it can see it.

That is no fact of the record: nothing is audited, and the row is written at most once in a while.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from django.db import DatabaseError, transaction

from gangmu_server.library.models import Reading, ReadingState

log = logging.getLogger(__name__)
EVERY_SECONDS = 1.0


class PageCount:
    """Takes what recognition tells of one file after another and notes how far the whole reading is."""

    def __init__(self, reading: Reading, clock: Callable[[], float] = time.monotonic) -> None:
        """Count for a reading.

        Args:
            reading: the one under way.
            clock: seconds that only grow.
        """
        self._id, self._clock = reading.pk, clock
        self._before = self._done = self._all = 0
        self._noted: float | None = None

    def __call__(self, done: int, pages: int) -> None:
        """A page more is done, or none yet.

        Args:
            done: pages of the file in hand, 0 as its recognition begins.
            pages: how many of its pages are recognised in all.
        """
        if done == 0:  # the next file
            self._before += self._all
        self._done, self._all = done, pages
        now = self._clock()
        if self._noted is None or done in {0, pages} or now - self._noted >= EVERY_SECONDS:
            self._noted = now
            self._note()

    def _note(self) -> None:
        rows = Reading.objects.filter(pk=self._id, state=ReadingState.RUNNING)
        try:
            with transaction.atomic():
                rows.update(pages_done=self._before + self._done, pages_in_all=self._before + self._all)
        except DatabaseError:
            # A busy database must not end the reading; the next page tells again.
            log.warning("how far reading %s is was not noted", self._id, exc_info=True)
