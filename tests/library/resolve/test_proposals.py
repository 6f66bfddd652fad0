"""Proposals to repair garbled text: made with a reason, applied only when accepted."""

from __future__ import annotations

import gangmu
from gangmu import Gazetteer, accept
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
