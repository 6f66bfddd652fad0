"""Every place of an error is proposed, in one family; and what only looks like an error is left alone."""

from __future__ import annotations

import pytest

import gangmu
from gangmu import Gazetteer, Organisation, accept
from gangmu.model import Proposal
from gangmu.resolve import families

ZONE = Gazetteer(
    places=("寻乌县", "赣州市"),
    organisations=(
        Organisation("县自然资源局"),
        Organisation("县发展和改革委员会", ("县发改委",)),
        Organisation("区水利局"),
        Organisation("区住房和城乡建设局", ("区住建局",)),
        Organisation("县教科体局"),
        Organisation("县文旅局"),
    ),
    people=("方清源",),
    projects=("露天矿山综合治理",),
)
HEAD = "一、任务\n（一）修路。"


def proposed(text: str, zone: Gazetteer | None = ZONE) -> tuple[Proposal, ...]:
    return gangmu.read(text.encode(), name="x.txt", gazetteer=zone).proposals


def whys(text: str, zone: Gazetteer | None = ZONE) -> list[str]:
    return [p.why for p in proposed(text, zone)]


# the sentence, what is proposed
PLACES = [
    ("加快建设静州至寻乌的快速通道，年内动工。", ["静州 → 赣州"]),
    ("打通寻乌到静州的断头路，年内动工。", ["静州 → 赣州"]),
    ("支持静州经济技术开发区扩区，年内报批。", ["静州 → 赣州"]),
    ("加密静州港的班列，年内开通三条线。", ["静州 → 赣州"]),
    ("帮扶寻鸟发展果业，年内建成两个果园。", ["寻鸟 → 寻乌"]),
    ("帮扶寻鸟的果业，寻鸟的茶业，寻鸟的菌业，办好寻鸟的夜校。", ["寻鸟 → 寻乌"] * 4),
    ("推进霹天矿山复绿，年内完成三处。", ["霹天矿山 → 露天矿山"]),
]


@pytest.mark.parametrize(("sentence", "expected"), PLACES)
def test_a_place_or_project_is_proposed_with_nothing_beside_it_but_the_words_said_of_places(
    sentence: str, expected: list[str]
) -> None:
    assert whys(f"{HEAD}{sentence}\n") == expected


# sentences in which something is like a known name, and is meant
MEANT = [
    "虔州至寻鸣坑的古驿道要修好，年内动工。",
    "甘孜州经济技术开发区来人考察，年内回访。",
    "围填海的图斑要在年内清零，养家糊口的事要办实。",
    "修好静州镇至寻乌的路，静州镇的桥，静州镇的渠，年内动工。",
    "开展海绵城市建设，年内动工。",
    "学子选择辽宁、圆梦辽宁，年内回访。",
    "建成向南开放的前沿，也是向西开放的前沿，年内动工。",
    "赣州、闽西、湘南的路要修好，年内动工。",
    "恢复马鬃山的草场，年内见效。",
]


@pytest.mark.parametrize("sentence", MEANT)
def test_a_name_of_its_own_or_a_word_is_no_misprint_of_a_place(sentence: str) -> None:
    places = "寻乌县 赣州市 镇海区 湖口县 丰城市 云梦县 辽宁省 南开区 铁西区 马鞍山市"
    zone = Gazetteer(places=tuple(places.split()))
    assert whys(f"{HEAD}{sentence}\n", zone) == []


def test_among_neighbours_of_like_names_the_plans_own_is_meant() -> None:
    zone = Gazetteer(places=("赣州市", "潮州市", "惠州市"))
    title = "赣州市修路实施方案\n"
    assert whys(f"{title}{HEAD}建好静州港，年内动工。\n", zone) == ["静州 → 赣州"]
    assert whys(f"{HEAD}建好静州港，年内动工。\n", zone) == []


def test_a_full_name_garbled_the_same_way_again_and_again_is_proposed_where_the_right_one_is_printed_too() -> None:
    sentence = "静州市的路、静州市的桥、静州市的渠、静州市的堤都要修好，年内动工。"
    assert whys(f"{HEAD}{sentence}赣州市已有部署。\n") == ["静州市 → 赣州市"] * 4
    assert whys(f"{HEAD}{sentence}\n") == []


def test_all_places_of_one_error_are_a_family() -> None:
    text = f"{HEAD}修好静州的环城路，对接静州市中心城区，建好静州港，年内动工。\n"
    found = proposed(text)
    assert [p.family for p in found] == ["静州 → 赣州"] * 3
    assert [text[slice(*p.span)] for p in found] == ["静"] * 3


def test_a_unit_garbled_in_its_mark_is_proposed_in_the_sentence_before_it_too() -> None:
    text = f"{HEAD}由县自然资原局牵头动工，由县发改萎核定。（责任单位：县自然资原局、县发改萎）\n"
    found = proposed(text)
    assert [p.family for p in found] == [
        "县自然资原局 → 县自然资源局",
        "县发改萎 → 县发改委",
        "县自然资原局 → 县自然资源局",
        "县发改萎 → 县发改委",
    ]


TABLE = "附件1\n某县任务分工表\n序号\t工作任务\t责任领导\t责任单位\n"


def test_two_leaders_against_one_are_enough_but_less_sure_than_three() -> None:
    def rows(*names: str) -> str:
        return TABLE + "".join(f"{i}\t办好第{i}件事\t{name}\t县甲局\n" for i, name in enumerate(names, 1))

    (two,) = proposed(rows("向远明", "向远朋", "向远明"))
    (three,) = proposed(rows("向远明", "向远朋", "向远明", "向远明"))
    assert (two.why, three.why) == ("向远朋 → 向远明",) * 2
    assert two.confidence < three.confidence
    assert proposed(rows("向远明", "向远朋")) == ()


def test_a_leader_of_the_zone_is_known_in_a_duty_mark() -> None:
    assert whys(f"{HEAD}年内动工。（责任领导：方清原；责任单位：县文旅局）\n") == ["方清原 → 方清源"]


# units of a mark, what is proposed
SHUFFLED = [
    ("住区建局", ["住区建局 → 区住建局"]),
    ("水区利局", ["水区利局 → 区水利局"]),
    ("区利水局", ["区利水局 → 区水利局"]),
    ("区水局、区利住建局", ["区水局 → 区水利局", "区利住建局 → 区住建局"]),
    ("区水住利局、区建局", ["区水住利局 → 区水利局", "区建局 → 区住建局"]),
    ("区水局", []),
    ("区水利局、区住建局", []),
    ("市水利局", []),
    ("县文体局", []),
]


@pytest.mark.parametrize(("units", "expected"), SHUFFLED)
def test_shuffled_units_are_proposed_for_the_zones_names(units: str, expected: list[str]) -> None:
    assert whys(f"{HEAD}年内动工。（责任单位：{units}）\n") == expected


@pytest.mark.parametrize(("times", "expected"), [(4, 4), (1, 1)])
def test_a_zones_unit_garbled_the_same_way_again_and_again_is_proposed_each_time(times: int, expected: int) -> None:
    zone = Gazetteer(organisations=(Organisation("区住建局"),))
    for garbled in ("区往建局", "住区建局"):
        rows = "".join(f"{i}\t办好第{i}件事\t方清源\t{garbled}\n" for i in range(1, times + 1))
        assert whys(TABLE + rows, zone) == [f"{garbled} → 区住建局"] * expected
        assert whys(TABLE + rows, None) == []


def test_another_bureau_named_again_and_again_is_meant() -> None:
    rows = "".join(f"{i}\t办好第{i}件事\t方清源\t区水务局\n" for i in range(1, 5))
    assert whys(TABLE + rows) == []


def test_two_units_shuffled_into_each_other_are_one_error() -> None:
    first, second = proposed(f"{HEAD}年内动工。（责任单位：区水局、区利住建局）\n")
    assert first.family == second.family == "区水局、区利住建局 → 区水利局、区住建局"


def test_two_ways_to_order_the_words_of_a_name_are_both_right() -> None:
    zone = Gazetteer(organisations=(Organisation("县交通运输局"),))
    assert whys(f"{HEAD}年内动工。（责任单位：县运输交通局）\n", zone) == []


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("某府发〔2024]8号", [("]", "〕")]),
        ("某府发[2024〕8号", [("[", "〔")]),
        ("某府发(2024】8号", [("(", "〔"), ("】", "〕")]),
        ("某府发〔2024〕8号", []),
        ("某府发[2024]8号", []),
    ],
)
def test_brackets_of_a_document_number_that_are_no_pair_are_proposed(
    printed: str, expected: list[tuple[str, str]]
) -> None:
    found = proposed(f"{HEAD}按照{printed}文件办，年内动工。\n", None)
    assert [(p.from_, p.to) for p in found] == expected


TWICE = f"{HEAD}修好静州的环城路12公里，建好静州港的码头3座，年内动工。\n"


@pytest.mark.parametrize("number", [0, 1])
@pytest.mark.parametrize("source", [TWICE, None], ids=["with the source", "without it"])
def test_one_place_of_an_error_may_be_accepted_without_the_other(number: int, source: str | None) -> None:
    plan = gangmu.read(TWICE.encode(), name="x.txt", gazetteer=ZONE)
    mended = accept(plan, [plan.proposals[number]], source)
    article = next(p for p in mended.provisions if p.number == "（一）")
    expected = (("赣州的环城路", "静州港"), ("静州的环城路", "赣州港"))[number]
    assert all(words in article.text for words in expected)
    assert [r.span for r in article.repairs] == [plan.proposals[number].span]


def test_a_family_accepted_at_once_mends_every_record_and_field() -> None:
    text = f"{HEAD}年内动工，区水局先行。（责任单位：区水局、区利住建局）\n"
    plan = gangmu.read(text.encode(), name="x.txt", gazetteer=ZONE)
    (family,) = families(plan.proposals)
    (mark,) = accept(plan, family, text).responsibilities
    assert mark.units == ("区水利局", "区住建局")
    assert mark.lead_unit == "区水利局"
    (again,) = accept(accept(plan, family, text), family, text).responsibilities
    assert again == mark


def test_a_row_keeps_the_leader_who_was_not_accepted() -> None:
    text = f"{TABLE}1\t请向远朋办好一件事\t向远朋\t县甲局\n2\t办好二\t向远明\t县甲局\n3\t办好三\t向远明\t县甲局\n"
    plan = gangmu.read(text.encode(), name="x.txt")
    leader = next(p for p in plan.proposals if text[p.span[0] - 3] == "\t")
    row = accept(plan, [leader], text).tasks[0]
    assert (row.content, row.leaders) == ("请向远朋办好一件事", ("向远明",))
