"""Projects of boxes: their names, groups and stages."""

from __future__ import annotations

import pytest

import gangmu
from gangmu.extract.name_lists import spread
from gangmu.extract.project_rules import RULES
from gangmu.extract.projects import FoundProject, projects_in
from gangmu.extract.rules import Rule, RuleSet
from gangmu.structure.model import PlanTree
from tests.library.extract.small_trees import Part, tree

ELSEWHERE = "支持青川、白水、红岩等县发展特色产业。"
"""A sentence in which a reader learns the places of the made-up plan."""


def box(body: str) -> PlanTree:
    return tree(ELSEWHERE, Part(body, "重点工程", "专栏1", "box"))


def found_in(body: str) -> list[FoundProject]:
    return projects_in(box(body))


# clause, names, stage, why
CLAUSES = [
    (
        "推进青川、白水、红岩等通用机场建设。",
        ["青川通用机场", "白水通用机场", "红岩通用机场"],
        "construction",
        "等 and a class",
    ),
    (
        "加快青川、白水抽水蓄能电站前期工作。",
        ["青川抽水蓄能电站", "白水抽水蓄能电站"],
        "preparation",
        "the last lends its head",
    ),
    ("建设云海高铁、雾岭铁路。", ["云海高铁", "雾岭铁路"], "construction", "complete names stay as they are"),
    (
        "力争开工建设青川联络线、白水高速西延等项目。",
        ["青川联络线", "白水高速西延"],
        "start",
        "项目 is no part of a name",
    ),
    ("建成青川港一期、二期工程。", ["青川港一期", "青川港二期工程"], "completion", "two phases of one work"),
    (
        "支持青川市第一医院、白水县人民医院省级区域医疗中心建设。",
        ["青川市第一医院省级区域医疗中心", "白水县人民医院省级区域医疗中心"],
        "construction",
        "医院 ends both parts; what follows it in the last is shared",
    ),
    (
        "推进青川县医院整体搬迁、白水县疾控中心等县域医疗设施建设项目。",
        ["青川县医院整体搬迁", "白水县疾控中心"],
        "construction",
        "the class after 等 adds nothing to complete names",
    ),
    ("规划建设青川（城东）物流园。", ["青川（城东）物流园"], "construction", "brackets belong to the name"),
    ("支持申报设立国家竹产品检测中心（青川）。", ["国家竹产品检测中心（青川）"], "application", "申报 tells the stage"),
    ("推动青川、白水创建国家森林城市。", ["青川国家森林城市", "白水国家森林城市"], "application", "each place applies"),
    ("青川县、白水县各新建1所特教学校。", ["青川县特教学校", "白水县特教学校"], "construction", "各 shares out"),
    ("青川机场正式运营通航。", ["青川机场"], "completion", "the verb stands behind the name"),
    ("推动青川垃圾焚烧发电厂二期投产。", ["青川垃圾焚烧发电厂二期"], "completion", "a closing verb tells the stage"),
    (
        "建设青川茶、白水绿茶等茶产业基地。",
        ["青川茶产业基地", "白水绿茶产业基地"],
        "construction",
        "茶 at the seam stands once",
    ),
    (
        "推进青川大坝、白水石湾等大中型水库和黑滩、红崖等控制性枢纽工程前期工作。",
        ["青川大坝", "白水石湾大中型水库", "黑滩控制性枢纽工程", "红崖控制性枢纽工程"],
        "preparation",
        "two lists with a class each",
    ),
    ("新建青川至白水高速公路120公里。", ["青川至白水高速公路"], "construction", "a length is no part of a name"),
    (
        "推进云岭铁路扩能工程,雾海高铁等项目前期工作。",
        ["云岭铁路扩能工程", "雾海高铁"],
        "preparation",
        "a comma printed for 、",
    ),
]


@pytest.mark.parametrize(("clause", "names", "stage", "why"), CLAUSES)
def test_a_clause_names_its_projects(clause: str, names: list[str], stage: str, why: str) -> None:
    projects = found_in(clause)

    assert [project.name for project in projects] == names, why
    assert {project.stage for project in projects} == {stage}, why


@pytest.mark.parametrize(
    "clause",
    [
        "建设一批农村公路和社区服务中心。",
        "新（改、扩）建一批县级疾控中心、妇幼保健院。",
        "全市建成30所特色高中学校。",
        "支持青川市人民医院成为器官移植医院。",
        "有序推进通用机场建设。",
        "支持青川技师学院发展。",
        "推进青川医学院按程序更名。",
        "支持青川师范学院申报硕士学位授予单位。",
        "探索发行绿色债券。",
    ],
)
def test_what_names_nothing_is_no_project(clause: str) -> None:
    assert found_in(clause) == []


def test_groups_are_the_sub_titles_above() -> None:
    projects = found_in("铁路。建设云海高铁。水利：推进青川水库建设。")

    assert [(project.group, project.name) for project in projects] == [("铁路", "云海高铁"), ("水利", "青川水库")]


def test_a_sub_title_glued_on_by_a_comma_is_cut_off() -> None:
    projects = found_in("建设青川物流园等重点项目,文旅产业。建设白水古镇景区。")

    assert [(project.group, project.name) for project in projects] == [
        (None, "青川物流园"),
        ("文旅产业", "白水古镇景区"),
    ]


def test_a_sub_title_whose_full_stop_was_lost_is_cut_off_at_the_line_break() -> None:
    lost = found_in("推进云海高铁、雾岭铁路等项目前期工作␣公路。建成青川至白水高速公路。")
    kept = found_in("推进云海高铁、雾岭铁路等项目前期工作公路。建成青川至白水高速公路。")

    assert [(p.group, p.name, p.stage) for p in lost] == [
        (None, "云海高铁", "preparation"),
        (None, "雾岭铁路", "preparation"),
        ("公路", "青川至白水高速公路", "completion"),
    ]
    assert {p.group for p in kept} == {None}


def test_a_very_long_clause_is_left_alone() -> None:
    assert found_in("推进" + "青川等" * 3000 + "建设。") == []


def test_items_of_a_box_are_groups_with_their_headings() -> None:
    plan = tree(
        ELSEWHERE,
        Part("", "重点工程", "专栏2", "box"),
        Part("新建青川至白水高速公路。", "公路", "1.", "item", 2),
        Part("推进红岩水库前期论证。", "水利", "2.", "item", 2),
    )

    assert [(p.box, p.group, p.name, p.stage) for p in projects_in(plan)] == [
        ("专栏2", "公路", "青川至白水高速公路", "construction"),
        ("专栏2", "水利", "红岩水库", "preparation"),
    ]


def test_a_project_list_outside_boxes_is_read_too() -> None:
    plan = tree(
        Part("", "重大项目清单", "附件1", "annex"),
        Part("青川县污水处理厂提标改造工程。", None, "1.", "item", 2),
    )

    assert [(p.box, p.name, p.action) for p in projects_in(plan)] == [("附件1", "青川县污水处理厂提标改造工程", None)]


def test_sentences_outside_boxes_name_no_projects() -> None:
    assert projects_in(tree("推进青川、白水等通用机场建设。")) == []


def test_the_clause_is_the_evidence() -> None:
    plan = box("建设云海高铁，推进青川、白水等通用机场建设。")
    text = plan.doc.text

    assert [text[p.start : p.end] for p in projects_in(plan)] == ["建设云海高铁"] + ["推进青川、白水等通用机场建设"] * 2
    assert [p.places for p in projects_in(plan)] == [(), ("青川",), ("白水",)]


# list, names, why
LISTS = [
    (
        "青川黄鸡、白水灰鹅、红岩麻鸭养殖基地",
        ["青川黄鸡养殖基地", "白水灰鹅养殖基地", "红岩麻鸭养殖基地"],
        "equal lengths",
    ),
    ("竹材加工园和云上基金村", ["竹材加工园", "云上基金村"], "和 behind something built"),
    ("河流保护与修复工程", ["河流保护与修复工程"], "与 inside a name"),
    (
        "云丹地质公园、青云山、白云山国家级自然保护区",
        ["云丹地质公园", "青云山国家级自然保护区", "白云山国家级自然保护区"],
        "山",
    ),
    ("青川含氟材料基地以及白水、红岩等化工集中区提档升级", None, "an act closes each"),
]


@pytest.mark.parametrize(("phrase", "names", "why"), LISTS)
def test_lists_are_spread_by_language_alone(phrase: str, names: list[str] | None, why: str) -> None:
    expected = names or ["青川含氟材料基地提档升级", "白水化工集中区提档升级", "红岩化工集中区提档升级"]

    assert spread(phrase, {"青川", "白水", "红岩"}.__contains__) == expected, why


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_matches_its_example_and_not_its_counter_example(rule: Rule) -> None:
    rules = RuleSet([rule])

    assert rules.first(rule.example) is not None
    assert rules.first(rule.counter) is None
    assert rule.source


# entries of a box, (group, name, action, stage) of each project, why
ENTRIES = [
    (
        "1.交通：建成青川高速、开工白水铁路，推进红岩通用机场前期工作。",
        [
            ("交通", "青川高速", "建成", "completion"),
            ("交通", "白水铁路", "开工", "start"),
            ("交通", "红岩通用机场", "推进", "preparation"),
        ],
        "a number and a label before; a verb of its own inside a list",
    ),
    ("机场。迁建红岩机场。", [("机场", "红岩机场", "迁建", "construction")], "迁建 is a verb"),
    (
        "公路：改扩建G206青川段、迁建白水客运站。",
        [("公路", "G206青川段", "改扩建", "construction"), ("公路", "白水客运站", "迁建", "construction")],
        "a numbered route is a name",
    ),
    (
        "（1）水利：开工建设青川水库；续建白水灌区。",
        [("水利", "青川水库", "开工建设", "start"), ("水利", "白水灌区", "续建", "construction")],
        "a number in brackets",
    ),
    (
        "道路：新建、改建白水大道。",
        [("道路", "白水大道", "新建、改建", "construction")],
        "a list of verbs has one object",
    ),
    (
        "道路：改造青川大道、建设路、迎宾路。",
        [("道路", name, "改造", "construction") for name in ("青川大道", "建设路", "迎宾路")],
        "建设路 is a road",
    ),
]


@pytest.mark.parametrize(("body", "wanted", "why"), ENTRIES, ids=[row[2] for row in ENTRIES])
def test_labels_and_verbs_of_a_box_are_no_part_of_names(
    body: str, wanted: list[tuple[str | None, str, str, str]], why: str
) -> None:
    text = f"某市“十五五”规划\n\n第一章 任务\n第一节 建设\n{ELSEWHERE}\n专栏1 重点工程\n{body}\n第二节 保障\n"
    found = gangmu.read(text.encode(), name="plan.txt").projects
    assert [(p.group, p.name, p.action, p.stage) for p in found] == wanted, why


def test_groups_on_lines_of_their_own_stay_in_the_box() -> None:
    body = "铁路。建成青川高铁。\n公路：新建白水高速公路。\n机场。迁建红岩机场。\n港口。开工青川港。\n"
    text = f"某市“十五五”规划\n\n第一章 任务\n第一节 建设\n{ELSEWHERE}\n专栏1 重点工程\n{body}第二节 保障\n"
    plan = gangmu.read(text.encode(), name="plan.txt")
    assert [p.group for p in plan.projects] == ["铁路", "公路", "机场", "港口"]
    assert [p.kind for p in plan.provisions] == ["chapter", "section", "box", "section"]


def test_works_on_a_river_or_street_named_by_itself_need_no_verb() -> None:
    found = found_in(
        "河道治理工程：北河治理、南溪整治、河道清理、江河治理。城市更新工程：向阳桥加固、解放街改造、危桥改造、公路提升。"
    )
    assert [(p.group, p.name, p.stage) for p in found] == [
        ("河道治理工程", "北河治理", None),
        ("河道治理工程", "南溪整治", None),
        ("城市更新工程", "向阳桥加固", None),
        ("城市更新工程", "解放街改造", None),
    ]
