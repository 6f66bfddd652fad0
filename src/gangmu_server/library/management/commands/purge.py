"""`gangmu-server purge`: remove for good what was deleted long ago."""

from __future__ import annotations

import datetime as dt
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from gangmu_server.base.clock import now
from gangmu_server.library.actions import purge_plan
from gangmu_server.library.models import Plan


class Command(BaseCommand):
    """Purges deleted plans that nobody has restored in time."""

    help = "Remove plans that were deleted more than --days ago, with their files. They cannot be restored after that."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How long ago, and a dry run."""
        parser.add_argument("--days", type=int, default=30)
        parser.add_argument("--dry-run", action="store_true", help="only list them")

    def handle(self, *args: Any, **options: Any) -> None:
        """Purge each and name it."""
        at = now()
        before = at - dt.timedelta(days=options["days"])
        plans = list(Plan.objects.filter(deleted_at__lt=before).select_related("zone"))
        for plan in plans:
            self.stdout.write(f"{plan.zone}：{plan.title}（{plan.deleted_at:%Y-%m-%d} 删除）")
            if not options["dry_run"]:
                purge_plan(plan, acting_user=None, at=at)
        self.stdout.write(f"共 {len(plans)} 份" + ("，未清除" if options["dry_run"] else ""))
