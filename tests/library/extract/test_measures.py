"""Measures: which sentences commit somebody, where they are cut, and how firm they are."""

from __future__ import annotations

import pytest

from gangmu.extract.measures import RULES, FoundMeasure, measures_in
from gangmu.extract.places import PlaceNames
from gangmu.extract.rules import Rule, RuleSet, Trace
from gangmu.extract.verbs import governing_verb
from gangmu.structure.model import PlanTree
from gangmu.vocab.duty_verbs import DUTY_VERBS, Firmness
from tests.library.extract.small_trees import Part, tree


def texts(plan: PlanTree) -> list[str]:
    return [plan.doc.text[m.start : m.end] for m in measures_in(plan)]


def one(sentence: str) -> FoundMeasure:
    found = measures_in(tree(sentence))
    assert len(found) == 1
    return found[0]


# sentence, measures, why
CUTS = [
    ("建好站点。推广服务站点。", ["推广服务站点。"], "too short to say what is done"),
    ("推进老旧小区改造，建设社区食堂。", ["推进老旧小区改造，建设社区食堂。"], "commas do not cut"),
    ("推进老旧小区改造；建设社区食堂。", ["推进老旧小区改造；", "建设社区食堂。"], "semicolons do"),
    ("推进小区改造;建设社区食堂。", ["推进小区改造;", "建设社区食堂。"], "the half-width one too"),
    ("完善制度（城市；农村）和标准。", ["完善制度（城市；农村）和标准。"], "but not inside brackets"),
    ("在医疗、养老等方面加大支持力度。", ["在医疗、养老等方面加大支持力度。"], "the verb may stand behind a frame"),
    ("区甲局要加强统筹协调。", ["区甲局要加强统筹协调。"], "or behind its subject"),
    ("上级资金通过既有专项予以支持。", ["上级资金通过既有专项予以支持。"], "without any modal"),
    ("到2025年，建成示范站点30个。", ["到2025年，建成示范站点30个。"], "a dated commitment is one too"),
]


@pytest.mark.parametrize(("body", "expected", "why"), CUTS)
def test_measures_are_sentences_and_semicolon_clauses(body: str, expected: list[str], why: str) -> None:
    assert texts(tree(body)) == expected, why


def test_duty_marks_are_no_part_of_a_measure() -> None:
    plan = tree("推进小区改造。〔责任单位：区甲局〕建设社区食堂（区乙局负责）。")

    assert texts(plan) == ["推进小区改造。", "建设社区食堂"]


@pytest.mark.parametrize(
    "heading",
    [
        "重大意义",
        "发展基础",
        "发展环境",
        "过去五年工作回顾",
        "指导思想",
        "总体要求",
        "基本原则",
        "发展目标",
        "战略定位",
        "附则",
    ],
)
def test_sections_that_commit_nobody_hold_no_measures(heading: str) -> None:
    chapter = Part("推进小区改造和社区食堂建设。", heading, "一、", "chapter")
    below = Part("建设社区食堂和便民站点。", "某一方面", "（一）", "article", 2)

    assert texts(tree(chapter, below)) == []


@pytest.mark.parametrize(
    "heading", ["优化营商环境", "夯实产业发展基础", "健全目标考核机制", "重点任务", "提升工作成效", "2026年重点工作"]
)
def test_headings_that_say_what_is_done_keep_their_measures(heading: str) -> None:
    assert texts(tree(Part("推进小区改造和社区食堂建设。", heading, "一、"))) == ["推进小区改造和社区食堂建设。"]


def test_a_preamble_holds_no_measures() -> None:
    assert texts(tree(Part("为推进小区改造，现提出以下意见。", kind="preamble"))) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "近年来，全市推进了小区改造。",
        "“十四五”以来，城乡面貌持续改善。",
        "全市建成了一批社区食堂。",
        "推进小区改造是改善民生的重要举措。",
        "小区改造有利于提升居民幸福感。",
        "本办法所称小区改造，是指更新建筑设施。",
        "以科学理论为指导，贯彻新发展理念。",
        "为推进小区改造，制定本方案。",
        "本意见自印发之日起实施。",
        "各位代表！",
        "居民消费价格涨幅2%左右。",
    ],
)
def test_sentences_that_commit_nobody_are_no_measures(sentence: str) -> None:
    assert texts(tree(sentence)) == []


def test_the_title_of_a_table_is_no_measure() -> None:
    assert texts(tree("贯彻落实建设方案责任分工表")) == []


def test_sub_titles_of_a_box_are_headings() -> None:
    plan = tree(Part("社区工程。推进小区改造和食堂建设,文旅产业。建设滨江步道和驿站。", "重点工程", "专栏1", "box"))

    assert texts(plan) == ["推进小区改造和食堂建设", "建设滨江步道和驿站"]


# sentence, verb, firmness, voice
STRENGTHS = [
    ("加快建设区域医疗中心。", "建设", Firmness.ACT, "own"),
    ("加快“四好公路”建设。", "加快", Firmness.ACT, "own"),
    ("支持建设区域医疗中心。", "支持", Firmness.ACT, "above"),
    ("鼓励企业上市融资。", "鼓励", Firmness.ACT, "above"),
    ("争取开展金融改革试点。", "争取", Firmness.STRIVE, "own"),
    ("协助推进物流枢纽建设。", "协助", Firmness.STRIVE, "beside"),
    ("积极探索林下经济模式。", "探索", Firmness.EXPLORE, "own"),
    ("筹建市级技术学院。", "筹建", Firmness.PREPARE, "own"),
    ("确保项目如期完成建设。", "确保", Firmness.SETTLE, "own"),
    ("在医疗等方面争取更大支持。", "争取", Firmness.STRIVE, "own"),
    ("对重点项目，配合做好用地保障。", "配合", Firmness.STRIVE, "beside"),
    ("自印发之日起6个月内出台管护细则。", "出台", Firmness.ACT, "own"),
    ("印发后半年内出台管护细则，推进示范创建。", "出台", Firmness.ACT, "own"),
    ("2028年底前全面完成管网改造，推进智慧水务。", "完成", Firmness.SETTLE, "own"),
    ("汛期前完成水库除险，推进河道清淤。", "完成", Firmness.SETTLE, "own"),
    ("涉及新增用地的，由自然资源部门完成审查。", "完成", Firmness.SETTLE, "own"),
    ("涉及新增用地的，5个工作日内完成审查。", "完成", Firmness.SETTLE, "own"),
    ("“十五五”期间建设水库两座，推进灌区改造。", "建设", Firmness.ACT, "own"),
]


@pytest.mark.parametrize(("sentence", "verb", "firmness", "voice"), STRENGTHS)
def test_the_governing_verb_tells_firmness_and_actor(sentence: str, verb: str, firmness: Firmness, voice: str) -> None:
    measure = one(sentence)

    assert (measure.verb, measure.firmness, measure.voice) == (verb, firmness, voice)


def test_every_verb_of_the_scale_governs_a_sentence_it_opens() -> None:
    for row in DUTY_VERBS:
        found = governing_verb(f"{row.word}有关事项")
        assert found is not None
        assert found.verb.word.startswith(row.word)
        assert row.source


def test_a_verb_stands_once_on_the_scale() -> None:
    assert len({row.word for row in DUTY_VERBS}) == len(DUTY_VERBS)


def test_subjects_are_the_units_of_a_measure() -> None:
    assert one("区甲局、区乙局要加强统筹协调。").units == ("区甲局", "区乙局")
    assert one("推进区甲局机关建设。").units == ()


def test_places_are_learned_from_the_document() -> None:
    plan = tree("支持青川县、白水县建设示范园区。", "推进青川示范园区提质升级。", "加快示范区和城区建设步伐。")

    assert [m.places for m in measures_in(plan)] == [("青川县", "白水县"), ("青川",), ()]


def test_common_nouns_that_end_like_places_are_none() -> None:
    assert PlaceNames.of("推进示范区、开发区、景区、社区和城市建设，完善农产品市场，服务各县。").known == frozenset()


def test_pilots_are_named_without_the_verb_before_them() -> None:
    assert one("加快创建数字乡村试点，建设双创示范基地。").pilots == ("数字乡村试点", "双创示范基地")
    assert one("加强对示范区建设的指导。").pilots == ()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_matches_its_example_and_not_its_counter_example(rule: Rule) -> None:
    rules = RuleSet([rule])

    assert rules.first(rule.example) is not None
    assert rules.first(rule.counter) is None
    assert rule.source


def test_tracing_says_why_a_sentence_was_left_out() -> None:
    trace = Trace()
    measures_in(tree("为推进小区改造，制定本方案。"), trace)

    assert "measure.not.formal" in {fired[0] for fired in trace.fired}
