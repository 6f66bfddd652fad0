"""Tables without rules: told from pieces of text that stand under each other."""

from __future__ import annotations

from gangmu.source.aligned import aligned_tables
from gangmu.source.page_layout import page_of
from gangmu.source.page_marks import Glyph, Rules

PAGE = (595.0, 842.0)


def line(y: float, *pieces: tuple[float, str]) -> list[Glyph]:
    return [Glyph(c, (x + 12 * i, y, x + 12 * i + 12, y + 12), 12) for x, text in pieces for i, c in enumerate(text)]


TABLE = [
    *line(100, (60, "指标"), (240, "单位"), (360, "二〇三〇年")),
    *line(124, (60, "粮食产量"), (240, "万吨"), (360, "五十")),
    *line(148, (60, "森林覆盖率"), (240, "百分之"), (360, "七十")),
]


def cells(glyphs: list[Glyph]) -> list[list[str]]:
    page = page_of(PAGE, glyphs, Rules([], [], []), aligned=True)
    rows: dict[int, list[str]] = {}
    for cell in page.tables[0].cells if page.tables else ():
        rows.setdefault(cell.row, []).append(cell.text)
    return list(rows.values())


def test_rows_of_three_pieces_under_each_other_are_a_table() -> None:
    body = line(60, (60, "表中是主要指标的安排。")) + line(180, (60, "以上指标按年度分解落实到单位。"))
    assert cells(TABLE + body) == [
        ["指标", "单位", "二〇三〇年"], ["粮食产量", "万吨", "五十"], ["森林覆盖率", "百分之", "七十"],
    ]  # fmt: skip
    page = page_of(PAGE, TABLE + body, Rules([], [], []), aligned=True)
    assert [line.text[:2] for line in page.lines] == ["表中", "以上"]


def test_a_piece_alone_in_a_column_goes_on_from_the_row_above() -> None:
    more = line(172, (360, "以上"))
    assert cells(TABLE + more)[-1] == ["森林覆盖率", "百分之", "七十 以上"]


def test_running_text_two_columns_and_a_signature_are_no_table() -> None:
    text = [glyph for n in range(6) for glyph in line(100 + 24 * n, (60, "修路架桥通到每个村" * 3))]
    columns = [glyph for n in range(6) for glyph in line(100 + 24 * n, (60, "左栏文字"), (320, "右栏文字"))]
    assert aligned_tables(text) == aligned_tables(columns) == []
    assert aligned_tables(line(100, (60, "签发"), (240, "核稿"), (400, "拟稿"))) == []


def test_a_text_layer_is_left_as_its_lines() -> None:
    assert page_of(PAGE, TABLE, Rules([], [], [])).tables == ()
