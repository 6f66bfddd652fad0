"""The plan library: files in, what became of each, plans by level, deleting and undoing."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.html import escape

from gangmu.model import Issue
from gangmu_server.directory.models import Account, Zone
from gangmu_server.library.models import Edition, Plan
from tests.server.plans import Builder
from tests.server.texts import CITY_PLAN, NEWER_OPINION, OPINION
from tests.server.web.conftest import Visit


@pytest.fixture
def desk(visit: Visit, coordinator: Account) -> Client:
    return visit(coordinator)


def test_the_number_of_things_the_reader_noticed_leads_to_them_under_the_same_name(
    visit: Visit, coordinator: Account, zone: Zone
) -> None:
    built = Builder("有提示的意见")
    built.records["issues"] = [Issue("number_skipped", "（三） does not follow number 1", (0, 2))]
    built.target("一/t1", "新建公路10公里", value=10, unit="公里")
    edition = built.store(zone, coordinator)
    desk = visit(coordinator)
    found = re.search(r'href="([^"]+)"><svg[^>]*><use[^>]*></use></svg>1 处读取提示', shown(desk))
    assert found
    page = desk.get(found[1]).content.decode()
    assert 'data-kind="issue"' in page
    assert re.search(r'data-kind-of="issue"[^>]*>读取提示 <', page)
    managed = desk.get(f"/plans/{edition.plan.key}/manage/").content.decode()
    (link,) = re.findall(r'href="([^"]+)">看原文', managed)
    assert 'class="rec is-on"' in desk.get(unescape(link)).content.decode()


def send(client: Client, files: dict[str, str | bytes], *, part: bool = False) -> str:
    """Upload by the page's form; `part` as its script does."""
    uploads = [SimpleUploadedFile(n, c if isinstance(c, bytes) else c.encode()) for n, c in files.items()]
    answer = client.post("/plans/upload/", {"files": uploads}, headers={"X-Part": "outcomes"} if part else {})
    assert answer.status_code == 200
    return answer.content.decode()


def shown(client: Client, path: str = "/plans/") -> str:
    return client.get(path).content.decode()


def plan_facts(page: str) -> list[str]:
    """The line under the name of each plan."""
    return re.findall(r'<p class="plan-facts">(.*?)</p>', page, flags=re.S)


def test_an_empty_library_says_what_it_will_hold_and_how_to_fill_it(desk: Client) -> None:
    page = shown(desk)
    assert "库里还没有规划" in page
    assert 'for="files"' in page


def test_a_reader_without_the_right_to_upload_is_not_offered_it(visit: Visit, evaluator: Account) -> None:
    page = shown(visit(evaluator))
    assert 'id="upload"' not in page
    assert "统筹人员上传规划后会显示在这里" in page


def test_uploaded_files_are_read_and_stand_by_level(desk: Client, do_jobs: Callable[[], None]) -> None:
    page = send(desk, {"opinion.txt": OPINION, "city.txt": CITY_PLAN})
    assert page.count("已收到，正在读取") == 2
    assert "正在读取 2 个文件" in page
    do_jobs()
    page = shown(desk)
    assert "正在读取" not in page
    assert page.index("市级") < page.index("县（区）级")
    assert escape("梅县发〔2022〕6号") in page


def test_the_script_gets_the_outcomes_alone(desk: Client) -> None:
    part = send(desk, {"opinion.txt": OPINION}, part=True)
    assert "opinion.txt" in part
    assert "<html" not in part


def test_what_the_script_asks_again_for_brings_the_new_count_and_each_files_state(
    desk: Client, do_jobs: Callable[[], None]
) -> None:
    part = send(desk, {"opinion.txt": OPINION}, part=True)
    edition = Edition.objects.get()
    assert f'data-reading="{edition.key}"' in part
    do_jobs()
    polled = desk.get("/plans/", headers={"HX-Request": "true"}).content.decode()
    assert 'id="library-head" hx-swap-oob="true"' in polled
    assert "1 个规划" in polled
    assert f'data-edition="{edition.key}" data-state="done"' in polled
    assert "hx-swap-oob" not in shown(desk)


def test_a_plan_without_a_number_is_told_apart_by_its_file(desk: Client, do_jobs: Callable[[], None]) -> None:
    send(desk, {"opinion.txt": OPINION, "draft-2.txt": CITY_PLAN})
    do_jobs()
    facts = {
        name: "号" in fact
        for fact in plan_facts(shown(desk))
        for name in ("opinion.txt", "draft-2.txt")
        if name in fact
    }
    assert facts == {"draft-2.txt": False}


def test_the_same_file_twice_is_said_and_not_stored_again(desk: Client) -> None:
    send(desk, {"opinion.txt": OPINION})
    page = send(desk, {"copy.txt": OPINION})
    assert "库里已有同一份文件，没有重复入库" in page
    assert "upload.known" not in page, "no fault: nothing for those who look into faults"
    assert Plan.objects.count() == 1


def test_a_code_stands_small_and_labelled_at_the_end_of_what_to_do(desk: Client) -> None:
    note = send(desk, {"empty.txt": b""}, part=True)
    assert re.search(r'。 <span class="code-note">代码 <code>source\.empty</code></span></p>', note)
    missing = desk.get("/plans/none/").content.decode()
    assert (
        missing.count("not_found") == missing.count('<span class="code-note">代码 <code>not_found</code></span>') == 1
    )
    fragment = desk.get("/plans/none/", headers={"HX-Request": "true"}).content.decode()
    assert fragment.index("没有找到") < fragment.index('<span class="code-note">代码 <code>not_found</code>')


def test_in_english_two_sentences_stand_apart(desk: Client) -> None:
    desk.post("/language/", {"language": "en"})
    note = send(desk, {"empty.txt": b""}, part=True)
    assert re.search(r"\. [A-Z][^<]+\. <span class=\"code-note\">Code <code>source\.empty</code></span>", note)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty.txt", b"", ("source.empty", "没有文字")),
        ("picture.docx", b"\x89PNG\r\n\x1a\n" + b"\0" * 64, ("source.", "picture.docx")),
    ],
)
def test_a_file_that_cannot_be_read_says_why_and_what_to_do(
    name: str, content: bytes, words: tuple[str, str], desk: Client, do_jobs: Callable[[], None]
) -> None:
    page = send(desk, {name: content})
    do_jobs()
    page += shown(desk)
    assert all(word in page for word in words)
    assert "Traceback" not in page


def test_one_bad_file_does_not_keep_the_others_out(desk: Client, do_jobs: Callable[[], None]) -> None:
    send(desk, {"empty.txt": b"", "opinion.txt": OPINION})
    do_jobs()
    assert escape("梅县发〔2022〕6号") in shown(desk)


def test_sending_no_file_says_to_choose_one(desk: Client) -> None:
    assert "请先选择文件" in desk.post("/plans/upload/").content.decode()


def test_a_deleted_plan_can_be_undone_at_once_and_restored_later(desk: Client, edition: Edition) -> None:
    key, title = edition.plan.key, edition.plan.title
    page = desk.post(f"/plans/{key}/delete/", follow=True).content.decode()
    assert f"/plans/{key}/restore/" in page
    assert f"已删除“{title}”" in page
    assert desk.get(f"/plans/{key}/").status_code == 404
    assert f"/plans/{key}/restore/" not in shown(desk), "the offer stands once"
    assert title in shown(desk, "/plans/?deleted=on")
    page = desk.post(f"/plans/{key}/restore/", follow=True).content.decode()
    assert f"已恢复“{title}”" in page
    assert desk.get(f"/plans/{key}/").status_code == 200


def test_a_new_edition_stands_beside_the_old_one(desk: Client, plan: Plan, do_jobs: Callable[[], None]) -> None:
    data = {"files": SimpleUploadedFile("newer.txt", NEWER_OPINION.encode()), "note": "修订稿"}
    desk.post(f"/plans/{plan.key}/edition/", data)
    do_jobs()
    page = shown(desk, f"/plans/{plan.key}/manage/")
    assert "第 2 版" in page
    assert "第 1 版" in page
    assert "修订稿" in page
    first = plan.editions.get(number=1)
    page = shown(desk, f"/plans/{plan.key}/?edition={first.key}")
    assert "第 1 版，不是现行版本" in page


def test_what_a_person_sets_by_hand_is_kept(desk: Client, plan: Plan) -> None:
    desk.post(f"/plans/{plan.key}/change/", {"title": "梅江落实意见", "level": "county"})
    plan.refresh_from_db()
    assert (plan.title, plan.title_by_hand) == ("梅江落实意见", True)


def test_an_empty_title_is_refused_on_the_page_with_the_input_still_there(desk: Client, plan: Plan) -> None:
    answer = desk.post(f"/plans/{plan.key}/change/", {"title": "", "level": "county"})
    assert answer.status_code == 422
    assert "请改正以下内容" in answer.content.decode()


def test_a_guessed_annex_is_offered_and_joined(
    desk: Client, zone: Zone, coordinator: Account, do_jobs: Callable[[], None], plan: Plan
) -> None:
    send(desk, {"annex.txt": "附件1\n梅江县责任分工表\n\n序号\t内容\t责任单位\n1\t修路\t县交通运输局\n"})
    do_jobs()
    annex = Plan.objects.exclude(pk=plan.pk).get()
    annex.annex_of_guess = plan
    annex.save()
    assert f"像是“{plan.title}”的附件" in shown(desk)
    desk.post(f"/plans/{annex.key}/join/", {"to": plan.key})
    do_jobs()
    page = shown(desk, f"/plans/{plan.key}/manage/")
    assert "annex.txt" in page
    assert f"/plans/{annex.key}/" not in shown(desk)


@pytest.fixture
def twin(desk: Client, plan: Plan, do_jobs: Callable[[], None]) -> Plan:
    """The same opinion as another file, read beside the first."""
    send(desk, {"另存.txt": OPINION.replace("80公里", "90公里")})
    do_jobs()
    return Plan.objects.exclude(pk=plan.pk).get()


def test_the_same_plan_as_another_file_is_said_and_may_become_its_version(
    desk: Client, plan: Plan, twin: Plan, do_jobs: Callable[[], None]
) -> None:
    page = shown(desk)
    assert f"发文字号与“{plan.title}”相同，可能是同一份规划。" in page
    answer = desk.post(f"/plans/{twin.key}/as-edition/", {"to": plan.key}, follow=True)
    assert f"已作为“{plan.title}”的第 2 版，正在读取。" in answer.content.decode()
    do_jobs()
    page = shown(desk)
    assert "可能是同一份规划" not in page
    assert "2 个版本" in page
    assert f"/plans/{twin.key}/" not in page


def test_the_same_plan_may_be_kept_apart(desk: Client, twin: Plan) -> None:
    desk.post(f"/plans/{twin.key}/keep-apart/")
    page = shown(desk)
    assert "可能是同一份规划" not in page
    assert f"/plans/{twin.key}/" in page


def test_nothing_is_said_of_a_plan_that_was_deleted_meanwhile(desk: Client, plan: Plan, twin: Plan) -> None:
    desk.post(f"/plans/{plan.key}/delete/")
    assert "可能是同一份规划" not in shown(desk)


def test_who_may_not_write_plans_is_not_asked(desk: Client, twin: Plan, visit: Visit, evaluator: Account) -> None:
    reader = visit(evaluator)
    assert "可能是同一份规划" not in shown(reader)
    assert reader.post(f"/plans/{twin.key}/keep-apart/").status_code == 403
    assert reader.post(f"/plans/{twin.key}/title/", {"title": "名称"}).status_code == 403


def test_a_plan_without_a_title_asks_for_one_and_keeps_it(desk: Client, do_jobs: Callable[[], None]) -> None:
    send(desk, {"scan-0042.txt": "一、重点任务\n\n（一）修路。2023年底前改造农村公路80公里。\n"})
    do_jobs()
    plan = Plan.objects.get()
    assert "正文里没有读到标题，现在显示的是文件名。" in shown(desk)
    refused = desk.post(f"/plans/{plan.key}/title/", {"title": " "}, follow=True)
    assert "请填写名称" in refused.content.decode()
    desk.post(f"/plans/{plan.key}/title/", {"title": "农村公路三年行动方案"})
    desk.post(f"/editions/{plan.editions.get().key}/reread/")
    do_jobs()
    page = shown(desk)
    assert "农村公路三年行动方案" in page
    assert "没有读到标题" not in page


def test_a_wrong_guess_goes_away_for_good(desk: Client, plan: Plan, edition: Edition) -> None:
    other = edition.plan
    other.annex_of_guess = plan
    other.save()
    desk.post(f"/plans/{other.key}/not-annex/")
    assert "像是" not in shown(desk)


def test_the_library_asks_the_database_a_fixed_number_of_times(
    desk: Client, zone: Zone, coordinator: Account, django_assert_max_num_queries: Callable[..., object]
) -> None:
    for i in range(12):
        Builder(f"第{i}份意见").provision("一", "一、目标", number="一、").store(zone, coordinator)
    desk.get("/plans/")
    with django_assert_max_num_queries(26):
        desk.get("/plans/")


def test_files_come_back_as_they_were_sent(desk: Client, plan: Plan) -> None:
    file = plan.editions.get().files.get()
    answer = desk.get(f"/files/{file.key}/")
    assert b"".join(answer.streaming_content).decode() == OPINION
    assert "attachment" in answer.headers["Content-Disposition"]
