"""`gangmu-server verify`: walk every zone's audit chain and say where it does not hold."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from gangmu_server.audit.models import Chain
from gangmu_server.audit.queries import faults_of, guard_faults


class Command(BaseCommand):
    """Checks the chains and the database's guards; exit code 1 when anything is wrong."""

    help = "Check every zone's audit chain; prints length and last hash of each, to be kept outside the database."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print a line a zone and a line a fault.

        Raises:
            CommandError: a chain does not hold or a guard is missing.
        """
        faults = 0
        for zone in apps.get_model(settings.ZONE_MODEL).objects.order_by("pk"):
            found = list(faults_of(zone))
            head = Chain.objects.filter(zone=zone).first()
            self.stdout.write(f"{zone}：{head.length if head else 0} 条，{head.head if head else '—'}")
            for fault in found:
                self.stdout.write(f"  第 {fault.number} 条：{fault.reason}")
            faults += len(found)
        for fault in guard_faults():
            self.stdout.write(f"  {fault.reason}")
            faults += 1
        if faults:
            raise CommandError(f"审计链有 {faults} 处问题")
        self.stdout.write("审计链完整")
