"""The review desk without a browser: the queue, the case, each deed as a plain form, and who may do what."""

from __future__ import annotations

import json
import re
import struct
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from gangmu.model import Doubt
from gangmu_server.directory.actions import create_organisation
from gangmu_server.directory.models import Account, Organisation, Zone
from gangmu_server.library.models import Edition, Plan, Target
from gangmu_server.review import queries
from gangmu_server.review.decisions import Deed
from gangmu_server.review.fields import FIELDS
from gangmu_server.review.models import Decision
from gangmu_server.web import audit_words
from gangmu_server.web.review_desk import words as review_words
from tests.server.plans import Builder
from tests.server.texts import OPINION
from tests.server.web.conftest import Visit

ROAD = "一/t1"
EXAMPLES = Path(__file__).resolve().parents[3] / "examples"


@pytest.fixture
def desk(visit: Visit, coordinator: Account) -> Client:
    return visit(coordinator)


@pytest.fixture
def doubted(zone: Zone, coordinator: Account) -> Edition:
    made = Builder("老区振兴意见")
    made.provision("一", "一、主要任务", kind="chapter", number="一、", heading="主要任务")
    made.target(ROAD, "2025年前建成产业园3个，培育企业8家", value=3, unit="个", deadline="2025-12-31", ambiguous=True,
                deadline_text="2025年前", provision="一")  # fmt: skip
    made.target("一/t2", "新建<b>桥梁</b>若干", confidence=0.5, provision="一")
    made.target("一/t3", "养护公路10公里", value=10, unit="公里", provision="一")
    made.task("附件1-1", "修好渡口", ["县交通局"], ["陆知行"], doubts=(Doubt("cell_moved", "A cell moved."),))
    return made.store(zone, coordinator)


def form(edition: Edition, about: str = "target", address: str = ROAD, **more: object) -> dict[str, object]:
    return {"edition": edition.key, "about": about, "address": address, **more}


def row(edition: Edition, address: str = ROAD) -> Target:
    return Target.objects.get(edition=edition, address=address)


def test_the_desk_opens_with_the_worst_line_its_reason_and_its_sentence(desk: Client, doubted: Edition) -> None:
    page = desk.get("/review/").content.decode()
    assert "待核对 <b>3</b> 条" in page
    assert "“2025年前”可以有两种理解" in page
    assert "<mark data-o=" in page
    assert "含当年（当月），最迟 2025-12-31" in page
    assert "不含当年（当月），最迟 2024-12-31" in page


def test_an_address_opens_any_record_even_one_nobody_doubts(desk: Client, doubted: Edition) -> None:
    query = {"edition": doubted.key, "record": "target", "at": "一/t3"}
    page = desk.get("/review/", query).content.decode()
    assert "养护公路10公里" in page
    assert desk.get("/review/", {**query, "at": "九/t9"}).status_code == 404


def test_source_text_cannot_smuggle_in_markup(desk: Client, doubted: Edition) -> None:
    page = desk.get("/review/", {"edition": doubted.key, "record": "target", "at": "一/t2"}).content.decode()
    assert "<b>桥梁" not in page
    assert "&lt;b&gt;桥梁" in page


def test_an_empty_queue_says_that_all_is_done(desk: Client) -> None:
    assert "全部核对完了" in desk.get("/review/").content.decode()


@pytest.mark.parametrize(
    ("sent", "deed"),
    [
        ({"deed": "confirm"}, "confirm"),
        ({"deed": "refuse"}, "refuse"),
        ({"deed": "settle", "choice": "2024-12-31"}, "settle"),
        ({"deed": "not_applicable", "reason": "不在本县"}, "not_applicable"),
        ({"deed": "merge", "other": "一/t2"}, "merge"),
    ],
)
def test_every_deed_is_a_plain_form_that_leads_to_the_next_line(
    sent: dict[str, str], deed: str, desk: Client, doubted: Edition
) -> None:
    answer = desk.post("/review/decide/", form(doubted, **sent), follow=True)
    assert Decision.objects.get().deed == deed
    assert answer.redirect_chain[-1][0].startswith("/review/?edition=")
    assert "已" in answer.content.decode()


def test_a_correction_keeps_what_was_typed_where_a_value_is_refused(desk: Client, doubted: Edition) -> None:
    values = {"metric": "产业园", "value": "三", "comparator": "reach", "basis": "level", "unit": "个"}
    answer = desk.post("/review/decide/", form(doubted, deed="correct", **values))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="三"' in page
    assert "请改正标红的内容" in page
    assert not Decision.objects.exists()
    desk.post("/review/decide/", form(doubted, deed="correct", **{**values, "value": "4", "deadline": "2025-06-30"}))
    assert (row(doubted).value, row(doubted).metric, str(row(doubted).deadline)) == (4, "产业园", "2025-06-30")


def test_a_task_is_corrected_by_lists_of_names(desk: Client, doubted: Edition) -> None:
    sent = {"content": "修好渡口", "units": "县交通局，县水利局", "leaders": "陆知行", "lead_unit": "县水利局"}
    desk.post("/review/decide/", form(doubted, "task", "附件1-1", deed="correct", **sent))
    task = doubted.tasks.get()
    assert (task.units, task.lead_unit) == (["县交通局", "县水利局"], "县水利局")
    assert [m.name for m in task.mentions.filter(role="lead")] == ["县水利局"]


def test_splitting_takes_the_places_that_were_ticked(desk: Client, doubted: Edition) -> None:
    text = doubted.readings.get().text
    desk.post("/review/decide/", form(doubted, deed="split", cut=[text.index("培育")]))
    assert row(doubted, f"{ROAD}/s2").text == "培育企业8家"


@pytest.mark.parametrize(("words", "said"), [("养护公路", ""), ("没有这句话", "原文里没有这些文字"), ("公", "有 2 处")])
def test_a_missed_record_is_added_by_its_words(
    words: str, said: str, desk: Client, zone: Zone, coordinator: Account
) -> None:
    edition = Builder("公路意见").provision("一", "一、养护公路，新建公交站").store(zone, coordinator)
    answer = desk.post("/review/add/", {"edition": edition.key, "about": "target", "words": words}, follow=True)
    assert Target.objects.filter(edition=edition, text=words).exists() == (not said)
    assert said in answer.content.decode()


def test_a_selection_is_added_at_its_own_place(desk: Client, doubted: Edition) -> None:
    start = doubted.readings.get().text.index("培育企业8家")
    sent = {"edition": doubted.key, "about": "target", "words": "培育企业8家", "start": start, "end": start + 6}
    desk.post("/review/add/", sent)
    assert row(doubted, "一/x1").start == start


def test_undo_takes_back_the_last_step_and_returns_to_it(desk: Client, doubted: Edition) -> None:
    desk.post("/review/decide/", form(doubted, deed="confirm"))
    answer = desk.post("/review/undo/", follow=True)
    assert "at=" in answer.redirect_chain[-1][0]
    assert row(doubted).settled_by == ""
    assert "这次还没有可以撤销的。" in desk.post("/review/undo/").content.decode()


def test_undo_is_offered_also_in_a_zone_whose_own_day_stands_still(desk: Client, zone: Zone, doubted: Edition) -> None:
    Zone.objects.filter(pk=zone.pk).update(is_demo=True, fixed_today="2022-09-15")
    desk.post("/review/decide/", form(doubted, deed="confirm"))
    page = desk.get("/review/").content.decode()
    assert "今天已核 <b>1</b> 条" in page
    assert "撤销上一步" in page


def test_a_line_put_off_comes_last(desk: Client, doubted: Edition) -> None:
    desk.post("/review/skip/", form(doubted))
    page = desk.get("/review/").content.decode()
    assert page.index("&lt;b&gt;桥梁") < page.index("建成产业园3个")


def test_with_htmx_only_the_desk_is_sent_and_the_address_follows(desk: Client, doubted: Edition) -> None:
    headers = {"HX-Request": "true"}
    answer = desk.post("/review/decide/", form(doubted, deed="confirm"), headers=headers)
    assert "<html" not in answer.content.decode()
    assert answer.headers["HX-Push-Url"].startswith("/review/?edition=")
    refused = desk.post("/review/decide/", form(doubted, deed="split"), headers=headers)
    assert refused.status_code == 200
    assert "请选择在哪里拆开" in refused.content.decode()


def test_a_unit_is_settled_from_its_candidates(
    desk: Client, organisation: Organisation, upload: Callable[..., object], do_jobs: Callable[[], None]
) -> None:
    upload({"a.txt": OPINION.replace("县农业农村局", "县农林农村局")})
    do_jobs()
    query = {"edition": Edition.objects.get().key, "record": "unit", "at": "unit/县农林农村局"}
    page = desk.get("/review/", query).content.decode()
    assert "有 1 个相近单位" in page
    assert re.search(r"<mark data-o=\"\d+\">县农林农村局</mark>", page)
    assert 'data-key="1 c Enter"' in page, "the one candidate is what Enter takes"
    edition = Edition.objects.get()
    sent = {"deed": "resolve_unit", "organisation": organisation.key, "remember": "on"}
    desk.post("/review/decide/", form(edition, "unit", "unit/县农林农村局", **sent))
    assert organisation.aliases.filter(name="县农林农村局").exists()


def test_the_page_of_a_pdf_is_shown_with_the_sentence_boxed(
    desk: Client, outsider: Account, visit: Visit, upload: Callable[..., object], do_jobs: Callable[[], None]
) -> None:
    upload({"development-plan.pdf": (EXAMPLES / "development-plan.pdf").read_bytes()})
    do_jobs()
    edition = Edition.objects.get()
    target = edition.targets.first()
    query = {"edition": edition.key, "record": "target", "at": target.address}
    assert "review/pages/" in desk.get("/review/", query).content.decode()
    part = desk.get("/review/pages/", query).content.decode()
    (address, *_rest) = re.findall(r'src="([^"]+\.png)"', part)
    assert 'class="page-box"' in part
    image = desk.get(address)
    assert image.content.startswith(b"\x89PNG")
    assert "private" in image.headers["Cache-Control"]
    assert desk.get(address, headers={"If-None-Match": image.headers["ETag"]}).status_code == 304
    assert visit(outsider).get(address).status_code == 404
    assert desk.get(re.sub(r"\d+\.png", "999.png", address)).status_code == 422
    lying = desk.get(address, {"turned": "90.00"})
    assert _size_of(lying.content) == _size_of(image.content)[::-1]
    assert desk.get(address, {"turned": "90.00"}, headers={"If-None-Match": image.headers["ETag"]}).status_code == 200
    assert desk.get(address, {"turned": "inf"}).content == desk.get(address, {"turned": "x"}).content == image.content


def _size_of(png: bytes) -> tuple[int, int]:
    """Width and height of a picture, from its head."""
    return struct.unpack_from(">II", png, 16)


def test_enter_takes_no_unit_where_two_are_equally_likely(
    desk: Client, zone: Zone, administrator: Account, upload: Callable[..., object], do_jobs: Callable[[], None]
) -> None:
    for name in ("县农业农村局", "市农业农村局"):
        create_organisation(name, zone=zone, acting_user=administrator, at=zone.created_at)
    upload({"a.txt": OPINION.replace("县农业农村局", "农业农村局")})
    do_jobs()
    query = {"edition": Edition.objects.get().key, "record": "unit", "at": "unit/农业农村局"}
    page = desk.get("/review/", query).content.decode()
    assert "有 2 个相近单位" in page
    assert "c Enter" not in page


# --- provisions and indicator rows --------------------------------------------------------------------


def test_a_provision_is_checked_on_the_desk_with_the_parents_it_may_have(desk: Client, plan: Plan) -> None:
    edition = plan.editions.get()
    query = {"edition": edition.key, "record": "provision", "at": "二/（二）"}
    page = desk.get("/review/", query).content.decode()
    assert '<option value="二/（一）">二、（一） 做强特色产业</option>' in page
    assert '<option value="二" selected>二、 重点任务</option>' in page
    assert '<option value="二/（三）"' not in page, "what stands behind is no parent"
    assert "不是条款，并入上一条" in page
    sent = {"heading": "补路", "number": "（二）", "kind": "item", "parent": "二/（一）"}
    desk.post("/review/decide/", form(edition, "provision", "二/（二）", deed="correct", **sent))
    row = edition.provisions.get(address="二/（二）")
    assert (row.parent_address, row.kind, row.heading) == ("二/（一）", "item", "补路")
    found = desk.get(f"/plans/{plan.key}/", {"at": "二/（二）"}).content.decode()
    assert "record=provision&amp;at=%E4%BA%8C%2F%EF%BC%88%E4%BA%8C%EF%BC%89" in found
    assert re.search(r'补路 <span class="settled-mark" title="江一禾 [0-9-]+ 更正">', found)


def test_a_parent_that_cannot_be_is_said_and_the_form_stays_open(desk: Client, plan: Plan) -> None:
    edition = plan.editions.get()
    sent = {"heading": "补路", "number": "（二）", "kind": "item", "parent": "二/（三）"}
    answer = desk.post("/review/decide/", form(edition, "provision", "二/（二）", deed="correct", **sent))
    assert "上级条款须在它前面，且不能是它自己的下级。" in answer.content.decode()
    assert 'value="补路"' in answer.content.decode()


@pytest.mark.parametrize("about", ["task", "target", "indicator", "project", "responsibility", "measure", "provision"])
def test_what_was_missed_is_added_as_any_kind_from_words_of_the_plan_page(about: str, desk: Client, plan: Plan) -> None:
    edition = plan.editions.get()
    words = "节水灌溉3万亩"
    query = {"edition": edition.key, "record": "provision", "at": "二/（一）", "add": words}
    page = desk.get("/review/", query).content.decode()
    assert f">{words}</textarea>" in page
    here = {"edition": edition.key, "here": "二/（一）", "here_about": "provision"}
    answer = desk.post("/review/add/", {**here, "about": about, "words": words}, follow=True)
    assert Decision.objects.get().deed == "add", answer.content.decode()
    rows = getattr(edition, "responsibilities" if about == "responsibility" else f"{about}s")
    row = rows.get(address="二/（一）/x1")
    assert edition.readings.get().text[row.start : row.end] == words


def test_words_in_several_places_are_added_where_the_record_at_hand_has_them(desk: Client, plan: Plan) -> None:
    edition = plan.editions.get()
    here = {"edition": edition.key, "here": "二/（三）", "here_about": "provision"}
    desk.post("/review/add/", {**here, "about": "target", "words": "县农业局"})
    (decision,) = Decision.objects.all()
    assert Target.objects.get(address=decision.address).start > edition.readings.get().text.index("守护一江清水")


def test_an_indicator_row_is_parted_between_its_cells(desk: Client, zone: Zone, coordinator: Account) -> None:
    made = Builder("指标表").provision("一", "一、指标")
    made.indicator("i1", "粮食产量\t万吨\t12\t13\t森林覆盖率\t%\t70\t72")
    edition = made.store(zone, coordinator)
    text = edition.readings.get().text
    query = {"edition": edition.key, "record": "indicator", "at": "i1"}
    assert f'name="cut" value="{text.index("森林")}"' in desk.get("/review/", query).content.decode()
    desk.post("/review/decide/", form(edition, "indicator", "i1", deed="split", cut=[text.index("森林")]))
    rows = [(r.name, r.unit, int(r.target_value)) for r in edition.indicators.all()]
    assert rows == [("粮食产量", "万吨", 13), ("森林覆盖率", "%", 72)]


# --- who may ------------------------------------------------------------------------------------------

POSTS = ["/review/decide/", "/review/add/", "/review/skip/"]


@pytest.mark.parametrize("path", POSTS)
def test_one_who_only_reads_sees_the_desk_but_cannot_decide(
    path: str, visit: Visit, evaluator: Account, doubted: Edition
) -> None:
    client = visit(evaluator)
    page = client.get("/review/").content.decode()
    assert "待核对 <b>3</b> 条" in page
    assert 'name="deed"' not in page
    assert "按“确认”" not in page
    assert "您可以对照原文查看；核对由有维护规划权限的人员办理。" in page
    assert "您没有核对权限，只能查看。" in page
    answer = client.post(path, form(doubted, deed="confirm", words="养护公路10公里"))
    assert answer.status_code in {403, 422, 200}
    assert not Decision.objects.exists()


def test_another_zone_sees_nothing_and_finds_nothing(visit: Visit, outsider: Account, doubted: Edition) -> None:
    client = visit(outsider)
    assert "桥梁" not in client.get("/review/").content.decode()
    query = {"edition": doubted.key, "record": "target", "at": ROAD}
    assert client.get("/review/", query).status_code == 404
    assert client.get("/review/why/", query).status_code == 404
    assert client.get(f"/plans/{doubted.plan.key}/decisions/").status_code == 404
    assert client.get(f"/editions/{doubted.key}/plan.json").status_code == 404
    client.post("/review/decide/", form(doubted, deed="confirm"))
    assert not Decision.objects.exists()


def test_a_decision_is_taken_back_only_by_who_may(
    visit: Visit, desk: Client, evaluator: Account, outsider: Account, doubted: Edition
) -> None:
    desk.post("/review/decide/", form(doubted, deed="confirm"))
    key = Decision.objects.get().key
    for account in (evaluator, outsider):
        visit(account).post("/review/undo/", {"decision": key})
    assert Decision.objects.count() == 1


# --- what the decisions show in elsewhere --------------------------------------------------------------


def test_the_plan_page_marks_what_was_decided_and_leads_to_the_desk(desk: Client, doubted: Edition) -> None:
    desk.post("/review/decide/", form(doubted, deed="settle", choice="2024-12-31"))
    page = desk.get(f"/plans/{doubted.plan.key}/").content.decode()
    assert f'data-review="/review/?edition={doubted.key}"' in page
    (card,) = [c for c in desk.get(f"/editions/{doubted.key}/records.json").json()["records"] if c["a"] == ROAD]
    assert card["d"] == "2024-12-31"
    assert "江一禾" in card["v"]
    assert "定时限" in card["v"]
    assert ["原读作", "时限 2025-12-31"] in card["f"]


def cells(content: bytes) -> list[list[object]]:
    return CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()


def test_the_workbook_says_who_when_and_what_had_been_read(desk: Client, doubted: Edition) -> None:
    _title, _notes, head, *_rows = cells(desk.get("/tables/target/export.xlsx").content)
    assert "核对人" not in head
    desk.post("/review/decide/", form(doubted, deed="settle", choice="2024-12-31"))
    _title, _notes, head, *rows = cells(desk.get("/tables/target/export.xlsx").content)
    by, at, was = (head.index(name) for name in ("核对人", "核对时间", "原值"))
    (line,) = [r for r in rows if r[by]]
    assert (line[by], line[was]) == ("江一禾", "时限：2025-12-31")
    assert str(line[at]).startswith("20")


def test_the_plan_card_says_how_much_waits(desk: Client, doubted: Edition) -> None:
    page = desk.get("/plans/").content.decode()
    assert f'href="/review/?plan={doubted.plan.key}"' in page
    assert "待核对 3" in page


def test_the_plan_json_has_the_decisions_beside_the_effective_records(desk: Client, doubted: Edition) -> None:
    desk.post("/review/decide/", form(doubted, deed="refuse", reason="是举例"))
    found = json.loads(desk.get(f"/editions/{doubted.key}/plan.json").content)
    assert ROAD not in [t["id"] for t in found["targets"]]
    (decision,) = found["decisions"]
    assert (decision["decision"], decision["record"], decision["by"], decision["standing"]) == (
        "refuse", ROAD, "江一禾", "holds",
    )  # fmt: skip


def test_the_list_of_decisions_shows_values_and_takes_one_back(desk: Client, doubted: Edition) -> None:
    values = {"metric": "产业园", "value": "4", "comparator": "reach", "basis": "level", "unit": "个"}
    desk.post("/review/decide/", form(doubted, deed="correct", deadline="2025-12-31", **values))
    page = desk.get(f"/plans/{doubted.plan.key}/decisions/").content.decode()
    assert "数值：3 → 4" in page
    key = Decision.objects.get().key
    page = desk.post("/review/undo/", {"decision": key, "back": "decisions"}, follow=True).content.decode()
    assert "已撤回" in page
    assert row(doubted).value == 3


def test_the_desk_asks_the_database_as_often_for_a_long_queue(
    desk: Client, doubted: Edition, zone: Zone, coordinator: Account
) -> None:
    desk.get("/review/")
    with CaptureQueriesContext(connection) as few:
        desk.get("/review/")
    for i in range(5):
        Builder(f"意见{i}").target("t1", "若干目标", confidence=0.4).store(zone, coordinator)
    desk.get("/review/")  # the reading of the line at hand is kept
    with CaptureQueriesContext(connection) as many:
        desk.get("/review/")
    assert len(many) == len(few) <= 40


@pytest.mark.parametrize("deed", [deed.value for deed in Deed])
def test_every_decision_has_words_on_the_desk_and_in_the_audit_trail(deed: str) -> None:
    assert review_words.deed_word(deed) != deed
    assert f"decision.{deed}" in audit_words.DEEDS


def test_every_field_and_reason_has_words() -> None:
    assert {f.name for fields in FIELDS.values() for f in fields} <= review_words.FIELD_WORDS.keys()
    assert set(queries.REASONS) == review_words.REASON_TAGS.keys()
