"""Browsing without a browser: a client for each account, and a plan with a record of every kind."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from gangmu.model import IndicatorValue
from gangmu_server.directory.models import Account, Zone
from gangmu_server.library.models import Edition
from tests.server.plans import Builder

Visit = Callable[[Account], Client]


@pytest.fixture
def visit() -> Visit:
    """A client signed in as an account."""

    def run(account: Account) -> Client:
        client = Client()
        client.force_login(account, backend="gangmu_server.directory.signin.NameOrPhoneBackend")
        return client

    return run


@pytest.fixture
def built() -> Builder:
    """One provision tree and a record of every kind."""
    plan = Builder("梅江区贯彻实施意见", number="梅发〔2022〕9号", issued_on="2022-07-05")
    plan.provision("三", "三、重点任务", kind="chapter", number="三、", heading="重点任务")
    plan.provision("三/（一）", "（一）办好民生实事。", "三", number="（一）", heading="办好民生实事")
    plan.duty("三/（一）/r1", "改造老旧小区并修好农村公路。", ["区住建局", "区交通局"], "区住建局")
    plan.target(
        "三/（一）/t1",
        "到2025年新建农村公路10公里以上",
        value=10,
        unit="公里",
        comparator="at_least",
        deadline="2025-12-31",
    )
    plan.indicator("附件1/i1", "粮食总产量", unit="亿斤", target=IndicatorValue(year=2025, value=52, text="52左右"))
    plan.project("专栏1/p1", "通用机场", box="专栏1", stage="construction", places=("定南",))
    plan.task(
        "附件2-6", "提档升级农村公路", ["区交通局", "区财政局"], ["林远"], annual_goals=("新建10公里", "整修8公里")
    )
    plan.target(
        "附件2-6/annual/t1", "年底前新建农村公路10公里", task="附件2-6", value=10, unit="公里", deadline="2022-12-31"
    )
    return plan


@pytest.fixture
def edition(built: Builder, zone: Zone, coordinator: Account) -> Edition:
    """The built plan in the library, read and in force."""
    return built.store(zone, coordinator)
