"""One unit's sheet and one leader's: everything they answer for, on screen, in Word, in Excel."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import pytest
from django.test import Client
from docx import Document
from docx.oxml.ns import qn
from python_calamine import CalamineWorkbook

from gangmu_server.directory.actions import create_organisation
from gangmu_server.directory.models import Account, Zone
from gangmu_server.documents.sheet import stretch
from gangmu_server.library.models import Edition
from tests.server.conftest import NOW, TODAY
from tests.server.plans import Builder
from tests.server.web.conftest import Visit


@pytest.fixture
def desk(visit: Visit, coordinator: Account) -> Client:
    return visit(coordinator)


@pytest.fixture
def bureau(zone: Zone, administrator: Account) -> str:
    """The key of an organisation that plans print under two names."""
    made = create_organisation("区交通运输局", zone=zone, acting_user=administrator, at=NOW, aliases=("区交通局",))
    return made.key


def table(content: bytes) -> list[list[str]]:
    """The rows of a document's table; a merged row stands once."""
    rows = Document(io.BytesIO(content)).tables[0].rows
    return [list(dict.fromkeys(cell.text for cell in row.cells)) for row in rows]


def test_units_are_listed_with_how_much_they_lead(desk: Client, edition: Edition) -> None:
    page = desk.get("/units/").content.decode()
    assert "区交通局" in page
    assert "牵头 1" in page


def test_a_name_the_directory_knows_leads_to_the_organisations_sheet(
    desk: Client, edition: Edition, bureau: str
) -> None:
    page = desk.get("/units/").content.decode()
    assert f'href="/units/{bureau}/"' in page
    assert "规划中写作“区交通局”" in page


def test_a_sheet_holds_what_is_led_and_what_is_shared_each_with_its_sentence(
    desk: Client, edition: Edition, bureau: str
) -> None:
    page = desk.get(f"/units/{bureau}/").content.decode()
    assert "提档升级农村公路" in page
    assert "改造老旧小区并修好农村公路" in page
    assert page.index("牵头") < page.index("责任</span>")
    assert "?at=%E9%99%84%E4%BB%B62-6#at" in page
    assert "共 2 项，其中牵头 1 项" in page


def test_a_unit_no_plan_names_gets_a_sheet_that_says_what_to_try(desk: Client, edition: Edition) -> None:
    page = desk.get("/units/sheet/?name=区气象局").content.decode()
    assert "规划中没有找到“区气象局”的事项" in page


def test_a_sheet_without_a_name_is_not_found(desk: Client) -> None:
    assert desk.get("/units/sheet/").status_code == 404
    assert desk.get("/leaders/sheet/?name=").status_code == 404


def test_a_leaders_sheet_names_the_units_instead_of_the_leader(desk: Client, edition: Edition) -> None:
    page = desk.get("/leaders/sheet/?name=林远").content.decode()
    assert "林远责任任务清单" in page
    assert "区交通局（牵头）、区财政局" in page
    assert "林远" in desk.get("/leaders/").content.decode()


def test_the_word_file_has_the_rows_the_head_on_every_page_and_chinese_fonts(
    desk: Client, edition: Edition, bureau: str
) -> None:
    content = desk.get(f"/units/{bureau}/sheet.docx").content
    rows = table(content)
    assert rows[0] == ["序号", "时限", "角色", "工作内容", "目标要求", "责任领导", "出处"]
    flat = [cell for row in rows for cell in row]
    assert "提档升级农村公路" in flat
    assert "1. 新建10公里\n2. 整修8公里" in flat
    assert "附件2第6项" in flat
    document = Document(io.BytesIO(content))
    head = document.tables[0].rows[0]._tr
    assert head.find(qn("w:trPr")).find(qn("w:tblHeader")) is not None
    fonts = {f.get(qn("w:eastAsia")) for f in document.element.body.iter(qn("w:rFonts"))}
    assert fonts == {"黑体", "仿宋"}
    assert document.sections[0].page_width > document.sections[0].page_height


def test_the_excel_file_has_a_row_for_each_duty_with_real_dates(desk: Client, edition: Edition, bureau: str) -> None:
    content = desk.get(f"/units/{bureau}/sheet.xlsx").content
    _title, _summary, head, *rows = (
        CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    )
    due = {row[head.index("工作内容")]: row[head.index("时限")] for row in rows}
    assert due["提档升级农村公路"] == dt.date(2022, 12, 31)
    assert due["改造老旧小区并修好农村公路。"] == ""


def test_text_from_a_plan_cannot_break_the_word_file(desk: Client, zone: Zone, coordinator: Account) -> None:
    Builder("规划").task("附件1-1", "改造<老>旧&小区 {{ 7*7 }}", ["甲局"]).store(zone, coordinator)
    content = desk.get("/units/sheet.docx?name=甲局").content
    assert zipfile.ZipFile(io.BytesIO(content)).testzip() is None
    assert "改造<老>旧&小区 {{ 7*7 }}" in [cell for row in table(content) for cell in row]


def test_several_plans_are_told_apart_by_marks(desk: Client, zone: Zone, coordinator: Account) -> None:
    for i in (1, 2):
        Builder(f"第{i}号规划").task(f"附件1-{i}", f"任务{i}", ["甲局"]).store(zone, coordinator)
    page = desk.get("/units/sheet/?name=甲局").content.decode()
    assert "①附件1第1项" in page
    assert "①《第1号规划》；②《第2号规划》" in page


def test_plans_of_the_same_name_have_a_mark_each(desk: Client, zone: Zone, coordinator: Account) -> None:
    for number in ("甲发〔2021〕3号", "甲发〔2022〕5号"):
        made = Builder("年度要点", number=number).task("附件1-1", f"按{number}办", ["区交通局"])
        made.store(zone, coordinator)
    page = desk.get("/units/sheet/", {"name": "区交通局"}).content.decode()
    assert "①《年度要点》（甲发〔2021〕3号）" in page
    assert "②《年度要点》（甲发〔2022〕5号）" in page


@pytest.mark.parametrize(
    ("day", "group"),
    [
        (None, "none"),
        (TODAY - dt.timedelta(days=1), "past"),
        (TODAY, "quarter"),
        (TODAY + dt.timedelta(days=92), "quarter"),
        (TODAY + dt.timedelta(days=93), "year"),
        (TODAY + dt.timedelta(days=366), "year"),
        (TODAY + dt.timedelta(days=367), "later"),
    ],
)
def test_a_deadline_falls_into_its_stretch_of_time(day: dt.date | None, group: str) -> None:
    assert stretch(day, TODAY) == group


def test_an_unknown_format_is_not_found(desk: Client, bureau: str) -> None:
    assert desk.get(f"/units/{bureau}/sheet.pdf").status_code == 404


def test_a_plan_that_was_deleted_leaves_the_sheets(desk: Client, edition: Edition, bureau: str) -> None:
    desk.post(f"/plans/{edition.plan.key}/delete/")
    assert "提档升级农村公路" not in desk.get(f"/units/{bureau}/").content.decode()
