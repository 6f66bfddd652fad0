"""Who stands above whom: citations, levels and places decide, likeness never does."""

from __future__ import annotations

import pytest

from gangmu.align import align, standing_of
from gangmu.align.lineage import title_core
from gangmu.model import Plan
from tests.library.align.small_plans import UPPER_TITLE, district, national, plan

PROMISE = "推进县域医共体建设，推动远程医疗向乡村覆盖。"


def codes(upper: Plan, lower: Plan) -> list[str]:
    return [evidence.code for evidence in standing_of(upper, lower).evidence]


# lower plan, what shows that the national plan stands above it
LINEAGE = [
    (district(PROMISE), "cites.title"),
    (district(PROMISE, cites=((f"国家某委关于印发〈{UPPER_TITLE}〉的通知", "某发〔2031〕4号"),)), "cites.title"),
    (district(PROMISE, cites=(("另一份文件", "某发〔2031〕7号"),)), "cites.number"),
    (district(PROMISE, cites=(), title=f"章贡区贯彻{UPPER_TITLE[:-2]}规划"), "zone.named"),
    (plan(PROMISE, title=f"某县关于落实《{UPPER_TITLE}》的实施意见", cites=((UPPER_TITLE, None),)), "cites.title"),
    (plan(PROMISE, title=f"《{UPPER_TITLE}》某县实施细则", cites=((UPPER_TITLE, None),)), "cites.title"),
]


@pytest.mark.parametrize(("lower", "code"), LINEAGE)
def test_a_citation_or_the_same_zone_puts_a_plan_above(lower: Plan, code: str) -> None:
    upper = national(PROMISE, number="某发〔2031〕7号" if code == "cites.number" else None)

    standing = standing_of(upper, lower)

    assert standing.pair == "lineage"
    assert not standing.is_reversed
    assert code in [evidence.code for evidence in standing.evidence]


def test_the_evidence_stands_where_the_citation_is_printed() -> None:
    lower = district(PROMISE)

    cited = next(e for e in standing_of(national(PROMISE), lower).evidence if e.code == "cites.title")

    assert cited.where == "lower"
    assert cited.span == lower.document.cites[0].span


def test_two_plans_of_one_mandate_stand_above_each_other_by_level_and_ground() -> None:
    mandate = ((UPPER_TITLE, "某发〔2031〕7号"),)
    text = f"按照《{UPPER_TITLE}》要求，制定本规划。"
    provincial = plan(PROMISE, level="provincial", places=("赣州市",), cites=mandate, preamble=text)

    assert codes(provincial, district(PROMISE)) == ["mandate.shared", "place.within", "level.above"]


# a pair of peers, why
PEERS = [
    (national(PROMISE), national(PROMISE, title="别处示范区方案", places=("三明市",)), "two plans of the nation"),
    (
        national(PROMISE, cites=(("某某意见", "国发〔2031〕3号"),), preamble="落实《某某意见》，制定本方案。"),
        national(
            PROMISE,
            title="别处示范区方案",
            places=("三明市",),
            cites=(("某某意见", "国发〔2031〕3号"),),
            preamble="落实《某某意见》，制定本方案。",
        ),
        "one document above both makes neither the other's",
    ),
    (national(PROMISE, title="别处示范区方案", places=("三明市",)), district(PROMISE), "another city's plan"),
    (
        plan(PROMISE, title="某市产业规划", level="prefectural", places=("赣州市",), cites=(("某某法", None),)),
        plan(PROMISE, title="某区教育规划", level="county", places=("章贡区",), cites=(("某某法", None),)),
        "a law that both cite is everybody's",
    ),
    (
        plan(PROMISE, title="某县文旅规划", level="county", places=("大余县",)),
        plan(
            PROMISE,
            title="邻县文旅规划",
            level="county",
            places=("崇义县",),
            cites=(("某县文旅规划", None),),
            preamble="做好与《某县文旅规划》的协同。",
        ),
        "a neighbour's plan named in passing",
    ),
    (
        plan(PROMISE, title="某省五年规划（草案）", level="provincial"),
        plan(PROMISE, title="某省五年规划", level="provincial", cites=(("某省五年规划", None),)),
        "a draft and its final text",
    ),
    (
        national(PROMISE),
        plan(PROMISE, title=f"关于《{UPPER_TITLE}》实施情况的报告", cites=((UPPER_TITLE, None),)),
        "a report on a plan",
    ),
    (plan(PROMISE), plan(PROMISE), "nothing is known of either"),
]


@pytest.mark.parametrize(("upper", "lower", "why"), PEERS)
def test_without_a_mandate_two_plans_are_peers(upper: Plan, lower: Plan, why: str) -> None:
    assert standing_of(upper, lower).pair == "peers", why
    assert standing_of(lower, upper).pair == "peers", why


def test_a_citation_in_passing_is_told_from_none() -> None:
    neighbour = plan(
        PROMISE,
        title="邻县文旅规划",
        level="county",
        cites=(("某县文旅规划", None),),
        preamble="做好与《某县文旅规划》的协同。",
    )
    first = plan(PROMISE, title="某县文旅规划", level="county")

    assert codes(first, neighbour) == ["cites.aside", "level.same"]
    assert codes(first, plan(PROMISE, title="别的规划")) == ["cites.none"]


def test_sentences_that_agree_to_the_letter_make_no_lineage() -> None:
    sibling = national(PROMISE, title="别处示范区方案", places=("三明市",))

    alignment = align(sibling, district(PROMISE))

    assert alignment.links[0].score > 0.9
    assert alignment.pair == "peers"


def test_plans_given_the_wrong_way_round_are_exchanged_and_it_is_said() -> None:
    alignment = align(district(PROMISE), national(PROMISE))

    assert alignment.pair == "lineage"
    assert alignment.upper.title == UPPER_TITLE
    assert [(n.code, n.names) for n in alignment.notices] == [("order.reversed", (UPPER_TITLE, "opinions.txt"))]
    assert next(e for e in alignment.pair_evidence if e.code == "cites.title").where == "upper"


# title, what citations are compared by
TITLES = [
    ("关于印发《某某规划》的通知", "某某规划"),
    ("国家某委关于印发〈某某规划〉的通知", "某某规划"),
    ("某部关于支持某事的若干意见", "关于支持某事的若干意见"),
    ("某某规划（2021年—2035年）（草案）", "某某规划（2021年-2035年）"),
    ("关于贯彻落实《某某规划》的实施意见", "关于贯彻落实某某规划的实施意见"),
    (None, ""),
]


@pytest.mark.parametrize(("title", "core"), TITLES)
def test_titles_are_compared_without_the_notice_they_came_with(title: str | None, core: str) -> None:
    assert title_core(title).replace("》", "") == core
