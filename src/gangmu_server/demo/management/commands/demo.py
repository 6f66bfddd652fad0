"""`gangmu-server demo`: everything set up with the specimen (or a folder of plans), then served on this machine."""

from __future__ import annotations

import os
import sys
import webbrowser
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from gangmu_server.base.clock import now
from gangmu_server.base.serving import ServingError, check_port, migrate_if_needed, serve
from gangmu_server.demo.folder import NoPlansError, plan_files, specimen_folder
from gangmu_server.demo.loading import load_demo
from gangmu_server.demo.telling import in_turn
from gangmu_server.demo.zone import EVERYBODY, PASSWORD, SPECIMEN_DAY
from gangmu_server.directory.rights import HOLDERS, Right

HOST = "127.0.0.1"


def banner(address: str) -> str:
    """Where the demo is and who may sign in, in the language at hand.

    Args:
        address: of the server, without a stroke at its end.
    """
    at_work = HOLDERS[Right.READ_PLANS]
    apart = str(_("（还没有自己的页面）"))
    accounts = "\n".join(
        f"  {cast.username:<10}{cast.role.label} · {cast.name}{'' if cast.role in at_work else apart}"
        for cast in EVERYBODY
    )
    words = "\n" + _("纲目演示已启动：%(address)s/\n\n账号（密码都是 %(password)s）：\n%(accounts)s\n\nCtrl-C 结束。")
    return words % {"address": address, "password": PASSWORD, "accounts": accounts}


class Command(BaseCommand):
    """Loads once, serves until Ctrl-C. Listens on this machine only: its passwords are printed."""

    help = "Set up a demo zone with the specimen, or with your own documents (--plans), and serve it on this machine."
    requires_system_checks = ["gangmu"]

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Plans, port, and whether to serve."""
        parser.add_argument("--plans", help="folder of your own documents instead of the specimen")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--load-only", action="store_true", help="set up and end")

    def handle(self, *args: Any, **options: Any) -> None:
        """Set up, print the accounts, serve.

        Raises:
            CommandError: no plans to load, or the port cannot be used.
        """
        try:
            if not options["load_only"]:
                check_port(HOST, options["port"])
            folder = Path(options["plans"]) if options["plans"] else specimen_folder()
            files = plan_files(folder)
            migrate_if_needed()
            today = None if options["plans"] else SPECIMEN_DAY
            load_demo(files, today=today, at=now(), say=self.stdout.write)
            if options["load_only"]:
                return
            code = serve(HOST, options["port"], workers=1, threads=4, ready=self._ready)
        except (NoPlansError, ServingError) as error:
            raise CommandError(str(error)) from error
        sys.exit(code)

    def _ready(self, address: str) -> None:
        for _language in in_turn():
            self.stdout.write(banner(address))
        self.stdout.flush()
        if sys.stdout.isatty() and (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
            webbrowser.open(address)
