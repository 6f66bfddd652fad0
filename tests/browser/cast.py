"""Fill a data folder with a zone and its accounts: `python -m tests.browser.cast`, before the server starts.

A process of its own, because the browser's driver keeps an event loop in which Django does not touch its database.
"""

# ruff: noqa: E402 - Django is set up before anything of it is imported
from __future__ import annotations

import os

os.environ["DJANGO_SETTINGS_MODULE"] = "gangmu_server.config.settings"

import django

django.setup()

from django.core.management import call_command
from django.utils import timezone

from gangmu_server.directory.actions import create_administrator, create_zone, grant_role
from gangmu_server.directory.models import Account, Role

PASSWORD = "xunwu-anyuan-77"
CAST = {"tongchou": ("江一禾", Role.COORDINATOR), "pinggu": ("岑望舒", Role.EVALUATOR)}


def main() -> None:
    """The tables, a demo zone, its administrator, and the cast."""
    call_command("migrate", verbosity=0)
    at = timezone.now()
    zone = create_zone("梅江示范区", acting_user=None, at=at, is_demo=True)
    keeper = create_administrator(
        username="guanli", name="方静川", password=PASSWORD, zone=zone, superuser=False, acting_user=None, at=at
    )
    for username, (name, role) in CAST.items():
        account = Account(username=username, name=name, created_at=at)
        account.set_password(PASSWORD)
        account.save()
        grant_role(account, role, zone=zone, acting_user=keeper, at=at)


if __name__ == "__main__":
    main()
