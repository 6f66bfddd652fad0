"""Proposals to repair garbled text: made with a reason, applied only when accepted."""

from __future__ import annotations

import pytest

import gangmu
from gangmu import Gazetteer, Organisation, accept
from gangmu.model import Plan

ZONE = Gazetteer(places=("寻乌", "安远", "定南", "赣州"))


def read(text: str) -> Plan:
    return gangmu.read(text.encode(), name="x.txt", gazetteer=ZONE)


LISTED = "一、任务\n（一）修路。推进安远、寻鸟、定南等县的公路建设，年内修好三条路。\n"


def test_a_place_misspelt_between_places_is_proposed() -> None:
    (proposal,) = read(LISTED).proposals
    assert (proposal.from_, proposal.to, proposal.kind) == ("鸟", "乌", "place")
    assert proposal.why == "寻鸟 → 寻乌"
    assert LISTED[slice(*proposal.span)] == "鸟"


def test_a_name_whose_following_words_stand_after_the_right_one_is_proposed() -> None:
    text = "一、任务\n支持赣州经济技术开发区建设。静州经济技术开发区要带头，各县都要跟上。\n"
    assert [p.why for p in read(text).proposals] == ["静州 → 赣州"]


def test_a_word_printed_rightly_elsewhere_is_proposed_for_a_character_plans_hardly_use() -> None:
    text = "一、任务\n治理废弃露天矿山三处，再治理废弃霹天矿山一处，都要在年内办完。\n"
    assert [(p.from_, p.to) for p in read(text).proposals] == [("霹", "露")]


def test_ordinary_words_near_place_names_are_left_alone() -> None:
    text = "一、任务\n大力发展产业，寻找新的门路，安排好资金，定期调度，让老区人民过上好日子。\n"
    assert read(text).proposals == ()


def test_a_leader_whose_name_is_off_by_one_from_a_frequent_one_is_proposed() -> None:
    head = "附件1\n某县任务分工表\n序号\t工作任务\t责任领导\t责任单位\n"
    rows = "".join(f"{i}\t办好第{i}件事\t方清源\t县甲局\n" for i in range(1, 5)) + "5\t办好末件事\t方清原\t县甲局\n"
    assert [(p.kind, p.why) for p in read(head + rows).proposals] == [("person", "方清原 → 方清源")]


def test_nothing_changes_until_a_proposal_is_accepted() -> None:
    plan = read(LISTED)
    article = next(p for p in plan.provisions if p.number == "（一）")
    assert "寻鸟" in article.text
    mended = next(p for p in accept(plan, plan.proposals).provisions if p.number == "（一）")
    assert "寻乌" in mended.text
    assert [(r.from_, r.to, r.why) for r in mended.repairs] == [("鸟", "乌", "place")]
    assert mended.id == article.id


def test_accepted_repairs_keep_the_evidence_checkable() -> None:
    plan = accept(read(LISTED), read(LISTED).proposals)
    for record in (*plan.provisions, *plan.measures, *plan.targets):
        printed = LISTED[slice(*record.span)]
        for repair in record.repairs:
            a, b = repair.span[0] - record.span[0], repair.span[1] - record.span[0]
            printed = printed[:a] + repair.to + printed[b:]
        assert "".join(record.text.split()) == "".join(printed.split())


NAMES = Gazetteer(
    organisations=(Organisation("某县林业局"), Organisation("某县水利局"), Organisation("生态环境部")),
    projects=("露天矿山生态修复工程", "城北防洪堤加固工程"),
)


def why(text: str) -> list[tuple[str, str]]:
    plan = gangmu.read(text.encode(), name="x.txt", gazetteer=NAMES)
    return [(p.kind, p.why) for p in plan.proposals]


def test_an_organisation_with_one_character_wrong_is_proposed_in_running_text() -> None:
    text = "一、任务\n今年的种苗由某县林亚局统一调配，务必在清明之前送到各个乡镇的苗圃。\n"
    assert why(text) == [("organisation", "某县林亚局 → 某县林业局")]


def test_a_project_known_from_another_plan_is_proposed() -> None:
    text = "一、任务\n抓紧办好霹天矿山生态修复工程，落实管护的人手和经费，做到有人管事。\n"
    assert why(text) == [("project", "霹天矿山生态修复工程 → 露天矿山生态修复工程")]


@pytest.mark.parametrize(
    "text",
    [
        "一、任务\n由某县水务局牵头办好供水，按月调度，年底前交账，做到事事有回音。\n",
        "一、任务\n防止生态环境遭到破坏，发现一处就整改一处，做到常抓不懈，久久为功。\n",
        "一、任务\n办好城南防洪堤加固工程，赶在汛期之前完工，让两岸的群众安心过夏天。\n",
    ],
    ids=["another bureau", "other words go on", "another project"],
)
def test_another_name_is_no_misprint(text: str) -> None:
    assert why(text) == []


def test_a_place_before_the_words_of_a_known_organisation_is_proposed() -> None:
    zone = Gazetteer(places=("赣州",), organisations=(Organisation("赣州经济技术开发区管委会"),))
    text = "一、任务\n由静州经济技术开发区先行先试，形成一批能够推广的做法，带动周边各县。\n"
    plan = gangmu.read(text.encode(), name="x.txt", gazetteer=zone)
    assert [(p.kind, p.why) for p in plan.proposals] == [("place", "静州 → 赣州")]


# text, what is proposed without a gazetteer: from the document's own words and the divisions around its places
TABLE = "附件1\n某县任务分工表\n序号\t工作任务\t责任单位\n"
ROWS = "".join(f"{i}\t办好第{i}件事\t县住建局、县交通运输局、县农业农村局\n" for i in range(1, 5))
ALONE = [
    ("一、任务\n治理废弃露天矿山三处，再治理废弃霹天矿山一处，都要办完。\n", ["霹天 → 露天"]),
    (
        "赣州市交通规划\n一、任务\n支持赣州经济技术开发区建设。静州经济技术开发区要带头，各县都要跟上。\n",
        ["静州 → 赣州"],
    ),
    ("赣州市交通规划\n一、任务\n推进安远、寻鸟、定南等县的公路建设，年内修好三条路。\n", ["寻鸟 → 寻乌"]),
    ("赣州市交通规划\n一、任务\n推进寻鸟县农村公路建设，年内修好三条路。\n", ["寻鸟县 → 寻乌县"]),
    ("交通规划\n一、任务\n推进寻鸟县农村公路建设，年内修好三条路。\n", []),
    (f"{TABLE}{ROWS}5\t办好末件事\t县往建局\n", ["县往建局 → 县住建局"]),
    (f"{TABLE}{ROWS}5\t办好末件事\t县交通运局输\n", ["县交通运局输 → 县交通运输局"]),
    (f"{TABLE}{ROWS}5\t办好末件事\t县农农业村局\n", ["县农农业村局 → 县农业农村局"]),
    (f"{TABLE}{ROWS}5\t办好末件事\t市住建局\n", []),
    (f"{TABLE}{ROWS}5\t办好末件事\t县城建局\n", []),
    (f"{TABLE}{ROWS}5\t办好末件事\t县运输交通局\n", []),
    (f"{TABLE}5\t办好末件事\t县往建局\n", []),
]


@pytest.mark.parametrize(("text", "expected"), ALONE)
def test_the_documents_own_words_are_enough_for_proposals(text: str, expected: list[str]) -> None:
    assert [p.why for p in gangmu.read(text.encode(), name="x.txt").proposals] == expected


def test_a_shuffled_unit_is_mended_where_it_stands() -> None:
    text = f"{TABLE}{ROWS}5\t办好末件事\t县交通运局输\n"
    plan = gangmu.read(text.encode(), name="x.txt")
    (proposal,) = plan.proposals
    assert (proposal.kind, proposal.from_, proposal.to) == ("organisation", "局输", "输局")
    assert text[slice(*proposal.span)] == "局输"
    assert accept(plan, plan.proposals).tasks[-1].units == ("县交通运输局",)


# text, what is proposed with the names of NEAR
NEAR = Gazetteer(
    places=("寻乌县",), organisations=(Organisation("区住建局"),), projects=("丰水福利水利枢纽", "极富水利枢纽")
)
KNOWN = [
    ("一、任务\n推进寻鸟县农村公路建设，年内修好三条路。\n", [("place", "寻鸟县 → 寻乌县")]),
    ("一、任务\n加快极福水利枢纽建设，年内完成大坝填筑。\n", [("project", "极福水利枢纽 → 极富水利枢纽")]),
    ("一、任务\n（一）修路。年内修好三条路。（责任单位：区往建局）\n", [("organisation", "区往建局 → 区住建局")]),
    ("一、任务\n（一）修路。年内修好三条路。（责任单位：区住建局）\n", []),
    ("一、任务\n推进寻甸县农村公路建设，年内修好三条路。\n", []),
]


@pytest.mark.parametrize(("text", "expected"), KNOWN)
def test_names_of_the_zone_are_enough_for_proposals(text: str, expected: list[tuple[str, str]]) -> None:
    plan = gangmu.read(text.encode(), name="x.txt", gazetteer=NEAR)
    assert [(p.kind, p.why) for p in plan.proposals] == expected


def test_many_strange_characters_cost_no_more_than_one_look_at_the_text() -> None:
    strange = "".join(chr(0x5B00 + i) + "山水林田湖" for i in range(300))
    text = f"一、任务\n{strange}治理废弃露天矿山三处，再治理废弃霹天矿山一处，都要办完。\n"
    assert "霹天 → 露天" in [p.why for p in gangmu.read(text.encode(), name="x.txt").proposals]
