"""Clean text: lines joined, layout white space and page furniture dropped, every character with its way back."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gangmu.model import SourceInfo
from gangmu.source import SourceText
from gangmu.text import TextDoc, read_text


def clean(text: str) -> TextDoc:
    data = text.encode()
    info = SourceInfo("x.txt", hashlib.sha256(data).hexdigest(), "text/plain", "utf-8")
    return read_text(SourceText(info, text))


def paragraphs(text: str) -> list[str]:
    doc = clean(text)
    return [doc.text[p.start : p.end] for p in doc.paragraphs]


WRAPPED = (
    "一、总体要求\n"
    "坚持把发展的着力点放在实体经济上，推动本地工业、农业和服务业\n"
    "一起向前走，让老百姓得到看得见的好处，把短板一项一项补齐，把长\n"
    "板一项一项拉长。到那时，县域面貌要有明显变化，群众的日子要更加\n"
    "宽裕，干部的作风要更加扎实。\n"
    "二、主要任务\n"
    "（一）修好路。把通村公路修到每一个自然村，先修人口多的村，再修\n"
    "人口少的村，修一条管护一条。\n"
)

BODY = (
    "坚持把发展的着力点放在实体经济上，推动本地工业、农业和服务业一起向前走，让老百姓得到看得见的好处，"
    "把短板一项一项补齐，把长板一项一项拉长。到那时，县域面貌要有明显变化，群众的日子要更加宽裕，干部的作风要更加扎实。"
)

JOINING = [
    (
        "hard-wrapped lines are one paragraph, headings stand alone",
        WRAPPED,
        [
            "一、总体要求",
            BODY,
            "二、主要任务",
            "（一）修好路。把通村公路修到每一个自然村，先修人口多的村，再修人口少的村，修一条管护一条。",
        ],
    ),
    (
        "lines cut by counting characters go on however many digits they hold",
        "把村里的路修好，把河边的树种好，把田里的渠挖好，把山上的水引来，让\n大家过得舒心。\n"
        "到2030年，建成示范村1200个，绿化率达到34%以上，修渠500公里，种树5万\n棵，其中果树2万棵左右，新修林带1500万亩。\n"
        "再把学校办好，把医院办好，把集市办好，把老人照看好，让孩子们都能在家\n门口上学，让老人们都能在家门口看病。\n",
        [
            "把村里的路修好，把河边的树种好，把田里的渠挖好，把山上的水引来，让大家过得舒心。",
            "到2030年，建成示范村1200个，绿化率达到34%以上，修渠500公里，种树5万棵，其中果树2万棵左右，新修林带1500万亩。",
            "再把学校办好，把医院办好，把集市办好，把老人照看好，让孩子们都能在家门口上学，让老人们都能在家门口看病。",
        ],
    ),
    (
        "a sentence broken by a page goes on after the blank lines",
        "第一段话说完了，后面还有一段更长的话要说。\n\n全镇上下要把思想统一起来，把力量拧成一\n\n股绳，把事情办好。\n",
        ["第一段话说完了，后面还有一段更长的话要说。", "全镇上下要把思想统一起来，把力量拧成一股绳，把事情办好。"],
    ),
    (
        "spaces inside words and around figures are layout",
        "到 2025 年，建成高标准 农田 3 万亩，增长 9 .2%，推进 5G 网络 建设。\n",
        ["到2025年，建成高标准农田3万亩，增长9.2%，推进5G网络建设。"],
    ),
    (
        "a number parted by thin spaces or by text recognition is one",
        "到2 000年产粮4 200万吨、水产品6 5万吨，普及率达到9 8.5%，投资1 234 567元，1 9户脱贫。\n",
        ["到2000年产粮4200万吨、水产品65万吨，普及率达到98.5%，投资1234567元，1 9户脱贫。"],
    ),
    (
        "text below a line of units is a paragraph of its own, the units below a label are not",
        "（一）便民服务\n责任单位：区甲局、区乙局\n把站点建到每一个村、每一条街，让大家办事少跑路、不跑路。\n（二）试点工作\n责任单位：\n区丙局、区丁局\n",
        [
            "（一）便民服务",
            "责任单位：区甲局、区乙局",
            "把站点建到每一个村、每一条街，让大家办事少跑路、不跑路。",
            "（二）试点工作",
            "责任单位：区丙局、区丁局",
        ],
    ),
    (
        "two numbers side by side stay two",
        "见图1 300万亩林地分布，普及率58 65预期性，第3 5条所列。\n",
        ["见图1 300万亩林地分布，普及率58 65预期性，第3 5条所列。"],
    ),
    (
        "a space between Latin words stays",
        "推广 Smart City 平台建设，办好 Open Day 活动。\n",
        ["推广Smart City平台建设，办好Open Day活动。"],
    ),
    (
        "page numbers between lines are furniture",
        "把这件事情从头到尾认认真真办好，不留尾巴，\n\n— 12 —\n\n不留遗憾，让群众放心。\n",
        ["把这件事情从头到尾认认真真办好，不留尾巴，不留遗憾，让群众放心。"],
    ),
    (
        "headings glued by wide gaps are cut apart",
        "第一章　开局　　这五年是打基础的五年\n要把基础打牢\n",
        ["第一章开局", "这五年是打基础的五年", "要把基础打牢"],
    ),
    (
        "a duty mark on a line of its own neither goes on nor is gone on from",
        "1.把水渠修好\n责任单位:县甲局、县乙局\n2.把道路修好\n责任单位:县丙局\n",
        ["1.把水渠修好", "责任单位:县甲局、县乙局", "2.把道路修好", "责任单位:县丙局"],
    ),
    (
        "a duty mark broken inside its bracket goes on",
        "把水渠修好，再把道路修好。（牵头单位：县甲局，\n责任单位：县乙局）\n",
        ["把水渠修好，再把道路修好。（牵头单位：县甲局，责任单位：县乙局）"],
    ),
    (
        "a short numbered line after a full line that ends its sentence is a heading",
        WRAPPED.replace("宽裕，干部的作风要更加扎实。", "宽裕，干部的作风也要一年比一年更扎实才行。").replace(
            "二、主要任务", "2.1 修路"
        ),
        [
            "一、总体要求",
            BODY.replace("要更加扎实", "也要一年比一年更扎实才行"),
            "2.1修路",
            "（一）修好路。把通村公路修到每一个自然村，先修人口多的村，再修人口少的村，修一条管护一条。",
        ],
    ),
    (
        "a heading with its characters set apart is one heading",
        "第一章　总　　则\n第一条　为了把事情办好，制定本办法。\n",
        ["第一章总则", "第一条为了把事情办好，制定本办法。"],
    ),
]


def pages(*first_lines: str) -> str:
    """A document whose pages begin with these lines, four lines of text after each."""
    line = "这一页的话还没有说完，说到页尾再翻过去，下一页接着往下说，\n"
    return "".join(f"{first}\n{line * 4}" for first in first_lines)


# why, the pages' first lines, what is kept of them
PAGE_NUMBERS = [
    (
        "set apart by a space",
        [f"{n} 各村各组都要把这件事情记在心上，不能光说不做，" for n in range(3, 9)],
        "各村各组",
    ),
    ("set close to the text", [f"{n}各村各组都要把这件事情记在心上，不能光说不做，" for n in range(3, 9)], "各村各组"),
    (
        "of which some are lost",
        [f"{n or ''}各村各组都要把这件事情记在心上，" for n in (9, 10, 0, 12, 13, 0, 15)],
        "各村各组",
    ),
    ("set close to a heading's own number", [f"{n}{n + 1}.2 各村分工" for n in range(1, 7)], ".2各村分工"),
]


@pytest.mark.parametrize(("why", "firsts", "kept"), PAGE_NUMBERS, ids=[row[0] for row in PAGE_NUMBERS])
def test_the_number_of_a_page_before_its_first_line_is_left_out(why: str, firsts: list[str], kept: str) -> None:
    doc = clean(pages(*firsts))
    assert doc.text.count(kept) == len(firsts)
    numbers = [d.text.strip() for d in doc.dropped if d.text.strip().isdigit()]
    assert len(numbers) == sum(first[0].isdigit() for first in firsts), why


@pytest.mark.parametrize(
    ("why", "firsts"),
    [
        (
            "figures begin lines",
            ["30户人家要搬下山来，", "2万亩地要种上树，", "5个村要通上水，", "8名干部要驻到村里，"],
        ),
        ("headings are numbered", [f"{n} 分工" for n in range(1, 8)]),
        ("three numbers close to the text are chance", [f"{n}各村各组都要记在心上，" for n in (3, 4, 5)]),
        ("numbers that fall are none", [f"{n}各村各组都要记在心上，" for n in range(9, 1, -1)]),
    ],
)
def test_other_numbers_at_the_start_of_lines_stay(why: str, firsts: list[str]) -> None:
    text = clean(pages(*firsts)).text
    assert all(first.replace(" ", "") in text for first in firsts), why


@pytest.mark.parametrize(("why", "text", "expected"), JOINING, ids=[row[0] for row in JOINING])
def test_lines_become_paragraphs(why: str, text: str, expected: list[str]) -> None:
    assert paragraphs(text) == expected, why


def test_a_character_doubled_at_a_page_break_is_dropped_and_kept_as_a_repair() -> None:
    text = "做好这件事。〔责任单位：甲局〕先办好第一件事情，再办第二件。〔责\n\n责任单位：乙局、丙局〕再往后是第三件事情。\n"
    doc = clean(text)
    assert "〔责任单位：乙局" in doc.text
    assert [(d.text, d.why) for d in doc.dropped] == [("责", "character doubled at a page break")]


@pytest.mark.parametrize("pair", ["人", "天", "稳"])
def test_a_reduplicated_word_at_a_page_break_is_left_alone(pair: str) -> None:
    text = f"全县上下都要记住，这件事情{pair}\n\n{pair}都有份，谁也不能例外，都要出一份力。\n"
    assert clean(text).dropped == ()


def test_a_table_of_contents_is_left_out() -> None:
    text = "某县发展规划\n目 录\n第一章 开头 ........ 1\n第二章 中间 ........ 5\n第三章 结尾 ........ 9\n第一章 开头\n话从这里说起，一直说到末尾为止。\n"
    doc = clean(text)
    assert doc.text.count("第一章") == 1
    assert {d.why for d in doc.dropped} == {"table of contents"}


def test_tab_separated_rows_are_a_table_with_section_rows() -> None:
    text = "序号\t内容\t单位\n一、修路\n1\t修村道\t甲局\n2\t修县道\t乙局\n\n后面是正文，不在表里面，单独成段。\n"
    doc = clean(text)
    table = doc.paragraphs[0]
    assert table.kind == "table"
    assert [doc.text[c.start : c.end] for c in table.cells if c.row == 2] == ["1", "修村道", "甲局"]
    assert doc.paragraphs[1].kind == "text"


def test_cells_one_a_line_become_a_grid_by_their_last_column() -> None:
    text = (
        "类 别 |\n指 标 |\n2021年 |\n2025年 |\n属 性 |\n"
        "实力 |\n产值(亿元) |\n10 |\n20 |\n预期性 |\n"
        "税收(亿元) |\n1 |\n2 |\n预期性 |\n|\n"
        "生态 |\n绿地(公顷) |\n|\n30 |\n约束性 |\n"
    )
    doc = clean(text)
    (table,) = doc.paragraphs
    rows: dict[int, list[str]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, []).append(doc.text[cell.start : cell.end])
    assert rows[2] == ["", "税收(亿元)", "1", "2", "预期性"]
    assert rows[3] == ["生态", "绿地(公顷)", "", "30", "约束性"]


@given(st.text(alphabet="一二三、（）〔〕。，；：\n\r\t |　 0123456789.年月日第章节条表专栏附件ABc", max_size=300))
@settings(max_examples=150, deadline=None)
def test_every_clean_character_maps_to_its_own_source_character(text: str) -> None:
    doc = clean(text)
    for paragraph in doc.paragraphs:
        for offset in range(paragraph.start, paragraph.end):
            if doc.text[offset] in "\n\t":
                continue
            start, end = doc.offsets.to_source(offset, offset + 1)
            assert text[start:end] == doc.text[offset]


@given(st.text(max_size=200))
@settings(max_examples=100, deadline=None)
def test_what_is_left_out_is_white_space_or_noted(text: str) -> None:
    doc = clean(text)
    kept = "".join(doc.text.split())
    dropped = "".join("".join(d.text.split()) for d in doc.dropped)
    assert sorted(kept + dropped) == sorted("".join(text.split()))


def test_a_document_that_came_as_one_line_is_cut_at_its_spaces() -> None:
    told = "把群众最关心的事情一件一件办好办实，让大家看得见摸得着。"
    line = f"各镇人民政府: {told * 5} 2024年3月1日 一、农业工作 1.{told} 2.{told * 2} 二、工业工作 1.{told}"
    assert paragraphs(line) == [
        "各镇人民政府:",
        told * 5,
        "2024年3月1日",
        "一、农业工作",
        f"1.{told}",
        f"2.{told * 2}",
        "二、工业工作",
        f"1.{told}",
    ]
    assert paragraphs(f"{told} {told} 一、农业")[0] == f"{told}{told}一、农业"


MARKDOWN = (
    "# 某县工作方案\n\n## **一、目标**\n\n把群众的事情办好，**不留尾巴**，\n不留遗憾。\n\n---\n\n"
    "| 类别 | 指标（单位） | 2025年 |\n| --- | :---: | ---: |\n| 农业 | 粮食（万吨） | 13 |\n|  | 油料<br>（万吨） | 2 |\n\n"
    "### 二、任务 ###\n\n> - 修好村里的路。\n> - 1\\.5公里的渠也要修。\n"
)


def test_the_marks_of_markdown_are_left_out_and_noted() -> None:
    doc = clean(MARKDOWN)
    texts = [doc.text[p.start : p.end] for p in doc.paragraphs if p.kind == "text"]
    assert texts == [
        "某县工作方案",
        "一、目标",
        "把群众的事情办好，不留尾巴，不留遗憾。",
        "二、任务",
        "修好村里的路。",
        "1.5公里的渠也要修。",
    ]
    (table,) = (p for p in doc.paragraphs if p.kind == "table")
    rows: dict[int, list[str]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, []).append(doc.text[cell.start : cell.end])
    assert list(rows.values()) == [
        ["类别", "指标（单位）", "2025年"],
        ["农业", "粮食（万吨）", "13"],
        ["", "油料（万吨）", "2"],
    ]


@pytest.mark.parametrize("text", ["#1机组要按时检修。\n得分**以上的要表扬。\n- 12 -\n说到这里为止。\n", "甲|乙|丙\n"])
def test_other_text_with_such_characters_is_no_markdown(text: str) -> None:
    assert {d.why for d in clean(text).dropped} <= {"page number"}


@given(
    st.lists(
        st.sampled_from(["#", " ", "**", "|", "---", "\n", "甲", "乙，", "1", "<br>", ",", '"', "序号", "单位", "\r\n"])
    )
)
@settings(max_examples=150, deadline=None)
def test_marks_left_out_keep_the_way_back(pieces: list[str]) -> None:
    text = "# 甲\n## 乙\n" + "".join(pieces)
    doc = clean(text)
    kept = "".join(doc.text.split())
    dropped = "".join("".join(d.text.split()) for d in doc.dropped)
    assert sorted(kept + dropped) == sorted("".join(text.split()))
