"""`gangmu-server createadmin`: a zone's administrator, the first of all or one more."""

from __future__ import annotations

import getpass
import os
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from gangmu_server.base.clock import now
from gangmu_server.base.errors import RefusedError
from gangmu_server.directory.actions import create_administrator, create_zone
from gangmu_server.directory.models import Zone

PASSWORD = "GANGMU_ADMIN_PASSWORD"


class Command(BaseCommand):
    """Asks for what is not given on the command line; the password is never an argument."""

    help = (
        f"Create an administrator and, where it is not there yet, the zone. The password is asked for or in {PASSWORD}."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Zone, names, and the right to the read-only admin."""
        parser.add_argument("--zone", help="name of the demonstration zone (示范区名称)")
        parser.add_argument("--username")
        parser.add_argument("--name", help="name shown on pages (姓名)")
        parser.add_argument("--superuser", action="store_true", help="may also open the read-only /admin/")

    def handle(self, *args: Any, **options: Any) -> None:
        """Create and say so.

        Raises:
            CommandError: a value was refused.
        """
        zone_name = options["zone"] or _ask("示范区名称：")
        username = options["username"] or _ask("用户名：")
        name = options["name"] or _ask("姓名：")
        password = os.environ.get(PASSWORD) or _ask_password()
        try:
            zone = Zone.objects.filter(name=zone_name).first()
            zone = zone or create_zone(zone_name, acting_user=None, at=now())
            create_administrator(
                username=username,
                name=name,
                password=password,
                zone=zone,
                superuser=options["superuser"],
                acting_user=None,
                at=now(),
            )
        except RefusedError as error:
            raise CommandError(f"{error.sentence}{error.next_step}") from error
        self.stdout.write(f"已建立“{zone}”的管理员 {username}。登录后在“账号和角色”中添加统筹人员。")


def _ask(words: str) -> str:
    if not sys.stdin.isatty():
        raise CommandError("请用 --zone、--username、--name 给出；密码放在环境变量 GANGMU_ADMIN_PASSWORD。")
    return input(words).strip()


def _ask_password() -> str:
    if not sys.stdin.isatty():
        raise CommandError("请把密码放在环境变量 GANGMU_ADMIN_PASSWORD。")
    first, second = getpass.getpass("密码："), getpass.getpass("再输一次：")
    if first != second:
        raise CommandError("两次输入的密码不同。")
    return first
