"""Plans as tables: which columns each kind of record has, in one place, for all forms of output."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from gangmu.errors import Language
from gangmu.export.labels import label
from gangmu.model import Document, Plan

Value = str | int | float | None
"""What a cell holds. None is an empty cell; zero is a number."""


class Column(NamedTuple):
    """A column of a table.

    Attributes:
        head: its head in Chinese and in English.
        field: the contract's field that it shows.
        width: how wide it should be, in Chinese characters.
        brief: whether it is shown where there is little room (the terminal).
        coded: whether its values are codes that have words (`at_least` → 不低于).
    """

    head: tuple[str, str]
    field: str
    width: int = 8
    brief: bool = False
    coded: bool = False

    def value(self, record: Any, language: Language = "zh") -> Value:
        """The cell for a record: text, a number, or None where the record says nothing."""
        found: Any = record
        for name in self.field.split("."):
            found = getattr(found, name)
        if self.coded:
            return label(found, language)
        return _SHOWN.get(self.field, _shown)(found)


class Table(NamedTuple):
    """A kind of record as a table; `kind` is the plan's field."""

    kind: str
    title: tuple[str, str]
    columns: tuple[Column, ...]

    def rows(self, plan: Plan, language: Language = "zh") -> list[list[Value]]:
        """The cells of every record of this kind, in the plan's order."""
        return [[column.value(record, language) for column in self.columns] for record in self.records(plan)]

    def records(self, plan: Plan) -> Sequence[Any]:
        """The records of this kind."""
        found: Sequence[Any] = getattr(plan, self.kind)
        return found

    def filled(self, plan: Plan, *, brief: bool = False) -> Table:
        """The table without columns that no record fills; `brief`, with those only that the terminal has room for."""
        records = self.records(plan)
        wanted = [column for column in self.columns if column.brief or not brief]
        return self._replace(columns=tuple(c for c in wanted if any(c.value(r) is not None for r in records)))


def tables_of(plan: Plan, kinds: Iterable[str] | None = None) -> list[Table]:
    """The tables that a plan fills, in reading order.

    Args:
        plan: what was read.
        kinds: only these kinds; all without.

    Returns:
        Tables with at least one record.
    """
    wanted = None if kinds is None else set(kinds)
    return [t for t in TABLES if t.records(plan) and (wanted is None or t.kind in wanted)]


def facts(document: Document, language: Language = "zh") -> list[tuple[str, str]]:
    """What is known of the document itself, as heads and values; unknown facts are left out."""
    found: list[tuple[tuple[str, str], str | None]] = [
        (("标题", "title"), document.title),
        (("发文字号", "number"), document.number),
        (("发文机关", "issuers"), _listed(document.issuers) or None),
        (("成文日期", "issued on"), document.issued_on),
        (("层级", "level"), label(document.level, language)),
        (("地区", "places"), _listed(document.places) or None),
        (("目标年份", "horizon"), _listed(map(str, document.horizon)) or None),
        (("引用文件", "cites"), "；".join(_cited(c.title, c.number) for c in document.cites) or None),
        (("文件", "file"), document.source.name),
        (("附件文件", "annex files"), _listed(part.source.name for part in document.parts[1:]) or None),
        (("SHA-256", "SHA-256"), document.source.sha256),
    ]
    return [(head[language == "en"], value) for head, value in found if value is not None]


def _cited(title: str, number: str | None) -> str:
    return f"《{title}》" + (f"（{number}）" if number else "")


def _listed(values: Iterable[str]) -> str:
    return "、".join(values)


def _shown(value: Any) -> Value:
    if isinstance(value, bool):
        return "是" if value else None
    if value is None or isinstance(value, str | int | float):
        return value
    return _listed(map(str, value)) or None


def _goals(value: Sequence[str]) -> Value:
    numbered = [f"{n}. {goal}" for n, goal in enumerate(value, 1)] if len(value) > 1 else list(value)
    return "\n".join(numbered) or None


def _place(value: tuple[int, int]) -> Value:
    return f"{value[0]}–{value[1]}"


def _doubts(value: Sequence[Any]) -> Value:
    return "；".join(doubt.message for doubt in value) or None


_SHOWN: dict[str, Callable[[Any], Value]] = {
    "span": _place,
    "doubts": _doubts,
    "overall_goals": _goals,
    "annual_goals": _goals,
}
"""Fields that are shown in a way of their own."""

_ID = Column(("编号", "id"), "id", 8)
_TEXT = Column(("原文", "text"), "text", 30)
_PROVISION = Column(("条款", "provision"), "provision", 6, brief=True)
_PLACES = Column(("地区", "places"), "places", 10)
_UNITS = Column(("责任单位", "units"), "units", 12, brief=True)
_LEAD = Column(("牵头单位", "lead unit"), "lead_unit", 8, brief=True)
_PROOF = (
    Column(("位置", "place"), "span", 8),
    Column(("把握", "confidence"), "confidence", 5),
    Column(("疑点", "doubts"), "doubts", 16),
    Column(("规则", "rule"), "rule", 14),
)

EVIDENCE = tuple(column.field for column in _PROOF)
"""Fields that say where and how surely a record was read, not what it says."""

TABLES: tuple[Table, ...] = (
    Table(
        "provisions",
        ("条款", "Provisions"),
        (
            _ID._replace(brief=True),
            Column(("层级", "kind"), "kind", 5, brief=True, coded=True),
            Column(("序号", "number"), "number", 5),
            Column(("标题", "heading"), "heading", 16, brief=True),
            _TEXT,
            *_PROOF,
        ),
    ),
    Table(
        "targets",
        ("目标", "Targets"),
        (
            _ID,
            Column(("条款", "provision"), "provision", 6),
            Column(("任务", "task"), "task", 6),
            Column(("指标", "metric"), "metric", 12, brief=True),
            Column(("关系", "comparator"), "comparator", 5, brief=True, coded=True),
            Column(("数值", "value"), "value", 7, brief=True),
            Column(("上限", "to"), "value_max", 6, brief=True),
            Column(("单位", "unit"), "unit", 5, brief=True),
            Column(("口径", "basis"), "basis", 6, coded=True),
            Column(("期限", "deadline"), "deadline", 7, brief=True),
            Column(("期限原文", "deadline text"), "deadline_text", 6),
            Column(("年度", "year"), "year", 4),
            Column(("频次", "recurrence"), "recurrence", 5, brief=True, coded=True),
            Column(("年份系推定", "year inferred"), "inferred_year", 4),
            Column(("有歧义", "ambiguous"), "ambiguous", 4),
            _TEXT._replace(brief=True),
            *_PROOF,
        ),
    ),
    Table(
        "indicators",
        ("指标", "Indicators"),
        (
            _ID,
            Column(("类别", "category"), "category", 8, brief=True),
            Column(("指标", "indicator"), "name", 12, brief=True),
            Column(("单位", "unit"), "unit", 6, brief=True),
            Column(("基期年", "base year"), "baseline.year", 5, brief=True),
            Column(("基期值", "baseline"), "baseline.value", 7, brief=True),
            Column(("基期原文", "baseline text"), "baseline.text", 8),
            Column(("目标年", "target year"), "target.year", 5, brief=True),
            Column(("目标值", "target"), "target.value", 7, brief=True),
            Column(("上限", "to"), "target.value_max", 6, brief=True),
            Column(("关系", "comparator"), "target.comparator", 5, coded=True),
            Column(("口径", "basis"), "target.basis", 6, coded=True),
            Column(("目标原文", "target text"), "target.text", 8, brief=True),
            Column(("属性", "attribute"), "attribute", 6, brief=True),
            _TEXT,
            *_PROOF,
        ),
    ),
    Table(
        "projects",
        ("项目", "Projects"),
        (
            _ID,
            Column(("专栏", "box"), "box", 6, brief=True),
            Column(("分组", "group"), "group", 10, brief=True),
            Column(("项目", "project"), "name", 16, brief=True),
            Column(("动作", "action"), "action", 8),
            Column(("阶段", "stage"), "stage", 5, brief=True, coded=True),
            _PLACES._replace(brief=True),
            _TEXT,
            *_PROOF,
        ),
    ),
    Table(
        "responsibilities",
        ("责任", "Duty marks"),
        (_ID, _PROVISION, _LEAD, _UNITS, _TEXT._replace(brief=True), *_PROOF),
    ),
    Table(
        "tasks",
        ("任务", "Tasks"),
        (
            _ID._replace(brief=True),
            Column(("附件", "annex"), "annex", 4),
            Column(("序号", "number"), "number", 4),
            Column(("分节", "section"), "section", 8),
            Column(("任务内容", "content"), "content", 20, brief=True),
            Column(("总体目标", "overall goals"), "overall_goals", 22),
            Column(("年度", "year"), "year", 4, brief=True),
            Column(("年度目标", "annual goals"), "annual_goals", 22, brief=True),
            Column(("期限", "due"), "due", 7),
            Column(("责任领导", "leaders"), "leaders", 5, brief=True),
            _LEAD,
            _UNITS,
            Column(("配合单位", "supporting units"), "supporting_units", 10),
            *_PROOF,
        ),
    ),
    Table(
        "measures",
        ("举措", "Measures"),
        (
            _ID,
            _PROVISION,
            _TEXT._replace(brief=True),
            Column(("动词", "verb"), "verb", 6),
            Column(("力度", "firmness"), "firmness", 4, coded=True),
            Column(("主体", "voice"), "voice", 4, coded=True),
            _PLACES,
            Column(("单位", "units"), "units", 10),
            Column(("试点示范", "pilots"), "pilots", 10),
            *_PROOF,
        ),
    ),
    Table(
        "issues",
        ("读取提示", "Issues"),
        (
            Column(("代码", "code"), "code", 14, brief=True),
            Column(("说明", "message"), "message", 40, brief=True),
            Column(("位置", "place"), "span", 8, brief=True),
        ),
    ),
)
"""Every kind of record, in the order a reader wants them."""
