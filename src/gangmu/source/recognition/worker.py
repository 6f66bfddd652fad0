"""A worker process: pages come in on standard input, what is seen goes out on standard output."""

from __future__ import annotations

import os
import sys

from gangmu.source.recognition.engine import Engine
from gangmu.source.recognition.wire import Answer, receive_task, send


def main() -> None:
    """Recognises pages until there are no more."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # What the engine's packages print must not get among the answers.
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    engine = Engine()
    while (task := receive_task(sys.stdin.buffer)) is not None:
        try:
            answer = Answer(engine.see(task.width, task.height, task.dpi, task.pixels))
        except Exception as error:  # noqa: BLE001
            # One page that the engine stumbles over must not end the others; the reader notes the page.
            answer = Answer(None, f"{type(error).__name__}: {error}")
        send(answers, answer)


if __name__ == "__main__":
    main()
