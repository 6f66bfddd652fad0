"""Which columns of an indicator table hold the baseline, the target and the averages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from gangmu.extract.indicator_rules import COLUMNS
from gangmu.extract.tables import HeadedTable
from gangmu.structure.model import PlanTree
from gangmu.vocab.numerals import five_year_plan_end

PLAN_LENGTH = 5
"""Years between a plan's last year and the next one that its table looks out to."""
LONGEST_CAPTION = 60
_UNIT_OF_ALL = re.compile(r"单\s*位\s*[:：]\s*([^\s，,、；;：:（）()]{1,8})[）)]?$")
_YEAR = re.compile(r"((?:19|20)\d{2})年?")
_YEARS = re.compile(r"(20\d{2})年?\s?[-—－–~～至]+\s?(20\d{2})年?")
_PLAN_NAME = re.compile(r"(?<!编制)[“\"第]?十([一二三四五六])个?五")


@dataclass(frozen=True, slots=True)
class ValueColumn:
    """A column of values: its place, its year, and whether it is a baseline, a target, a bare year or an average."""

    col: int
    year: int | None
    role: str


def value_columns(table: HeadedTable, horizon: int | None) -> tuple[ValueColumn | None, ValueColumn | None]:
    """The columns of baseline and target.

    Of several years the first is the baseline. The target is the year the plan ends in; where the plan does not say,
    the last of the years that follow one another within a plan's length (a later one is an outlook).
    """
    columns = list(_dated(table))
    known = [c for c in columns if c.role == "baseline"]
    baseline = known[-1] if known else None
    goals = [c for c in columns if c.role == "target"] or [c for c in columns if c.role == "year"]
    if baseline is None:
        rest = [c for c in columns if c.role == "year"]
        if len(rest) >= 2 and goals == rest:
            base = 1 if _two_baselines(rest) else 0
            baseline, goals = rest[base], rest[base + 1 :]
        elif rest and goals != rest and (rest[0].year or 0) <= (goals[0].year or 9999):
            baseline = rest[0]
    elif goals and goals[0].role == "target":
        goals += [c for c in columns if c.role == "year" and (c.year or 0) > (goals[-1].year or 9999)]
    goals = [c for c in goals if baseline is None or c.col != baseline.col]
    goal = _goal(goals, horizon)
    if goal is not None and goal.year is None and goal.role == "target":
        goal = replace(goal, year=horizon)
    return baseline, goal or average_column(table, None)


def _dated(table: HeadedTable) -> Iterator[ValueColumn]:
    """The columns of values, with their years."""
    for col, head in enumerate(table.heads):
        hit = COLUMNS.first(head) if head else None
        year = head_year(head)
        role = hit.rule.gives if hit is not None else "year" if year is not None else None
        told = table.told[col] if table.told else None
        if told in ("baseline", "target", "year"):
            role = told
        elif told in ("attribute", "number", "unit", "owner"):
            continue
        if role in ("baseline", "target", "year") and not (role == "target" and col == table.roles.get("name")):
            yield ValueColumn(col, year, role)


def head_year(head: str) -> int | None:
    """The year a head names, or the last of the five-year plan it names (`“十三五”末`)."""
    match = _YEAR.search(head)
    if match is not None:
        return int(match[1])
    plan = _PLAN_NAME.search(head)
    return five_year_plan_end(plan[1]) if plan is not None else None


def _two_baselines(years: list[ValueColumn]) -> bool:
    """Whether the first two years follow one another and the plan's end is far off: 2019, 2020 … 2025."""
    first, second, *later = (c.year or 0 for c in years)
    return bool(later) and second - first == 1 and later[0] - second >= PLAN_LENGTH


def _goal(goals: list[ValueColumn], horizon: int | None) -> ValueColumn | None:
    at_end = next((c for c in goals if horizon is not None and c.year == horizon), None)
    if at_end is not None or not goals:
        return at_end
    chosen = goals[0]
    for following in goals[1:]:
        if (following.year or 0) - (chosen.year or 0) >= PLAN_LENGTH:
            break
        chosen = following
    return chosen


def average_column(table: HeadedTable, year: int | None) -> ValueColumn | None:
    """The column of averages or sums; of several the one of the target's year, else the last."""
    found = []
    for col, head in enumerate(table.heads):
        hit = COLUMNS.first(head) if head else None
        if hit is not None and hit.rule.gives == "average":
            match = _YEAR.search(head)
            found.append(ValueColumn(col, int(match[1]) if match else None, "average"))
    return next((c for c in found if year is not None and c.year == year), found[-1] if found else None)


def caption_of(text: str, table: HeadedTable) -> str:
    """The line printed above a table's heads, where it is short enough to be its caption."""
    cells = (cell for row in (table.head_cells, *table.rows[:1]) for cell in row if cell is not None)
    start = min((cell.start for cell in cells), default=0)
    above = text[max(0, start - 4 * LONGEST_CAPTION) : start].rstrip("\n\t")
    lines = [line.strip() for line in above.split("\n") if line.strip() and "\t" not in line]
    caption = lines[-1] if lines else ""
    return caption if len(caption) <= LONGEST_CAPTION else ""


def unit_above(text: str, table: HeadedTable) -> str | None:
    """The unit of all values that is printed once above a table (`单位：%`), or None.

    Args:
        text: the clean text.
        table: with its heads.
    """
    start = min((cell.start for cell in table.head_cells if cell is not None), default=0)
    found = _UNIT_OF_ALL.search(text[max(0, start - LONGEST_CAPTION) : start].rstrip())
    return found[1] if found is not None else None


def plan_end(tree: PlanTree, table: HeadedTable) -> int | None:
    """The year a plan ends in, by the headings above the table and by the title (`2021—2035年`, `“十四五”`)."""
    texts = [caption_of(tree.doc.text, table)]
    node = table.node
    while node is not None:
        texts.append(tree.nodes[node].heading or "")
        node = tree.nodes[node].parent
    if tree.title is not None:
        texts.append(tree.doc.text[slice(*tree.title)])
    for text in texts:
        if span := _YEARS.search(text):
            return int(span[2])
        if plan := _PLAN_NAME.search(text):
            return five_year_plan_end(plan[1])
    return None


def plan_start(tree: PlanTree) -> int | None:
    """The first year of the plan that a title names (`2021—2035年`, `“十四五”`), or None."""
    title = tree.doc.text[slice(*tree.title)] if tree.title is not None else ""
    if span := _YEARS.search(title):
        return int(span[1])
    plan = _PLAN_NAME.search(title)
    end = five_year_plan_end(plan[1]) if plan is not None else None
    return None if end is None else end - PLAN_LENGTH + 1
