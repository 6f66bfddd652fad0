"""Tables that lost their rules: a cell a line, cells parted by spaces, cells parted by bars."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import gangmu
from gangmu.model import Plan
from gangmu.text.row_fit import fit, kinds_of

Row = tuple[str | None, str, str | None, object, object, str | None]


def read(text: str) -> Plan:
    return gangmu.read(text.encode(), name="plan.txt")


def rows(text: str) -> list[Row]:
    return [(i.category, i.name, i.unit, i.baseline.value, i.target.value, i.attribute) for i in read(text).indicators]


STACKED = [
    (
        "a category before the number, a unit of its own, a name over two lines",
        "领域 序号 主要指标 单位 2031年 2036年 属性 "
        "住房 1 旧屋改造率 % 40 60 预期性 "
        "2 每千户配建的停放 车位数 个 1.5 2 预期性 "
        "出行 3 公交站点覆盖率 % — >90 约束性",
        [
            ("住房", "旧屋改造率", "%", 40, 60, "预期性"),
            ("住房", "每千户配建的停放车位数", "个", 1.5, 2, "预期性"),
            ("出行", "公交站点覆盖率", "%", None, 90, "约束性"),
        ],
    ),
    (
        "no attributes: the next number ends a row, though a figure looks like it",
        "序号 指标 单位 2031年 2036年 1 水厂 座 1 2 2 公园 座 2 3 3 步道 公里 3 9",
        [
            (None, "水厂", "座", 1, 2, None),
            (None, "公园", "座", 2, 3, None),
            (None, "步道", "公里", 3, 9, None),
        ],
    ),
    (
        "neither numbers nor attributes: the figures end a row",
        "指标名称 2031年实际 2036年目标 藏书量（万册） 12 20 人均展厅面积 （平方米） 0.2 0.4 博物馆（座） 3 5",
        [
            (None, "藏书量", "万册", 12, 20, None),
            (None, "人均展厅面积", "平方米", 0.2, 0.4, None),
            (None, "博物馆", "座", 3, 5, None),
        ],
    ),
    (
        "a section row between, and years in brackets behind the heads",
        "序号 指标名称 现状值（2031年） 目标值（2036年） 属性 "
        "一、林地 1 林地面积（万亩） 80 82 约束性 二、草地 2 草地面积（万亩） 9 9.5 预期性",
        [
            ("林地", "林地面积", "万亩", 80, 82, "约束性"),
            ("草地", "草地面积", "万亩", 9, 9.5, "预期性"),
        ],
    ),
    (
        "a head that is rarely met, between others",
        "序号 指标 统计口径 2031年 2036年 属性 1 水厂（座） 全县 1 2 预期性 2 公园（座） 城区 2 3 预期性",
        [(None, "水厂", "座", 1, 2, "预期性"), (None, "公园", "座", 2, 3, "预期性")],
    ),
    (
        "a page number set apart by dashes is no cell",
        "指标 单位 2031年 2036年 属性 桥梁 座 4 6 预期性 —7— 渡口 处 5 3 预期性",
        [(None, "桥梁", "座", 4, 6, "预期性"), (None, "渡口", "处", 5, 3, "预期性")],
    ),
]


@pytest.mark.parametrize(("text", "wanted"), [c[1:] for c in STACKED], ids=[c[0] for c in STACKED])
def test_a_table_printed_a_cell_a_line_gives_its_rows(text: str, wanted: list[Row]) -> None:
    assert rows("一、目标\n" + text.replace(" ", "\n") + "\n") == wanted


def test_the_text_after_a_table_printed_a_cell_a_line_is_no_part_of_it() -> None:
    table = "指标 单位 2031年 2036年 属性 桥梁 座 4 6 预期性 渡口 处 5 3 预期性".replace(" ", "\n")
    plan = read(f"一、目标\n{table}\n二、任务\n（一）修桥。把桥修好，把路连通，让两岸往来方便。\n")
    assert [p.number for p in plan.provisions if p.number] == ["一、", "二、", "（一）"]


SPACED = [
    (
        "wide gaps between the columns",
        [
            "类别      序号   指标                     2031年   2036年   属性",
            "住房      1      旧屋 改造率（%）         40       60       预期性",
            "          2      新增车位（个）           —        [900]    预期性",
        ],
        [("住房", "旧屋改造率", "%", 40, 60, "预期性"), ("住房", "新增车位", "个", None, 900, "预期性")],
    ),
    (
        "one space between all words, years parted from 年, a name over two lines, a repeated head",
        [
            "类别 序号 指标 2031 年 2036 年 属性",
            "住房 1 旧屋改造率（%） 40 60 以上 预期性",
            "- 8 -",
            "类别 序号 指标 2031 年 2036 年 属性",
            "2 每万名常住居民拥有的社区健身与休闲",
            "场所（处） 1.2 3 预期性",
        ],
        [
            ("住房", "旧屋改造率", "%", 40, 60, "预期性"),
            ("住房", "每万名常住居民拥有的社区健身与休闲场所", "处", 1.2, 3, "预期性"),
        ],
    ),
]


@pytest.mark.parametrize(("text", "wanted"), [c[1:] for c in SPACED], ids=[c[0] for c in SPACED])
def test_a_table_parted_by_spaces_gives_its_rows(text: list[str], wanted: list[Row]) -> None:
    assert rows("一、目标\n" + "\n".join(text) + "\n二、任务\n") == wanted


def test_one_head_rarely_met_does_not_hide_a_table_parted_by_spaces() -> None:
    text = (
        "一、目标\n序号 指标 统计口径 2031年 2036年 属性\n1 水厂（座） 全县 1 2 预期性\n2 公园（座） 城区 2 3 预期性\n"
    )
    assert [row[1] for row in rows(text)] == ["水厂", "公园"]


def test_words_parted_by_spaces_are_no_table_without_figures_in_columns() -> None:
    assert read("一、目标\n任务 目标 要求\n甲事 办好 办快\n乙事 办实 办稳\n").indicators == ()


def test_rows_parted_by_bars_are_a_table() -> None:
    text = "一、目标\n序号 | 指标 | 2036年目标值 | 属性 |\n1 | 桥梁（座） | 6 | 预期性 |\n2 | 渡口改造率 | ≥80% | 约束性 |\n"
    assert rows(text) == [(None, "桥梁", "座", None, 6, "预期性"), (None, "渡口改造率", "%", None, 80, "约束性")]


def test_cells_ended_by_bars_find_their_columns_though_blank_ones_were_left_out() -> None:
    cells = "领域|指标|2031年|2036年|渡口|新渡口（处）|3|5|旧渡口（处）|9|4|桥梁|新桥（座）|1|2|"
    assert rows("一、目标\n" + cells.replace("|", " |\n") + "二、任务\n") == [
        ("渡口", "新渡口", "处", 3, 5, None),
        ("渡口", "旧渡口", "处", 9, 4, None),
        ("桥梁", "新桥", "座", 1, 2, None),
    ]


def test_long_cells_of_a_task_table_printed_a_line_each_are_told_apart() -> None:
    cells = (
        "序号 重点任务 目标要求 完成时限 牵头领导 责任单位 "
        "1 修好村道 年底前硬化村道12公里，通车里程 提高5%以上。 12月底 方清源 镇甲办、 镇乙办 "
        "2 办好学堂，请来名师， 添置图书。 （1）新建学堂2所； （2）添置图书3000册。 9月底 任望山 各村"
    )
    first, second = read("附件\n某镇2031年任务表\n" + cells.replace(" ", "\n") + "\n").tasks
    assert (first.content, first.annual_goals) == ("修好村道", ("年底前硬化村道12公里，通车里程提高5%以上。",))
    assert (first.leaders, first.units, first.due) == (("方清源",), ("镇甲办", "镇乙办"), "12月底")
    assert second.content == "办好学堂，请来名师，添置图书。"
    assert second.annual_goals == ("新建学堂2所；", "添置图书3000册。")


def test_pieces_that_suit_no_column_make_no_row() -> None:
    kinds = kinds_of(["序号", "指标", "单位", "2031年", "属性"])
    assert kinds == ("number", "text", "unit", "value", "attribute")
    assert fit(["甲", "乙"], kinds) is None
    best = fit(["1", "桥梁", "座", "4", "预期性"], kinds)
    assert best is not None
    assert best[1] == [(0, 1), (1, 2), (2, 3), (3, 4), (4, 5)]


CAPTIONED = [
    ("one bar", "专栏3 渡口事业主要指标 |\n||||\n"),
    ("a unit below it", "表2 渡口事业主要指标表 |\n单位：座 |\n"),
    ("no bar", "专栏3 渡口事业主要指标\n"),
]


@pytest.mark.parametrize("caption", [case[1] for case in CAPTIONED], ids=[case[0] for case in CAPTIONED])
def test_a_caption_in_the_first_cells_does_not_hide_the_table(caption: str) -> None:
    cells = "指标|2031年|2036年|属性|新渡口（处）|3|5|预期性|旧渡口（处）|9|4|约束性|"
    assert rows("一、目标\n" + caption + cells.replace("|", " |\n") + "二、任务\n") == [
        (None, "新渡口", "处", 3, 5, "预期性"),
        (None, "旧渡口", "处", 9, 4, "约束性"),
    ]


def test_a_caption_with_a_number_of_its_own_stays_a_box() -> None:
    cells = "专栏3 渡口事业主要指标|指标|2031年|2036年|新渡口（处）|3|5|旧渡口（处）|9|4|"
    plan = read("一、目标\n" + cells.replace("|", " |\n") + "二、任务\n")
    assert [(p.kind, p.number) for p in plan.provisions if p.kind == "box"] == [("box", "专栏3")]


def test_rows_opened_by_a_bar_alone_are_told_though_merged_cells_are_left_out() -> None:
    text = (
        "一、目标\n|\n渡口目标分工表 | |||||\n|\n类别 |\n指标 |\n单位 |\n2031年 |\n2036年 |\n负责单位 | |\n"
        "|\n渡口 |\n新渡口 |\n处 |\n3 |\n5 |\n甲渡办 | |\n|\n旧渡口 |\n处 |\n9 |\n4 |\n甲渡办 | ||\n"
        "|\n渡运收入 |\n总量 |\n万元 |\n70 |\n80 |\n| |\n|\n占比 |\n% |\n7 |\n9 |\n| |||\n二、任务\n"
    )
    assert rows(text) == [
        ("渡口", "新渡口", "处", 3, 5, None),
        ("渡口", "旧渡口", "处", 9, 4, None),
        ("渡运收入", "渡运收入总量", "万元", 70, 80, None),
        ("渡运收入", "渡运收入占比", "%", 7, 9, None),
    ]


def test_two_section_rows_and_decimal_points_that_became_full_stops() -> None:
    cells = (
        "指标|2031年|2036年|〔累计〕1|属性|渡口安全|1。护栏|护栏完好率（%）|76。7|>80|-|约束性|灯标亮灯率（%）|-|-|〔18〕|预期性|"
        "2。渡船|准点率（%）|9。7|15左右|-|预期性|"
    )
    plan = read("一、目标\n" + cells.replace("|", " |\n") + "二、任务\n")
    assert [(i.category, i.name, i.baseline.value, i.target.value, i.target.basis) for i in plan.indicators] == [
        ("护栏", "护栏完好率", 76.7, 80, "level"),
        ("护栏", "灯标亮灯率", None, 18, "cumulative"),
        ("渡船", "准点率", 9.7, 15, "level"),
    ]


@pytest.mark.parametrize(
    "heads",
    ["2031年实绩 2036年目标", "2031年现状 2036年规划", "2031年实际完成 2036年预期", "2031年底水平 2036年计划目标"],
)
def test_what_a_year_stands_for_may_follow_it_in_a_head_and_sections_stand_between_rows(heads: str) -> None:
    cells = f"类别 指标 {heads} 一、渡口 新渡口(处) 3 5 旧渡口(处) 9 4 二、桥梁、道路 新桥面积(亩)(五年新增) 10.5 12"
    assert rows("渡口主要指标表\n\n" + cells.replace(" ", "\n\n  ") + "\n") == [
        ("渡口", "新渡口", "处", 3, 5, None),
        ("渡口", "旧渡口", "处", 9, 4, None),
        ("桥梁、道路", "新桥面积(五年新增)", "亩", 10.5, 12, None),
    ]


BLOCKS = (
    (("主要指标", "新渡口", "旧渡口", "护栏完好率"), ("2036年目标值", "5处", "≥4处", "95%"), ("属性", *["预期性"] * 3)),
    (("主要指标", "渡船准点率", "渡运收入"), ("2036年目标值", ">80%", "3.5万元/艘"), ("属性", "约束性", "预期性")),
)
TURNED: list[Row] = [
    (None, "新渡口", "处", None, 5, "预期性"),
    (None, "旧渡口", "处", None, 4, "预期性"),
    (None, "护栏完好率", "%", None, 95, "预期性"),
    (None, "渡船准点率", "%", None, 80, "约束性"),
    (None, "渡运收入", "万元/艘", None, 3.5, "预期性"),
]
TURNED_PRINTS = {
    "heads before the cells of a row": lambda row: f"{' '.join(row[0])} |\n" + " | ".join(row[1:]) + " |\n",
    "a row behind its head": lambda row: " | ".join(row) + " |\n",
    "tabs": lambda row: "\t".join(row) + "\n",
    "a bar after each cell": lambda row: "".join(f"{cell} |\n" for cell in row),
    "a cell a line": lambda row: "".join(f"{cell}\n" for cell in row),
}


@pytest.mark.parametrize("printed", TURNED_PRINTS.values(), ids=TURNED_PRINTS.keys())
def test_a_table_turned_on_its_side_and_cut_into_blocks_gives_its_columns_as_rows(
    printed: Callable[[tuple[str, ...]], str],
) -> None:
    body = "".join(printed(row) for block in BLOCKS for row in block)
    plan = read(f"一、目标\n{body}二、任务\n")
    assert rows(f"一、目标\n{body}二、任务\n") == TURNED
    assert plan.targets == ()


def test_heads_with_names_between_them_and_no_values_are_no_table_turned_on_its_side() -> None:
    assert rows("一、目标\n主要指标 |\n甲 |\n乙 |\n2036年目标值 |\n丙 |\n丁 |\n二、任务\n") == []


def test_notes_between_rows_are_neither_rows_nor_sections_nor_targets() -> None:
    cells = (
        "领域 序号 指标 基期水平 2033年目标值 2036年目标值 指标性质 (一) 平安渡口 结果性指标 1 护栏完好率(%) 61.5 ≥70 ≥80 预期性 "
        "说明:护栏完好率是完好护栏的长度在全部护栏中所占的比例,每年核查一次。 计算方法:完好护栏长度/护栏总长度×100%。 "
        "倡导性指标 2 乘客自觉穿好救生衣 倡导性 3 渡工学会基本的急救知识 倡导性 政府工作指标 4 建立渡口巡查制度 实现 约束性 "
        "说明:巡查制度包括日查、周查、月查。 5 渡船检验率(%) 90 100 约束性 (二) 便民渡口 结果性指标 6 夜航率(%) 2021—2030年平均每年增长约5.3% 持续提高 预期性 7 夜航船(艘) 3 4 5 预期性"
    )
    plan = read("渡口主要指标\n\n" + cells.replace(" ", "\n\n") + "\n")
    found = [(i.category, i.name, i.baseline.value, i.target.value, i.attribute) for i in plan.indicators]
    assert found == [
        ("结果性指标", "护栏完好率", 61.5, 80, "预期性"),
        ("倡导性指标", "乘客自觉穿好救生衣", None, None, "倡导性"),
        ("倡导性指标", "渡工学会基本的急救知识", None, None, "倡导性"),
        ("政府工作指标", "建立渡口巡查制度", None, None, "约束性"),
        ("政府工作指标", "渡船检验率", None, 100, "约束性"),
        ("结果性指标", "夜航率", 5.3, None, "预期性"),
        ("结果性指标", "夜航船", 3, 5, "预期性"),
    ]
    growth = plan.indicators[-2].baseline
    assert (growth.year, growth.basis) == (2030, "growth_average")
    assert plan.targets == ()


RUN_ON = "渡口目标分解表指标2031年2032年2033年渡船准点率70%75%80%护栏完好率不低于全县平均值的50%60%70%亮灯率40%45%50%"


@pytest.mark.parametrize("wrapped", [None, 40], ids=["in a line", "over several lines"])
def test_a_table_run_on_into_one_paragraph_gives_no_targets_and_is_noted(wrapped: int | None) -> None:
    size = wrapped or len(RUN_ON)
    run_on = "\n".join(RUN_ON[i : i + size] for i in range(0, len(RUN_ON), size))
    plan = read(f"一、目标\n到2033年，新建渡口6处。{run_on}\n二、任务\n到2033年，修好渡船9艘。\n")
    assert [(target.value, target.unit) for target in plan.targets] == [(6, "处"), (9, "艘")]
    assert plan.indicators == ()
    assert [issue.code for issue in plan.issues] == ["rows_not_told_apart"]


def test_years_one_after_another_in_a_sentence_are_no_table() -> None:
    text = "一、目标\n2031年、2032年、2033年渡船准点率分别达到70%、75%、80%。\n"
    assert [target.value for target in read(text).targets] == [70, 75, 80]


OUT_OF_ORDER = {
    "turned on its side, among other lines": "渡口 | 护栏 |\n"
    + "".join(TURNED_PRINTS["heads before the cells of a row"](row) for block in BLOCKS for row in block)
    + "渡船 |\n",
    "rows printed as one": "指标\n2031年\n2036年\n新渡口（处）\n3\n5\n渡船（艘）\n其中：机渡船（艘）\n30\n12\n40\n25\n护栏（米）\n7\n9\n",
    "cells left over after the last attribute": "指标 |\n2036年 |\n属性 |\n新渡口 |\n多建 |\n预期性 |\n渡船 |\n多造 |\n",
}


@pytest.mark.parametrize("text", OUT_OF_ORDER.values(), ids=OUT_OF_ORDER.keys())
def test_what_stands_in_another_order_than_in_the_source_is_all_there_and_can_be_found_in_it(text: str) -> None:
    plan = read(f"第一章 目标\n{text}第二章 任务\n修渡口。\n")
    source = f"第一章 目标\n{text}第二章 任务\n修渡口。\n"
    for record in (*plan.provisions, *plan.indicators):
        at, found = record.span[0], ""
        for repair in sorted(record.repairs, key=lambda repair: repair.span):
            assert at <= repair.span[0]
            found += source[at : repair.span[0]] + repair.to
            at = repair.span[1]
        found += source[at : record.span[1]]
        assert "".join(found.split()).strip("|") == "".join(record.text.split())


def test_cells_after_the_last_whole_row_stay_in_the_text() -> None:
    plan = read("第一章 目标\n" + OUT_OF_ORDER["cells left over after the last attribute"] + "第二章 任务\n修渡口。\n")
    assert "渡船" in "".join(provision.text for provision in plan.provisions)


@pytest.mark.parametrize("heads", ["指标\n单位\n2020年\n2025年\n", "指标 单位 2020年 2025年\n"])
def test_heads_over_and_over_are_a_form_that_nobody_filled_in(heads: str) -> None:
    plan = gangmu.read(f"某县规划\n\n一、指标\n{heads * 12}".encode(), name="plan.txt")
    assert not plan.indicators
    assert not plan.tasks
