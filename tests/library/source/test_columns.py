"""Pages set in two columns are read down the left one, then the right one; what only stands side by side is not."""

from __future__ import annotations

from source_makers import Pdf

SIZE = 12
LEFT, RIGHT = 60.0, 320.0
PROSE = "为了把水源留住，各镇要在汛期前清理渠道，修补塘坝，并把管护的人落实到位。"


def prose(mark: str, lines: int, *, first: int = 0) -> list[str]:
    """Lines of a column, ragged at their ends as marks and figures leave them; a paragraph's last line is short."""
    return [
        f"{mark}{n:02d}" + (PROSE * 2)[n : n + (8 if n % 5 == 4 else 16 - n % 3)] for n in range(first, first + lines)
    ]


def put(pdf: Pdf, x: float, top: float, lines: list[str], step: float = 20) -> Pdf:
    for n, text in enumerate(lines):
        pdf.text(x, top - step * n, text, SIZE)
    return pdf


def texts(source) -> list[str]:  # type: ignore[no-untyped-def]
    return [source.text[slice(*block.span)] for block in source.blocks]


def test_columns_with_ragged_ends_are_read_one_after_the_other_under_their_heading(read) -> None:  # type: ignore[no-untyped-def]
    left, right = prose("左", 14), prose("右", 11)
    pdf = put(put(Pdf(narrow=True).page().text(220, 800, "乡村供水行动方案"), LEFT, 760, left), RIGHT, 760, right)
    assert texts(read(pdf.bytes(), "a.pdf")) == ["乡村供水行动方案", *left, *right]


def test_the_lines_of_two_columns_need_not_stand_at_one_height(read) -> None:  # type: ignore[no-untyped-def]
    left, right = prose("左", 12), prose("右", 12)
    pdf = put(put(Pdf(narrow=True).page(), LEFT, 760, left, 20), RIGHT, 751, right, 21.5)
    assert texts(read(pdf.bytes(), "a.pdf")) == [*left, *right]


def test_a_heading_over_both_columns_parts_them_and_few_lines_under_it_go_on_in_them(read) -> None:  # type: ignore[no-untyped-def]
    upper, lower = (prose("左", 8), prose("右", 8)), (prose("左", 2, first=20), prose("右", 2, first=20))
    pdf = put(put(Pdf(narrow=True).page(), LEFT, 760, upper[0]), RIGHT, 760, upper[1])
    pdf.text(200, 580, "第二部分保障水源的措施和要求")
    put(put(pdf, LEFT, 550, lower[0]), RIGHT, 550, lower[1])
    assert texts(read(pdf.bytes(), "a.pdf")) == [
        *upper[0],
        *upper[1],
        "第二部分保障水源的措施和要求",
        *lower[0],
        *lower[1],
    ]


def test_a_table_over_both_columns_parts_them_and_one_in_the_right_column_stays_there(read) -> None:  # type: ignore[no-untyped-def]
    left, right = prose("左", 10), prose("右", 5)
    pdf = put(put(Pdf(narrow=True).page(), LEFT, 760, left), RIGHT, 760, right)
    pdf.grid([RIGHT, 420, 520], [610, 640, 670]).text(330, 650, "甲", SIZE).text(330, 620, "乙", SIZE)
    pdf.grid([LEFT, 300, 530], [500, 530, 560]).text(70, 540, "丙", SIZE).text(70, 510, "丁", SIZE)
    put(put(pdf, LEFT, 470, prose("左", 3, first=30)), RIGHT, 470, prose("右", 3, first=30))
    found = [text[:3].strip() for text in texts(read(pdf.bytes(), "a.pdf"))]
    assert found == [
        *[f"左{n:02d}" for n in range(10)],
        *[f"右{n:02d}" for n in range(5)],
        "甲",
        "丙",
        *[f"左{n}" for n in (30, 31, 32)],
        *[f"右{n}" for n in (30, 31, 32)],
    ]


def test_two_blocks_of_a_table_without_rules_are_read_across(read) -> None:  # type: ignore[no-untyped-def]
    pdf = Pdf(narrow=True).page()
    for n in range(12):
        for x, text in (
            (60, f"{n}"),
            (84, f"第{n}号水库加固"),
            (240, "3座"),
            (310, f"{n + 20}"),
            (334, f"第{n}号塘坝"),
        ):
            pdf.text(x, 760 - 20 * n, text, SIZE)
    assert [text.split()[0] for text in texts(read(pdf.bytes(), "a.pdf"))] == [str(n) for n in range(12)]


def test_names_and_their_figures_are_read_across(read) -> None:  # type: ignore[no-untyped-def]
    pdf = Pdf(narrow=True).page()
    for n in range(12):
        pdf.text(60, 760 - 20 * n, f"第{n}号灌区新修渠道并改造渡槽", SIZE).text(400, 760 - 20 * n, f"{n}公里", SIZE)
    assert all(text.endswith("公里") for text in texts(read(pdf.bytes(), "a.pdf")))


def test_a_signature_beside_nothing_and_contacts_side_by_side_are_read_as_they_stand(read) -> None:  # type: ignore[no-untyped-def]
    pdf = Pdf(narrow=True).page()
    for n in range(10):
        pdf.text(LEFT, 760 - 20 * n, (PROSE * 3)[n : n + 39], SIZE)
    pdf.text(380, 500, "某县人民政府", SIZE).text(380, 480, "2026年3月1日", SIZE)
    pdf.text(LEFT, 440, "联系人：陆知行", SIZE).text(340, 440, "电话：8888", SIZE)
    pdf.text(LEFT, 420, "传真：6666", SIZE).text(340, 420, "邮编：341000", SIZE)
    assert texts(read(pdf.bytes(), "a.pdf"))[10:] == [
        "某县人民政府",
        "2026年3月1日",
        "联系人：陆知行 电话：8888",
        "传真：6666 邮编：341000",
    ]


def test_a_box_across_the_page_is_read_after_the_columns_above_it(read) -> None:  # type: ignore[no-untyped-def]
    left, right = prose("左", 9), prose("右", 7)
    pdf = put(put(Pdf(narrow=True).page(), LEFT, 760, left), RIGHT, 760, right)
    pdf.grid([LEFT - 6, 540], [440, 570]).text(240, 545, "专栏1水源工程", SIZE)
    boxed = [PROSE[:30], PROSE[3:34], PROSE[6:20]]
    put(pdf, LEFT + 6, 520, boxed)
    source = read(pdf.bytes(), "a.pdf")
    assert texts(source) == [*left, *right, "专栏1水源工程", *boxed]
    assert [block.framed for block in source.blocks] == [False] * 16 + [True] * 4
