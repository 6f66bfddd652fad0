"""`gangmu-server export-cases FOLDER`: what was settled on the review desk, as cases that `gangmu check` reads."""

from __future__ import annotations

import re
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from gangmu_server.library.models import Edition, SourceFile
from gangmu_server.review.cases import CaseFile, Source, cases_of
from gangmu_server.review.models import Decision
from gangmu_server.review.state import state_of


class Command(BaseCommand):
    """Writes a folder of small files for each plan; files of the same name are written anew."""

    help = "Write the records settled on the review desk as cases into FOLDER; `gangmu check FOLDER` reads them again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to, and which plan."""
        parser.add_argument("folder", metavar="FOLDER")
        parser.add_argument("--plan", help="only the plan with this key (it stands in the page's address)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write plan by plan and say how many.

        Raises:
            CommandError: there is no database where the settings look for it, or the folder cannot be written to.
        """
        if Decision._meta.db_table not in connection.introspection.table_names():
            where = settings.DATABASES["default"]["NAME"]
            raise CommandError(f"{where} 里没有纲目的数据。数据在别处时请设 GANGMU_DATA_DIR，演示的数据在 var/demo。")
        plans = Decision.objects.values_list("plan", flat=True).distinct()
        editions = Edition.objects.filter(is_current=True, plan__in=plans, plan__deleted_at__isnull=True)
        if options["plan"]:
            editions = editions.filter(plan__key=options["plan"])
        try:
            written = sum(
                self._write(edition, Path(options["folder"]))
                for edition in editions.select_related("plan").order_by("plan__title")
            )
        except OSError as error:
            raise CommandError(f"写不进 {options['folder']}：{error.strerror}") from error
        self.stdout.write(f"共写出用例 {written} 条：{options['folder']}")

    def _write(self, edition: Edition, folder: Path) -> int:
        state = state_of(edition)
        if state is None:
            return 0
        title = edition.plan.title
        parts = list(edition.parts.select_related("file").order_by("position"))
        names = [f"files/{part.file.sha256[:12]}{Path(part.file.name).suffix}" for part in parts]
        cases = list(cases_of(state, title, Source(names[0], tuple(names[1:]))))
        if cases:
            place = folder / f"{re.sub(r'[^一-龥A-Za-z0-9]+', '_', title)[:40]}-{edition.plan.key}"
            whole = zip(parts, names, strict=True) if any(case.whole for case in cases) else ()
            _write_folder(place, cases, [(part.file, name) for part, name in whole])
        self.stdout.write(f"  《{title}》 {len(cases)} 条")
        return len(cases)


def _write_folder(place: Path, cases: Sequence[CaseFile], files: Sequence[tuple[SourceFile, str]]) -> None:
    """A plan's cases, and the files that some of them stand on."""
    place.mkdir(parents=True, exist_ok=True)
    for case in cases:
        (place / case.name).write_text(case.text(), "utf-8")
    for file, name in files:
        (place / name).parent.mkdir(exist_ok=True)
        with file.content.open("rb") as opened:
            (place / name).write_bytes(opened.read())
