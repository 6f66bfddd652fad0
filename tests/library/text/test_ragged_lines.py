"""Lines that a conversion broke at marks as well as at the margin, and what it sets between pages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import gangmu

MARKS = "，。；：、！？）”》〕"
PARAGRAPHS = (
    "云溪县关于推进山区振兴的实施方案",
    "为贯彻上级部署，加快补齐山区短板，结合本县实际，制定本方案。",
    "一、总体要求",
    "（一）基本思路。坚持以人民为中心，统筹产业、交通、水利、教育和医疗，走出一条生态优先的路子，让山区群众过上更好的日子，"
    "让绿水青山真正变成金山银山。到2031年，新建“云溪人家”民宿120家，改造通村公路300公里。",
    "（二）基本原则。坚持规划先行，坚持因地制宜，坚持量力而行。先易后难，分步实施，每年办成几件看得见的实事。",
    "二、主要任务",
    "（三）修好进山的路。2030年底前改造危桥16座，硬化村组道路80公里；完善养护制度，做到有路必养、养必到位。"
    "（县交通运输局牵头，县财政局、县自然资源局、云溪旅游集团、各乡镇人民政府按职责分工负责）",
    "（四）引好山里的水。新建小型水库3座，更新供水管网45公里，农村自来水普及率达到98%以上。推行“一户一表”改造，"
    "健全水费收缴办法。（责任单位：县水利局、县住房城乡建设局，各乡镇人民政府）",
    "（五）办好家门口的学校。改扩建寄宿制学校5所，新增学位2400个，实现县城学校“大班额”清零。鼓励优秀教师到山区任教，"
    "落实补助政策，改善食宿条件。（县教育局、县人力资源社会保障局负责）",
    "（六）看好群众的病。每个乡镇建成一所达标卫生院，每个行政村有一名合格村医；推进县域医共体建设，组织“专家下乡”活动，"
    "全年巡诊不少于60场次。（县卫生健康局负责）",
    "三、保障措施",
    "（七）加强组织领导。建立联席会议制度，按季度调度、按年度考核，把考核结果作为评价干部的重要参考；"
    "对工作不力的单位，由县政府办公室发函提醒，连续两次排名末位的，约谈主要负责人。（县政府办公室牵头，各乡镇人民政府配合）",
    "（八）加强资金保障。统筹使用衔接资金、债券资金和社会资本，每年安排专项资金6000万元，优先支持偏远山村。"
    "资金拨付实行“一张清单”管理，县审计局每年组织一次专项审计，发现问题限期整改到位。（县财政局、县审计局负责）",
    "（九）加强宣传引导。办好“云溪讲堂”，请群众讲身边的变化，请干部讲政策的来由，请专家讲发展的门道，让大家心往一处想、"
    "劲往一处使。每年评选一批先进集体和个人，在全县通报表扬。（县委宣传部牵头，县融媒体中心、各乡镇人民政府配合）",
)
TEXT = "\n".join(PARAGRAPHS)


def columns(text: str) -> int:
    return len(text.encode("gb18030"))


def printed(width: int, every: int, page: str = "") -> str:
    """The paragraphs on pages of so many columns, each printed line broken again at every n-th mark."""
    lines: list[str] = []
    marks = 0
    for paragraph in PARAGRAPHS:
        line, taken = "", 4 if len(paragraph) > 20 else 0
        for i, character in enumerate(paragraph):
            if taken + columns(character) > width and character not in MARKS:
                lines.append(line)
                line, taken = "", 0
            line, taken = line + character, taken + columns(character)
            marks += character in MARKS
            if character in MARKS and marks % every == 0 and paragraph[i + 1 : i + 2].strip(MARKS):
                lines.append(line)
                line = ""
        lines.append(line)
    if page:
        lines[20:20], lines[40:40] = ["", page.format(1)], ["", page.format(2)]
    return "\n".join(lines)


def facts(text: str) -> Iterator[object]:
    """What is read, without its places."""
    plan = gangmu.read(text.encode(), name="plan.txt")
    yield [(p.number, p.heading, "".join(p.text.split())) for p in plan.provisions]
    yield [(r.units, r.lead_unit, "".join(r.text.split())) for r in plan.responsibilities]
    yield [(t.metric, t.value, t.unit, t.comparator, t.deadline) for t in plan.targets]


@pytest.mark.parametrize("width", [64, 76, 80])
@pytest.mark.parametrize("every", [3, 4, 6])
def test_lines_broken_at_marks_and_at_the_margin_read_as_their_paragraphs(width: int, every: int) -> None:
    assert list(facts(printed(width, every))) == list(facts(TEXT))


@pytest.mark.parametrize("page", ["# Page {}:", "Page {} of 9", "第{}页 共9页", "P. {}", "- {} -", "=== page {} ==="])
def test_what_a_conversion_sets_between_pages_is_no_text(page: str) -> None:
    assert list(facts(printed(76, 3, page))) == list(facts(TEXT))


@settings(max_examples=60, deadline=None)
@given(width=st.integers(54, 90), every=st.integers(1, 9))
def test_no_character_is_lost_however_lines_are_broken(width: int, every: int) -> None:
    plan = gangmu.read(printed(width, every).encode(), name="plan.txt")
    text = "".join("".join(p.text.split()) for p in plan.provisions)
    assert all("".join(paragraph.split())[-12:] in text for paragraph in PARAGRAPHS[3:])


@pytest.mark.parametrize("number", ["（一）", "1.", "一、"])
def test_a_number_alone_on_its_line_belongs_to_the_next(number: str) -> None:
    text = f"某县振兴方案\n\n{number}\n修好进山的路。年底前改造危桥16座。\n"
    plan = gangmu.read(text.encode(), name="plan.txt")
    assert [(p.number, p.heading) for p in plan.provisions if p.number] == [(number, "修好进山的路")]


def test_a_unit_printed_often_beside_page_numbers_is_no_running_head() -> None:
    duties = "".join(
        f"（{n}）办好第{n}件事。\n（县水利局、\n云溪水务集团、\n- {i} -\n各乡镇负责）\n"
        for i, n in enumerate("一二三四", 1)
    )
    plan = gangmu.read(f"某县工作方案\n\n一、任务\n{duties}".encode(), name="plan.txt")
    assert [r.units for r in plan.responsibilities] == [("县水利局", "云溪水务集团", "各乡镇")] * 4


def wrapped(paragraphs: list[str], width: int, trail: str) -> str:
    """Paragraphs in lines of so many characters, white space behind the last line of each."""
    cut = [[p[i : i + width] for i in range(0, len(p), width)] for p in paragraphs]
    return "\n".join("\n".join(lines) + trail for lines in cut)


FULL = [
    "（一）规划引领，统筹协调。落实上级战略部署，统筹各类空间，形成一张好蓝图绘到底、管到底。",
    "因地制宜，分类施策。依山就势，宜林则林，宜草则草，宜田则田，不搞整齐划一。先易后难办好。",
    "多方参与，共建共享。建立政府、企业和群众共同出资、共同管护、共同受益的机制，让群山常绿。",
]


@pytest.mark.parametrize(("trail", "leads"), [(" ", 2), ("", 0)])
def test_white_space_behind_paragraphs_parts_them_where_their_last_lines_are_full(trail: str, leads: int) -> None:
    chapters = [f"{n}、第{n}项任务\n" + wrapped(FULL, len(FULL[0]) // 2, trail) for n in "一二三四"]
    plan = gangmu.read(("某县规划\n\n" + "\n".join(chapters)).encode(), name="plan.txt")
    unnumbered = [p.heading for p in plan.provisions if p.number is None and p.heading]
    assert unnumbered == ["因地制宜，分类施策", "多方参与，共建共享"][:leads] * 4


def test_a_title_over_two_lines_is_one_title_on_such_pages() -> None:
    text = printed(76, 3).replace("三、保障措施", "附件1\n云溪县乡村公路、桥梁和渡口管护\n三年行动方案\n三、保障措施")
    annex = next(p for p in gangmu.read(text.encode(), name="plan.txt").provisions if p.kind == "annex")
    assert annex.heading == "云溪县乡村公路、桥梁和渡口管护三年行动方案"
