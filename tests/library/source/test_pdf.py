"""PDF documents: lines with their place, tables from ruled lines, pages."""

from __future__ import annotations

import pytest
from source_makers import Pdf

EM = 16.0
LEFT = 80.0


def _body(pdf: Pdf, lines: int = 10, left: float = LEFT) -> Pdf:
    """Full lines of 27 characters."""
    for n in range(lines):
        pdf.text(left, 760 - 28 * n, "县区镇村公路桥梁水库渠道" * 2 + "建设好", EM)
    return pdf


def _texts(source) -> list[str]:  # type: ignore[no-untyped-def]
    return [source.text[slice(*block.span)] for block in source.blocks]


def test_lines_are_read_from_the_top_down_whatever_order_they_are_written_in(read) -> None:  # type: ignore[no-untyped-def]
    pdf = Pdf().page().text(LEFT, 600, "第三行").text(LEFT, 700, "第一行").text(LEFT, 650, "第二行")
    assert _texts(read(pdf.bytes(), "a.pdf")) == ["第一行", "第二行", "第三行"]


def test_a_line_carries_its_place_its_size_its_indent_and_its_gap(read) -> None:  # type: ignore[no-untyped-def]
    pdf = _body(Pdf().page()).text(LEFT + 2 * EM, 400, "一、总体要求", EM).text(LEFT, 372, "完。", EM)
    blocks = read(pdf.bytes(), "a.pdf").blocks
    full, heading, last = blocks[0], blocks[-2], blocks[-1]
    assert (full.indent, full.gap, full.size) == (0.0, 0.0, EM)
    assert (heading.indent, heading.gap) == (2.0, 27.0 - 2 - 6)
    assert last.gap == 25.0
    left, top, right, bottom = heading.box
    assert (left, right) == (LEFT + 2 * EM, LEFT + 8 * EM)
    assert 842 - 400 - 1.5 * EM < top < bottom < 842 - 400 + EM


def test_pages_have_spans_and_sizes_and_blocks_know_theirs(read) -> None:  # type: ignore[no-untyped-def]
    source = read(Pdf().page().text(80, 700, "甲").page().text(80, 700, "乙").text(80, 60, "— 2 —").bytes(), "a.pdf")
    assert [source.text[slice(*span)] for span in source.pages] == ["甲", "乙\n— 2 —"]
    assert source.page_sizes == ((595.0, 842.0),) * 2
    assert [block.page for block in source.blocks] == [0, 1, 1]


def test_characters_of_one_height_make_one_line_with_a_space_where_there_is_one(read) -> None:  # type: ignore[no-untyped-def]
    pdf = Pdf().page().text(300, 700, "实施意见").text(80, 700, "附件").text(80, 650, "面积").text(112, 655, "2", 8)
    assert _texts(read(pdf.bytes(), "a.pdf")) == ["附件 实施意见", "面积2"]


def test_characters_struck_twice_to_look_bold_are_read_once(read) -> None:  # type: ignore[no-untyped-def]
    pdf = Pdf().page().text(80, 700, "总体要求").text(80.4, 700, "总体要求")
    assert _texts(read(pdf.bytes(), "a.pdf")) == ["总体要求"]


def test_a_ruled_table_is_read_cell_by_cell_in_its_place(read, grid) -> None:  # type: ignore[no-untyped-def]
    pdf = Pdf().page().text(80, 760, "表前").text(80, 400, "表后").grid([80, 200, 400], [500, 600, 700])
    pdf.text(90, 650, "序号").text(210, 660, "内容很长").text(210, 640, "写两行").text(90, 550, "1").text(
        210, 550, "修路"
    )
    source = read(pdf.bytes(), "a.pdf")
    assert [block.kind for block in source.blocks] == ["line", "table", "line"]
    assert grid(source) == [
        (0, 0, 1, 1, "序号"), (0, 1, 1, 1, "内容很长 写两行"), (1, 0, 1, 1, "1"), (1, 1, 1, 1, "修路"),
    ]  # fmt: skip
    assert source.text.count("修路") == 1
    table = source.blocks[1]
    assert table.box == (80.0, 142.0, 400.0, 342.0)
    assert table.cells[3].box == (200.0, 242.0, 400.0, 342.0)


def test_cells_with_no_line_between_them_are_one_merged_cell(read, grid) -> None:  # type: ignore[no-untyped-def]
    pdf = Pdf().page().rule(80, 700, 400, 700).rule(80, 600, 400, 600).rule(200, 550, 400, 550).rule(80, 500, 400, 500)
    pdf.rule(80, 500, 80, 700).rule(400, 500, 400, 700).rule(200, 500, 200, 600)
    pdf.text(90, 650, "分工表").text(90, 540, "甲").text(210, 570, "乙").text(210, 520, "丙")
    assert grid(read(pdf.bytes(), "a.pdf")) == [
        (0, 0, 1, 2, "分工表"), (1, 0, 2, 1, "甲"), (1, 1, 1, 1, "乙"), (2, 1, 1, 1, "丙"),
    ]  # fmt: skip


def test_borders_drawn_as_thin_boxes_are_rules(read, grid) -> None:  # type: ignore[no-untyped-def]
    pdf = Pdf().page()
    for x in (80, 200, 400):
        pdf.box(x, 500, 0.5, 200.5)
    for y in (500, 600, 700):
        pdf.box(80, y, 320.5, 0.5)
    pdf.text(90, 650, "甲").text(210, 650, "乙").text(90, 550, "丙").text(210, 550, "丁")
    assert [text for *_, text in grid(read(pdf.bytes(), "a.pdf"))] == ["甲", "乙", "丙", "丁"]


def test_a_table_open_at_its_sides_and_cut_by_the_page_end_keeps_all_its_cells(read, grid) -> None:  # type: ignore[no-untyped-def]
    pdf = Pdf().page().rule(80, 700, 500, 700).rule(80, 600, 500, 600).rule(200, 520, 200, 700).rule(350, 520, 350, 700)
    for x, text in ((90, "甲"), (210, "乙"), (360, "丙")):
        pdf.text(x, 650, text).text(x, 560, text)
    assert [(row, col, text) for row, col, _, _, text in grid(read(pdf.bytes(), "a.pdf"))] == [
        (0, 0, "甲"), (0, 1, "乙"), (0, 2, "丙"), (1, 0, "甲"), (1, 1, "乙"), (1, 2, "丙"),
    ]  # fmt: skip


def test_a_frame_or_an_underline_is_no_table(read) -> None:  # type: ignore[no-untyped-def]
    pdf = Pdf().page().grid([80, 500], [500, 700]).text(90, 650, "专栏1").text(90, 620, "一项").rule(80, 480, 300, 480)
    blocks = read(pdf.text(80, 400, "框外").bytes(), "a.pdf").blocks
    assert [(block.kind, block.framed) for block in blocks] == [("line", True), ("line", True), ("line", False)]


def test_a_border_around_the_page_is_no_frame(read) -> None:  # type: ignore[no-untyped-def]
    pdf = Pdf().page().grid([40, 555], [40, 802]).text(80, 700, "正文")
    assert [block.framed for block in read(pdf.bytes(), "a.pdf").blocks] == [False]


def test_a_table_going_on_over_a_page_is_two_blocks_in_order(read) -> None:  # type: ignore[no-untyped-def]
    pdf = Pdf()
    for number in "12":
        pdf.page().grid([80, 200, 400], [500, 600, 700]).text(90, 650, "序号").text(90, 550, number).text(
            210, 550, "事"
        )
    source = read(pdf.bytes(), "a.pdf")
    assert [(block.kind, block.page) for block in source.blocks] == [("table", 0), ("table", 1)]


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_a_turned_page_has_its_places_as_they_are_looked_at(read, turned: int) -> None:  # type: ignore[no-untyped-def]
    source = read(Pdf(turned=turned).page().text(80, 700, "转").bytes(), "a.pdf")
    width, height = source.page_sizes[0]
    assert (width > height) == (turned in (90, 270))
    left, top, right, bottom = source.blocks[0].box
    x, y = {0: (88, 136), 90: (706, 88), 180: (507, 706), 270: (136, 507)}[turned]
    assert abs((left + right) / 2 - x) < EM
    assert abs((top + bottom) / 2 - y) < EM


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_a_page_whose_text_runs_up_is_set_upright_with_its_table(read, grid, turned: int) -> None:  # type: ignore[no-untyped-def]
    pdf = Pdf(turned=turned).page().sideways(60, 100, "年度重点任务分工表")
    pdf.grid([100, 140, 180], [60, 260, 460])
    for x, texts in ((125, ("工作内容", "责任单位")), (165, ("新建公路", "县交通局"))):
        pdf.sideways(x, 70, texts[0], 12).sideways(x, 270, texts[1], 12)
    source = read(pdf.bytes(), "a.pdf")
    assert source.page_sizes == ((842.0, 595.0),)
    assert source.text.splitlines()[0] == "年度重点任务分工表"
    assert [cell[4] for cell in grid(source)] == ["工作内容", "责任单位", "新建公路", "县交通局"]
    left, _, _, bottom = source.blocks[0].box
    assert abs(left - 100) < EM
    assert abs(bottom - 60) < EM


def test_two_columns_are_read_one_after_the_other(read) -> None:  # type: ignore[no-untyped-def]
    pdf = Pdf().page().text(200, 800, "政府公报总第九期目次与正文")
    for n in range(12):
        pdf.text(60, 760 - 20 * n, f"左{n:02d}栏的文字写到这里", 12).text(
            320, 760 - 20 * n, f"右{n:02d}栏的文字写到这里", 12
        )
    texts = _texts(read(pdf.bytes(), "a.pdf"))
    assert [text[0] for text in texts] == ["政", *"左" * 12, *"右" * 12]


def test_a_picture_page_among_others_is_noted_where_it_stands(read) -> None:  # type: ignore[no-untyped-def]
    source = read(Pdf().page().text(80, 700, "甲").page().picture().page().text(80, 700, "乙").bytes(), "a.pdf")
    assert [(issue.code, issue.span) for issue in source.issues] == [("source.page_picture", source.pages[1])]


def test_a_drawing_of_thousands_of_lines_is_no_table(read) -> None:  # type: ignore[no-untyped-def]
    pdf = Pdf(size=(5000, 5000)).page().text(80, 4900, "图")
    for n in range(700):
        pdf.rule(100, 100 + 6 * n, 4500, 100 + 6 * n).rule(100 + 6 * n, 100, 100 + 6 * n, 4500)
    assert [block.kind for block in read(pdf.bytes(), "a.pdf").blocks] == ["line"]
