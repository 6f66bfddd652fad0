"""Duty marks: who is named, who leads, and what the mark covers."""

from __future__ import annotations

import pytest

import gangmu
from gangmu.extract.responsibilities import RULES, FoundMark, marks_in
from gangmu.extract.rules import Rule, RuleSet, Trace
from gangmu.structure.model import PlanTree
from tests.library.extract.small_trees import Part, tree


def one_mark(sentence: str) -> FoundMark:
    found = marks_in(tree(sentence))
    assert len(found) == 1, f"{len(found)} marks in {sentence}"
    return found[0]


def covered(plan: PlanTree) -> list[str]:
    return [plan.doc.text[mark.start : mark.end] for mark in marks_in(plan)]


# mark, units, lead unit, why
WAYS_OF_NAMING = [
    ("〔责任单位：区甲局，各镇、相关街道〕", ["区甲局", "各镇", "相关街道"], "区甲局", "the first after 责任单位："),
    (
        "〔责任单位：区甲局（区数据中心）〕",
        ["区甲局（区数据中心）"],
        "区甲局（区数据中心）",
        "brackets belong to the name",
    ),
    (
        "(牵头单位:市甲局责任单位:市乙局、市丙局)",
        ["市甲局", "市乙局", "市丙局"],
        "市甲局",
        "labels parted by a space, which is dropped",
    ),
    ("【责任单位:区甲局、区乙局】", ["区甲局", "区乙局"], "区甲局", "other brackets, half-width colon"),
    ("〔责任单位区甲局、各镇〕", ["区甲局", "各镇"], "区甲局", "a scan loses the colon"),
    ("〔牵头单位;区甲局；配合单位区乙局〕", ["区甲局", "区乙局"], "区甲局", "or prints another mark for it"),
    ("［责任单位：区甲局）", ["区甲局"], "区甲局", "a scan mixes brackets"),
    ("（牵头单位：市甲委；责任单位：市乙局、市丙局）", ["市甲委", "市乙局", "市丙局"], "市甲委", "牵头 and 责任"),
    ("（牵头单位：市甲委，配合单位：市乙局）", ["市甲委", "市乙局"], "市甲委", "labels parted by a comma"),
    ("（责任领导：某某；牵头单位：区甲局；完成时限：12月）", ["区甲局"], "区甲局", "persons and dates are no units"),
    (
        "（牵头单位：区甲局）（责任单位：区乙局）",
        ["区甲局", "区乙局"],
        "区甲局",
        "two brackets side by side are one mark",
    ),
    (
        "（责任单位：区甲局（首位单位为牵头单位，下同）、区乙局）",
        ["区甲局", "区乙局"],
        "区甲局",
        "the document's rule on who leads, noted behind the first name, is no part of it",
    ),
    (
        "（甲部牵头，乙部参与，各级人民政府负责落实。以下均需各级人民政府落实，不再列出）",
        ["甲部", "乙部", "各级人民政府"],
        "甲部",
        "what holds for the marks to come names nobody new",
    ),
    (
        "(责任单位:市甲局、市乙局等有关部门,各县。以下政策措施均需各县落实,不再单独列出)",
        ["市甲局", "市乙局", "各县"],
        "市甲局",
        "whatever the marks to come are called",
    ),
    (
        "〔责任单位：市甲局、市乙局，各县人民政府，以下均需各县人民政府落实，不再列出〕",
        ["市甲局", "市乙局", "各县人民政府"],
        "市甲局",
        "nor after a comma",
    ),
    (
        "（责任单位：市甲局、市乙局，下文不再逐一列出）",
        ["市甲局", "市乙局"],
        "市甲局",
        "in whatever words",
    ),
    ("（责任单位：区甲局（牵头）、区乙局）", ["区甲局", "区乙局"], "区甲局", "牵头 noted behind the name"),
    ("（省甲厅牵头，省乙厅、省丙厅等配合）", ["省甲厅", "省乙厅", "省丙厅"], "省甲厅", "牵头 and 配合"),
    ("（甲部牵头，中央编办、乙部参加）", ["甲部", "中央编办", "乙部"], "甲部", "参加 helps too"),
    ("（甲部、乙部牵头负责）", ["甲部", "乙部"], "甲部", "two leaders: the first named"),
    ("（市场监管总局负责）", ["市场监管总局"], "市场监管总局", "the only unit leads"),
    ("（各省级人民政府负责）", ["各省级人民政府"], "各省级人民政府", "a group may be the only one"),
    ("（甲部、乙总局等负责）", ["甲部", "乙总局"], None, "side by side nobody leads; 等 is dropped"),
    ("（甲部、乙总局等有关部门负责）", ["甲部", "乙总局"], None, "等有关部门 is dropped"),
    ("（甲部、乙部等和各省级人民政府负责）", ["甲部", "乙部", "各省级人民政府"], None, "和 after 等 goes on"),
    ("（省甲厅、省乙厅按职责分工负责）", ["省甲厅", "省乙厅"], None, "按职责分工 means nobody leads"),
    ("（各有关部门和单位按职责分工负责）", ["各有关部门和单位"], None, "部门和单位 is one group"),
    (
        "（省甲厅，各市、县（市、区）人民政府分别负责）",
        ["省甲厅", "各市、县（市、区）人民政府"],
        None,
        "a shared 人民政府",
    ),
    ("（文化和旅游部、工业和信息化部负责）", ["文化和旅游部", "工业和信息化部"], None, "和 inside a name"),
    ("（市委宣传部、市甲局及各区县政府负责）", ["市委宣传部", "市甲局", "各区县政府"], None, "及 between names"),
    ("（甲部会同乙部、丙局负责）", ["甲部", "乙部", "丙局"], "甲部", "who calls the others in leads"),
    ("（市乙局指导，区甲局负责）", ["市乙局", "区甲局"], "区甲局", "who guides does not lead"),
    ("（银保监会、人民银行负责）", ["银保监会", "人民银行"], None, "names that end in 会 and 银行"),
    ("（妇联、残联等参与）", ["妇联", "残联"], None, "short names of people's organisations"),
    ("（市甲局牵头，市乙局配合，2023年12月底前完成）", ["市甲局", "市乙局"], "市甲局", "a date is no unit"),
    ("（2025年底前完成，市甲局负责）", ["市甲局"], "市甲局", "nor before the units"),
    (
        "（省甲厅、省乙厅，列首位的为牵头单位，下同）",
        ["省甲厅", "省乙厅"],
        "省甲厅",
        "a list with the document's own rule",
    ),
    (
        "（省甲厅牵头，省乙厅负责。各市、县人民政府均为责任单位，以下不再列出）",
        ["省甲厅", "省乙厅", "各市、县人民政府"],
        "省甲厅",
        "a sentence of its own charges the levels below",
    ),
    ("（由区甲局负责）", ["区甲局"], "区甲局", "由 is not part of the name"),
    (
        "（甲管理部门牵头，公路、渡口、河道等部门配合）",
        ["甲管理部门", "公路", "渡口", "河道"],
        "甲管理部门",
        "departments called by their field alone",
    ),
    (
        "（市甲委，各县区党委、政府负责）",
        ["市甲委", "各县区党委、政府"],
        None,
        "党委 and 政府 of the same places are one group",
    ),
    (
        "（责任单位：市甲局牵头，市乙局、市丙中心，各县区政府按职责负责）",
        ["市甲局", "市乙局", "市丙中心", "各县区政府"],
        "市甲局",
        "closing words after a label part its units",
    ),
    ("（责任单位：市甲局、市乙局等按职责分工负责）", ["市甲局", "市乙局"], None, "or say that nobody leads"),
    (
        "（省甲厅牵头，省乙厅、省丙厅和各市、县人民政府配合）",
        ["省甲厅", "省乙厅", "省丙厅", "各市、县人民政府"],
        "省甲厅",
        "和 before a group that shares its 人民政府",
    ),
    (
        "（省甲厅牵头负责，省乙厅、省丙厅按职责分工配合）",
        ["省甲厅", "省乙厅", "省丙厅"],
        "省甲厅",
        "help within one's office is help",
    ),
    ("（甲部、乙部按职责牵头，丙部参与）", ["甲部", "乙部", "丙部"], "甲部", "as is leading within it"),
    (
        "（市甲局、市乙局共同牵头，市丙局等12个部门配合）",
        ["市甲局", "市乙局", "市丙局"],
        "市甲局",
        "等 with the number of departments is dropped",
    ),
    ("（某银行某市分行、市甲局、市乙商行负责）", ["某银行某市分行", "市甲局", "市乙商行"], None, "branches of banks"),
    (
        "（责任单位：各市、州党委和人民政府，各县（市、区）委、政府，省直有关单位）",
        ["各市、州党委和人民政府", "各县（市、区）委、政府", "省直有关单位"],
        "各市、州党委和人民政府",
        "committee and government of the same places, joined by 和 or 、",
    ),
    (
        "（省甲厅，各市、县〔区〕人民政府，各盟市行政公署、人民政府按职责分工负责）",
        ["省甲厅", "各市、县〔区〕人民政府", "各盟市行政公署、人民政府"],
        None,
        "other brackets and other administrations in a group",
    ),
    ("（甲部、乙部分别牵头负责）", ["甲部", "乙部"], "甲部", "each leads its share"),
    ("（县甲局牵头，县乙局及各乡镇配合）", ["县甲局", "县乙局", "各乡镇"], "县甲局", "及 before all the towns"),
    ("〖责任单位：市甲局、市乙局〗", ["市甲局", "市乙局"], "市甲局", "yet other brackets"),
    (
        "（市直责任单位：市甲局、市乙局；县级责任单位：各县区人民政府）",
        ["市甲局", "市乙局", "各县区人民政府"],
        "市甲局",
        "labels that say of which level",
    ),
    (
        "（第一责任单位：市甲局；其他责任单位：市乙局；监管单位：市丙局）",
        ["市甲局", "市乙局", "市丙局"],
        "市甲局",
        "or which among several, and who watches",
    ),
    (
        "（甲部，各省级教育、财政、自然资源部门负责）",
        ["甲部", "各省级教育、财政、自然资源部门"],
        None,
        "departments of every place share their 部门",
    ),
    ("（各地区、各有关部门负责）", ["各地区", "各有关部门"], None, "places and departments are two groups"),
    ("（市甲局牵头、市乙局配合）", ["市甲局", "市乙局"], "市甲局", "shares parted like units"),
    ("（责任单位：市甲局牵头、市乙局配合）", ["市甲局", "市乙局"], "市甲局", "under a label too"),
    (
        "（责任单位：省甲委、省乙局，某集团、某银行等央企）",
        ["省甲委", "省乙局", "某集团", "某银行"],
        "省甲委",
        "等 with what the last ones are",
    ),
    (
        "（责任单位：省甲厅省乙厅省丙丁局）",
        ["省甲厅", "省乙厅", "省丙丁局"],
        "省甲厅",
        "spaces between units are dropped with the page's",
    ),
    ("（责任单位：市城市管理局、市市场监管局）", ["市城市管理局", "市市场监管局"], "市城市管理局", "市 inside a name"),
    (
        "（列首位的为牵头单位，下同。市甲局、市乙局负责）",
        ["市甲局", "市乙局"],
        "市甲局",
        "the document's rule before the units",
    ),
    ("（市甲局*、市乙局负责）", ["市甲局", "市乙局"], None, "a star at a name"),
    (
        "（省甲厅，各市（含某市、某某市，下同）人民政府负责）",
        ["省甲厅", "各市（含某市、某某市，下同）人民政府"],
        None,
        "a note inside a group",
    ),
    ("（县甲局负责，县乙公司具体实施）", ["县甲局", "县乙公司"], None, "who carries it out is answerable too"),
]


@pytest.mark.parametrize(("mark", "units", "lead", "why"), WAYS_OF_NAMING)
def test_a_mark_gives_its_units_and_its_lead(mark: str, units: list[str], lead: str | None, why: str) -> None:
    found = one_mark("做好站点建设。" + mark)

    assert list(found.units) == units, why
    assert found.lead_unit == lead, why


@pytest.mark.parametrize(
    "sentence",
    [
        "办好技工教育（学校内由主管部门安排）。",
        "建设政务服务中心（以下简称中心）。",
        "推广新型建造方式（含责任单位自筹项目）。",
        "各镇（街道）、各部门（单位）要密切配合。",
        "牵头单位要切实负责，其他单位积极配合。",
        "落实调度制度（责任单位按季报送进展）。",
        "完善责任（追究）制度。",
        "组织学习《责任单位管理办法》。",
        "组建联合体（专家牵头，院校、农户等部门参与）。",
    ],
)
def test_other_brackets_and_plain_sentences_are_no_marks(sentence: str) -> None:
    assert marks_in(tree(sentence)) == []


def test_a_document_may_say_that_the_first_unit_leads() -> None:
    plan = tree("建好站点。（甲部、乙部等负责。列首位者为牵头单位，下同）", "推广服务。（丙部、丁局负责）")

    assert [mark.lead_unit for mark in marks_in(plan)] == ["甲部", "丙部"]


def test_that_rule_may_stand_in_the_text_instead() -> None:
    plan = tree("建好站点。（甲部、乙部负责）", "牵头单位（排在第一的责任单位为牵头单位）要抓总。")

    assert [mark.lead_unit for mark in marks_in(plan)] == ["甲部"]


def test_a_mark_covers_the_sentences_since_the_one_before() -> None:
    plan = tree(Part("建好站点。推广服务。〔责任单位：区甲局〕办好试点。〔责任单位：区乙局〕", "便民服务", "1."))

    assert covered(plan) == ["建好站点。推广服务。", "办好试点。"]


def test_a_provision_that_is_all_one_sentence_is_covered_whole() -> None:
    assert covered(tree(Part("（责任单位：区甲局）", "推广便民服务", "（一）"))) == ["推广便民服务。"]


@pytest.mark.parametrize("mark", ["（牵头单位：区甲局；责任单位：区乙局）", "（区甲局牵头，区乙局配合）"])
def test_a_mark_that_closes_a_headline_covers_the_text_below(mark: str) -> None:
    below = [
        Part("建好站点。推广服务。", f"便民服务{mark}", "（一）"),
        Part("办好试点。（区丙局负责）", f"试点工作{mark}", "（二）"),
    ]

    assert covered(tree(*below)) == ["建好站点。推广服务。", "试点工作", "办好试点。"]


def test_a_mark_right_under_a_headline_covers_the_text_below() -> None:
    plan = tree(Part("\n责任单位：区甲局、区乙局\n建好站点，推广服务。", "便民服务", "1."))

    assert covered(plan) == ["建好站点，推广服务。"]


def test_among_marks_a_bare_list_of_several_units_is_one_wherever_it_stands() -> None:
    marked = [f"办好第{n}件事。（区甲局负责）" for n in "一二三"]
    plan = tree(*marked, "建好站点。（区乙局、区丙局）推广服务。（区丁局、区戊局）")

    assert [mark.units for mark in marks_in(plan)][3:] == [("区乙局", "区丙局"), ("区丁局", "区戊局")]


def test_what_a_part_is_called_names_nobody() -> None:
    bare = [f"办好第{n}件事。（牵头单位）" for n in "一二三"]

    assert marks_in(tree(*bare)) == []


@pytest.mark.parametrize(
    "mark", ["［区甲局、区乙局］", "〖区甲局、区乙局〗", "【区甲局、区乙局】", "〔区甲局、区乙局〕"]
)
def test_bare_lists_stand_in_any_brackets(mark: str) -> None:
    plan = tree(*(f"办好第{n}件事。{mark}" for n in "一二三"))

    assert [mark.units for mark in marks_in(plan)] == [("区甲局", "区乙局")] * 3


@pytest.mark.parametrize("before", ["——", "●", "※"])
def test_a_label_on_a_line_of_its_own_may_stand_behind_a_dash_or_a_bullet(before: str) -> None:
    plan = tree(Part(f"推广便民服务。\n{before}责任单位：区甲局、区乙局", "便民服务", "1."))

    assert [mark.units for mark in marks_in(plan)] == [("区甲局", "区乙局")]
    assert covered(plan) == ["推广便民服务。"]


def test_a_mark_before_the_full_stop_covers_its_clause() -> None:
    assert covered(tree("推广便民服务（区甲局负责），建好站点（区乙局负责）。")) == ["推广便民服务", "建好站点"]


def test_a_closing_bracket_printed_twice_belongs_to_the_mark() -> None:
    plan = tree("建好站点。〔责任单位：区甲局〕〕推广服务。〔责任单位：区乙局〕")

    assert covered(plan) == ["建好站点。", "推广服务。"]


def test_a_label_whose_opening_bracket_was_lost_is_still_a_mark() -> None:
    plan = tree("建好站点。责任单位：区甲局、区乙局〕推广服务。责任单位：区丙局。")

    assert covered(plan) == ["建好站点。", "推广服务。"]
    assert [mark.units for mark in marks_in(plan)] == [("区甲局", "区乙局"), ("区丙局",)]


def test_a_mark_whose_closing_bracket_was_lost_ends_with_its_last_unit() -> None:
    plan = tree("建好站点。〔责任单位：区甲局、市乙局某分局推广服务。〔责任单位：市乙局某分局〕")

    assert covered(plan) == ["建好站点。", "推广服务。"]
    assert marks_in(plan)[0].units == ("区甲局", "市乙局某分局")
    assert marks_in(plan)[0].confidence < 0.9


def test_a_mark_on_a_line_of_its_own_covers_the_text_above_it() -> None:
    assert covered(tree(Part("建好站点，推广服务。\n（责任单位：区甲局）", "便民服务", "1."))) == [
        "建好站点，推广服务。"
    ]


def test_lines_of_labels_are_one_mark() -> None:
    plan = tree("推广便民服务。\n牵头单位：区甲局\n责任单位：区乙局、区丙局\n完成时限：12月")

    assert [(mark.units, mark.lead_unit) for mark in marks_in(plan)] == [(("区甲局", "区乙局", "区丙局"), "区甲局")]


def test_a_mark_below_a_list_covers_the_items_that_have_none() -> None:
    items = [
        Part(f"{what}。", number=f"{n}.", kind="item", depth=2) for n, what in enumerate(("建好站点", "办好试点"), 1)
    ]
    last = Part("推广服务。\n责任单位：区甲局、区乙局", number="3.", kind="item", depth=2)
    plan = tree(Part("", "便民服务", "（一）"), *items, last)

    assert covered(plan) == ["建好站点。\n2.办好试点。\n3.推广服务。"]
    assert marks_in(plan)[0].node == 0


def test_a_mark_below_a_list_covers_its_item_where_the_others_have_their_own() -> None:
    first = Part("建好站点。（区丙局负责）", number="1.", kind="item", depth=2)
    last = Part("推广服务。\n责任单位：区甲局", number="2.", kind="item", depth=2)

    assert covered(tree(Part("", "便民服务", "（一）"), first, last)) == ["建好站点。", "推广服务。"]


def test_bare_lists_of_units_are_marks_only_where_the_document_makes_a_habit_of_them() -> None:
    bare = ["建好站点。（省甲厅、省乙厅）", "推广服务。（省甲厅，各市人民政府）", "办好试点。（省丙厅）"]

    assert marks_in(tree(*bare[:2])) == []
    assert [mark.units for mark in marks_in(tree(*bare))] == [
        ("省甲厅", "省乙厅"),
        ("省甲厅", "各市人民政府"),
        ("省丙厅",),
    ]


def test_bare_lists_may_stand_before_the_full_stop() -> None:
    bare = ["建好站点（省甲厅、省乙厅）。", "推广服务（省甲厅，各市人民政府）。", "办好试点（省丙厅、省丁局）。"]

    assert covered(tree(*bare)) == ["建好站点", "推广服务", "办好试点"]
    assert marks_in(tree(*["推进甲县（青川区）。"] * 3)) == []


def test_bare_lists_may_name_streets_and_part_their_units_by_semicolons() -> None:
    plan = tree("建好站点。（区甲局、各街道）", "推广服务；（区甲局；区乙局）办好试点。（各镇；区丙局）")

    assert [mark.units for mark in marks_in(plan)] == [("区甲局", "各街道"), ("区甲局", "区乙局"), ("各镇", "区丙局")]


def test_a_bare_list_may_follow_a_semicolon_and_be_followed_by_text() -> None:
    plan = tree("建好站点。（区甲局）", "推广服务；（区甲局、区乙局）办好试点。（区丙局）")

    assert covered(plan) == ["建好站点。", "推广服务；", "办好试点。"]


def test_a_bare_unit_that_closes_a_paragraph_is_a_mark_where_others_are_marked() -> None:
    marked = [f"把第{n}件事做好。（责任单位：区甲局）" for n in range(3)]
    plan = tree(*marked, "成立工作专班。（区政府督查室）", "办好（区甲局）的事。\n再办一件。")
    assert [mark.units for mark in marks_in(plan)][3:] == [("区政府督查室",)]
    assert marks_in(tree("成立工作专班。（区政府督查室）")) == []


def test_a_long_document_without_marks_gives_none() -> None:
    assert marks_in(tree(*["推进（甲）乙项目建设，完善服务设施。"] * 200)) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_matches_its_example_and_not_its_counter_example(rule: Rule) -> None:
    rules = RuleSet([rule])

    assert rules.first(rule.example) is not None
    assert rules.first(rule.counter) is None
    assert rule.source


def test_tracing_says_which_rule_read_a_mark() -> None:
    trace = Trace()
    marks_in(tree("建好站点。（省甲厅牵头，省乙厅配合）"), trace)

    assert {"duty.tail.lead", "duty.tail.support"} <= {fired[0] for fired in trace.fired}


def test_a_bare_list_may_say_when_it_is_due() -> None:
    parts = [
        "建好站点。（省甲厅、省乙厅，2031年底前完成）",
        "推广服务。（省甲厅，各市人民政府；持续推进）",
        "办好试点。（省丙厅、省丁局，长期坚持）",
    ]
    assert [mark.units for mark in marks_in(tree(*parts))] == [
        ("省甲厅", "省乙厅"),
        ("省甲厅", "各市人民政府"),
        ("省丙厅", "省丁局"),
    ]


def test_a_leader_named_before_the_units_belongs_to_the_mark() -> None:
    plan = tree("做好调度工作。责任领导：方清源；责任单位：区甲局、区乙局")
    assert covered(plan) == ["做好调度工作。"]
    assert [mark.units for mark in marks_in(plan)] == [("区甲局", "区乙局")]


def test_a_mark_is_read_after_any_number_of_brackets_that_never_close() -> None:
    assert one_mark("（《〔" * 60 + "修好水渠（责任单位：县甲局）。").units == ("县甲局",)


@pytest.mark.parametrize("leader", ["", "牵头负责领导：陆某。\n", "责任领导：陆某\n"])
def test_leaders_and_units_on_lines_below_an_item_are_its_mark_and_no_text(leader: str) -> None:
    lines = f"{leader}牵头责任单位：市甲局。\n协同责任单位：市乙局、市丙局等，各县、区政府。\n"
    plan = gangmu.read(
        f"某市工作分解\n一、目标\n1. 粮食增长8%以上。\n{lines}2. 蔬菜增长5%。\n{lines}".encode(), name="plan.txt"
    )
    assert [(r.units, r.lead_unit, r.text) for r in plan.responsibilities] == [
        (("市甲局", "市乙局", "市丙局", "各县、区政府"), "市甲局", "粮食增长8%以上。"),
        (("市甲局", "市乙局", "市丙局", "各县、区政府"), "市甲局", "蔬菜增长5%。"),
    ]
    assert [(p.number, p.heading) for p in plan.provisions] == [("一、", "目标"), ("1.", None), ("2.", None)]
    assert [t.value for t in plan.targets] == [8, 5]
