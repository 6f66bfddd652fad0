"""What the desk says and offers after a deed: parts of a split, words that were not found, what undo takes back, keys."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from django.test import Client

from gangmu.model import Proposal
from gangmu_server.audit.models import AuditEntry
from gangmu_server.directory.models import Account, Zone
from gangmu_server.library.models import Edition
from gangmu_server.review import queries
from gangmu_server.review.models import Decision
from tests.server.plans import Builder
from tests.server.web.conftest import Visit

WEB = Path(__file__).resolve().parents[3] / "src" / "gangmu_server" / "web"
FACTORY, ROAD, SCHOOL = "一/t1", "一/t2", "一/t3"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def desk(visit: Visit, coordinator: Account) -> Client:
    return visit(coordinator)


@pytest.fixture
def edition(zone: Zone, coordinator: Account) -> Edition:
    """Three targets before one year, a row, a misprint in a name."""
    made = Builder("县里的意见")
    made.provision("一", "一、主要任务", kind="chapter", number="一、", heading="主要任务")
    before = {"deadline": "2025-12-31", "deadline_text": "2025年前", "ambiguous": True, "provision": "一"}
    made.target(FACTORY, "建成产业园3个，培育企业8家", value=3, unit="个", **before)
    made.target(ROAD, "新建公路10公里", value=10, unit="公里", **before)
    made.target(SCHOOL, "新建学校2所", value=2, unit="所", **before)
    made.task("附件1-1", "修好渡口", ["县交通局"], ["王建朋"])
    at = made.text.index("公路")
    made.proposals = (Proposal((at, at + 2), "公路", "公园", "word", "公路 → 公园", 0.8),)
    return made.store(zone, coordinator)


def form(edition: Edition, address: str = FACTORY, about: str = "target", **more: object) -> dict[str, object]:
    return {"edition": edition.key, "about": about, "address": address, **more}


def at(edition: Edition, address: str, about: str = "target") -> dict[str, str]:
    return {"edition": edition.key, "record": about, "at": address}


# --- split ---------------------------------------------------------------------------------------------


def test_after_a_split_its_parts_stand_there_to_be_opened_and_corrected(desk: Client, edition: Edition) -> None:
    cut = edition.readings.get().text.index("培育")
    answer = desk.post("/review/decide/", form(edition, deed="split", cut=[cut]), headers=HTMX)
    page = answer.content.decode()
    assert "已拆分：建成产业园3个，培育企业8家" in page
    assert "已拆分成 2 条。点开一条，可以更正。" in page
    links = re.findall(r'<a lang="zh" href="([^"]+)"[^>]*data-key="([^"]+)">([^<]+)', page)
    assert [(keys, words.strip()) for _link, keys, words in links] == [
        ("1 Enter", "建成产业园3个"), ("2", "培育企业8家"),
    ]  # fmt: skip
    part = desk.get(links[1][0].replace("&amp;", "&")).content.decode()
    assert "同一条拆出的" in part
    assert 'value="correct"' in part
    desk.post("/review/decide/", form(edition, f"{FACTORY}/s2", deed="correct", value="8", unit="家"))
    assert edition.targets.get(address=f"{FACTORY}/s2").value == 8


def test_a_split_without_a_place_keeps_its_form_open(desk: Client, edition: Edition) -> None:
    page = desk.post("/review/decide/", form(edition, deed="split"), headers=HTMX).content.decode()
    assert "请选择在哪里拆开" in page
    assert '<details class="act" open><summary data-key="s">' in page


def test_from_its_parts_one_goes_on_to_the_line_that_came_next(desk: Client, edition: Edition) -> None:
    cut = edition.readings.get().text.index("培育")
    page = desk.post("/review/decide/", form(edition, deed="split", cut=[cut]), headers=HTMX).content.decode()
    (following,) = re.findall(r'href="([^"]+)" hx-get="[^"]+"[^>]*data-key="j"', page)
    assert "t2" in following


# --- what was missed -----------------------------------------------------------------------------------


def test_words_that_are_not_in_the_text_stay_in_the_open_form_which_says_how_to_select(
    desk: Client, edition: Edition
) -> None:
    sent = {"edition": edition.key, "here": ROAD, "here_about": "target", "about": "measure", "words": "新建大桥"}
    for headers in ({}, HTMX):
        page = desk.post("/review/add/", sent, headers=headers).content.decode()
        assert "请在原文里拖选漏读的那句话，再按“补录漏读的”；或者照原文逐字填写。" in page
        (added,) = re.findall(r'<details class="act" open>.*?</details>', page, re.DOTALL)
        assert ">新建大桥</textarea>" in added
        assert '<option value="measure" selected>' in added
    assert not Decision.objects.exists()


# --- undo ----------------------------------------------------------------------------------------------


def test_undo_names_what_it_takes_back_and_takes_back_that(desk: Client, edition: Edition) -> None:
    desk.post("/review/decide/", form(edition, ROAD, deed="confirm"))
    desk.post("/review/decide/", form(edition, SCHOOL, deed="refuse"))
    page = desk.get("/review/").content.decode()
    assert "已去掉：新建学校2所" in page
    (named,) = re.findall(r'name="decision" value="([^"]+)"', page)
    desk.post("/review/decide/", form(edition, FACTORY, deed="confirm"))
    said = desk.post("/review/undo/", {"decision": named}, headers=HTMX).content.decode()
    assert "已撤回“不是记录”：新建学校2所" in said
    assert edition.targets.get(address=FACTORY).settled_kind == "confirm", "what was decided since stays"


def test_undo_never_reaches_back_behind_this_sitting(
    desk: Client, visit: Visit, coordinator: Account, edition: Edition
) -> None:
    desk.post("/review/decide/", form(edition, ROAD, deed="confirm"))
    another = visit(coordinator)
    assert 'name="decision"' not in another.get("/review/").content.decode()
    assert "这次还没有可以撤销的。" in another.post("/review/undo/", headers=HTMX).content.decode()
    assert edition.targets.get(address=ROAD).settled_kind == "confirm"


def test_undoing_what_was_decided_about_a_part_that_is_gone_goes_on(desk: Client, edition: Edition) -> None:
    cut = edition.readings.get().text.index("培育")
    desk.post("/review/decide/", form(edition, deed="split", cut=[cut]))
    desk.post("/review/decide/", form(edition, f"{FACTORY}/s2", deed="confirm"))
    split, confirmed = Decision.objects.order_by("number")
    desk.post("/review/undo/", {"decision": split.key})
    assert desk.post("/review/undo/", {"decision": confirmed.key}, follow=True).status_code == 200


def test_deadlines_settled_together_are_counted_and_named_together(desk: Client, edition: Edition) -> None:
    sent = form(edition, deed="settle", choice="2024-12-31", alike="1")
    page = desk.post("/review/decide/", sent, headers=HTMX).content.decode()
    assert "已定时限：建成产业园3个，培育企业8家 等 3 条" in page
    assert "今天已核 <b>3</b> 条" in page
    assert "建成产业园3个，培育企业8家 等 3 条" in desk.get(f"/plans/{edition.plan.key}/decisions/").content.decode()


# --- lines about what is gone --------------------------------------------------------------------------


def test_a_line_about_a_sentence_that_is_gone_says_so_and_lets_all_its_decisions_go(
    desk: Client, edition: Edition, coordinator: Account
) -> None:
    desk.post("/review/decide/", form(edition, ROAD, deed="correct", value="11"))
    desk.post("/review/decide/", form(edition, ROAD, deed="confirm"))
    Builder("县里的意见").target(ROAD, "种好树", confidence=0.4).store_in(edition, coordinator)
    page = desk.get("/review/", at(edition, "old/2")).content.decode()
    assert "原文中已没有" in page
    assert "新建公路10公里" in page
    assert 'data-key="c Enter"' in page
    said = desk.post("/review/let-go/", form(edition, "old/2"), headers=HTMX).content.decode()
    assert "旧决定已作废：新建公路10公里" in said
    assert "种好树" in said, "the next line"
    assert sorted(Decision.objects.values_list("deed", flat=True)) == ["confirm", "correct", "withdraw", "withdraw"]
    assert "已被处理" in desk.post("/review/let-go/", form(edition, "old/2"), headers=HTMX).content.decode()


# --- words for people ----------------------------------------------------------------------------------


def test_repairs_and_rows_are_named_as_people_read_them_also_where_taken_back(
    desk: Client, edition: Edition, coordinator: Account
) -> None:
    desk.post("/review/decide/", form(edition, "repair/0", "repair", deed="accept_repair"))
    desk.post("/review/undo/", {"decision": Decision.objects.get().key})
    desk.post("/review/decide/", form(edition, "附件1-1", "task", deed="confirm"))
    found = json.loads(desk.get(f"/editions/{edition.key}/plan.json").content)
    assert [d["text"] for d in found["decisions"]] == ["公路 → 公园", "公路 → 公园", "修好渡口"]
    page = desk.get(f"/plans/{edition.plan.key}/decisions/").content.decode()
    assert "word:" not in page
    assert page.count('<td class="col-text">公路 → 公园') == 2
    audited = AuditEntry.objects.filter(action__startswith="decision.").values_list("new", flat=True)
    assert {new["text"] for new in audited} == {"公路 → 公园", "修好渡口"}
    assert next(line.text for line in queries.decisions_about(coordinator, edition.plan)) == "修好渡口"


# --- keys ----------------------------------------------------------------------------------------------


def test_every_key_of_the_desk_is_in_the_help() -> None:
    help_page = (WEB / "templates/web/_keys.html").read_text("utf-8")
    listed = set(re.findall(r"<kbd>([^<]+)</kbd>", help_page[help_page.index("在核对台") : help_page.index("在并排")]))
    pages = [(WEB / "templates/web/review" / name).read_text("utf-8") for name in ("_acts.html", "_desk.html")]
    plain = " ".join(re.findall(r'data-key="([^"]*)"', re.sub(r"{%.*?%}|{{.*?}}", " ", " ".join(pages)))).split()
    assert set(plain) == {"a", "c", "e", "j", "k", "l", "m", "n", "p", "s", "u", "w", "x", "y", "Enter"}
    assert set(plain) | {"1", "9", "Esc"} == listed


def test_a_unit_and_what_does_not_apply_have_keys(desk: Client, edition: Edition) -> None:
    assert '<summary data-key="n">' in desk.get("/review/", at(edition, ROAD)).content.decode()
    unit = desk.get("/review/", at(edition, "unit/县交通局", "unit")).content.decode()
    assert '<summary data-key="n x">' in unit
