"""Worker processes that recognise pages side by side.

They are programs of their own and talk over pipes: the reading process needs no guard around its main part, a page that
brings its worker down costs that page, and one that takes too long is given up.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import suppress
from threading import Timer, local

from gangmu.source.recognition.model import PageImage, Seen
from gangmu.source.recognition.wire import Task, receive_answer, send

TIME_LIMIT = 120.0
"""Seconds for a page, the start of a worker included; an ordinary page takes two to five."""
TRIES = 2
_WORKER = "gangmu.source.recognition.worker"


class _Worker:
    """One worker process, started when first needed."""

    def __init__(self) -> None:
        self._child: subprocess.Popen[bytes] | None = None

    def see(self, image: PageImage) -> Seen | None:
        """What is on a page; None where recognition fails."""
        for _ in range(TRIES):
            child = self._child = self._child or _started()
            late = Timer(TIME_LIMIT, child.kill)
            late.start()
            try:
                assert child.stdin is not None
                assert child.stdout is not None
                send(child.stdin, Task(image.width, image.height, image.dpi, image.pixels))
                answer = receive_answer(child.stdout)
            except OSError:
                answer = None
            finally:
                late.cancel()
            if answer is not None:
                return answer.seen
            self.end()
        return None

    def end(self) -> None:
        """Ends the process."""
        child, self._child = self._child, None
        if child is not None:
            child.kill()
            child.wait()
            for pipe in (child.stdin, child.stdout):
                with suppress(OSError):
                    if pipe is not None:
                        pipe.close()


def _started() -> subprocess.Popen[bytes]:
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-m", _WORKER]
    return subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
    )


def each_seen(images: Iterable[tuple[int, PageImage]], workers: int) -> Iterator[tuple[int, PageImage, Seen | None]]:
    """What is on each page, in the order they are done.

    Args:
        images: numbered pages; taken one by one as workers come free, so that few stand in memory.
        workers: processes at a time.
    """
    own = local()
    started: list[_Worker] = []

    def see(image: PageImage) -> Seen | None:
        if not hasattr(own, "worker"):
            own.worker = _Worker()
            started.append(own.worker)
        worker: _Worker = own.worker
        return worker.see(image)

    waiting: dict[Future[Seen | None], tuple[int, PageImage]] = {}
    with ThreadPoolExecutor(max(1, workers), "gangmu-recognition") as threads:
        try:
            for number, image in images:
                waiting[threads.submit(see, image)] = (number, image)
                if len(waiting) > workers:
                    yield from _done(waiting)
            while waiting:
                yield from _done(waiting)
        finally:
            for future in waiting:
                future.cancel()
            for worker in started:
                worker.end()


def _done(waiting: dict[Future[Seen | None], tuple[int, PageImage]]) -> Iterator[tuple[int, PageImage, Seen | None]]:
    for future in wait(waiting, return_when=FIRST_COMPLETED).done:
        number, image = waiting.pop(future)
        yield number, image, future.result()
