"""The numbered hierarchy: what is a provision, its number, its heading, its parent, its address."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import gangmu
from gangmu.model import Plan, Provision


def read(text: str) -> Plan:
    return gangmu.read(text.encode(), name="plan.txt")


def outline(text: str) -> list[tuple[str | None, str | None, str | None]]:
    plan = read(text)
    return [(p.number, p.heading, p.parent) for p in plan.provisions if p.kind not in ("preamble", "paragraph")]


FILLER = "把这项工作抓紧抓实抓出成效，年年有进步，件件有着落。"

CASES = [
    (
        "chapters, articles and items nest in the order of GB/T 9704",
        f"一、总的要求\n（一）想法。{FILLER}\n1. 第一件事。{FILLER}\n2. 第二件事。{FILLER}\n（二）办法。{FILLER}\n二、保障\n",
        [
            ("一、", "总的要求", None),
            ("（一）", "想法", "一"),
            ("1.", "第一件事", "一/（一）"),
            ("2.", "第二件事", "一/（一）"),
            ("（二）", "办法", "一"),
            ("二、", "保障", None),
        ],
    ),
    (
        "chapters may part clauses that count on across them",
        f"一、甲\n第一条 子。{FILLER}\n第二条 丑。{FILLER}\n二、乙\n第三条 寅。{FILLER}\n三、附则\n{FILLER}\n",
        [
            ("一、", "甲", None),
            ("第一条", "子", "一"),
            ("第二条", "丑", "一"),
            ("二、", "乙", None),
            ("第三条", "寅", "二"),
            ("三、", "附则", None),
        ],
    ),
    (
        "a headline may close with a duty mark in any brackets",
        f"一、甲（市甲局牵头）\n{FILLER}\n二、乙〔责任单位：市乙局〕\n{FILLER}\n",
        [("一、", "甲（市甲局牵头）", None), ("二、", "乙〔责任单位：市乙局〕", None)],
    ),
    (
        "the number of a chapter may stand on a line above its headline",
        f"第一章\n开头\n{FILLER}\n第二章\n任务\n第一节\n站点\n{FILLER}\n第二节\n试点\n{FILLER}\n",
        [
            ("第一章", "开头", None),
            ("第二章", "任务", None),
            ("第一节", "站点", "第二章"),
            ("第二节", "试点", "第二章"),
        ],
    ),
    (
        "text under the number of a chapter is no headline",
        f"第一章\n{FILLER}\n第二章\n{FILLER}\n",
        [("第一章", None, None), ("第二章", None, None)],
    ),
    (
        "a full-width point may stand for the mark after a number in words",
        f"一．甲项\n{FILLER}\n二．乙项\n{FILLER}\n",
        [("一．", "甲项", None), ("二．", "乙项", None)],
    ),
    (
        "plain numbers right above 1.1 are chapters, items below are not",
        f"1.总则\n1.1目的与依据\n{FILLER}\n2.任务安排\n2.1建好站点\n1.选好址。{FILLER}\n2.2办好试点\n{FILLER}\n3.附则\n{FILLER}\n",
        [
            ("1.", "总则", None),
            ("1.1", "目的与依据", "1"),
            ("2.", "任务安排", None),
            ("2.1", "建好站点", "2"),
            ("1.", "选好址", "2/2.1"),
            ("2.2", "办好试点", "2"),
            ("3.", "附则", None),
        ],
    ),
    (
        "items that all open with a label and a colon are headed by it",
        f"一、甲\n（一）选址：{FILLER}\n（二）施工：{FILLER}\n二、乙\n（一）验收：{FILLER}\n（二）不用标签的一条。{FILLER}\n",
        [
            ("一、", "甲", None),
            ("（一）", "选址", "一"),
            ("（二）", "施工", "一"),
            ("二、", "乙", None),
            ("（一）", None, "二"),
            ("（二）", "不用标签的一条", "二"),
        ],
    ),
    (
        "points under a clause stay under it",
        f"第一条 子。{FILLER}\n一、甲；\n二、乙。\n第二条 丑。{FILLER}\n",
        [("第一条", "子", None), ("一、", None, "第一条"), ("二、", None, "第一条"), ("第二条", "丑", None)],
    ),
    (
        "an item alone under its heading goes by the others of the document",
        "一、办法\n（一）甲\n1.开展便民服务行动，把站点建到每一个村、每一个社区和每一条街道去，让群众办事少跑路、不跑路、办成事。再选一批站点。\n"
        "2.开展上门服务行动，把服务送到每一个村、每一个社区和每一条街道去，让群众办事少跑路、不跑路、办成事。再选一批队员。\n"
        "（二）乙\n3.开展积案清理专项行动，平均审理天数压缩到六十天以内。加大清理力度，说到做到。\n",
        [
            ("一、", "办法", None),
            ("（一）", "甲", "一"),
            ("1.", None, "一/（一）"),
            ("2.", None, "一/（一）"),
            ("（二）", "乙", "一"),
            ("3.", None, "一/（二）"),
        ],
    ),
    (
        "article numbers may run on across chapters",
        f"一、甲\n（一）子。{FILLER}\n二、乙\n（二）丑。{FILLER}\n",
        [("一、", "甲", None), ("（一）", "子", "一"), ("二、", "乙", None), ("（二）", "丑", "二")],
    ),
    (
        "chapters and sections of a long plan; spaces inside the number are dropped",
        f"第 一章 开头\n第 一 节 背景\n{FILLER}\n第二节 目标\n{FILLER}\n",
        [("第一章", "开头", None), ("第一节", "背景", "第一章"), ("第二节", "目标", "第一章")],
    ),
    (
        "an item whose first sentence is the content has no heading",
        f"一、办法\n1. 争取上级通过现有资金渠道对本县符合条件的项目给予支持，加大对本县各项事业的补助力度和倾斜。{FILLER}\n",
        [("一、", "办法", None), ("1.", None, "一")],
    ),
    (
        "a heading alone on its line ends before its full stop",
        f"一、办法\n（一）完善制度。\n{FILLER}\n（二）抓好落实。\n{FILLER}\n",
        [("一、", "办法", None), ("（一）", "完善制度", "一"), ("（二）", "抓好落实", "一")],
    ),
    (
        "short first sentences are leads where the neighbours have them too",
        f"第一章 任务\n第一节 产业\n做强工业。{FILLER}\n做优农业。{FILLER}\n做活商贸。{FILLER}\n",
        [
            ("第一章", "任务", None),
            ("第一节", "产业", "第一章"),
            (None, "做强工业", "第一章/第一节"),
            (None, "做优农业", "第一章/第一节"),
            (None, "做活商贸", "第一章/第一节"),
        ],
    ),
    (
        "points counted inside running text are no provisions",
        f"一、做法\n一是抓学习。{FILLER}\n二是抓整改。{FILLER}\n",
        [("一、", "做法", None)],
    ),
    (
        "unnumbered headings are chapters where nothing numbered stands so high",
        f"某县2026年政府工作报告\n各位代表：\n过去五年的工作\n{FILLER}\n2026年重点工作\n{FILLER}\n（一）稳住工业。{FILLER}\n",
        [("（一）", "稳住工业", "h2"), (None, "2026年重点工作", None)],
    ),
    (
        "一、 may stand above 第一章 when the chapters count on across it",
        f"一、任务\n第一章 农业\n{FILLER}\n第二章 工业\n{FILLER}\n二、政策\n第三章 财税\n{FILLER}\n第四章 金融\n{FILLER}\n",
        [
            ("一、", "任务", None),
            ("第一章", "农业", "一"),
            ("第二章", "工业", "一"),
            ("二、", "政策", None),
            ("第三章", "财税", "二"),
            ("第四章", "金融", "二"),
        ],
    ),
    (
        "第N条 opens with its text, also where a list follows; its points are below it",
        "第一章 总　　则\n第一条 为了把事情办好，制定本办法。\n第二条 有下列情形之一的，不得申报项目：\n（一）材料不全的；\n（二）逾期的。\n",
        [
            ("第一章", "总则", None),
            ("第一条", None, "第一章"),
            ("第二条", None, "第一章"),
            ("（一）", None, "第一章/第二条"),
            ("（二）", None, "第一章/第二条"),
        ],
    ),
    (
        "a number glued to the figure that the heading begins with",
        f"一、任务\n1.甲项目。{FILLER}\n2.121人才项目。{FILLER}\n3.丙项目。{FILLER}\n",
        [("一、", "任务", None), ("1.", "甲项目", "一"), ("2.", "121人才项目", "一"), ("3.", "丙项目", "一")],
    ),
    (
        "a sentence with its duty mark on the next line is no heading",
        "一、目标\n1.粮食产量增长5%左右。\n牵头单位:区甲局\n责任单位:各镇\n2.修好道路。\n(责任单位:区乙局)\n",
        [("一、", "目标", None), ("1.", None, "一"), ("2.", None, "一")],
    ),
    (
        "a long first sentence is no headline where no fellow has one",
        "一、任务\n（一）把村里的路修好，把河上的桥架好，修一条管一条。\n责任单位：区甲局\n（二）把家门口的小学办得更好，让孩子们不出镇就能上好学。还要办好食堂。\n"
        "（三）把镇上的医院管得更好，叫老人们看病少走路。\n",
        [("一、", "任务", None), ("（一）", None, "一"), ("（二）", None, "一"), ("（三）", None, "一")],
    ),
    (
        "and is one where its fellows have theirs",
        "一、任务\n（一）修路架桥。修一条管一条，架一座成一座。\n（二）把家门口的小学办得更好，让孩子们不出镇就能上好学。还要办好食堂。\n"
        "（三）管好医院。叫老人们看病少走路。\n",
        [
            ("一、", "任务", None),
            ("（一）", "修路架桥", "一"),
            ("（二）", "把家门口的小学办得更好，让孩子们不出镇就能上好学", "一"),
            ("（三）", "管好医院", "一"),
        ],
    ),
    (
        "a half-width full stop after a word ends a heading",
        "一、任务\n1.修好道路.全长6.5公里的村道都要修好,修一条管一条.\n2.架好“连心桥”.一年架一座,架一座成一座.\n",
        [("一、", "任务", None), ("1.", "修好道路", "一"), ("2.", "架好“连心桥”", "一")],
    ),
    (
        "groups counted inside a box are none",
        f"第一章 任务\n第一节 水利\n{FILLER}\n专栏1 水利工程\n01 水库\n{FILLER}\n02 渠道\n{FILLER}\n第二节 交通\n{FILLER}\n",
        [
            ("第一章", "任务", None),
            ("第一节", "水利", "第一章"),
            ("专栏1", "水利工程", "第一章/第一节"),
            ("第二节", "交通", "第一章"),
        ],
    ),
    (
        "the list of attachments is none; the annex itself is",
        f"一、要求\n{FILLER}\n附件：1. 甲事项责任分工表\n2. 乙事项责任分工表\n\n某县人民政府\n\n2024年3月1日\n\n附件 1\n\n甲事项责任分工表\n\n{FILLER}\n",
        [("一、", "要求", None), ("附件1", "甲事项责任分工表", None)],
    ),
    (
        "an address to the congress leaves the numbered parts before it",
        f"某县2026年政府工作报告\n各位代表：\n2026年重点工作\n（一）抓工业。{FILLER}\n各位代表！我们还要加强自身建设，把政府的事情办好。\n讲政治。{FILLER}\n守规矩。{FILLER}\n",
        [(None, "讲政治", "h1"), (None, "守规矩", "h1")],
    ),
    (
        "leads among other text count where all headings before have them",
        f"一、农业\n修好渠。{FILLER}\n打好井。{FILLER}\n二、工业\n建好园。{FILLER}\n引好商。{FILLER}\n"
        f"三、民生\n办好学。{FILLER}\n还{FILLER}\n也{FILLER}\n又{FILLER}\n治好病。{FILLER}\n",
        [(None, "修好渠", "一"), (None, "引好商", "二"), (None, "办好学", "三"), (None, "治好病", "三")],
    ),
    (
        "leads under an address to the congress are counted apart from the text above it",
        f"一、过去一年\n{FILLER}\n{FILLER}{FILLER}\n那一年，{FILLER}\n我们还{FILLER}\n也{FILLER}\n各位代表！这样的一年不容易，全县上下都出了力。\n修好路。{FILLER}\n架好桥。{FILLER}\n",
        [(None, "修好路", "一"), (None, "架好桥", "一")],
    ),
]


DATED_ITEMS = [
    ("1.2025年底前架好桥。\n2.2026年6月底前修好渠。\n", ["1.", "2."], "a year behind the stop"),
    ("1．2025年底前架好桥。\n2．2026年修好渠。\n", ["1．", "2．"], "a full-width stop"),
    ("1. 2025年底前架好桥。\n2. 2026年修好渠。\n", ["1.", "2."], "a space between"),
    ("1、2025年底前架好桥。\n2、2026年修好渠。\n", ["1、", "2、"], "、 for the stop"),
    ("1.2025—2027年架好桥。\n2.修好渠。\n", ["1.", "2."], "a stretch of years"),
    ("1.6月底前架好桥。\n2.10月底前修好渠。\n", ["1.", "2."], "a month"),
    ("1.架好桥。\n2.5年内修好渠。\n3.办好学。\n", ["1.", "2.", "3."], "a figure, where 1. and 3. stand around it"),
    ("1.5G基站建到村。\n2.修好渠。\n", ["1.", "2."], "a figure in the first item"),
    ("1.修好渠。\n2.5G基站建到村。\n", ["1.", "2."], "a figure in the last"),
    (
        "1.修好渠。\n2.架好桥。\n3.5所学校开工建设。\n",
        ["1.", "2.", "3."],
        "what could be section 3.5, were there a 3.4",
    ),
    ("1.3.5万吨粮仓开工。\n2.架好桥。\n", ["1.", "2."], "a decimal behind the number"),
    ("1.5年内架好桥。\n", [], "1.5年内 alone is a length of time"),
    ("3.5万吨粮仓开工。\n", [], "and 3.5万吨 a weight"),
    ("1.修好渠。\n3.5万吨粮仓开工。\n", ["1."], "which is not due as item 3"),
    ("1.修好渠。\n3.办好学。\n10.5公里村道修好。\n", ["1.", "3."], "nor as item 10"),
    (
        f"3.1年度安排\n{FILLER}\n3.2月度调度\n{FILLER}\n3.3个体工商户\n{FILLER}\n",
        ["3.1", "3.2", "3.3"],
        "words, no units",
    ),
]


@pytest.mark.parametrize(("items", "numbers", "why"), DATED_ITEMS, ids=[row[2] for row in DATED_ITEMS])
def test_an_item_may_open_with_a_date_or_a_figure(items: str, numbers: list[str], why: str) -> None:
    found = read(f"某县办法\n\n一、任务\n{items}二、保障\n{FILLER}\n")
    assert [p.number for p in found.provisions] == ["一、", *numbers, "二、"], why


@pytest.mark.parametrize(("why", "text", "expected"), CASES, ids=[row[0] for row in CASES])
def test_provisions(why: str, text: str, expected: list[tuple[str | None, str | None, str | None]]) -> None:
    found = outline(text)
    missing = [row for row in expected if row not in found]
    assert not missing, (why, found)
    if all(row[0] is not None for row in expected):
        assert [row for row in found if row[0] is not None] == expected, why


def test_without_numbers_a_heading_right_above_another_stands_over_it() -> None:
    lines = [
        "某县年度工作安排的通知",
        "抓发展，把家底攒厚",
        "修好道路",
        FILLER,
        "架好桥梁",
        FILLER,
        "惠民生，把日子过好",
    ]
    lines += ["办好学校", FILLER, "管好医院", FILLER]
    page = "".join(f"<p>{line}</p>" for line in lines)
    plan = gangmu.read(f"<html><body>{page}</body></html>".encode(), name="plan.html")
    headings = {p.id: p.heading for p in plan.provisions}
    assert [(p.heading, headings.get(p.parent or "")) for p in plan.provisions] == [
        ("抓发展，把家底攒厚", None),
        ("修好道路", "抓发展，把家底攒厚"),
        ("架好桥梁", "抓发展，把家底攒厚"),
        ("惠民生，把日子过好", None),
        ("办好学校", "惠民生，把日子过好"),
        ("管好医院", "惠民生，把日子过好"),
    ]


def test_a_box_takes_its_framed_cells_and_no_more() -> None:
    text = f"第一章 任务\n{FILLER}\n专栏1：水利工程 |\n水库。建设东山水库。 |\n渠道。建设西河灌渠。 |\n第二章 保障\n{FILLER}\n"
    box = next(p for p in read(text).provisions if p.kind == "box")
    assert (box.number, box.heading, box.parent) == ("专栏1", "水利工程", "第一章")
    assert "西河灌渠" in box.text
    assert "保障" not in box.text


def test_a_skipped_number_is_an_issue_with_its_place() -> None:
    plan = read(f"一、甲\n{FILLER}\n三、丙\n{FILLER}\n")
    assert [(i.code, i.span) for i in plan.issues] == [
        ("number_skipped", (plan.provisions[1].span[0], plan.provisions[1].span[0] + 2))
    ]


def test_ids_are_addresses_that_an_earlier_insertion_does_not_move() -> None:
    before = read(f"一、甲\n（一）子。{FILLER}\n二、乙\n（一）丑。{FILLER}\n")
    after = read(f"一、甲\n（一）子。{FILLER}\n（二）新加。{FILLER}\n二、乙\n（一）丑。{FILLER}\n")
    ids = {p.heading: p.id for p in after.provisions}
    assert all(ids[p.heading] == p.id for p in before.provisions)


def test_own_text_leaves_the_children_out() -> None:
    plan = read(f"一、甲\n开头的话在这里，说明为什么要做。\n（一）子。{FILLER}\n")
    chapter: Provision = plan.provisions[0]
    assert chapter.text == "一、甲\n开头的话在这里，说明为什么要做。"


@given(st.text(alphabet="一二三、（）第章节条专栏附件：。，\n1234.①② 目录年月日甲乙", max_size=250))
@settings(max_examples=200, deadline=None)
def test_odd_input_is_never_refused_and_every_record_keeps_its_text(text: str) -> None:
    if not text.strip():
        return
    plan = gangmu.read(("开头。" + text).encode(), name="plan.txt")
    source = "开头。" + text
    for p in plan.provisions:
        kept = "".join(source[p.span[0] : p.span[1]].split())
        for repair in p.repairs:
            kept = kept.replace("".join(repair.from_.split()), "", 1)
        assert "".join(p.text.split()) == kept


def test_short_sentences_on_lines_of_their_own_are_leads_where_that_is_the_habit() -> None:
    below = "修桥铺路，兴学办医，" + FILLER
    text = f"一、任务\n（一）兴业\n做强工业。\n{below}\n做优农业。\n{below}\n（二）惠民\n办好学堂。\n{below}\n"
    leads = [(p.heading, p.parent) for p in read(text).provisions if p.number is None and p.heading]
    assert leads == [("做强工业", "一/（一）"), ("做优农业", "一/（一）"), ("办好学堂", "一/（二）")]


def test_a_short_paragraph_or_two_make_no_leads() -> None:
    text = f"一、任务\n（一）兴业\n做强工业。\n{FILLER}{FILLER}\n"
    assert [p.heading for p in read(text).provisions] == ["任务", "兴业"]


def test_a_plan_without_any_number_is_set_out_by_its_headings() -> None:
    text = (
        f"某市兴业行动计划\n总体目标\n到2036年，把各业办好。{FILLER}\n重点任务\n夯实根基\n{FILLER}{FILLER}\n"
        f"壮大主业\n{FILLER}{FILLER}\n保障措施\n强化领导\n{FILLER}{FILLER}\n"
    )
    plan = read(text)
    assert plan.document.title == "某市兴业行动计划"
    assert [p.heading for p in plan.provisions] == [
        "总体目标",
        "重点任务",
        "夯实根基",
        "壮大主业",
        "保障措施",
        "强化领导",
    ]


def test_a_chapter_that_ends_like_an_office_is_no_signature() -> None:
    assert outline(f"第一章 开头\n{FILLER}\n第二章 开创兴业惠民新格局\n")[-1] == ("第二章", "开创兴业惠民新格局", None)


def test_a_box_at_the_head_is_no_title() -> None:
    assert (
        read("专栏1 某业发展主要指标\n指标\t2030年\t2035年\n桥梁（座）\t1\t2\n渡口（处）\t3\t2\n").document.title
        is None
    )


def test_points_that_are_counted_as_they_open_paragraphs_are_leads_like_their_neighbours() -> None:
    text = f"一、任务\n第一，做强工业。{FILLER}\n做优农业。{FILLER}\n第二，办好学堂。{FILLER}\n"
    leads = [p.heading for p in read(text).provisions if p.number is None and p.heading]
    assert leads == ["第一，做强工业", "做优农业", "第二，办好学堂"]


def test_the_foot_of_a_web_page_is_no_text_and_is_noted() -> None:
    foot = "版权所有：某县人民政府\n主办：某县人民政府办公室\n某ICP备01234567号\n网站标识码：1234567890\n无障碍阅读\n"
    plan = read(f"一、任务\n做强工业。{FILLER}\n做优农业。{FILLER}\n{foot}")
    assert [p.heading for p in plan.provisions] == ["任务", "做强工业", "做优农业"]
    assert "版权" not in "".join(p.text for p in plan.provisions)
    assert read(f"一、任务\n做好某ICP备案工作。\n{FILLER}{FILLER}\n").provisions[0].text.endswith("着落。")


def test_an_excerpt_without_headings_is_read_though_its_full_stops_are_lost() -> None:
    plan = read("到2036年，公路达到900公里，森林覆盖率达到45%\n粮食产量稳定在50万吨\n")
    assert [(t.value, t.unit) for t in plan.targets] == [(900, "公里"), (45, "%"), (50, "万吨")]


@pytest.mark.parametrize("name", ["【适用范围】", "（适用范围）", "〔适用范围〕", "　【适用范围】"])
def test_what_a_clause_is_about_may_stand_in_brackets_behind_its_number(name: str) -> None:
    text = f"某县办法\n第一章 总则\n第一条{name}在本县办事，适用本办法。\n第二条{name}由县里负责解释。\n"
    assert [(p.number, p.heading) for p in read(text).provisions][1:] == [
        ("第一条", "适用范围"),
        ("第二条", "适用范围"),
    ]


def test_headings_behind_dashes_are_headings_right_below_the_title_too() -> None:
    text = f"某市工作任务分解方案\n——办好教育\n1.建好学校。{FILLER}\n——办好医院\n2.建好病房。{FILLER}\n"
    assert [p.heading for p in read(text).provisions if p.number is None] == ["——办好教育", "——办好医院"]
