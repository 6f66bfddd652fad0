"""`gangmu-server serve`: migrate, then web and background worker together."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from gangmu_server.base.serving import ServingError, serve


class Command(BaseCommand):
    """Serves pages and does jobs until Ctrl-C."""

    help = "Bring the database up to date and run web and background worker together; Ctrl-C ends both."

    requires_system_checks = ["gangmu"]  # all of them load every page; `check` and the tests do that

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to listen and how wide."""
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--workers", type=int, default=2, help="web processes")
        parser.add_argument("--threads", type=int, default=4, help="threads in each web process")

    def handle(self, *args: Any, **options: Any) -> None:
        """Serve.

        Raises:
            CommandError: the port cannot be used.
        """
        try:
            code = serve(
                options["host"],
                options["port"],
                workers=options["workers"],
                threads=options["threads"],
                ready=lambda address: self.stdout.write(f"纲目已启动 / Gangmu is running: {address}/ (Ctrl-C)"),
            )
        except ServingError as error:
            raise CommandError(str(error)) from error
        sys.exit(code)
