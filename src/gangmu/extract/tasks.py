"""Rows of responsibility tables (责任分工表): content, goals, leaders, units."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from gangmu.extract.mark_roles import Assignment, read_mark
from gangmu.extract.names import person_names
from gangmu.extract.rules import Rule, RuleSet, Trace
from gangmu.extract.tables import HeadedTable, cell_text, headed_tables
from gangmu.extract.unit_lists import looks_like_unit, unit_names
from gangmu.structure.model import PlanTree
from gangmu.text.model import TextCell

_USAGE = "Column heads of published responsibility tables (责任分工表, 任务分解表, 工作台账)"
_DATED = re.compile(r"(?:20\d{2}年|1?\d月)")
"""What a goal begins with and no decimal goes on with: `1.10月底前` is the first goal, due in October."""
Row = tuple[TextCell | None, ...]

COLUMNS = RuleSet(
    (
        Rule("task.column.number", r"^(?:序号|编号|序|项次|No\.?)$", "序编项N", _USAGE, "序号", "序号及说明", "number"),
        Rule(
            "task.column.leader",
            r"(?:责任|牵头|分管|包抓|挂点|挂钩|市级|县级|区级)领导|领导责任|^(?:负责|责任|牵头)人$|领导$",
            "领人",
            _USAGE,
            "责任领导",
            "领导小组职责",
            "leaders",
        ),
        Rule(
            "task.column.support",
            r"(?:配合|协办|协同|协助|参与|参加|支持)(?:责任)?(?:单位|部门)|(?:单位|部门)[（(](?:配合|协办)",
            "配协参支",
            _USAGE,
            "配合单位",
            "主办单位",
            "support",
        ),
        Rule(
            "task.column.lead",
            r"(?:牵头|主办|主责|主要责任|第一责任|主管)(?:责任)?(?:单位|部门)",
            "牵主第",
            _USAGE,
            "牵头单位",
            "配合单位",
            "lead",
        ),
        Rule(
            "task.column.units",
            r"(?:责任|承办|实施|落实|完成|负责|指导|工作)?(?:单位|部门)(?:[（(].*[）)])?$|责任主体",
            "单部责",
            _USAGE,
            "责任单位",
            "单位名称变更情况",
            "units",
        ),
        Rule(
            "task.column.due",
            r"(?:完成)?(?:时限|时间|期限)(?:要求|节点|安排)?$|进度安排|起止年限",
            "时期进起",
            _USAGE,
            "完成时限",
            "建设工期说明",
            "due",
        ),
        Rule(
            "task.column.overall",
            r"总体(?:目标|要求)|目标要求|总目标|预期目标|^目标$|五年目标|中长期目标|工作目标|(?:考核|量化|绩效)(?:指标|目标)$",
            "目总考量绩",
            _USAGE,
            "总体目标要求",
            "2022年任务目标",
            "overall",
        ),
        Rule(
            "task.column.annual",
            r"(?P<year>\d{4})年(?:度)?.*(?:目标|任务|计划|工作|进度|要求|打算)|年度(?:目标|任务|计划)|阶段(?:性)?(?:目标|任务)|近期(?:目标|任务)",
            "年阶近",
            _USAGE,
            "2023年度工作任务",
            "总体目标要求",
            "annual",
        ),
        Rule(
            "task.column.content",
            r"内容|(?:重点|主要|具体|工作|行动|改革|目标)?(?:任务|举措|措施|事项|工作|项目|计划)(?:名称)?$",
            "内任举措事工项计",
            _USAGE,
            "行动计划内容",
            "任务分工",
            "content",
        ),
    )
)
_NEEDED = (frozenset({"content", "units"}), frozenset({"content", "lead"}), frozenset({"content", "leaders"}))
_YEAR = re.compile(r"(20\d{2})年")
_YEARS = re.compile(r"20\d{2}年?\s?[-—－–~～至]+\s?20\d{2}年?")
_MEASURES = re.compile(r"举措|措施|做法")
_WHOLE = re.compile(r"总|五年|中长期")
_SECTION = re.compile(
    r"(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|第[一二三四五六七八九十]+[章部编篇]).+|.{2,60}$"
)


@dataclass(frozen=True, slots=True)
class FoundTask:
    """A row in clean offsets. Goals are ranges of their text, their numbers left out."""

    id: str
    annex: str
    number: str
    node: int | None
    section: str | None
    content: tuple[int, int]
    overall: tuple[tuple[int, int], ...]
    annual: tuple[tuple[int, int], ...]
    year: int | None
    due: str | None
    leaders: tuple[str, ...]
    units: tuple[str, ...]
    lead_unit: str | None
    supporting: tuple[str, ...]
    start: int
    end: int
    rule: str


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
        annex = _annex(tree, table.node)
        loose += annex is None
        found.extend(_rows(tree, table, annex or f"表{loose}", seen))
    return found


def _annex(tree: PlanTree, node: int | None) -> str | None:
    while node is not None:
        if tree.nodes[node].kind == "annex":
            return tree.nodes[node].number
        node = tree.nodes[node].parent
    return None


def _rows(tree: PlanTree, table: HeadedTable, annex: str, seen: Counter[str]) -> Iterator[FoundTask]:
    text = tree.doc.text
    section: str | None = None
    ordinal = 0
    for row in table.rows:
        printed = [cell_text(text, cell) for cell in row]
        filled = {value for value in printed if value}
        if not filled:
            continue
        if len(filled) == 1 and _SECTION.fullmatch(next(iter(filled))):
            section = next(iter(filled))
            continue
        content = _cell(row, table.roles["content"])
        if content is None or content.end <= content.start:
            continue
        ordinal += 1
        number = _number(printed, table, ordinal)
        task_id = f"{annex}-{number}"
        seen[task_id] += 1
        if seen[task_id] > 1:
            task_id = f"{task_id}~{seen[task_id]}"
        yield _task(tree, table, row, task_id=task_id, annex=annex, number=number, section=section)


def _number(printed: list[str], table: HeadedTable, ordinal: int) -> str:
    col = table.roles.get("number")
    value = printed[col] if col is not None and col < len(printed) else ""
    return value.strip(".．、") or str(ordinal)


def _task(
    tree: PlanTree, table: HeadedTable, row: Row, *, task_id: str, annex: str, number: str, section: str | None
) -> FoundTask:
    text, roles = tree.doc.text, table.roles
    content = _cell(row, roles["content"])
    assert content is not None
    lead, units, supporting = _units(tree, row, roles)
    leaders = _cell(row, roles.get("leaders"))
    year = _year(tree, table)
    overall, annual = _goal_columns(table, year)
    cells = [cell for cell in row if cell is not None and cell.end > cell.start]
    return FoundTask(
        id=task_id,
        annex=annex,
        number=number,
        node=table.node,
        section=section,
        content=_content(table, row, content, overall, annual),
        overall=_goals(tree, _cell(row, overall)),
        annual=_goals(tree, _cell(row, annual)),
        year=year,
        due=cell_text(text, _cell(row, roles.get("due"))) or None,
        leaders=() if leaders is None else person_names(_printed(tree, leaders)),
        units=units,
        lead_unit=lead,
        supporting=supporting,
        start=min(cell.start for cell in cells),
        end=max(cell.end for cell in cells),
        rule="task.row",
    )


def _goal_columns(table: HeadedTable, year: int | None) -> tuple[int | None, int | None]:
    """The columns of overall and annual goals.

    Goals whose head does not say for when are the year's where the table is a year's, else the plan's. What a second
    column of content says is a goal, unless it tells measures beside goals.
    """
    overall, annual = table.roles.get("overall"), table.roles.get("annual")
    if annual is None and overall is not None and year is not None and not _WHOLE.search(table.heads[overall]):
        return None, overall
    detail = _detail(table)
    if overall is None and annual is None:
        return (detail, None) if year is None else (None, detail)
    if overall is None and detail is not None and not _MEASURES.search(table.heads[detail]):
        return detail, annual
    return overall, annual


def _detail(table: HeadedTable) -> int | None:
    """The column that says what a named item comes to (`项目名称 | 建设内容及规模`), or None."""
    taken = table.roles.values()
    hits = ((col, COLUMNS.first(head)) for col, head in enumerate(table.heads) if head and col not in taken)
    return next((col for col, hit in hits if hit is not None and hit.rule.gives == "content"), None)


def _content(table: HeadedTable, row: Row, named: TextCell, overall: int | None, annual: int | None) -> tuple[int, int]:
    """What a row is about: its name and, where goals have a column of their own, the measures told right after it.

    A name that stands over several rows is left out.
    """
    col = _detail(table)
    detail = None if col in (overall, annual) else _cell(row, col)
    if detail is None or detail.end <= detail.start or col != table.roles["content"] + 1:
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


def _year(tree: PlanTree, table: HeadedTable) -> int | None:
    """The year in force: of the annual column's head, else of the annex's or chapter's heading, else of the title."""
    col = table.roles.get("annual")
    texts = [table.heads[col] if col is not None else ""]
    node = table.node
    while node is not None:
        texts.append(tree.nodes[node].heading or "")
        node = tree.nodes[node].parent
    if tree.title is not None:
        texts.append(tree.doc.text[slice(*tree.title)])
    match = next((m for t in texts if (m := _YEAR.search(_YEARS.sub("", t)))), None)
    return int(match[1]) if match else None


def _goals(tree: PlanTree, cell: TextCell | None) -> tuple[tuple[int, int], ...]:
    """The goals of a cell, split at their own numbering, numbers left out."""
    if cell is None or cell.end <= cell.start:
        return ()
    marks = _goal_marks(tree, cell)
    if not marks:
        return ((cell.start, cell.end),)
    ends = [start for start, _ in marks[1:]] + [cell.end]
    lead_in = [(cell.start, marks[0][0])] if marks[0][0] > cell.start else []
    ranges = lead_in + [(body, end) for (_, body), end in zip(marks, ends, strict=True)]
    return tuple((a, b) for a, b in ranges if b > a)


def _goal_marks(tree: PlanTree, cell: TextCell) -> list[tuple[int, int]]:
    """Places of `1.`, `2.` … in a cell that count up from one: (start of the mark, start of what follows)."""
    text = tree.doc.text
    marks: list[tuple[int, int]] = []
    at = cell.start
    while True:
        number = len(marks) + 1
        pattern = re.compile(rf"(?:{number}[.．、]|[（(]{number}[）)]|{'①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮'[number - 1 : number] or '①'})")
        match = next((m for m in pattern.finditer(text, at, cell.end) if _is_mark(tree, cell, m)), None)
        if match is None or number > 15:
            break
        marks.append(match.span())
        at = match.end()
    return marks if marks and (len(marks) > 1 or marks[0][0] == cell.start) else []


def _is_mark(tree: PlanTree, cell: TextCell, match: re.Match[str]) -> bool:
    """A list number stands first in its cell, after a full stop, or apart by space in the source; no decimal does."""
    text, source = tree.doc.text, tree.doc.source.text
    start, end = match.span()
    follows_digit = end < cell.end and text[end].isdigit()
    place, after = tree.doc.offsets.to_source(start, end)
    spaced_after = after < len(source) and source[after].isspace()
    if follows_digit and not spaced_after and text[end - 1] in ".．" and _DATED.match(text, end, cell.end) is None:
        return False
    if start == cell.start or text[start - 1] in "。；;！？：:，,\n":
        return True
    return source[place - 1].isspace() and not text[start - 1].isdigit()
