"""Indicator tables told by what their cells hold, where their heads are new or say something else.

A column's role follows from its cells (names, units, figures, 预期性 and 约束性, organs) and its place; the words of
its head only support it. What such a table is about is judged too: lists of projects and money, scoring sheets and
statistics of the past have figures and names as well.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Literal

from gangmu.extract.indicator_columns import caption_of, head_year, plan_start
from gangmu.extract.indicator_rules import COLUMNS, FOREIGN_CAPTION, FOREIGN_HEAD, PAST_CAPTION, VALUE_RULES
from gangmu.extract.indicator_values import is_blank, is_deferred
from gangmu.extract.tables import Grid, HeadedTable, cell_text, column_head, is_second_head
from gangmu.structure.model import PlanTree
from gangmu.text.model import TextCell
from gangmu.text.tables import ATTRIBUTE
from gangmu.vocab.table_cells import is_unit, is_value

Kind = Literal["attribute", "number", "unit", "figure", "organ", "text", "blank"]
Rows = Sequence[tuple[TextCell | None, ...]]

MOSTLY = 0.6
ROWS_NEEDED = 2
MOST_HEADS = 3
EVIDENCE_NEEDED = 2
LONGEST_FIGURE = 24
_VALUES = ("baseline", "target", "year")
_BOUND = (
    r"[≥≤≧≦<>＜＞〈〉=＝约近超达到至增长降提高低减少加年均累计每力争过不于以控制在保持省市上级↑↓〔\[【（(±+－\-]{0,8}"
)
_FIGURE = re.compile(rf"{_BOUND}[\d０-９][\d０-９.,，．％%‰～~—–\-－至到]*[^\d。；]{{0,8}}")
_YEAR = re.compile(r"(?:19|20)\d{2}年?|[“\"]?十[一二三四五六七]五")
_YEAR_CELL = re.compile(r"(?:到)?(?:19|20)\d{2}年?(?:[（(].{1,8}[）)])?|(?:基期|目标|现状|规划)年?")
_DATE = re.compile(
    r"(?:20\d{2}年)?(?:\d{1,2}月|第?[一二三四1-4]季度|[上下]半年)(?:\d{1,2}日)?[底末前]*|20\d{2}年[底末前]+"
)
_ORGAN = re.compile(r"(?:局|委|办|厅|部|院|中心|公司|政府|街道|镇|乡|单位|部门)(?:[、，,；;].*)?$")
_RUNNING = re.compile(r"\d{1,3}[.．、]?")
_UNIT_AT_END = re.compile(r"[（(〔\[][^（）()〔〕\[\]]{1,12}[）)〕\]]$")


def told_table(text: str, grid: Grid) -> HeadedTable | None:
    """Read a table by what its cells hold.

    Args:
        text: the clean text.
        grid: a table whose heads do not name what an indicator table needs.

    Returns:
        The table with its columns' roles, or None where it is not one of indicators.
    """
    return _told(text, grid) or _told(text, _turned(text, grid))


def _told(text: str, grid: Grid | None) -> HeadedTable | None:
    if grid is None:
        return None
    grid = replace(grid, rows=tuple(row for row in _below_title(text, grid) if any(cell_text(text, c) for c in row)))
    depth = _heads_depth(text, grid)
    if not 1 <= depth <= MOST_HEADS or len(grid.rows) - depth < ROWS_NEEDED:
        return None
    heads = tuple(column_head(text, grid, col, depth) for col in range(grid.width))
    body = grid.rows[depth:]
    told = column_roles(text, heads, body)
    roles = {role: col for col, role in reversed(list(enumerate(told))) if role is not None}
    table = HeadedTable(grid.node, roles, heads, body, grid.rows[depth - 1], told)
    return table if _is_of_indicators(text, table) else None


def column_roles(text: str, heads: Sequence[str], body: Rows, name: int | None = None) -> tuple[str | None, ...]:
    """What each column holds.

    Args:
        text: the clean text.
        heads: the heads' texts.
        body: the rows below the heads.
        name: the column of names, where the heads say it.

    Returns:
        For each column a role of the rules for columns, `owner` or `figure`; None where it holds something else.
    """
    columns = _columns(text, body, len(heads))
    said = [_said(head) for head in heads]
    may_count = [
        word == "number" or (word is None and not _YEAR.search(h)) for word, h in zip(said, heads, strict=True)
    ]
    kinds: list[Kind] = [
        "number" if word == "number" else _kind(values, count)
        for values, count, word in zip(columns, may_count, said, strict=True)
    ]
    if name is None:
        name = _name_column(kinds, said)
    roles: list[str | None] = []
    for col, kind in enumerate(kinds):
        if col == name:
            roles.append("name")
        elif kind == "figure":
            roles.append(_figure_role(heads[col], said[col]))
        elif kind in ("text", "blank"):
            roles.append(_word_role(said[col], columns[col], col < (name or 0)))
        else:
            roles.append(_PLAIN[kind])
    if "target" not in roles and roles.count("year") < 2 and roles.count("figure") == 1:
        at = roles.index("figure")
        if "year" not in roles or roles.index("year") < at:
            roles[at] = "target"
    return tuple(roles)


_PLAIN: dict[Kind, str | None] = {"attribute": "attribute", "number": "number", "unit": "unit", "organ": "owner"}


def _said(head: str) -> str | None:
    hit = COLUMNS.first(head) if head else None
    return hit.rule.gives if hit is not None else None


def _figure_role(head: str, said: str | None) -> str:
    """The role of a column of figures: goals where its head calls them so, the year it names, else a bare figure."""
    if said == "name":
        return "target" if "目标" in head else "figure"
    if said in ("baseline", "target", "average", "year"):
        return said
    return "year" if _YEAR.search(head) else "figure"


def _word_role(said: str | None, values: Sequence[str], before_names: bool) -> str | None:
    """The role of a column of words: those before the names group them where they say so or repeat themselves."""
    if said == "category":
        return said
    return "category" if before_names and len(set(values)) < len(values) else None


def _name_column(kinds: Sequence[Kind], said: Sequence[str | None]) -> int | None:
    """The column of names: words, by its head, else the last before the figures, else the first there is."""
    words = [col for col, kind in enumerate(kinds) if kind == "text" and said[col] not in ("target", "baseline")]
    named = [col for col in words if said[col] == "name"]
    first = next((col for col, kind in enumerate(kinds) if kind == "figure"), 0)
    before = [col for col in words if col < first and said[col] != "category"]
    return next(iter(named or before[-1:] or words), None)


def _columns(text: str, body: Rows, width: int) -> list[list[str]]:
    """What each column's cells print, rows of one text left out."""
    printed = ([cell_text(text, cell) for cell in row] for row in body)
    rows = [row for row in printed if len({value for value in row if value}) > 1]
    return [[row[col] for row in rows if col < len(row)] for col in range(width)]


def _kind(values: Sequence[str], may_count: bool) -> Kind:
    filled = [value for value in values if not is_blank(value or None)]
    if not filled:
        return "blank"
    if _share(filled, lambda v: ATTRIBUTE.match(v) is not None):
        return "attribute"
    if may_count and _counts_on(filled):
        return "number"
    if _share(filled, is_unit):
        return "unit"
    if _share(filled, is_figure):
        return "figure"
    return "organ" if _share(filled, lambda v: _ORGAN.search(v) is not None) else "text"


def _share(values: Sequence[str], test: Callable[[str], bool]) -> bool:
    return sum(map(test, values)) >= MOSTLY * len(values)


def _counts_on(values: Sequence[str]) -> bool:
    """Whether a column counts 1, 2, 3 …"""
    if len(values) < ROWS_NEEDED or not all(_RUNNING.fullmatch(value) for value in values):
        return False
    numbers = [int(re.sub(r"\D", "", value)) for value in values]
    return numbers[0] == 1 < numbers[-1] and all(b - a in (0, 1) for a, b in pairwise(numbers))


def is_figure(value: str) -> bool:
    """Whether a cell is a value: a figure with its bounds and unit, a direction, or a task left to others to set."""
    if is_value(value) or is_deferred(value):
        return True
    if len(value) > LONGEST_FIGURE or _DATE.fullmatch(value):
        return False
    hit = VALUE_RULES.first(value)
    return _FIGURE.fullmatch(value) is not None or (hit is not None and hit.rule.gives in ("rise", "hold"))


def _below_title(text: str, grid: Grid) -> Rows:
    """A grid's rows without a title printed over all its columns."""
    rows = grid.rows
    while len(rows) > ROWS_NEEDED and len({v for v in (cell_text(text, c) for c in rows[0]) if v}) == 1:
        rows = rows[1:]
    return rows


def _heads_depth(text: str, grid: Grid) -> int:
    """How many rows at the top hold heads: the first with a figure that is no year, or with one text only, is none."""
    above: set[int] = set()
    for depth, row in enumerate(grid.rows):
        printed = {value for cell in row if id(cell) not in above and (value := cell_text(text, cell))}
        above |= {id(cell) for cell in row if cell is not None}
        figures = [v for v in printed if is_value(v) and not is_blank(v) and not _YEAR_CELL.fullmatch(v)]
        if figures or len(printed) == 1 or any(map(ATTRIBUTE.fullmatch, printed)):
            return depth
        if depth and any(_RUNNING.fullmatch(value) for value in printed):
            return depth
        if depth and not _is_head_row(printed):
            return depth
    return 0


def _is_head_row(printed: set[str]) -> bool:
    """Whether a row below the first holds heads too: years or words for values, nothing that needs a sentence."""
    return all(_YEAR.search(v) or _said(v) in (*_VALUES, "average") or is_second_head(v) for v in printed)


def _is_of_indicators(text: str, table: HeadedTable) -> bool:
    """Whether a table read by its cells sets indicators: enough speaks for it and nothing for another purpose."""
    roles = set(table.roles)
    if "name" not in roles or not roles & {"target", "year"}:
        return False
    caption = caption_of(text, table)
    about = f"{caption}{''.join(table.heads)}"
    at = table.roles["name"]
    names = _columns(text, table.rows, at + 1)[at]
    evidence = (
        2 * ("attribute" in roles)
        + ("target" in roles and any(_said(head) in ("target", "name") for head in table.heads))
        + ("unit" in roles or _share(names, lambda v: _UNIT_AT_END.search(v) is not None))
        + ("指标" in about or "目标" in caption)
        + (len([r for r in table.told if r in _VALUES]) > 1)
    )
    foreign = (FOREIGN_HEAD.first("、".join(table.heads)) or FOREIGN_CAPTION.first(caption)) is not None
    return evidence >= EVIDENCE_NEEDED + (2 if foreign else 0)


def is_of_the_past(tree: PlanTree, table: HeadedTable) -> bool:
    """Whether a table reports what was reached: all its years lie before the plan, or its caption says so."""
    heads = [head for col, head in enumerate(table.heads) if "target" in (_said(head), *table.told[col : col + 1])]
    start = plan_start(tree)
    years = [year for year in map(head_year, table.heads) if year is not None]
    if start is not None and years and max(years) < start and all(head_year(head) is not None for head in heads):
        return True
    goals = bool(heads) or "attribute" in table.roles
    return not goals and PAST_CAPTION.first(caption_of(tree.doc.text, table)) is not None


def _turned(text: str, grid: Grid) -> Grid | None:
    """A table whose years run down its rows, turned so that they stand over columns."""
    years = [cell_text(text, row[0]) for row in grid.rows[1:] if row]
    if len(years) < ROWS_NEEDED or not all(_YEAR_CELL.fullmatch(year) for year in years):
        return None
    rows = tuple(tuple(row[col] if col < len(row) else None for row in grid.rows) for col in range(grid.width))
    return replace(grid, rows=rows)
