"""Two plans sentence by sentence: links, what nobody took up, what is new, and odd input."""

from __future__ import annotations

import time

import pytest

from gangmu.align import Advice, Question, align, explain_pair
from gangmu.model import Plan
from tests.library.align.small_plans import district, national, plan

UPPER = (
    "推进农村危房改造，因地制宜推广装配式农房。",
    "实施城市更新行动，改造老旧小区。",
    "建设科技创新平台和载体，培育科技型企业。",
    "健全流域横向生态保护补偿机制。",
    "鼓励企业在境外上市融资、发行债券。",
)


def pairs(upper: Plan, lower: Plan) -> set[tuple[str, str]]:
    return {(link.upper.text, link.lower.text) for link in align(upper, lower).links}


def test_each_promise_finds_its_answers_and_may_have_several() -> None:
    lower = (
        "推动企业在境外上市融资。",
        "深入实施城市更新行动。",
        "改造老旧小区20个。",
        "建设航空新材料重点实验室。",
    )

    assert pairs(national(*UPPER), district(*lower)) == {
        (UPPER[4], lower[0]),
        (UPPER[1], lower[1]),
        (UPPER[1], lower[2]),
        (UPPER[2], lower[3]),
    }


def test_what_nobody_took_up_says_where_was_looked() -> None:
    alignment = align(national(*UPPER), district("实施城市更新行动。", rows=("改造老旧小区",)))

    assert [uncovered.side.text for uncovered in alignment.uncovered] == [UPPER[0], UPPER[2], UPPER[3], UPPER[4]]
    assert alignment.searched.measures == 1
    assert alignment.searched.rows == (("附件1", 1),)


def test_a_table_row_takes_up_what_the_text_does_not() -> None:
    alignment = align(national(*UPPER), district("实施城市更新行动。", rows=("健全流域生态保护补偿机制",)))

    row = next(link for link in alignment.links if link.lower.task)
    assert (row.upper.text, row.lower.task, row.lower.measure) == (UPPER[3], "附件1-1", None)
    assert UPPER[3] not in [uncovered.side.text for uncovered in alignment.uncovered]


def test_what_stands_below_only_is_added() -> None:
    alignment = align(national(*UPPER), district("实施城市更新行动。", "办好龙舟邀请赛。"))

    assert [side.text for side in alignment.added] == ["办好龙舟邀请赛。"]


# sentences that share words but not a promise, why
UNLIKE = [
    ("按照国家统一部署，推进农村宅基地改革试点。", "按照国家统一部署，提高退休人员养老金水平。", "a set phrase"),
    ("推进粤港澳大湾区蔬菜基地建设。", "对标粤港澳大湾区优化通关流程。", "a region both lean on"),
    ("支持符合条件的企业上市融资。", "支持符合条件的地区申报劳动教育试验区。", "a condition both make"),
]


@pytest.mark.parametrize(("upper", "lower", "why"), UNLIKE)
def test_set_phrases_and_places_make_no_link(upper: str, lower: str, why: str) -> None:
    assert pairs(national(upper, *UPPER[:2]), district(lower)) == set(), why


def test_a_general_promise_gives_way_to_the_special_one() -> None:
    general, special = "发展特色农业，打响农产品品牌。", "做强山地蜜桃产业，建设蜜桃产业园。"

    assert pairs(national(general, special, *UPPER), district("加快建设山地蜜桃产业园。")) == {
        (special, "加快建设山地蜜桃产业园。")
    }


def test_a_plan_against_itself_links_each_sentence_to_itself_and_is_noticed() -> None:
    one = national(*UPPER)
    same = Plan(document=one.document.__class__(**{**_fields(one), "source": _with_hash(one)}), measures=one.measures)

    alignment = align(same, same)

    assert [notice.code for notice in alignment.notices] == ["plans.identical"]
    assert {(link.upper.key, link.lower.key) for link in alignment.links} >= {(m.id, m.id) for m in one.measures}
    assert {link.relation for link in alignment.links if link.upper.key == link.lower.key} == {"adopted"}
    assert alignment.uncovered == ()


def _fields(one: Plan) -> dict[str, object]:
    return {name: getattr(one.document, name) for name in one.document.__struct_fields__}


def _with_hash(one: Plan) -> object:
    source = one.document.source
    return source.__class__(name=source.name, sha256="0" * 64, media_type=source.media_type)


def test_a_sentence_printed_twice_is_linked_twice() -> None:
    twice = "健全流域横向生态保护补偿机制。"

    alignment = align(national(*UPPER, twice), district(twice, twice))

    assert len([link for link in alignment.links if link.lower.text == twice]) == 4
    assert twice not in [uncovered.side.text for uncovered in alignment.uncovered]


# upper, lower, notices
EMPTY = [
    (national(), district(*UPPER), ["upper.empty"]),
    (national(*UPPER), district(), ["lower.empty"]),
    (plan(), plan(), ["upper.empty", "lower.empty"]),
    (national("。"), district("，，"), []),
]


@pytest.mark.parametrize(("upper", "lower", "notices"), EMPTY)
def test_plans_without_promises_are_aligned_to_nothing(upper: Plan, lower: Plan, notices: list[str]) -> None:
    alignment = align(upper, lower)

    assert alignment.links == ()
    assert [notice.code for notice in alignment.notices] == notices
    assert len(alignment.uncovered) == len(upper.measures)
    assert len(alignment.added) == len(lower.measures)


def test_a_very_long_plan_is_aligned_in_good_time() -> None:
    things = "桥梁 堤坝 泵站 苗圃 码头 车站 粮库 牧场 渔港 茶园".split()
    many = [f"建设第{i}号{things[i % 10]}示范工程，配套{things[i // 10 % 10]}管护用房。" for i in range(2_000)]

    started = time.process_time()
    alignment = align(national(*UPPER, *many[:200]), district(*many))

    assert alignment.links
    assert time.process_time() - started < 90


def test_the_order_of_links_is_the_lower_plans_and_runs_agree() -> None:
    lower = district("改造老旧小区。", "推广装配式农房。", "培育科技型企业。")

    first, second = align(national(*UPPER), lower), align(national(*UPPER), lower)

    assert first == second
    assert [link.lower.key for link in first.links] == ["一/m1", "一/m2", "一/m3"]


def test_a_decision_explains_itself() -> None:
    upper, lower = national(*UPPER), district("争取实施城市更新行动。")

    told = explain_pair(upper, lower, "一/m2", "一/m1")

    assert told.linked
    assert told.relation == "softened"
    assert told.basis is not None
    assert "城市更新行动" in told.basis.words
    assert told.contributions[0].name == "base"
    assert [(reason.code, reason.lower) for reason in told.reasons] == [("act.softer", "争取")]


def test_a_pair_that_shares_nothing_is_explained_by_nothing() -> None:
    told = explain_pair(national(*UPPER), district("办好龙舟邀请赛。"), "一/m2", "一/m1")

    assert (told.linked, told.score, told.basis) == (False, 0.0, None)


def test_an_unknown_sentence_cannot_be_explained() -> None:
    with pytest.raises(KeyError):
        explain_pair(national(*UPPER), district("实施城市更新行动。"), "一/m2", "九/m9")


class Contrary:
    """An adviser that refuses every open pair and calls every link refined."""

    name = "contrary"

    def __init__(self) -> None:
        self.asked: list[Question] = []

    def advise(self, question: Question) -> Advice:
        self.asked.append(question)
        return Advice(linked=False, relation="refined", why="because")


def test_an_adviser_is_asked_about_what_is_open_and_its_word_stands_apart() -> None:
    adviser = Contrary()
    upper, lower = national(*UPPER), district("实施城市更新行动，改造老旧小区。", "健全环境补偿办法。")

    plain, told = align(upper, lower), align(upper, lower, adviser=adviser)

    assert len(told.links) < len(plain.links)
    assert {link.score for link in told.links} <= {link.score for link in plain.links}
    assert all(link.relation == "refined" for link in told.links)
    assert all(link.reasons[-1].code == "adviser" for link in told.links if "adviser" in [r.code for r in link.reasons])
    assert adviser.asked
