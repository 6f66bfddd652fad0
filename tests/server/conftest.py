"""The server's tests: a data folder of their own, a cast of accounts, files made on the spot, jobs done when asked for.

SQLite by default; with GANGMU_DATABASE_URL=postgresql://… the same tests run on PostgreSQL (`tools/postgres.sh start`
prints an address).
"""

# ruff: noqa: E402 - Django is set up before anything of it is imported
from __future__ import annotations

import datetime as dt
import os
import tempfile
from collections.abc import Callable, Iterator
from typing import Any

os.environ["GANGMU_DATA_DIR"] = tempfile.mkdtemp(prefix="gangmu-tests-")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gangmu_server.config.settings")

import django
import pytest
from django.conf import settings as django_settings

django_settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
django_settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
django.setup()
django_settings.STATIC_ROOT.mkdir(exist_ok=True)

from django.db import connection
from django_tasks_db.management.commands import db_worker

from gangmu_server.audit import triggers
from gangmu_server.base.workers import SteadyWorker
from gangmu_server.directory.actions import create_administrator, create_organisation, create_zone, grant_role
from gangmu_server.directory.models import Account, Organisation, Role, Zone
from gangmu_server.library.actions import upload_files
from gangmu_server.library.models import Edition, Plan
from gangmu_server.library.payloads import IncomingFile, UploadOutcome
from tests.server.texts import OPINION, WITH_GROUPS

NOW = dt.datetime(2022, 9, 15, 2, 0, tzinfo=dt.UTC)
TODAY = dt.date(2022, 9, 15)
PASSWORD = "xunwu-anyuan-77"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Tests that empty the tables (those with real transactions) may: the guard has tests of its own that put it back."""
    with django_db_blocker.unblock():
        triggers.remove(connection)


@pytest.fixture
def now() -> dt.datetime:
    return NOW


@pytest.fixture
def today() -> dt.date:
    return TODAY


@pytest.fixture
def zone(db: None) -> Zone:
    return create_zone("梅江示范区", acting_user=None, at=NOW)


@pytest.fixture
def other_zone(db: None) -> Zone:
    return create_zone("汀江示范区", acting_user=None, at=NOW)


@pytest.fixture
def administrator(zone: Zone) -> Account:
    return _administrator(zone, "guanli", "方静川")


@pytest.fixture
def coordinator(zone: Zone, administrator: Account) -> Account:
    return _member(zone, administrator, "tongchou", "江一禾", Role.COORDINATOR)


@pytest.fixture
def evaluator(zone: Zone, administrator: Account) -> Account:
    return _member(zone, administrator, "pinggu", "岑望舒", Role.EVALUATOR)


@pytest.fixture
def supervisor(zone: Zone, administrator: Account) -> Account:
    return _member(zone, administrator, "ducha", "闻在田", Role.SUPERVISOR)


@pytest.fixture
def leader(zone: Zone, administrator: Account) -> Account:
    return _member(zone, administrator, "lingdao", "梅亦行", Role.LEADER)


@pytest.fixture
def clerk(zone: Zone, administrator: Account, organisation: Organisation) -> Account:
    """The clerk of one unit."""
    return _member(zone, administrator, "danwei", "柏晓岚", Role.UNIT, unit=organisation)


@pytest.fixture
def outsider(other_zone: Zone) -> Account:
    """A coordinator and administrator, but of another zone."""
    account = _administrator(other_zone, "wairen", "隋远山")
    grant_role(account, Role.COORDINATOR, zone=other_zone, acting_user=account, at=NOW)
    return account


@pytest.fixture
def organisation(zone: Zone, administrator: Account) -> Organisation:
    return create_organisation("县农业农村局", zone=zone, acting_user=administrator, at=NOW, aliases=("县农业局",))


@pytest.fixture
def upload(zone: Zone, coordinator: Account) -> Callable[..., list[UploadOutcome]]:
    """Upload texts by file name: `upload({"a.txt": "…"})`."""

    def run(files: dict[str, str | bytes], user: Account | None = None) -> list[UploadOutcome]:
        incoming = [IncomingFile(n, c if isinstance(c, bytes) else c.encode()) for n, c in files.items()]
        return upload_files(incoming, zone=zone, acting_user=user or coordinator, at=NOW)

    return run


@pytest.fixture
def do_jobs(db: None, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Do the jobs that wait, as the worker does, but on the test's own connection: closing it would end the test."""
    monkeypatch.setattr(db_worker, "close_old_connections", lambda: None)
    return lambda: SteadyWorker(batch=True, interval=0).run()


@pytest.fixture
def plan(upload: Callable[..., list[UploadOutcome]], do_jobs: Callable[[], None]) -> Plan:
    """A small opinion with its table, uploaded and read."""
    outcome = upload({"opinion.txt": OPINION})[0]
    do_jobs()
    return Plan.objects.get(pk=outcome.edition.plan_id)


@pytest.fixture
def triggers_in_place(db: None) -> Iterator[None]:
    """The database's own guard of the audit trail, as a real installation has it."""
    triggers.install(connection)
    yield
    triggers.remove(connection)


def _administrator(zone: Zone, username: str, name: str) -> Account:
    return create_administrator(
        username=username, name=name, password=PASSWORD, zone=zone, superuser=False, acting_user=None, at=NOW
    )


def _member(
    zone: Zone, administrator: Account, username: str, name: str, role: Role, *, unit: Organisation | None = None
) -> Account:
    account = Account(username=username, name=name, created_at=NOW)
    account.set_password(PASSWORD)
    account.save()
    grant_role(account, role, unit, zone=zone, acting_user=administrator, at=NOW)
    return account


@pytest.fixture
def zone_units(zone: Zone, administrator: Account) -> dict[str, Organisation]:
    """Units of a county by name: towns, streets, bureaus, and one of the city."""
    names = ("东河镇人民政府", "西河镇", "城关街道办事处", "江北街道", "县水利局", "县交通运输局", "市水利局")
    return {n: create_organisation(n, zone=zone, acting_user=administrator, at=zone.created_at) for n in names}


@pytest.fixture
def read(zone_units: dict[str, Organisation], upload: Callable[..., object], do_jobs: Callable[[], None]) -> Edition:
    """A plan that names groups, read where the zone knows their members."""
    upload({"a.txt": WITH_GROUPS})
    do_jobs()
    return Edition.objects.get()
