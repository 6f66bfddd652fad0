"""What is saved from the pages: named as the plan is, whole in Chinese, and never by a name a file system refuses."""

from __future__ import annotations

import csv
import io
import json
import re
from urllib.parse import unquote

import pytest
from django.test import Client

from gangmu_server.directory.models import Account, Zone
from gangmu_server.documents.downloads import attachment
from gangmu_server.library.models import Edition
from tests.server.plans import Builder
from tests.server.web.conftest import Visit


@pytest.fixture
def desk(visit: Visit, coordinator: Account) -> Client:
    return visit(coordinator)


def name_of(answer: object) -> str:
    """The name a browser would save an answer under."""
    found = re.fullmatch(r"attachment; filename\*=utf-8''(.+)", answer.headers["Content-Disposition"])
    assert found
    return unquote(found[1])


def test_the_plan_json_is_saved_under_the_plans_title(desk: Client, edition: Edition) -> None:
    answer = desk.get(f"/editions/{edition.key}/plan.json")
    assert name_of(answer) == "梅江区贯彻实施意见.json"
    assert json.loads(answer.content)["document"]["title"] == "梅江区贯彻实施意见"
    assert "办好民生实事".encode() in answer.content


def test_an_older_version_says_in_its_name_which_it_is(desk: Client, edition: Edition) -> None:
    Edition.objects.filter(pk=edition.pk).update(is_current=False)
    assert name_of(desk.get(f"/editions/{edition.key}/plan.json")) == "梅江区贯彻实施意见（第1版）.json"


def test_a_title_no_file_system_takes_becomes_one_it_does() -> None:
    assert name_of(attachment(b"{}", "关于“2022/2023”年: 方案?\n.json")) == "关于“2022_2023”年_ 方案__.json"
    assert len(name_of(attachment(b"{}", "长" * 300 + ".json")).encode()) <= 255


def test_the_table_of_targets_and_its_files_say_how_often(desk: Client, zone: Zone, coordinator: Account) -> None:
    built = Builder("供水方案")
    built.target("一/t1", "检测", recurrence="monthly")
    built.store(zone, coordinator)
    page = desk.get("/tables/target/").content.decode()
    assert re.search(r"<td[^>]*>\s*每月\s*</td>", page)
    text = desk.get("/tables/target/export.csv").content.decode("utf-8-sig")
    rows = [row for row in csv.reader(io.StringIO(text)) if row]
    head = next(row for row in rows if "周期" in row)
    assert dict(zip(head, rows[rows.index(head) + 1], strict=False))["周期"] == "每月"
