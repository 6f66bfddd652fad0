"""The pages of alignment: each opens, says what it should, and its forms work with and without scripts."""

from __future__ import annotations

import json
import re
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from gangmu_server.alignment import actions
from gangmu_server.alignment.models import LinkDecision, PlanPair
from gangmu_server.directory.models import Account
from gangmu_server.library.models import Edition
from tests.server.alignment import tier
from tests.server.alignment.conftest import Stage, plan_of
from tests.server.web.conftest import Visit

HTMX = {"HX-Request": "true"}


def text(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined]


def visible(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html))


@pytest.fixture
def page(stage: Stage, visit: Visit) -> object:
    """The coordinator's client."""
    return visit(stage.user)


def pair_url(stage: Stage, query: str = "") -> str:
    return f"/alignment/pairs/{stage.pair(stage.nation, stage.district).key}/{query}"


def test_the_tier_shows_each_plan_above_others_with_its_coverage_and_every_pair(stage: Stage, page: object) -> None:
    html = text(page.get("/alignment/"))
    assert visible(html).count("条举措") >= 2
    assert "2 条各级都没有承接" in html
    for pair in PlanPair.objects.filter(is_live=True):
        assert f"/alignment/pairs/{pair.key}/" in html


def test_the_navigation_leads_there(page: object) -> None:
    assert 'href="/alignment/"' in text(page.get("/plans/"))


def test_coverage_opens_every_percentage_into_its_list(stage: Stage, page: object) -> None:
    url = f"/alignment/plans/{stage.nation.plan.key}/"
    html = text(page.get(url))
    assert "■" in html
    assert "▲" in html
    link = re.search(r'href="([^"]*column=county&amp;state=none[^"]*)#list"', html)[1].replace("&amp;", "&")
    listed = text(page.get(link if link.startswith("/") else url + link))
    assert tier.SCHOOL in listed
    assert tier.ROADS not in listed


def test_a_promise_opens_side_by_side_with_the_plan_that_ought_to_take_it_up(stage: Stage, page: object) -> None:
    html = text(page.get(f"/alignment/plans/{stage.nation.plan.key}/?state=orphan"))
    opened = re.search(rf'href="(/alignment/pairs/{stage.pair(stage.nation, stage.district).key}/\?at=[^"]+)"', html)[1]
    assert page.get(opened).status_code == 200


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_the_list_is_exported_as_it_is_narrowed(stage: Stage, page: object, form: str) -> None:
    answer = page.get(f"/alignment/plans/{stage.nation.plan.key}/list.{form}?theme=三")
    if form == "csv":
        rows = answer.content.decode("utf-8-sig").splitlines()
        assert len(rows) == 3
        assert "未承接" in rows[1]
        return
    sheet = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert [row[2] for row in sheet[3:]] == [tier.SCHOOL, tier.AIRPORT]


def test_an_unknown_form_of_export_is_not_found(stage: Stage, page: object) -> None:
    assert page.get(f"/alignment/plans/{stage.nation.plan.key}/list.exe").status_code == 404


def test_a_filter_that_makes_no_sense_narrows_nothing(stage: Stage, page: object) -> None:
    html = text(page.get(f"/alignment/plans/{stage.nation.plan.key}/?state=rubbish&tag=rubbish&column=rubbish&page=x"))
    assert tier.ROADS in html


def test_units_stand_against_measures_in_shape_and_word(stage: Stage, page: object) -> None:
    html = text(page.get(f"/alignment/plans/{stage.nation.plan.key}/units/"))
    assert 'aria-label="牵头"' in html
    assert "区交通运输局" in html


def test_two_plans_stand_side_by_side_with_differences_marked(stage: Stage, page: object) -> None:
    html = text(page.get(pair_url(stage)))
    assert '<span class="t-softened" title="弱化">' in html
    assert "为什么是上下级" in html
    assert "引用了上级文件的发文字号" in html
    assert "办好梅江马拉松" in html
    assert "查遍正文 5 条举措、附件1的 2 行任务" in html


@pytest.mark.parametrize(
    ("show", "there", "missing"),
    [("softened", tier.DIGITAL, tier.SCHOOL), ("open", tier.SCHOOL, tier.RIVER), ("added", "马拉松", tier.SCHOOL)],
)
def test_side_by_side_is_narrowed(stage: Stage, page: object, show: str, there: str, missing: str) -> None:
    seen = visible(text(page.get(pair_url(stage, f"?show={show}"))))
    assert there in seen
    assert missing not in seen


def test_a_decision_by_key_gives_back_the_block_and_the_counts(stage: Stage, page: object) -> None:
    link = stage.link(stage.nation, stage.district, "一/m1", "一/m1")
    answer = page.post(f"/alignment/links/{link.pk}/", {"deed": "confirm"}, headers=HTMX)
    html = text(answer)
    assert html.lstrip().startswith("<section")
    assert "江一禾" in html
    assert 'id="chips" hx-swap-oob="true"' in html
    assert LinkDecision.objects.get().deed == "confirm"


def test_a_decision_without_scripts_comes_back_to_its_sentence(stage: Stage, page: object) -> None:
    link = stage.link(stage.nation, stage.district, "一/m1", "一/m1")
    answer = page.post(f"/alignment/links/{link.pk}/", {"deed": "relate", "relation": "adopted"})
    assert answer.status_code == 302
    assert "#s-" in answer.url
    assert stage.link(stage.nation, stage.district, "一/m1", "一/m1").relation == "adopted"


def test_a_deed_nobody_knows_is_refused(stage: Stage, page: object) -> None:
    link = stage.link(stage.nation, stage.district, "一/m1", "一/m1")
    assert page.post(f"/alignment/links/{link.pk}/", {"deed": "launder"}).status_code == 422


def test_a_missing_link_is_chosen_from_sentences_that_hold_some_words_and_added(stage: Stage, page: object) -> None:
    upper = stage.sentence(stage.nation, stage.district, "upper", "四/m1")
    found = text(page.get(f"/alignment/sentences/{upper.pk}/choose/?q=标语", headers=HTMX))
    other = stage.sentence(stage.nation, stage.district, "lower", "二/m2")
    assert f'value="{other.pk}"' in found
    assert "马拉松" not in found
    page.post(f"/alignment/sentences/{upper.pk}/link/", {"other": other.pk, "relation": "related"}, headers=HTMX)
    assert stage.link(stage.nation, stage.district, "四/m1", "二/m2").relation == "related"
    assert page.post(f"/alignment/sentences/{upper.pk}/link/", {"other": "x"}).status_code == 422


def test_a_new_sentence_below_is_linked_from_its_own_side(stage: Stage, page: object) -> None:
    lower = stage.sentence(stage.nation, stage.district, "lower", "二/m3")
    upper = stage.sentence(stage.nation, stage.district, "upper", "三/m1")
    answer = page.post(
        f"/alignment/sentences/{lower.pk}/link/", {"other": upper.pk, "relation": "adopted"}, headers=HTMX
    )
    assert f'data-gone="s-{lower.pk}"' in text(answer)


def test_without_scripts_choosing_is_a_page_of_its_own(stage: Stage, page: object) -> None:
    upper = stage.sentence(stage.nation, stage.district, "upper", "四/m1")
    assert "<html" in text(page.get(f"/alignment/sentences/{upper.pk}/choose/"))


def test_not_applicable_asks_for_plans_and_a_reason(stage: Stage, page: object) -> None:
    airport = stage.sentence(stage.nation, stage.district, "upper", "三/m2")
    url = f"/alignment/sentences/{airport.pk}/aside/"
    asked = text(page.get(url))
    assert stage.city.plan.title in asked
    refused = page.post(url, {"in": [airport.pk], "reason": " "})
    assert refused.status_code == 422
    assert "请写明不适用的理由" in text(refused)
    kept = page.post(url, {"in": [airport.pk], "reason": "由市里实施", "next": "/alignment/"})
    assert kept.url == "/alignment/"
    assert stage.sentence(stage.nation, stage.district, "upper", "三/m2").state == "not_applicable"
    assert page.post(url, {"in": [], "reason": "由市里实施"}).status_code == 422


def test_a_form_never_leads_to_another_site(stage: Stage, page: object) -> None:
    airport = stage.sentence(stage.nation, stage.district, "upper", "三/m2")
    data = {"in": [airport.pk], "reason": "由市里实施", "next": "https://elsewhere.example/"}
    assert page.post(f"/alignment/sentences/{airport.pk}/aside/", data).url.startswith("/alignment/pairs/")


def test_decisions_are_listed_and_taken_back(stage: Stage, page: object) -> None:
    decision = actions.reject_link(stage.link(stage.nation, stage.district, "一/m1", "一/m1"), **stage.desk)
    url = f"/alignment/pairs/{decision.pair.key}/decisions/"
    assert "否定" in text(page.get(url))
    page.post(f"/alignment/decisions/{decision.pk}/withdraw/", {"next": url})
    assert "已撤回" in text(page.get(url))


def test_a_newer_result_is_offered_shown_and_taken(stage: Stage, page: object) -> None:
    stage.read_again(tier.district("整治城区夜市，规范占道经营。"), stage.district)
    assert "有新的比对结果" in text(page.get("/alignment/"))
    key = stage.pair(stage.nation, stage.district).key
    html = text(page.get(f"/alignment/pairs/{key}/changes/"))
    assert "变为未承接" in html
    assert tier.RIVER in html
    run = stage.pair(stage.nation, stage.district).alignments.get(number=2)
    assert page.get(f"/alignment/pairs/{key}/?run=2").status_code == 200
    page.post(f"/alignment/runs/{run.key}/take/")
    assert stage.run(stage.nation, stage.district).number == 2
    assert page.get(f"/alignment/pairs/{key}/changes/").status_code == 404


def test_a_newer_result_is_left(stage: Stage, page: object) -> None:
    stage.read_again(tier.district("整治城区夜市，规范占道经营。"), stage.district)
    run = stage.pair(stage.nation, stage.district).alignments.get(number=2)
    page.post(f"/alignment/runs/{run.key}/dismiss/")
    assert "有新的比对结果" not in text(page.get(pair_url(stage)))


def test_all_newer_results_are_taken_at_once(stage: Stage, page: object) -> None:
    stage.read_again(tier.district("整治城区夜市，规范占道经营。"), stage.district)
    page.post("/alignment/take/")
    assert "有新的比对结果" not in text(page.get("/alignment/"))


def test_any_two_plans_are_compared_and_a_wrong_order_is_said(stage: Stage, page: object, peer: Edition) -> None:
    answer = page.post(
        "/alignment/compare/", {"upper": stage.district.plan.key, "lower": stage.nation.plan.key}, follow=True
    )
    assert "两份规划给反了" in text(answer)
    answer = page.post("/alignment/compare/", {"upper": stage.nation.plan.key, "lower": plan_of(peer).key}, follow=True)
    assert "正在比对" in text(answer)
    stage.jobs()
    key = PlanPair.objects.get(lower=peer.plan_id).key
    html = text(page.get(f"/alignment/pairs/{key}/"))
    assert "不是上下级，只比异同" in html
    assert "对方独有" in html
    assert "未承接" not in visible(html), "between peers nothing is taken up"


def test_one_plan_twice_is_refused_in_words(stage: Stage, page: object) -> None:
    key = stage.nation.plan.key
    answer = page.post("/alignment/compare/", {"upper": key, "lower": key})
    assert answer.status_code == 422
    assert "请选择两份不同的规划" in text(answer)


def test_peers_are_compared_by_one_button_and_read_by_chapter(stage: Stage, page: object, peer: Edition) -> None:
    url = f"/alignment/plans/{stage.nation.plan.key}/peers/"
    assert "还有 1 份同级规划没有比对" in text(page.get(url))
    page.post(f"{url}compare/")
    stage.jobs()
    html = text(page.get(url))
    assert "茶叶交易中心" in html
    assert "一、振兴乡村" in html
    sheet = page.get(f"/alignment/plans/{stage.nation.plan.key}/peers.csv").content.decode("utf-8-sig")
    assert "茶叶交易中心" in sheet


def test_the_chain_is_a_panel_for_scripts_and_a_page_without(stage: Stage, page: object) -> None:
    url = f"/editions/{stage.district.key}/chain/?at=附件1-1"
    panel = text(page.get(url, headers=HTMX))
    assert "<html" not in panel
    assert tier.ROADS in panel
    assert "本任务" in panel
    assert "<html" in text(page.get(url))


def test_every_place_that_shows_a_task_opens_its_chain(stage: Stage, page: object) -> None:
    opener = f"/editions/{stage.district.key}/chain/?at="
    assert opener in text(page.get("/tables/task/"))
    assert opener in text(page.get("/units/sheet/?name=区交通运输局"))
    assert f'data-chain="/editions/{stage.district.key}/chain/"' in text(page.get(f"/plans/{stage.district.plan.key}/"))


def test_the_alignment_json_is_given_as_it_was_found(stage: Stage, page: object) -> None:
    found = json.loads(page.get(pair_url(stage, "alignment.json")).content)
    assert found["schema"] == "gangmu.alignment/1"


def test_an_evaluator_sees_everything_and_changes_nothing(stage: Stage, visit: Visit, evaluator: Account) -> None:
    client = visit(evaluator)
    link = stage.link(stage.nation, stage.district, "一/m1", "一/m1")
    html = text(client.get(pair_url(stage)))
    assert tier.SCHOOL in html
    assert 'data-key="c"' not in html
    assert client.post(f"/alignment/links/{link.pk}/", {"deed": "confirm"}).status_code == 403
    assert client.post("/alignment/again/").status_code == 403
    assert not LinkDecision.objects.exists()


def test_an_empty_zone_says_what_the_page_will_hold(visit: Visit, coordinator: Account) -> None:
    html = text(visit(coordinator).get("/alignment/"))
    assert "库里还没有规划" in html
    assert 'href="/plans/"' in html


ENGLISH = ["/alignment/", "coverage", "units", "peers", "pair", "chain"]


@pytest.mark.parametrize("name", ENGLISH)
def test_the_english_switch_leaves_no_chinese_but_what_plans_say(stage: Stage, page: object, name: str) -> None:
    page.post("/language/", {"language": "en", "next": "/plans/"})
    key = stage.nation.plan.key
    addresses = {
        "coverage": f"/alignment/plans/{key}/",
        "units": f"/alignment/plans/{key}/units/",
        "peers": f"/alignment/plans/{key}/peers/",
        "pair": pair_url(stage),
        "chain": f"/editions/{stage.district.key}/chain/?at=附件1-1",
    }
    html = text(page.get(addresses.get(name, name)))
    heads = " ".join(re.findall(r"<(?:th|label|button|summary|h2)[^>]*>([^<]*)", html))
    said = re.sub("|".join(["一、振兴乡村", "区[一-鿿]+局", "[一-四]、[一-鿿]+", *titles(stage)]), "", heads)
    assert re.findall("[一-鿿]+", said) == []


def titles(stage: Stage) -> list[str]:
    return [re.escape(edition.plan.title) for edition in (stage.nation, stage.city, stage.district)]
