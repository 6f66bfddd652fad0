"""Goals of responsibility tables: which columns hold them, for which year and part of it, and the goals of a cell."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gangmu.extract.tables import HeadedTable
from gangmu.extract.task_rules import COLUMNS
from gangmu.structure.model import PlanTree
from gangmu.text.model import TextCell

Row = tuple[TextCell | None, ...]

_YEAR = re.compile(r"(20\d{2})年")
_YEARS = re.compile(r"20\d{2}年?\s?[-—－–~～至]+\s?20\d{2}年?")
_PART = re.compile(
    r"上半年|下半年|全年|年内|年[底末]|[前第]?(?P<quarter>[一二三四1-4])季度|(?<!\d)(?P<month>1[0-2]|[1-9])月(?:份|底|末)?"
)
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4}
_MEASURES = re.compile(r"举措|措施|做法")
_WHOLE = re.compile(r"总|五年|[中长远]期")
_MONEY = re.compile(r"投资|资金|经费|预算|概算|投入")
_DATED = re.compile(r"(?:20\d{2}年|1?\d月)")
"""What a goal begins with and no decimal goes on with: `1.10月底前` is the first goal, due in October."""


@dataclass(frozen=True, slots=True)
class GoalColumn:
    """A column of goals.

    Attributes:
        col: its place.
        head: its head as printed, heads above included.
        year: the year it sets goals for, where one is known.
        part: the words for the part of the year at whose end its goals are due (`三季度`), or None.
        deadline: the last day of that part (ISO); None without a part or a year.
    """

    col: int
    head: str
    year: int | None
    part: str | None
    deadline: str | None


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal at `[start, end)` of the clean text, its number left out, and the column it stands in."""

    start: int
    end: int
    column: GoalColumn


@dataclass(frozen=True, slots=True)
class GoalColumns:
    """The columns of a table that hold goals, and the one that says what a named item comes to.

    Attributes:
        year: the year in force for the table.
        overall: columns of goals for the whole plan.
        annual: columns of goals for a year or a part of it.
        detail: the second column of content (`项目名称 | 建设内容及规模`); it may itself be a column of goals.
    """

    year: int | None
    overall: tuple[GoalColumn, ...]
    annual: tuple[GoalColumn, ...]
    detail: int | None

    @property
    def places(self) -> frozenset[int]:
        """Which columns hold goals."""
        return frozenset(column.col for column in (*self.overall, *self.annual))


def goal_columns(tree: PlanTree, table: HeadedTable) -> GoalColumns:
    """Tell the goals columns of a table by their heads.

    Goals whose head does not say for when are the year's where the table is a year's, else the plan's. What a second
    column of content says is a goal, unless it tells measures beside goals.

    Args:
        tree: the document, whose headings and title may name the year in force.
        table: the table.
    """
    kinds = _kinds(table)
    overall = [col for col, kind in enumerate(kinds) if kind == "overall"]
    annual = _without_money([col for col, kind in enumerate(kinds) if kind == "annual"], table)
    detail = next((col for col, kind in enumerate(kinds) if kind == "content" and col != table.roles["content"]), None)
    year = _year_in_force(tree, table, annual)
    if not annual and year is not None:
        annual = [col for col in overall if not _WHOLE.search(table.heads[col])]
        overall = [col for col in overall if col not in annual]
        if not annual and not overall and detail is not None:
            annual = [detail]
    elif detail is not None and not overall and not (annual and _MEASURES.search(table.heads[detail])):
        overall = [detail]
    return GoalColumns(year, _columns(table, overall, year), _columns(table, annual, year), detail)


def _kinds(table: HeadedTable) -> list[str | None]:
    """What each column's head says that it holds. 全年任务 beside the tasks themselves is what is to be done of them in a year."""
    kinds: list[str | None] = []
    for col, head in enumerate(table.heads):
        hit = COLUMNS.first(head) if head else None
        kind = None if hit is None else hit.rule.gives
        if kind == "content" and col != table.roles["content"] and "全年" in head:
            kind = "annual"
        kinds.append(kind)
    return kinds


def _without_money(columns: list[int], table: HeadedTable) -> list[int]:
    """Columns of a year's goals; what is to be spent in it is one only where nothing else is."""
    return [col for col in columns if not _MONEY.search(table.heads[col])] or columns


def _columns(table: HeadedTable, columns: Iterable[int], year: int | None) -> tuple[GoalColumn, ...]:
    return tuple(_column(col, table.heads[col], year) for col in columns)


def _column(col: int, head: str, year: int | None) -> GoalColumn:
    own = _year_named(head) or year
    parts = list(_PART.finditer(head))
    if not parts:
        return GoalColumn(col, head, own, None, None)
    month = _last_month(parts[-1])
    deadline = None if own is None else f"{own}-{month:02d}-{monthrange(own, month)[1]}"
    return GoalColumn(col, head, own, parts[-1].group(), deadline)


def _last_month(part: re.Match[str]) -> int:
    """The last month of a part of a year."""
    if part["quarter"]:
        quarter = part["quarter"]
        return 3 * (_QUARTERS.get(quarter) or int(quarter))
    if part["month"]:
        return int(part["month"])
    return 6 if part.group() == "上半年" else 12


def _year_named(text: str) -> int | None:
    """The first year of a text that is no end of a stretch of years."""
    match = _YEAR.search(_YEARS.sub("", text))
    return int(match[1]) if match else None


def _year_in_force(tree: PlanTree, table: HeadedTable, annual: list[int]) -> int | None:
    """The year of the annual column's head, else of the annex's or chapter's heading, else of the title.

    Of several years in heads it is the one that a heading or the title names; failing that the first.
    """
    in_heads = [year for col in annual if (year := _year_named(table.heads[col])) is not None]
    if len(set(in_heads)) == 1:
        return in_heads[0]
    above = next((year for text in _above(tree, table.node) if (year := _year_named(text)) is not None), None)
    return above if above in in_heads or not in_heads else in_heads[0]


def _above(tree: PlanTree, node: int | None) -> Iterator[str]:
    """The headings over a table, the nearest first, and the document's title."""
    while node is not None:
        yield tree.nodes[node].heading or ""
        node = tree.nodes[node].parent
    if tree.title is not None:
        yield tree.doc.text[slice(*tree.title)]


def goals_in(tree: PlanTree, row: Row, columns: Iterable[GoalColumn]) -> tuple[Goal, ...]:
    """The goals of a row, column by column, each cell split at its own numbering.

    A cell over several columns holds for the last of them. A cell without a word or figure (—, /) holds no goal.

    Args:
        tree: the document.
        row: the row's cells.
        columns: the columns to read.
    """
    standing: dict[tuple[int, int], GoalColumn] = {}
    for column in columns:
        cell = row[column.col] if column.col < len(row) else None
        if cell is not None and re.search(r"\w", tree.doc.text[cell.start : cell.end]):
            standing[cell.start, cell.end] = column
    return tuple(Goal(*place, column) for cell, column in standing.items() for place in _split(tree, *cell))


def _split(tree: PlanTree, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """The goals of a cell, split at their own numbering, numbers left out."""
    marks = _goal_marks(tree, start, end)
    if not marks:
        return ((start, end),)
    ends = [mark for mark, _ in marks[1:]] + [end]
    lead_in = [(start, marks[0][0])] if marks[0][0] > start else []
    ranges = lead_in + [(body, stop) for (_, body), stop in zip(marks, ends, strict=True)]
    return tuple((a, b) for a, b in ranges if b > a)


def _goal_marks(tree: PlanTree, start: int, end: int) -> list[tuple[int, int]]:
    """Places of `1.`, `2.` … in a cell that count up from one: (start of the mark, start of what follows)."""
    text = tree.doc.text
    marks: list[tuple[int, int]] = []
    at = start
    while True:
        number = len(marks) + 1
        pattern = re.compile(rf"(?:{number}[.．、]|[（(]{number}[）)]|{'①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮'[number - 1 : number] or '①'})")
        match = next((m for m in pattern.finditer(text, at, end) if _is_mark(tree, start, end, m)), None)
        if match is None or number > 15:
            break
        marks.append(match.span())
        at = match.end()
    return marks if marks and (len(marks) > 1 or marks[0][0] == start) else []


def _is_mark(tree: PlanTree, cell_start: int, cell_end: int, match: re.Match[str]) -> bool:
    """A list number stands first in its cell, after a full stop, or apart by space in the source; no decimal does."""
    text, source = tree.doc.text, tree.doc.source.text
    start, end = match.span()
    follows_digit = end < cell_end and text[end].isdigit()
    place, after = tree.doc.offsets.to_source(start, end)
    spaced_after = after < len(source) and source[after].isspace()
    if follows_digit and not spaced_after and text[end - 1] in ".．" and _DATED.match(text, end, cell_end) is None:
        return False
    if start == cell_start or text[start - 1] in "。；;！？：:，,\n":
        return True
    return source[place - 1].isspace() and not text[start - 1].isdigit()
