"""What became of a promise: who acts, how firmly, with which figures, and what was added."""

from __future__ import annotations

import pytest

from gangmu.align import align
from gangmu.align.model import Link
from tests.library.align.small_plans import district, figure, national, plan

OTHER = ("加强农村饮水安全工程管护。", "推动中小学教师轮岗交流。", "完善应急广播体系。")
"""Sentences about other things, so that a promise has something to stand out from."""


def only_link(upper: str, lower: str) -> Link:
    links = align(national(upper, *OTHER), district(lower)).links
    assert len(links) == 1, [link.upper.text for link in links]
    return links[0]


# upper, lower, relation, why
RELATIONS = [
    ("支持建设山区数字乡村平台。", "建设山区数字乡村平台。", "adopted", "the doer speaks where the giver spoke"),
    ("鼓励企业在境外上市融资。", "推动企业在境外上市融资。", "adopted", "鼓励 above, 推动 below"),
    (
        "支持申报冷链物流骨干基地。",
        "争取申报冷链物流骨干基地。",
        "adopted",
        "to hope for what is supported is no weakness",
    ),
    ("中央财政加大对赣州补助力度。", "争取中央财政加大对章贡区补助力度。", "adopted", "means are hoped for from above"),
    ("完善赣州中医药服务体系。", "完善章贡区中医药服务体系。", "adopted", "the lower plan's own ground"),
    ("开展金融创新试点。", "争取开展金融创新试点。", "softened", "a direct act becomes a hope"),
    ("推进城乡客运一体化示范县创建。", "力争创建城乡客运一体化示范县。", "softened", "力争"),
    ("推进商贸物流枢纽建设。", "协助推进商贸物流枢纽建设。", "softened", "standing beside"),
    ("建设林下经济示范基地。", "探索林下经济示范基地。", "softened", "a thought"),
    ("全面推行长期护理保险制度。", "试点推行长期护理保险制度。", "softened", "a trial instead of the whole"),
    ("全面推行长期护理保险制度。", "开展长期护理保险制度试点。", "softened", "a trial, said as a noun"),
    ("全面推行长期护理保险制度。", "推行长期护理保险制度。", "adopted", "less pressing, but the act itself"),
    ("开展长期护理保险制度试点。", "试点推行长期护理保险制度。", "adopted", "a trial above and below"),
    ("推行长期护理保险制度。", "开展长期护理保险制度试点。", "adopted", "nothing above says the whole"),
    ("推行长期护理保险制度。", "推进长期护理保险制度试点建设。", "adopted", "the trial is the thing done"),
    ("必须完成城中村改造任务。", "稳步推进城中村改造。", "softened", "time is given where none was"),
    ("加快城中村改造。", "有序推进城中村改造。", "softened", "the same"),
    ("推进城中村改造。", "稳步推进城中村改造。", "adopted", "a plain act may take its time"),
    ("加快城中村改造。", "稳步加快城中村改造。", "adopted", "it presses all the same"),
    ("稳妥有序加快城中村改造。", "有序推进城中村改造。", "adopted", "time is given above already"),
    ("加快建设社区食堂。", "适时建设社区食堂。", "softened", "when is left open"),
    ("建设社区食堂。", "择机建设社区食堂。", "softened", "when is left open"),
    ("建设三级甲等医院。", "有条件的县建设三级甲等医院。", "softened", "by whom is left open"),
    ("推动企业在境外上市融资。", "鼓励有条件的企业在境外上市融资。", "softened", "only some"),
    ("推动有条件的企业在境外上市融资。", "鼓励具备条件的企业在境外上市融资。", "adopted", "only some above too"),
    ("支持建设社区食堂。", "适时建设社区食堂。", "adopted", "who supports leaves the act to the other"),
    ("将红色故事纳入干部培训教材。", "推动将红色故事纳入干部培训教材。", "softened", "a rule becomes an effort"),
    ("创建国家级冷链物流骨干基地。", "创建省级以上冷链物流骨干基地。", "softened", "the level falls"),
    ("论证跨江运河工程。", "加快建设跨江运河工程。", "strengthened", "from a thought to the act"),
    ("推进大型灌区前期工作。", "建设大型灌区。", "strengthened", "from preparation to the act"),
    ("探索整合资源创建综合型高校。", "整合资源创建综合型高校。", "strengthened", "the thought is dropped"),
    (
        "完善本地中医药服务体系，提升中医药服务能力。",
        "完善中医药服务体系，探索适合慢性病门诊的医保支付方式。",
        "adopted",
        "the hedge is on a new thing",
    ),
    ("建设科技创新平台和载体。", "建设航空电机重点实验室等科技创新平台。", "refined", "a named one below"),
]


@pytest.mark.parametrize(("upper", "lower", "relation", "why"), RELATIONS)
def test_the_act_and_the_substance_give_the_relation(upper: str, lower: str, relation: str, why: str) -> None:
    link = only_link(upper, lower)

    assert link.relation == relation, (why, link.reasons)
    assert link.reasons


def test_what_a_promised_subject_consists_of_makes_it_more_specific() -> None:
    plain = only_link("健全养老服务体系。", "健全养老服务体系，办好龙舟邀请赛。")
    detailed = only_link("健全养老服务体系。", "健全养老服务体系，建设日间照料站点，改造乡镇敬老院。")
    one = only_link("健全养老服务体系。", "健全养老服务体系，改造乡镇敬老院。")

    assert (plain.relation, one.relation, detailed.relation) == ("adopted", "adopted", "refined")
    assert [(reason.code, reason.lower) for reason in detailed.reasons] == [("substance.added", "建设日间照料站点")]


def test_things_the_upper_sentence_names_itself_are_no_addition() -> None:
    upper = "健全养老服务体系，建设日间照料站点，改造乡镇敬老院。"

    assert only_link(upper, upper).relation == "adopted"


def test_what_a_sentence_takes_from_another_promise_is_no_addition() -> None:
    below = "创建成果转移转化示范区、创业孵化示范基地。"
    upper = national("支持创建创业孵化示范基地。", "创建科技成果转移转化示范区。", *OTHER)

    together = {link.upper.key: link.relation for link in align(upper, district(below)).links}
    alone = only_link("支持创建创业孵化示范基地。", below)

    assert together == {"一/m1": "adopted", "一/m2": "adopted"}
    assert alone.relation == "refined"


def test_places_of_the_own_ground_make_a_promise_more_specific() -> None:
    upper = national("有序推进通用机场建设。", *OTHER)
    lower = district("推进大余、崇义、上犹等通用机场建设。", level="prefectural", places=("赣州市",))

    (link,) = align(upper, lower).links

    assert link.relation == "refined"
    assert [(reason.code, reason.lower) for reason in link.reasons] == [("place.added", "大余、崇义、上犹")]


def test_an_adverbial_piece_has_the_voice_of_what_follows() -> None:
    upper = "上级在安排用地计划、开展试点示范时，加大对本地支持力度。"
    lower = "争取上级在安排用地计划、开展试点示范时，加大对本地支持力度。"

    assert only_link(upper, lower).relation == "adopted"


def test_pieces_left_out_do_not_soften() -> None:
    link = only_link("实施城市更新行动，开展地下管廊试点，改造老旧小区。", "实施城市更新行动，改造老旧小区。")

    assert link.relation == "adopted"
    assert [dropped.text for dropped in link.dropped] == ["开展地下管廊试点"]


# value and date above, value and date below, relation, why
FIGURES = [
    ((30, "2025-12-31"), (30, "2025-12-31"), "adopted", "the same"),
    ((30, "2025-12-31"), (20, "2025-12-31"), "softened", "lowered"),
    ((30, "2025-12-31"), (40, "2025-12-31"), "strengthened", "raised"),
    ((30, "2025-12-31"), (30, "2024-12-31"), "strengthened", "earlier"),
    ((30, "2025-12-31"), (30, "2026-12-31"), "softened", "later"),
    ((30, "2025-12-31"), None, "softened", "dropped"),
    (None, (30, "2025-12-31"), "refined", "added"),
]


@pytest.mark.parametrize(("above", "below", "relation", "why"), FIGURES)
def test_figures_and_dates_are_compared_as_quantities(
    above: tuple[float, str] | None, below: tuple[float, str] | None, relation: str, why: str
) -> None:
    sentence = "建设社区助餐服务点，方便老年人就餐。"
    upper = national(sentence, *OTHER)
    lower = district(sentence)
    start = {"above": upper.measures[0].span[0], "below": lower.measures[0].span[0]}
    given = {"above": above, "below": below}
    made = {
        side: [figure("建设社区助餐服务点", v[0], "个", at=start[side], deadline=v[1])] if v else []
        for side, v in given.items()
    }

    alignment = align(national(sentence, *OTHER, targets=made["above"]), district(sentence, targets=made["below"]))

    assert alignment.links[0].relation == relation, why
    assert len(alignment.links[0].quantities) == 1


# a measure here, one there, the relation, why
BESIDE = [
    (
        "推进跨境电商综合试验区建设。",
        "加快跨境电商综合试验区建设，打造电商运营集聚中心和仓储物流中心。",
        "adopted",
        "held whole: what else the other place does is its own",
    ),
    (
        "扎实开展农村人居环境整治提升。",
        "推进农村生活垃圾治理，健全农村生活垃圾收运处置体系。",
        "refined",
        "a general measure here, what carries it out there: no other commitment",
    ),
    (
        "深化普惠金融改革。",
        "推进金融创新改革。",
        "adopted",
        "another general word for the same subject",
    ),
]


@pytest.mark.parametrize(("here", "there", "relation", "why"), BESIDE)
def test_between_peers_names_of_another_ground_refine_nothing(here: str, there: str, relation: str, why: str) -> None:
    lower = plan(there, title="别处方案", level="national", places=("龙岩市",))

    (link,) = align(national(here, "培育大数据产业。"), lower).links

    assert link.relation == relation, why


def test_word_level_changes_say_what_was_put_for_what() -> None:
    link = only_link("鼓励快递企业在赣州设立分拨中心。", "争取快递企业在章贡区设立分拨中心。")

    assert [(c.op, c.upper, c.lower) for c in link.changes] == [
        ("replace", "鼓励", "争取"),
        ("replace", "赣州", "章贡区"),
    ]
    first = link.changes[0]
    assert link.upper.text[slice(*first.upper_at)] == "鼓励"
    assert link.lower.text[slice(*first.lower_at)] == "争取"
