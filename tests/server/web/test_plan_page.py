"""The plan page: source that knows its records, records with their sentences, deep links to both."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from django.utils.html import escape

from gangmu.model import Doubt, Issue, Plan, Proposal, Provision, Repair
from gangmu_server.directory.models import Account
from gangmu_server.directory.rights import Right
from gangmu_server.library.layout import Block, Cell, blocks_of_lines, from_json, to_json
from gangmu_server.library.models import Edition
from gangmu_server.review.access import access_place
from gangmu_server.review.actions import refuse
from gangmu_server.web.plan_page.cards import cards_of, places_of
from gangmu_server.web.plan_page.marks import Mark, MarkIndex
from gangmu_server.web.plan_page.page import lay_out, lit
from gangmu_server.web.plan_page.source import sections
from tests.server.conftest import NOW
from tests.server.plans import Builder
from tests.server.web.conftest import Visit

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"


@pytest.fixture
def desk(visit: Visit, coordinator: Account) -> Client:
    return visit(coordinator)


def texts(html: str) -> str:
    """What a reader sees of HTML."""
    return re.sub(r"<[^>]+>", "", html)


def test_the_page_shows_facts_outline_and_the_whole_source(desk: Client, edition: Edition, built: Builder) -> None:
    page = desk.get(f"/plans/{edition.plan.key}/").content.decode()
    seen = re.sub(r"\s+", "", texts(page))
    assert "梅发〔2022〕9号" in seen
    for line in built.text.splitlines():
        assert "".join(line.split()) in seen
    assert 'data-goto="三/（一）"' in page


def test_every_record_has_a_card_with_its_place_and_sentence(desk: Client, edition: Edition) -> None:
    answer = desk.get(f"/editions/{edition.key}/records.json?stamp=1")
    cards = {card["a"]: card for card in answer.json()["records"]}
    assert cards["三/（一）/t1"]["n"] == "10公里以上"
    assert cards["附件2-6"]["w"] == "附件2第6项"
    assert cards["附件2-6"]["d"] == "2022-12-31", "a row without a due column shows its first goal's deadline"
    assert cards["三/（一）/r1"]["n"] == "区住建局等 2 个单位"
    assert "immutable" in answer.headers["Cache-Control"]


def test_a_deep_link_lights_the_record_without_any_script(desk: Client, edition: Edition) -> None:
    page = desk.get(f"/plans/{edition.plan.key}/", {"at": "附件2-6"}).content.decode()
    found = re.search(r'<span class="e [^"]*is-on" id="at"[^>]*>([^<]*)<', page)
    assert found
    assert found[1] == "提档升级农村公路"
    assert 'class="rec is-on"' in page


def test_an_address_that_is_gone_still_opens_the_plan(desk: Client, edition: Edition) -> None:
    answer = desk.get(f"/plans/{edition.plan.key}/", {"at": "七/（九）/t4"})
    assert answer.status_code == 200
    assert "is-on" not in answer.content.decode()


def test_source_text_cannot_smuggle_in_markup(desk: Client, zone: object, coordinator: Account) -> None:
    evil = '一、<script>alert(1)</script>&amp;"目标"'
    edition = Builder("<b>题</b>").provision("一", evil, number="一、").target("一/t1", evil).store(zone, coordinator)
    page = desk.get(f"/plans/{edition.plan.key}/?at=一/t1").content.decode()
    assert "<script>alert" not in page
    assert "<b>题" not in page
    assert escape("<script>alert(1)</script>") in page


def test_a_plan_that_waits_says_so_and_one_that_failed_says_why(desk: Client, edition: Edition) -> None:
    reading = edition.readings.get()
    reading.in_use, reading.state = False, "queued"
    reading.save()
    assert "排队等待读取" in desk.get(f"/plans/{edition.plan.key}/").content.decode()
    reading.state, reading.error_code, reading.error_data = "failed", "source.encrypted", {"name": "a.docx"}
    reading.save()
    page = desk.get(f"/plans/{edition.plan.key}/").content.decode()
    assert "读取失败" in page
    assert "密码" in page


def test_the_waiting_page_is_told_to_load_itself_once_the_reading_is_done(desk: Client, edition: Edition) -> None:
    path, poll = f"/plans/{edition.plan.key}/", {"HX-Request": "true"}
    reading = edition.readings.get()
    reading.in_use, reading.state = False, "running"
    reading.save()
    assert "正在读取" in desk.get(path, headers=poll).content.decode()
    reading.in_use, reading.state = True, "done"
    reading.save()
    assert desk.get(path, headers=poll).headers["HX-Refresh"] == "true"


@pytest.mark.parametrize("path", ["/plans/", "/plans/{}/"])
def test_a_scan_under_way_says_how_many_pages_are_done_and_that_it_takes_its_time(
    desk: Client, edition: Edition, path: str
) -> None:
    reading = edition.readings.get()
    reading.in_use, reading.state, reading.pages_done, reading.pages_in_all = False, "running", 3, 9
    reading.save()
    for headers in ({}, {"HX-Request": "true"}):
        page = desk.get(path.format(edition.plan.key), headers=headers).content.decode()
        assert "3/9 页" in page
    assert "不止一分钟" in desk.get(path.format(edition.plan.key)).content.decode()


def test_a_plan_being_read_once_more_offers_what_is_new_and_never_moves_the_page(
    desk: Client, edition: Edition
) -> None:
    path = f"/plans/{edition.plan.key}/"
    poll = {"HX-Request": "true", "HX-Target": "reading-again"}
    again = edition.readings.create(
        zone=edition.zone, number=2, state="running", queued_at=NOW, requested_by=edition.created_by, pages_in_all=4
    )
    line = desk.get(path, headers=poll).content.decode()
    assert "0/4 页" in line
    assert "data-records" not in line
    again.state = "done"
    again.save()
    answer = desk.get(path, headers=poll)
    assert "HX-Refresh" not in answer.headers
    assert "看新读出的内容" in answer.content.decode()


def test_what_a_person_decided_stands_on_the_page_at_once(desk: Client, edition: Edition, coordinator: Account) -> None:
    path = f"/editions/{edition.key}/records.json"
    before = [card["a"] for card in desk.get(path).json()["records"]]
    place = access_place(coordinator, edition.key, "target", "三/（一）/t1", right=Right.WRITE_PLANS)
    refuse(place, acting_user=coordinator, at=NOW)
    after = [card["a"] for card in desk.get(path).json()["records"]]
    assert set(before) - set(after) == {"三/（一）/t1"}


def test_any_stretch_of_a_plan_with_pages_is_shown_on_its_page_with_a_box(
    desk: Client, outsider: Account, visit: Visit, upload: Callable[..., object], do_jobs: Callable[[], None]
) -> None:
    upload({"development-plan.pdf": (EXAMPLES / "development-plan.pdf").read_bytes()})
    do_jobs()
    edition = Edition.objects.get()
    page = desk.get(f"/plans/{edition.plan.key}/").content.decode()
    address = f"/editions/{edition.key}/pages/"
    assert f'data-pages="{address}"' in page
    start, end = re.findall(r'<p data-o="(\d+)" data-e="(\d+)">', page)[5]
    part = desk.get(address, {"start": start, "end": end}).content.decode()
    assert 'class="page-box"' in part
    assert ".png" in part
    assert visit(outsider).get(address, {"start": start, "end": end}).status_code == 404
    for wrong in ({}, {"start": "9", "end": "9"}, {"start": "-1", "end": "4"}, {"start": "x", "end": "4"}):
        assert desk.get(address, wrong).status_code == 404
    assert "page-box" not in desk.get(address, {"start": "99999998", "end": "99999999"}).content.decode()


def test_a_plan_without_pages_offers_no_page_image(desk: Client, edition: Edition) -> None:
    assert "data-pages" not in desk.get(f"/plans/{edition.plan.key}/").content.decode()


# --- source and marks, without the server -----------------------------------------------------------


def plan_of(text: str, *provisions: tuple[str, str, str | None, str | None, tuple[int, int]]) -> Plan:
    built = Builder()
    rows = tuple(
        Provision(id=i, parent=None, kind=k, number=n, heading=h, text=text[s[0] : s[1]], span=s)
        for i, k, n, h, s in provisions
    )
    return Plan(document=built.build().document, provisions=rows)


def test_marks_that_overlap_are_cut_where_each_begins_and_ends() -> None:
    index = MarkIndex([Mark((2, 8), 0, "m"), Mark((4, 6), 1, "t"), Mark((6, 9), 2, "p")])
    assert [(s.start, s.end, s.records) for s in index.stretches(0, 10)] == [
        (0, 2, ()), (2, 4, (0,)), (4, 6, (0, 1)), (6, 8, (0, 2)), (8, 9, (2,)), (9, 10, ()),
    ]  # fmt: skip


def test_a_piece_sees_only_its_own_part_of_a_mark() -> None:
    index = MarkIndex([Mark((0, 100), 7, "k")])
    assert [(s.start, s.end, s.records) for s in index.stretches(40, 45)] == [(40, 45, (7,))]
    assert [s.records for s in index.stretches(100, 120)] == [()]


def test_hard_line_breaks_and_furniture_are_left_out_of_a_paragraph() -> None:
    text = "一、目标\n到2025年建\n- 3 -\n成公路。"
    blocks = [Block(pieces=((0, 4),)), Block(pieces=((5, 12), (19, 23)))]
    found = sections(text, blocks, plan_of(text, ("一", "chapter", "一、", "目标", (0, 23))), MarkIndex([]))
    assert [texts(s.html) for s in found] == ["一、目标到2025年建成公路。"]
    assert "<h3" in found[0].html


def test_a_provision_that_starts_inside_a_paragraph_gets_a_section_of_its_own() -> None:
    text = "（一）修路。（二）架桥。"
    plan = plan_of(text, ("（一）", "article", "（一）", None, (0, 6)), ("（二）", "article", "（二）", None, (6, 12)))
    found = sections(text, blocks_of_lines(text), plan, MarkIndex([]))
    assert [(s.id, texts(s.html)) for s in found] == [("（一）", "（一）修路。"), ("（二）", "（二）架桥。")]


@pytest.mark.parametrize(
    ("text", "number", "heading", "head"),
    [
        ("第一章发展基础", "第一章", "发展基础", "第一章 发展基础"),
        ("专栏3:重点工程", "专栏3", "重点工程", "专栏3:重点工程"),
        ("（一）强化责任。各单位要压实。", "（一）", "强化责任", "（一）强化责任。"),
        ("第 二 节  改革", "第二节", "改革", "第 二 节 改革"),
    ],
)
def test_a_heading_is_set_off_with_its_number_as_an_office_prints_it(
    text: str, number: str, heading: str, head: str
) -> None:
    plan = plan_of(text, ("x", "chapter", number, heading, (0, len(text))))
    html = sections(text, blocks_of_lines(text), plan, MarkIndex([]))[0].html
    found = re.search(r"<(?:h3|b)[^>]*>(.*?)</(?:h3|b)>", html)
    assert found
    assert re.sub(r" +", " ", texts(found[1])) == head


def test_a_heading_on_a_line_of_its_own_gets_no_gap_inside() -> None:
    text = "附件1\n重点任务分工表\n第一项"
    plan = plan_of(text, ("附件1", "annex", "附件1", "重点任务分工表", (0, len(text))))
    html = sections(text, blocks_of_lines(text), plan, MarkIndex([]))[0].html
    assert [texts(h).strip() for h in re.findall(r"<h3.*?</h3>", html)] == ["附件1", "重点任务分工表"]


def test_a_table_keeps_its_grid() -> None:
    text = "序号\t内容\n1\t修路\n2"
    cells = (
        Cell(0, 0, 1, 1, ((0, 2),)),
        Cell(0, 1, 1, 1, ((3, 5),)),
        Cell(1, 0, 1, 1, ((6, 7),)),
        Cell(1, 1, 2, 1, ((8, 10),)),
        Cell(2, 0, 1, 1, ((11, 12),)),
    )
    html = sections(text, [Block(cells=cells)], plan_of(text), MarkIndex([]))[0].html
    assert html.count("<tr ") == 3
    assert "<td>2</td></tr>" in html, "its neighbour reaches down beside it"
    assert '<td rowspan="2">修路</td>' in html


def test_a_heading_inside_a_table_reaches_across_it() -> None:
    text = "一、产业\n1\t修路"
    cells = (
        Cell(0, 0, 1, 1, ((0, 4),)),
        Cell(0, 1, 1, 1, ()),
        Cell(1, 0, 1, 1, ((5, 6),)),
        Cell(1, 1, 1, 1, ((7, 9),)),
    )
    html = sections(text, [Block(cells=cells)], plan_of(text), MarkIndex([]))[0].html
    assert re.search(r'<tr[^>]*><td colspan="2">一、产业</td></tr>', html)
    assert re.search(r"<tr[^>]*><td>1</td><td>修路</td></tr>", html)


def test_every_paragraph_heading_and_row_knows_its_place_in_the_source() -> None:
    text = "一、目标\n到2025年建成公路。\n1\t修路"
    blocks = [
        Block(pieces=((0, 4),)),
        Block(pieces=((5, 16),)),
        Block(cells=(Cell(0, 0, 1, 1, ((17, 18),)), Cell(0, 1, 1, 1, ((19, 21),)))),
    ]
    found = sections(text, blocks, plan_of(text, ("一", "chapter", "一、", "目标", (0, 21))), MarkIndex([]))
    assert re.findall(r'<(\w+)[^>]* data-o="(\d+)" data-e="(\d+)">', "".join(s.html for s in found)) == [
        ("h3", "0", "4"), ("p", "5", "16"), ("tr", "17", "21"),
    ]  # fmt: skip


def test_a_layout_survives_being_stored() -> None:
    blocks = (Block(pieces=((0, 4), (6, 9))), Block(cells=(Cell(0, 0, 1, 2, ((10, 12),)),)))
    assert from_json(to_json(blocks)) == blocks


def test_doubt_is_marked_in_the_source_and_said_on_the_card() -> None:
    built = Builder().target("t1", "年底前建成", doubts=(Doubt("deadline", "no year"),))
    page = lay_out(built.build(), built.text, blocks_of_lines(built.text))
    assert 'class="e q t"' in page.sections[0].html
    assert page.cards[0]["q"] == ["no year"]


def test_what_was_left_out_of_a_record_is_told_by_its_reason_and_what_was_put_in_order_is_not() -> None:
    repairs = (
        Repair((0, 2), "序号", "", "repeated table head", 0.9),
        Repair((2, 4), "内容", "", "repeated table head", 0.9),
        Repair((4, 4), "", "12公里", "cells of a row printed in another order", 0.9),
        Repair((5, 6), "12公里", "", "cells of a row printed in another order", 0.9),
        Repair((7, 9), "霹天", "露天", "word", 0.9),
    )
    built = Builder()
    built.target("一/t1", "治理露天矿山3处", value=3, unit="处", repairs=repairs)
    (card,) = cards_of(built.build())
    told = dict(card["f"])
    assert told["略去"] == "“序号”、“内容”（重复的表头）"
    assert told["改读"] == "“霹天”读作“露天”"
    assert told["次序"] == "同一行的单元格印的次序不同，已按列理顺"


def test_a_repair_that_waits_is_marked_in_the_text_and_has_a_card_of_its_own_address() -> None:
    built = Builder()
    built.provision("一", "一、推进霹天矿山治理。", number="一、")
    built.target("一/t1", "治理霹天矿山3处", value=3, unit="处")
    at = built.text.index("霹天")
    proposals = {"repair/4": Proposal((at, at + 2), "霹天", "露天", "word", "霹天 → 露天", 0.8)}
    page = lay_out(built.build(), built.text, (), proposals=proposals)
    number = page.number_of("repair/4")
    html = "".join(section.html for section in page.sections)
    assert re.search(rf'<span class="e x" data-r="{number}">霹天</span>', html)
    card = page.cards[number]
    assert (card["k"], card["t"], card["w"]) == ("repair", "霹天 → 露天", "一、")
    assert page.counts["repair"] == 1


def test_a_repair_that_was_accepted_stays_marked_where_it_was_made() -> None:
    built = Builder()
    built.target("一/t1", "治理霹天矿山3处", value=3, unit="处", repairs=(Repair((2, 4), "霹天", "露天", "word", 1.0),))
    html = "".join(section.html for section in lay_out(built.build(), built.text, ()).sections)
    assert re.search(r'<span class="e t y" data-r="0">霹天</span>', html)


def test_what_the_reader_noticed_stands_among_the_records() -> None:
    built = Builder().provision("一", "一、目标", number="一、", heading="目标")
    plan = built.build()
    noted = Plan(
        document=plan.document,
        provisions=plan.provisions,
        issues=(Issue("number_skipped", "三、 does not follow", (0, 2)),),
    )
    page = lay_out(noted, built.text, blocks_of_lines(built.text))
    assert page.cards[-1]["t"] == "编号到“三、”不连续，请核对是否缺条。"
    assert page.counts["issue"] == 1


def test_lighting_one_record_lights_no_other_that_shares_digits() -> None:
    built = Builder()
    for i in range(12):
        built.target(f"t{i}", f"第{i}项目标")
    page = lay_out(built.build(), built.text, blocks_of_lines(built.text))
    html = "".join(s.html for s in lit(page.sections, 1))
    assert re.findall(r'is-on"[^>]*>([^<]*)<', html) == ["第1项目标"]


def test_places_are_the_printed_numbers_from_the_top_down() -> None:
    built = Builder()
    built.provision("三", "三、任务", kind="chapter", number="三、", heading="任务")
    built.provision("三/（一）", "（一）产业", "三", number="（一）")
    built.provision("三/（一）/1", "1.果业", "三/（一）", kind="item", number="1.")
    built.provision("三/（一）/a1", "打造平台。", "三/（一）", heading="打造平台")
    assert list(places_of(built.build()).values()) == ["三、", "三、（一）", "三、（一）1.", "三、（一）“打造平台”"]


def test_cards_come_in_the_order_of_the_marks(built: Builder) -> None:
    kinds = [card["k"] for card in cards_of(built.build())]
    assert kinds == ["task", "target", "target", "indicator", "project", "responsibility"]
