"""Tables across plans: narrowed, sorted, summed, exported; every figure leads to its sentence."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable
from urllib.parse import quote

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from gangmu_server.directory.models import Account, Zone
from gangmu_server.documents.table_csv import safe
from gangmu_server.documents.table_xlsx import breadth, height, table_xlsx, widths
from gangmu_server.library.addresses import words
from gangmu_server.library.models import Edition
from gangmu_server.web.labels import figure
from tests.server.plans import Builder
from tests.server.web.conftest import Visit

KINDS = ["task", "target", "indicator", "project", "responsibility", "measure"]


@pytest.fixture
def desk(visit: Visit, coordinator: Account) -> Client:
    return visit(coordinator)


def shown(client: Client, kind: str, **query: str) -> str:
    answer = client.get(f"/tables/{kind}/", query)
    assert answer.status_code == 200
    return answer.content.decode()


def cells(content: bytes) -> list[list[object]]:
    """The first sheet of a workbook."""
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()


@pytest.mark.parametrize("kind", KINDS)
def test_each_table_opens_empty_with_words_on_what_fills_it(kind: str, desk: Client) -> None:
    assert "规划读取完成后，记录会自动汇总到这里" in shown(desk, kind)


@pytest.mark.parametrize(
    ("kind", "seen"),
    [
        ("task", "提档升级农村公路"),
        ("target", "10公里以上"),
        ("indicator", "52左右"),
        ("project", "通用机场"),
        ("responsibility", "改造老旧小区"),
    ],
)
def test_each_table_shows_its_records_and_leads_to_the_sentence(
    kind: str, seen: str, desk: Client, edition: Edition
) -> None:
    page = shown(desk, kind)
    assert seen in page
    assert f"/plans/{edition.plan.key}/?at=" in page


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ({}, 2),
        ({"comparator": "at_least"}, 1),
        ({"due_until": "2022-12-31"}, 1),
        ({"due_from": "2023-01-01"}, 1),
        ({"unit": "区财政局"}, 1),
        ({"leader": "林远"}, 1),
        ({"words": "年底前"}, 1),
        ({"words": "没有这个词"}, 0),
        ({"undated": "on"}, 0),
        ({"plan": "nosuchplan"}, 0),
    ],
)
def test_filters_narrow_the_table_and_say_how_much_is_left(
    query: dict[str, str], rows: int, desk: Client, edition: Edition
) -> None:
    assert desk.get("/tables/target/", query).context["totals"].rows == rows


def test_a_filter_in_force_is_shown_and_can_be_taken_off_alone(desk: Client, edition: Edition) -> None:
    page = shown(desk, "target", unit="区财政局", comparator="reach")
    assert "责任单位：区财政局" in page
    assert f'href="/tables/target/?unit={quote("区财政局")}"' in page


def test_a_date_nobody_can_read_is_marked_and_narrows_nothing(desk: Client, edition: Edition) -> None:
    answer = desk.get("/tables/target/", {"due_from": "明年"})
    assert answer.context["totals"].rows == 2
    assert "field-error" in answer.content.decode()


def test_sorting_turns_round_at_the_second_click(desk: Client, edition: Edition) -> None:
    page = shown(desk, "target", sort="due")
    assert page.index("年底前新建") < page.index("到2025年新建")
    assert 'aria-sort="ascending"' in page
    assert "sort=-due" in page
    page = shown(desk, "target", sort="-due")
    assert page.index("到2025年新建") < page.index("年底前新建")


def test_an_order_nobody_knows_leaves_the_order_of_reading(desk: Client, edition: Edition) -> None:
    assert "aria-sort" not in shown(desk, "target", sort="password")


def test_columns_can_be_chosen(desk: Client, edition: Edition) -> None:
    page = shown(desk, "task", col="content")
    assert 'scope="col" class="c-content"' in page
    assert 'scope="col" class="c-leaders"' not in page


def test_the_export_holds_the_filtered_rows_and_the_columns_shown(desk: Client, edition: Edition) -> None:
    query = {"unit": "区财政局", "col": ["content", "due_on", "units"]}
    answer = desk.get("/tables/task/export.xlsx", query)
    title, notes, head, *rows = cells(answer.content)
    assert title[0] == "任务台账"
    assert "区财政局" in str(notes[0])
    assert head == ["工作内容", "时限", "责任单位"]
    assert rows == [["提档升级农村公路", dt.date(2022, 12, 31), "区交通局、区财政局"]]
    assert quote("任务台账") in answer.headers["Content-Disposition"]


def test_figures_go_out_as_numbers(desk: Client, edition: Edition) -> None:
    *_, first, _second = cells(desk.get("/tables/target/export.xlsx?col=metric&col=value_low&sort=-due").content)
    assert first == ["到2025年新建农村公路10公里以上", 10.0]


def test_the_text_export_opens_in_chinese_and_by_program(desk: Client, edition: Edition) -> None:
    raw = desk.get("/tables/indicator/export.csv?col=name&col=target&col=unit").content
    assert raw.startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(io.StringIO(raw.decode("utf-8-sig")))) == [
        ["指标", "单位", "目标值"],
        ["粮食总产量", "亿斤", "52左右"],
    ]


@pytest.mark.parametrize("text", ["=1+1", "+86", "-3", "@SUM(A1)", "\t=1", '=HYPERLINK("x")'])
def test_text_that_looks_like_a_formula_never_runs(text: str, zone: Zone, coordinator: Account, desk: Client) -> None:
    Builder("表").project("专栏1/p1", text).store(zone, coordinator)
    assert safe(text) == f"'{text}"
    rows = cells(desk.get("/tables/project/export.xlsx?col=name").content)
    assert rows[3][0] == text
    assert b"<f>" not in desk.get("/tables/project/export.xlsx?col=name").content


def test_a_table_without_rows_still_exports_its_head() -> None:
    assert cells(table_xlsx("空表", [], ["甲", "乙"], []))[2] == ["甲", "乙"]


def test_an_unknown_table_or_format_is_not_found(desk: Client) -> None:
    assert desk.get("/tables/provision/").status_code == 404
    assert desk.get("/tables/task/export.exe").status_code == 404


def test_a_view_is_kept_for_its_owner_alone(desk: Client, visit: Visit, evaluator: Account, edition: Edition) -> None:
    query = f"unit={quote('区财政局')}&sort=due"
    desk.post("/tables/target/views/", {"name": "财政局的目标", "query": query})
    page = shown(desk, "target")
    assert "财政局的目标" in page
    assert "财政局的目标" not in shown(visit(evaluator), "target")
    view = desk.get("/tables/target/").context["views"].get()
    assert visit(evaluator).post(f"/tables/target/views/{view.pk}/delete/").status_code == 404
    desk.post(f"/tables/target/views/{view.pk}/delete/")
    assert "财政局的目标" not in shown(desk, "target")


def test_a_view_of_the_same_name_is_replaced(desk: Client, edition: Edition) -> None:
    for query in ("sort=due", "sort=-due"):
        desk.post("/tables/target/views/", {"name": "常用", "query": query})
    assert [view.query for view in desk.get("/tables/target/").context["views"]] == ["sort=-due"]


def test_printing_shows_every_row_on_one_page(desk: Client, zone: Zone, coordinator: Account) -> None:
    plan = Builder("长表")
    for i in range(130):
        plan.target(f"t{i}", f"第{i:03}项目标")
    plan.store(zone, coordinator)
    assert "第129项目标" not in shown(desk, "target")
    assert "第129项目标" in shown(desk, "target", print="1")
    assert "第129项目标" in shown(desk, "target", page="2")


@pytest.mark.parametrize("kind", KINDS)
def test_a_table_asks_the_database_a_fixed_number_of_times(
    kind: str, desk: Client, zone: Zone, coordinator: Account, django_assert_max_num_queries: Callable[..., object]
) -> None:
    plan = Builder("长表")
    for i in range(60):
        plan.target(f"t{i}", f"目标{i}").project(f"专栏1/p{i}", f"项目{i}").duty(f"r{i}", f"分工{i}", ["甲局", "乙局"])
        plan.task(f"附件1-{i}", f"任务{i}", ["甲局"], ["林远"]).indicator(f"附件1/i{i}", f"指标{i}")
    plan.store(zone, coordinator)
    desk.get("/plans/")
    with django_assert_max_num_queries(34):
        desk.get(f"/tables/{kind}/")


@pytest.mark.parametrize(
    ("value", "unit", "comparator", "most", "text"),
    [
        (15, "%", "at_least", None, "15%以上"),
        (1000, "亿元", "more_than", None, "超过1000亿元"),
        (0.017, "万盏", "reach", None, "0.017万盏"),
        (7.5, "%", "about", None, "7.5%左右"),
        (10, "万亩", "range", 12, "10–12万亩"),
        (100, "户", "at_most", None, "100户以内"),
        (None, None, "rise", None, "稳中有升"),
        (None, None, "reach", None, ""),
        (0, "起", "reach", None, "0起"),
    ],
)
def test_a_figure_reads_as_an_office_prints_it(
    value: float | None, unit: str | None, comparator: str, most: float | None, text: str
) -> None:
    assert figure(value, unit, comparator, most) == text


@pytest.mark.parametrize(
    ("address", "text"),
    [
        ("三/（一）/1/t2", "三、（一）1."),
        ("附件2-6/annual/t1", "附件2第6项"),
        ("附件2-6", "附件2第6项"),
        ("专栏6/p14", "专栏6"),
        ("第二章/第三节/i10", "第二章第三节"),
        ("第四章/第三节/a2/t2", "第四章第三节"),
        ("三/（一）~2/m1", "三、（一）"),
        ("t9", ""),
    ],
)
def test_an_address_reads_as_an_office_writes_it(address: str, text: str) -> None:
    assert words(address) == text


def test_columns_fit_the_page_and_rows_show_all_their_lines() -> None:
    long = "字" * 200
    columns = widths(["序号", "内容", "目标", "单位"], [["1", long, long, "局"]] * 3)
    assert sum(columns) <= 170
    assert height(["1", long, "短", "局"], columns) > height(["1", "短", "短", "局"], columns)
    assert breadth("a字") == 3


def test_names_that_wait_for_a_person_come_last_under_a_heading_of_their_own(
    desk: Client, zone: Zone, coordinator: Account
) -> None:
    Builder("某意见").task("附件1-1", "修路", ["县水利局", "章发政"]).store(zone, coordinator)
    page = desk.get("/tables/task/").content.decode()
    assert page.index("县水利局（1）") < page.index('<optgroup label="待核对的写法">') < page.index("章发政（1）")
    narrowed = desk.get("/tables/task/?unit=章发政").content.decode()
    assert '<option value="章发政" selected>' in narrowed
    assert "修路" in narrowed
