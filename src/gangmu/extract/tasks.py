"""Rows of responsibility tables (责任分工表): content, goals, leaders, units."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from gangmu.extract.mark_roles import Assignment, read_mark
from gangmu.extract.names import person_names
from gangmu.extract.rules import Trace
from gangmu.extract.tables import HeadedTable, cell_text, headed_tables
from gangmu.extract.task_goals import Goal, GoalColumns, Row, goal_columns, goals_in
from gangmu.extract.task_rules import COLUMNS
from gangmu.extract.unit_lists import looks_like_unit, unit_names
from gangmu.structure.model import PlanTree
from gangmu.text.model import TextCell
from gangmu.vocab.table_cells import is_unit

_NEEDED = (frozenset({"content", "units"}), frozenset({"content", "lead"}), frozenset({"content", "leaders"}))
_INDICATORS = re.compile(
    r"基期|基准|基数|现状|属性|(?:计量|指标)(?:单位|名称)|(?:主要|核心|监测)?指标$(?<!考核指标)(?<!量化指标)(?<!绩效指标)"
)
"""Heads that only tables of indicators have; those may name who answers for each, as tables of tasks do."""
_SECTION = re.compile(
    r"(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|第[一二三四五六七八九十]+[章部编篇]).+|.{2,60}$"
)


@dataclass(frozen=True, slots=True)
class FoundTask:
    """A row in clean offsets.

    `named` is the cell that says what the row is about; `content` may reach further, over the measures told beside it.
    """

    id: str
    annex: str
    number: str
    node: int | None
    section: str | None
    named: tuple[int, int]
    content: tuple[int, int]
    overall: tuple[Goal, ...]
    annual: tuple[Goal, ...]
    year: int | None
    due: str | None
    leaders: tuple[str, ...]
    units: tuple[str, ...]
    lead_unit: str | None
    supporting: tuple[str, ...]
    start: int
    end: int
    rule: str
    of_indicators: bool = False
    """Whether its table has heads that only tables of indicators have."""


def tasks_in(tree: PlanTree, trace: Trace | None = None) -> list[FoundTask]:
    """All rows of the document's responsibility tables, in order.

    Args:
        tree: the document's hierarchy and tables.
        trace: filled with the column rules that fired.
    """
    found: list[FoundTask] = []
    loose = 0
    seen: Counter[str] = Counter()
    for table in headed_tables(tree, COLUMNS, _NEEDED, trace):
        if _measures(tree, table):
            continue
        annex = _annex(tree, table.node)
        loose += annex is None
        found.extend(_rows(tree, table, annex or f"表{loose}", seen))
    return found


def _measures(tree: PlanTree, table: HeadedTable) -> bool:
    """Whether the 单位 of a table are units of measure: then its rows are indicators, no tasks."""
    col = table.roles.get("units")
    printed = {cell_text(tree.doc.text, _cell(row, col)) for row in table.rows} - {""}
    return 2 * sum(map(is_unit, printed)) > len(printed)


def _annex(tree: PlanTree, node: int | None) -> str | None:
    while node is not None:
        if tree.nodes[node].kind == "annex":
            return tree.nodes[node].number
        node = tree.nodes[node].parent
    return None


def _rows(tree: PlanTree, table: HeadedTable, annex: str, seen: Counter[str]) -> Iterator[FoundTask]:
    goals = goal_columns(tree, table)
    section: str | None = None
    category = ""
    ordinal = 0
    for row in table.rows:
        printed = [cell_text(tree.doc.text, cell) for cell in row]
        filled = {value for value in printed if value}
        if not filled:
            continue
        if len(filled) == 1 and _SECTION.fullmatch(next(iter(filled))):
            section, category = next(iter(filled)), ""
            continue
        category = _printed_in(printed, table.roles.get("category")) or category
        content = _cell(row, table.roles["content"])
        if content is None or content.end <= content.start:
            continue
        ordinal += 1
        number = _printed_in(printed, table.roles.get("number")).strip(".．、") or str(ordinal)
        task_id = f"{annex}-{number}"
        seen[task_id] += 1
        if seen[task_id] > 1:
            task_id = f"{task_id}~{seen[task_id]}"
        under = " ".join(filter(None, (section, category))) or None
        yield _task(tree, table, goals, row, task_id=task_id, annex=annex, number=number, section=under)


def _printed_in(printed: list[str], col: int | None) -> str:
    """What a row prints in a column; "" where it has none."""
    return printed[col] if col is not None and col < len(printed) else ""


def _task(
    tree: PlanTree,
    table: HeadedTable,
    goals: GoalColumns,
    row: Row,
    *,
    task_id: str,
    annex: str,
    number: str,
    section: str | None,
) -> FoundTask:
    text, roles = tree.doc.text, table.roles
    named = _cell(row, roles["content"])
    assert named is not None
    lead, units, supporting = _units(tree, row, roles)
    leaders = _cell(row, roles.get("leaders"))
    start, end = _own_span(row, named)
    return FoundTask(
        id=task_id,
        annex=annex,
        number=number,
        node=table.node,
        section=section,
        named=(named.start, named.end),
        content=_content(roles["content"], goals, row, named),
        overall=goals_in(tree, row, goals.overall),
        annual=goals_in(tree, row, goals.annual),
        year=goals.year,
        due=cell_text(text, _cell(row, roles.get("due"))) or None,
        leaders=() if leaders is None else person_names(_printed(tree, leaders)),
        units=units,
        lead_unit=lead,
        supporting=supporting,
        start=start,
        end=end,
        rule="task.row",
        of_indicators=any(_INDICATORS.search(head) for head in table.heads),
    )


def _own_span(row: Row, named: TextCell) -> tuple[int, int]:
    """From the first to the last of a row's cells; those that reach down from rows above it are left out, but its name."""
    cells = [cell for cell in row if cell is not None and cell.end > cell.start]
    last = max(cell.row for cell in cells)
    own = [cell for cell in cells if cell.row == last or cell is named]
    return min(cell.start for cell in own), max(cell.end for cell in own)


def _content(col: int, goals: GoalColumns, row: Row, named: TextCell) -> tuple[int, int]:
    """What a row is about: its name and, where goals have a column of their own, the measures told right after it.

    A name that stands over several rows is left out.
    """
    detail = None if goals.detail in goals.places else _cell(row, goals.detail)
    if detail is None or detail.end <= detail.start or goals.detail != col + 1:
        return named.start, named.end
    return (named.start if named.row == detail.row else detail.start), detail.end


def _cell(row: Row, col: int | None) -> TextCell | None:
    return None if col is None or col >= len(row) else row[col]


def _printed(tree: PlanTree, cell: TextCell) -> str:
    """A cell with its white space, as the source prints it."""
    return tree.doc.printed(cell.start, cell.end)


_WITHOUT_A_PLACE = ("人民政府", "政府", "党委", "党工委", "管委会", "办事处")
"""What is nobody's name by itself: at the start of a line it ends the name of the line before (各乡镇 / 人民政府)."""


def _cell_units(tree: PlanTree, cell: TextCell | None) -> tuple[str, ...]:
    """The units of a cell; space parts them where each piece is a unit by itself, and is a line's end where not."""
    if cell is None:
        return ()
    pieces = [piece for piece in re.split(r"\s+", _printed(tree, cell)) if piece]
    apart = (
        len(pieces) > 1
        and not any(piece.startswith(_WITHOUT_A_PLACE) for piece in pieces[1:])
        and all(looks_like_unit(name) for piece in pieces for name in re.split("[、，]", piece) if name)
    )
    return unit_names("、".join(pieces) if apart else cell_text(tree.doc.text, cell))


def _units(tree: PlanTree, row: Row, roles: dict[str, int]) -> tuple[str | None, tuple[str, ...], tuple[str, ...]]:
    """Lead unit, all responsible units, and supporting ones (from a column of their own)."""
    lead, units, support = (_cell_units(tree, _cell(row, roles.get(role))) for role in ("lead", "units", "support"))
    labelled = _labelled(cell_text(tree.doc.text, _cell(row, roles.get("units"))))
    if labelled is not None:
        units = tuple(unit for share in labelled.shares if share.role != "support" for unit in share.units)
        support += tuple(unit for share in labelled.shares if share.role == "support" for unit in share.units)
    together = tuple(dict.fromkeys((*lead, *units)))
    return (together[0] if together else None), together, support


def _labelled(cell: str) -> Assignment | None:
    """Who leads and who helps, where a cell says both with labels (`牵头：区甲局；配合：区乙局`)."""
    return read_mark(cell) if "：" in cell or ":" in cell else None
