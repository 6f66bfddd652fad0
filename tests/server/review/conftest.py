"""A plan that was read, and people who may and may not decide about it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec import structs

from gangmu.model import Doubt
from gangmu_server.directory.models import Account, Zone
from gangmu_server.library.models import Edition, Plan
from gangmu_server.review.decisions import About
from gangmu_server.review.payloads import Place
from tests.server.plans import Builder

ORANGE = "二/（一）/t1"


@pytest.fixture
def edition(plan: Plan) -> Edition:
    """The small opinion in force."""
    return plan.editions.get()


@pytest.fixture
def orange(edition: Edition) -> Place:
    """A target with a figure and a deadline."""
    return Place(edition, About.TARGET, ORANGE)


@pytest.fixture
def doubtful_plan(zone: Zone, coordinator: Account) -> Callable[..., Edition]:
    """A plan with a record of each doubt."""

    def build(title: str = "有疑点的意见") -> Edition:
        made = Builder(title)
        made.provision("一", "一、主要任务", kind="chapter", number="一、", heading="主要任务")
        made.target("一/t1", "2025年前建成产业园3个", value=3, unit="个", deadline="2025-12-31", ambiguous=True)
        made.target("一/t2", "培育企业若干家", confidence=0.5)
        made.target("一/t3", "新建公路10公里", value=10, unit="公里", confidence=0.95)
        made.task("附件1-1", "修好桥梁", ["县交通局"], ["陆知行"], doubts=(Doubt("cell_moved", "A cell moved."),))
        made.duty("一/r1", "守好河湖。", ["县水利局"], "县水利局")
        return made.store(zone, coordinator)

    return build


def changed(plan: object, field: str, address: str, **values: object) -> object:
    """A plan with one record changed."""
    rows = tuple(structs.replace(r, **values) if r.id == address else r for r in getattr(plan, field))
    return structs.replace(plan, **{field: rows})
