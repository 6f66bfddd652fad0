"""The demo zone and its accounts, one for each role. Persons are invented."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from gangmu_server.directory.actions import change_password, create_account, create_administrator, create_zone
from gangmu_server.directory.models import Account, Organisation, Role, Zone
from gangmu_server.directory.payloads import NewAccount

ZONE = "演示示范区"
PASSWORD = "shifanqu-2022"
SPECIMEN_DAY = dt.date(2022, 9, 15)
"""The specimen's rows are due in 2022: on this day some are past, some near."""


@dataclass(frozen=True, slots=True)
class Cast:
    """One account of the demo."""

    username: str
    name: str
    role: Role


ADMINISTRATOR = Cast("guanli", "方静川", Role.ADMINISTRATOR)
CAST = (
    Cast("tongchou", "江一禾", Role.COORDINATOR),
    Cast("pinggu", "岑望舒", Role.EVALUATOR),
    Cast("lingdao", "梅亦行", Role.LEADER),
    Cast("ducha", "闻在田", Role.SUPERVISOR),
    Cast("danwei", "柏晓岚", Role.UNIT),
)
EVERYBODY = (CAST[0], CAST[1], ADMINISTRATOR, *CAST[2:])


def demo_zone(today: dt.date | None, at: dt.datetime) -> tuple[Zone, bool]:
    """The demo zone, made with its administrator where it is not there yet.

    Args:
        today: the day the zone stands still at, None for the real one.
        at: now.

    Returns:
        The zone, and whether it was made now.
    """
    zone = Zone.objects.filter(name=ZONE).first()
    if zone is not None:
        return zone, False
    zone = create_zone(ZONE, acting_user=None, at=at, short_name="演示", is_demo=True, fixed_today=today)
    create_administrator(
        username=ADMINISTRATOR.username,
        name=ADMINISTRATOR.name,
        password=PASSWORD,
        zone=zone,
        superuser=True,
        acting_user=None,
        at=at,
    )
    return zone, True


def demo_account(cast: Cast, zone: Zone, at: dt.datetime, organisation: Organisation | None = None) -> Account:
    """An account of the cast, made where it is not there yet, with the demo's password."""
    account = Account.objects.filter(username=cast.username).first()
    if account is not None:
        return account
    form = NewAccount(cast.username, cast.name, cast.role, organisation, password=PASSWORD)
    account = create_account(form, zone=zone, acting_user=administrator(), at=at)
    change_password(account, PASSWORD, zone=zone, acting_user=account, at=at)  # it need not be changed at first sign-in
    return account


def administrator() -> Account:
    """The account that sets the demo up."""
    return Account.objects.get(username=ADMINISTRATOR.username)
