"""A tier: order found, promises followed from the nation down to the table row, peers beside."""

from __future__ import annotations

from gangmu.align import Tier, align_tier
from gangmu.align.tier import ChainNode
from gangmu.model import Plan
from tests.library.align.small_plans import UPPER_TITLE, district, national, plan

RENEWAL = "实施城市更新行动，改造老旧小区。"
HEALTH = "推进县域医共体建设，推动远程医疗向乡村覆盖。"
FINANCE = "鼓励企业在境外上市融资。"


def provincial(*sentences: str) -> Plan:
    return plan(
        *sentences,
        level="provincial",
        places=("赣州市",),
        cites=((UPPER_TITLE, None),),
        preamble=f"按照《{UPPER_TITLE}》要求，制定本规划。",
        name="province.txt",
    )


def tier() -> Tier:
    sibling = national(RENEWAL, title="别处示范区方案", places=("三明市",))
    return align_tier(
        [
            district("深入实施城市更新行动。", "办好龙舟邀请赛。", rows=("实施城市更新行动",)),
            national(RENEWAL, HEALTH, FINANCE),
            sibling,
            provincial("开展城市更新行动，改造老旧小区。", "推进县域医共体建设。"),
        ]
    )


def test_the_order_is_found_whatever_order_was_given() -> None:
    found = [(pair.upper, pair.lower, pair.alignment.pair, pair.direct) for pair in tier().pairs]

    assert found == [
        (1, 0, "lineage", False),
        (1, 3, "lineage", True),
        (3, 0, "lineage", True),
        (1, 2, "peers", False),
    ]


def lines(node: ChainNode, depth: int = 0) -> list[str]:
    return [
        f"{depth} {node.plan} {node.side.text}",
        *(line for child in node.below for line in lines(child, depth + 1)),
    ]


def test_a_promise_is_followed_down_to_the_row() -> None:
    chain = next(node for node in tier().chains if node.side.text == RENEWAL)

    assert lines(chain) == [
        f"0 1 {RENEWAL}",
        "1 3 开展城市更新行动，改造老旧小区。",
        "2 0 深入实施城市更新行动。",
        "3 0 实施城市更新行动",
    ]


def test_coverage_tells_what_is_whole_from_what_lost_a_promise_and_from_nothing() -> None:
    found = {(coverage.plan, coverage.key): coverage.states for coverage in tier().coverage}

    assert found[1, "一/m1"] == {0: "partial", 3: "taken_up"}
    assert found[1, "一/m2"] == {0: "none", 3: "partial"}
    assert found[1, "一/m3"] == {0: "none", 3: "none"}


def test_another_promise_of_the_same_sentence_is_not_followed() -> None:
    found = align_tier(
        [
            national(HEALTH, FINANCE),
            provincial("推进县域医共体建设，鼓励企业在境外上市融资。"),
            district("推动企业在境外上市融资。"),
        ]
    )
    health = next(node for node in found.chains if node.side.text == HEALTH)

    assert lines(health) == [f"0 0 {HEALTH}", "1 1 推进县域医共体建设，鼓励企业在境外上市融资。"]


def test_one_plan_alone_is_a_tier_of_its_own_rows() -> None:
    alone = align_tier([district("实施城市更新行动。", rows=("实施城市更新行动",))])

    assert alone.pairs == ()
    assert [(link.upper.key, link.lower.task) for link in alone.rows[0]] == [("一/m1", "附件1-1")]


def test_no_plans_make_an_empty_tier() -> None:
    assert align_tier([]).pairs == ()
