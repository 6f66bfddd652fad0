"""`gangmu-server work`: the background worker by itself."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from gangmu_server.base.workers import work


class Command(BaseCommand):
    """Runs a worker in this process."""

    help = "Run a background worker (`serve` runs one of its own)."

    requires_system_checks = ["gangmu"]

    def add_arguments(self, parser: ArgumentParser) -> None:
        """`--once` for a batch."""
        parser.add_argument("--once", action="store_true", help="do the jobs that wait, then end")

    def handle(self, *args: Any, **options: Any) -> None:
        """Work until stopped."""
        work(batch=options["once"])
