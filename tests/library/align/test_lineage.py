"""Who stands above whom: citations, levels and places decide, likeness never does."""

from __future__ import annotations

import json

import pytest

import gangmu
from gangmu.align import align, standing_of
from gangmu.align.citing import own_keys, title_core
from gangmu.export.alignment import encode
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
    ("某省办公厅关于印发某某规划的通知", "某某规划"),
    ("某某规划（2021年—2035年）（草案）", "某某规划（2021年-2035年）"),
    ("关于贯彻落实《某某规划》的实施意见", "关于贯彻落实某某规划的实施意见"),
    (None, ""),
]


@pytest.mark.parametrize(("title", "core"), TITLES)
def test_titles_are_compared_without_the_notice_they_came_with(title: str | None, core: str) -> None:
    assert title_core(title).replace("》", "") == core


CITY = "中共赣州市委 赣州市人民政府"
COUNTY = "中共寻乌县委 寻乌县人民政府"
NATIONS = "山区养老服务提升方案"
"""Of a title that names no zone: a zone in two titles is evidence by itself."""
OPINIONS = f"关于贯彻落实《{NATIONS}》的实施意见"


def city(**more: object) -> Plan:
    """The city's opinions on the nation's plan, with a number."""
    facts = {
        "title": CITY + OPINIONS,
        "number": "赣市发〔2031〕8号",
        "issuers": tuple(CITY.split()),
        "level": "prefectural",
        "places": ("赣州市",),
        "cites": ((NATIONS, None),),
        **more,
    }
    return plan(PROMISE, **facts)  # type: ignore[arg-type]


def county(preamble: str, *cited: tuple[str, str | None], title: str = COUNTY + OPINIONS, **more: object) -> Plan:
    """A county's plan on the same matter."""
    facts = {
        "title": title,
        "number": "寻发〔2031〕11号",
        "issuers": tuple(COUNTY.split()),
        "level": "county",
        "places": ("寻乌县",),
        "cites": ((NATIONS, None), *cited),
        "preamble": preamble,
        **more,
    }
    return plan(PROMISE, **facts)  # type: ignore[arg-type]


CITED = f"《{CITY}{OPINIONS.replace('《', '〈').replace('》', '〉')}》（赣市发〔2031〕8号）"
NOTICE = f"《国家某委关于印发〈{NATIONS}〉的通知》（某发〔2031〕4号）"
PREAMBLES = (
    f"为深入贯彻落实{CITED}，提出如下意见。",
    f"为深入贯彻落实{NOTICE}和{CITED}，提出如下意见。",
    f"为深入贯彻落实{NOTICE}、{CITED}精神，提出如下意见。",
    f"为深入贯彻落实{NOTICE}以及{CITED}精神，提出如下意见。",
    f"根据{CITED}，提出如下意见。",
    f"按照{NOTICE}和{CITED}要求，提出如下意见。",
    f"根据{CITED}要求，结合我县实际，制定本方案。",
)
COUNTY_TITLES = (f"寻乌县{OPINIONS}", COUNTY + OPINIONS, "寻乌县推进示范区建设实施方案")


@pytest.mark.parametrize("preamble", PREAMBLES)
@pytest.mark.parametrize("title", COUNTY_TITLES)
def test_a_cited_number_decides_whatever_the_titles_and_the_wording(title: str, preamble: str) -> None:
    read = gangmu.read(
        f"{title}\n寻发〔2031〕11号\n\n{preamble}\n\n一、主要任务\n（一）{PROMISE}\n".encode(), name="c.txt"
    )

    standing = standing_of(city(), read)

    assert (standing.pair, standing.is_reversed) == ("lineage", False)
    assert standing.evidence[0].code == "cites.number"
    assert standing_of(read, city()).is_reversed


# what the county cites, and what it then stands below: the city's opinions (of the same title), or nothing of the city
OF_THE_CITY = (CITY + OPINIONS, "赣市发〔2031〕8号")
SAME_TITLES: list[tuple[Plan, Plan, str, str]] = [
    (city(), county("", OF_THE_CITY), "lineage", "the number is the city's"),
    (city(), county("", (OPINIONS, "赣市发[2031]8号")), "lineage", "a number is one whatever its brackets"),
    (city(number=None), county("", (CITY + OPINIONS, None)), "lineage", "the issuer named is the city"),
    (city(number="赣市发〔2030〕2号"), county("", OF_THE_CITY), "peers", "another number is another document"),
    (
        city(number="赣市发〔2030〕2号"),
        county("", OF_THE_CITY, (OPINIONS, None)),
        "peers",
        "a short mention has the number of the full one",
    ),
    (city(), county("", (OPINIONS, None)), "peers", "the county's own notice names the county's own plan"),
    (city(), county("", (COUNTY + OPINIONS, "寻发〔2031〕11号")), "peers", "its own number is its own"),
]


@pytest.mark.parametrize(("upper", "lower", "expected", "why"), SAME_TITLES)
def test_plans_of_one_title_are_told_apart_by_number_and_issuer(
    upper: Plan, lower: Plan, expected: str, why: str
) -> None:
    assert standing_of(upper, lower).pair == expected, why


# two plans of the county, and whether the second stands below the first
WORKED_OUT = "为贯彻落实《{}》，制定本方案。"
AT_ONE_LEVEL: list[tuple[Plan, Plan, str, str]] = [
    (
        county("", title="教育提升规划", cites=()),
        county(WORKED_OUT.format("教育提升规划"), title="幼儿园建设方案", cites=(("教育提升规划", None),)),
        "peers",
        "a title that any place could bear",
    ),
    (
        county("", title="寻乌县教育提升规划", cites=()),
        county(WORKED_OUT.format("寻乌县教育提升规划"), title="幼儿园建设方案", cites=(("寻乌县教育提升规划", None),)),
        "lineage",
        "a title that names the ground of both",
    ),
    (
        county("", title="教育提升规划", number="寻府发〔2031〕1号", cites=()),
        county(
            WORKED_OUT.format("教育提升规划"), title="幼儿园建设方案", cites=(("教育提升规划", "寻府发〔2031〕1号"),)
        ),
        "lineage",
        "a number",
    ),
    (
        county("", title="教育提升规划", number="寻府发〔2031〕1号", cites=()),
        county(
            "做好与《教育提升规划》的衔接。", title="幼儿园建设方案", cites=(("教育提升规划", "寻府发〔2031〕1号"),)
        ),
        "peers",
        "a number in passing is no mandate",
    ),
    (
        county("", number="寻发〔2031〕9号"),
        county(PREAMBLES[0], OF_THE_CITY, title="寻乌县推进示范区建设实施方案"),
        "peers",
        "the city's opinions, cited by number and issuer, are not the county's of the same title",
    ),
]


@pytest.mark.parametrize(("upper", "lower", "expected", "why"), AT_ONE_LEVEL)
def test_at_one_level_a_title_needs_something_beside_it(upper: Plan, lower: Plan, expected: str, why: str) -> None:
    standing = standing_of(upper, lower)

    assert (standing.pair, standing.is_reversed) == (expected, False), why


# how a province's plan is cited by a city that carries it out
NOTICES = [
    ("关于印发某省养老服务行动方案的通知", "lineage"),
    ("江西省人民政府办公厅关于印发某省养老服务行动方案的通知", "lineage"),
    ("江西省人民政府办公厅关于印发〈某省养老服务行动方案（试行）〉的通知", "lineage"),
    ("赣州市人民政府关于转发某省养老服务行动方案的通知", "lineage"),
    ("湖南省人民政府办公厅关于印发某省养老服务行动方案的通知", "peers"),
    ("国务院办公厅关于印发某省养老服务行动方案的通知", "peers"),
    ("江西省人民政府办公厅关于印发某省托育服务行动方案的通知", "peers"),
]


@pytest.mark.parametrize(("cited", "expected"), NOTICES)
def test_a_plan_is_known_by_the_notice_that_came_with_it(cited: str, expected: str) -> None:
    province = plan(PROMISE, title="某省养老服务行动方案", level="provincial", issuers=("江西省人民政府办公厅",))
    lower = plan(
        PROMISE,
        title="某市养老方案",
        level="prefectural",
        cites=((cited, None),),
        preamble=f"为落实《{cited}》，制定本方案。",
    )

    assert standing_of(province, lower).pair == expected


def test_a_notice_with_a_plan_attached_is_no_citation_of_a_namesake_above() -> None:
    title = "关于加快养老服务发展的实施意见"
    province = plan(PROMISE, title=f"江西省人民政府{title}", level="provincial", places=("江西省",))
    own = plan(
        PROMISE,
        title=title,
        level="prefectural",
        cites=((title, None),),
        preamble=f"《{title}》已经市政府同意，现印发给你们，请认真贯彻执行。",
    )

    assert standing_of(province, own).pair == "peers"


LOOKING_BACK = "全面贯彻党的二十大精神。"
# facts of the upper plan, of the lower one, whether the lower one is said to be older
ISSUED: list[tuple[dict[str, object], dict[str, object], bool]] = [
    ({"issued_on": "2031-07-01"}, {"issued_on": "2031-03-01"}, True),
    ({"issued_on": "2031-03-01"}, {"issued_on": "2031-07-01"}, False),
    ({"number": "某发〔2031〕4号"}, {"issued_on": "2030-12-31"}, True),
    ({"number": "某发〔2031〕4号"}, {"issued_on": "2031-01-02"}, False),
    ({"issued_on": "2031-03-01"}, {"number": "区发〔2030〕9号"}, True),
    ({"preamble": LOOKING_BACK}, {"issued_on": "2022-07-05"}, True),
    ({"preamble": "迎接党的二十大召开。"}, {"issued_on": "2022-07-05"}, False),
    ({"cites": (("某某意见", "国发〔2031〕3号"),)}, {"issued_on": "2030-05-01"}, True),
    ({}, {"issued_on": "2031-07-01"}, False),
    ({"issued_on": "2031-07-01"}, {}, False),
]


@pytest.mark.parametrize(("above", "below", "older"), ISSUED)
def test_a_lower_plan_issued_first_is_said_to_be_older(
    above: dict[str, object], below: dict[str, object], older: bool
) -> None:
    alignment = align(national(PROMISE, "健全流域补偿机制。", **above), district(PROMISE, **below))

    assert alignment.pair == "lineage"
    assert ("lower.older" in [notice.code for notice in alignment.notices]) == older
    assert ("issued.before" in [evidence.code for evidence in alignment.pair_evidence]) == older


def test_every_claim_that_an_older_plan_takes_nothing_up_says_that_it_is_older() -> None:
    alignment = align(
        national(PROMISE, "健全流域补偿机制。", issued_on="2031-07-01"), district(PROMISE, issued_on="2031-03-01")
    )

    claims = [one["looked_in"] for one in json.loads(encode(alignment))["uncovered"]]

    assert len(claims) == 1
    assert claims[0].endswith("下级文件印发在上级文件之前。")


def test_a_corpus_knows_a_document_by_its_title_and_its_number_in_one_form() -> None:
    assert own_keys(city(number="赣市发［2031］第8号").document) >= {"赣市发[2031]8号"}
