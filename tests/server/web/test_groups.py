"""Groups of units on the desk: members ticked, taken, and shown on their sheets."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from docx import Document

from gangmu_server.directory.models import Account, Organisation
from gangmu_server.library.models import Edition
from gangmu_server.review import actions
from gangmu_server.review.decisions import About
from gangmu_server.review.payloads import Place
from tests.server.texts import WITH_GROUPS
from tests.server.web.conftest import Visit


@pytest.fixture
def by(coordinator: Account, now: dt.datetime) -> dict[str, Any]:
    return {"acting_user": coordinator, "at": now}


@pytest.fixture
def desk(visit: Visit, coordinator: Account) -> Client:
    return visit(coordinator)


def at(edition: Edition, printed: str) -> dict[str, str]:
    return {"edition": edition.key, "record": "unit", "at": f"unit/{printed}"}


def test_all_of_a_kind_are_ticked_and_whom_it_concerns_is_left_to_tick(
    desk: Client, read: Edition, zone_units: dict[str, Organisation]
) -> None:
    page = desk.get("/review/", at(read, "各镇")).content.decode()
    assert f'value="{zone_units["西河镇"].key}" checked' in page
    assert "名录里这类单位有 2 个，请确认成员。" in page
    page = desk.get("/review/", at(read, "相关街道")).content.decode()
    assert f'value="{zone_units["江北街道"].key}" checked' not in page
    assert "名录里这类单位有 2 个，请勾选涉及的。" in page


def test_members_are_taken_as_ticked_and_the_sheet_says_through_which_name(
    desk: Client, read: Edition, zone_units: dict[str, Organisation]
) -> None:
    place = {"edition": read.key, "about": "unit", "address": "unit/各镇", "deed": "resolve_unit"}
    keys = [zone_units[name].key for name in ("东河镇人民政府", "西河镇")]
    desk.post("/review/decide/", {**place, "organisation": keys})
    key = zone_units["西河镇"].key
    assert "经“各镇”" in desk.get(f"/units/{key}/").content.decode()
    word = Document(io.BytesIO(desk.get(f"/units/{key}/sheet.docx").content))
    assert any("经“各镇”" in cell.text for row in word.tables[0].rows for cell in row.cells)
    page = desk.get("/units/").content.decode()
    assert "经泛指写法 1 项" in page


def test_nothing_ticked_is_refused(desk: Client, read: Edition) -> None:
    place = {"edition": read.key, "about": "unit", "address": "unit/相关街道", "deed": "resolve_unit"}
    assert "请选择单位" in desk.post("/review/decide/", place).content.decode()


@pytest.fixture
def another(read: Edition, upload: Callable[..., object], do_jobs: Callable[[], None]) -> Edition:
    """A second plan that names the same groups."""
    upload({"b.txt": WITH_GROUPS.replace("梅县发〔2022〕6号", "梅县发〔2022〕9号")})
    do_jobs()
    return Edition.objects.exclude(pk=read.pk).get()


def test_what_was_ticked_in_one_plan_is_ticked_in_the_next(
    desk: Client, zone_units: dict[str, Organisation], by: dict[str, Any], read: Edition, another: Edition
) -> None:
    actions.resolve_unit(Place(read, About.UNIT, "unit/相关街道"), [zone_units["江北街道"]], **by)
    page = desk.get("/review/", at(another, "相关街道")).content.decode()
    assert f'value="{zone_units["江北街道"].key}" checked' in page
    assert f'value="{zone_units["城关街道办事处"].key}" checked' not in page
