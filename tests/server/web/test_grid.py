"""Tables as the plan page and the desk draw them: every cell under its own head, whatever is merged or left out."""

from __future__ import annotations

import re

from gangmu_server.library.layout import Block, Cell
from gangmu_server.web.plan_page.grid import rows_of
from gangmu_server.web.review_desk.excerpt import excerpt

WORDS = [
    "序号",
    "类别",
    "年度目标",
    "上半年",
    "全年",
    "1",
    "供水",
    "5座",
    "9座",
    "2",
    "2处",
    "6处",
    "3",
    "道路",
    "8里",
    "9里",
]
TEXT = "".join(WORDS)
PLACES = [  # row, column, rows, columns
    (0, 0, 2, 1), (0, 1, 2, 1), (0, 2, 1, 2), (1, 2, 1, 1), (1, 3, 1, 1),
    (2, 0, 1, 1), (2, 1, 2, 1), (2, 2, 1, 1), (2, 3, 1, 1),
    (3, 0, 1, 1), (3, 2, 1, 1), (3, 3, 1, 1),
    (4, 0, 1, 1), (4, 1, 1, 1), (4, 2, 1, 1), (4, 3, 1, 1),
]  # fmt: skip


def span(word: str) -> tuple[int, int]:
    at = TEXT.index(word)
    return at, at + len(word)


CELLS = tuple(Cell(*place, (span(word),)) for place, word in zip(PLACES, WORDS, strict=True))


def grid(html: str) -> list[list[str]]:
    """The table as a browser lays it out: every place of the grid with the words of the cell that covers it."""
    taken: dict[tuple[int, int], str] = {}
    rows = re.findall(r"<tr[^>]*>(.*?)</tr>", html)
    for row, inside in enumerate(rows):
        col = 0
        for attributes, words in re.findall(r"<td([^>]*)>(.*?)</td>", inside):
            while (row, col) in taken:
                col += 1
            down, across = (int((re.search(rf'{k}="(\d+)"', attributes) or [0, 1])[1]) for k in ("rowspan", "colspan"))
            for place in [(row + d, col + a) for d in range(down) for a in range(across)]:
                taken[place] = re.sub("<[^>]+>", "", words)
    width = max(col for _row, col in taken) + 1
    return [[taken.get((row, col), "?") for col in range(width)] for row in range(len(rows))]


def test_the_desk_draws_a_merged_table_with_both_rows_of_its_head_and_every_cell_in_its_column() -> None:
    assert grid(excerpt(TEXT, [Block(cells=CELLS)], span("2处"))) == [
        ["序号", "类别", "年度目标", "年度目标"],
        ["序号", "类别", "上半年", "全年"],
        ["1", "供水", "5座", "9座"],
        ["2", "供水", "2处", "6处"],
        ["3", "道路", "8里", "9里"],
    ]


def test_every_row_of_the_head_is_set_as_one() -> None:
    html = excerpt(TEXT, [Block(cells=CELLS)], span("2处"))
    assert re.findall(r"<tr( class=\"is-head\")?>", html) == [' class="is-head"'] * 2 + [""] * 3


def test_a_merged_cell_that_begins_in_a_row_left_out_still_stands_beside_its_rows() -> None:
    drawn = [[(p.cell and TEXT[slice(*p.cell.pieces[0])], p.rows) for p in row] for row in rows_of(CELLS, {0, 1, 3})]
    assert drawn[2] == [("2", 1), ("供水", 1), ("2处", 1), ("6处", 1)]


def test_a_place_without_a_cell_stays_empty_so_that_nothing_slides_to_the_left() -> None:
    cells = [cell for cell in CELLS if TEXT[slice(*cell.pieces[0])] not in {"1", "5座"}]
    row = list(rows_of(cells))[2]
    assert [(p.cell and TEXT[slice(*p.cell.pieces[0])], p.cols) for p in row] == [
        (None, 1), ("供水", 1), (None, 1), ("9座", 1),
    ]  # fmt: skip


def test_a_group_that_reaches_down_many_rows_is_no_head() -> None:
    rows = [Cell(0, 0, 6, 1, ((0, 2),)), *(Cell(i, 1, 1, 1, ((2 + i, 3 + i),)) for i in range(6))]
    html = excerpt("甲乙一二三四五六", [Block(cells=tuple(rows))], (7, 8))
    assert grid(html) == [["甲乙", "一"], ["甲乙", "五"], ["甲乙", "六"]]
