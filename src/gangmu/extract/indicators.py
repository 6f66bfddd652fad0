"""Rows of indicator tables: name, unit, baseline, target value, attribute (预期性, 约束性)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

from gangmu.extract.rules import Rule, RuleSet, Trace
from gangmu.extract.tables import HeadedTable, cell_text, headed_tables
from gangmu.model import IndicatorValue
from gangmu.model.plan import Basis, Comparator
from gangmu.structure.model import PlanTree
from gangmu.text.model import TextCell

_USAGE = "Indicator tables of five-year plan outlines (主要指标, 专栏) and their column heads"
Row = tuple[TextCell | None, ...]

COLUMNS = RuleSet(
    (
        Rule("indicator.column.number", r"^(?:序号|编号|序)$", "序编", _USAGE, "序号", "序号指标", "number"),
        Rule("indicator.column.attribute", r"属性|性质|指标类型", "属性类", _USAGE, "属性", "类别", "attribute"),
        Rule(
            "indicator.column.category",
            r"^(?:类别|类型|领域|分类|维度|板块|方面|一级指标|目标层?)$",
            "类领分维板方一目",
            _USAGE,
            "类别",
            "指标",
            "category",
        ),
        Rule("indicator.column.unit", r"^(?:计量)?单位$", "单", _USAGE, "单位", "责任单位", "unit"),
        Rule("indicator.column.average", r"年均|累计|五年", "年累五", _USAGE, "年均增速〔累计〕", "2025年", "average"),
        Rule(
            "indicator.column.baseline",
            r"基期|现状|基准|基数|实际|完成值|初值",
            "基现实完初",
            _USAGE,
            "2021年基期值",
            "2025年目标值",
            "baseline",
        ),
        Rule(
            "indicator.column.target",
            r"目标|规划值|预期|计划值",
            "目规预计",
            _USAGE,
            "2025年目标值",
            "2021年现状值",
            "target",
        ),
        Rule("indicator.column.name", r"指标", "指", _USAGE, "指标名称", "单位", "name"),
        Rule(
            "indicator.column.year",
            r"^(?:19|20)\d{2}年?(?:[（(].*[）)])?$",
            "年0123456789",
            _USAGE,
            "2025年",
            "年均增速",
            "year",
        ),
    )
)
_NEEDED = (
    frozenset({"name", "target"}),
    frozenset({"name", "year"}),
    frozenset({"category", "name", "attribute", "average"}),
)
_YEAR = re.compile(r"((?:19|20)\d{2})年?")
_CELL_YEAR = re.compile(r"[（(]((?:19|20)\d{2})年?[）)]")
_UNIT_IN_NAME = re.compile(r"[（(〔\[]([^（）()〔〕\[\]]{1,12})[）)〕\]]$")
_NUMBER = re.compile(r"-?\d[\d,，]*(?:\.\d+)?")
_RANGE = re.compile(r"(\d+(?:\.\d+)?)[%％]?[-—–~～至到](\d+(?:\.\d+)?)")
_ATTRIBUTE = re.compile(r"[一-鿿]{2}性")
_DASHES = frozenset(("—", "-", "－", "/", "——", "--", "–"))
_GROWS = re.compile(r"增长|增速|增幅|降低|下降|减少|提高|升幅|降幅")

VALUE_RULES = RuleSet(
    (
        Rule(
            "indicator.value.at_least",
            r"[≥≧＞=]=|≥|≧|不低于|不少于|至少|以上",
            "≥≧＞=不至以",
            "Civil Code, Article 1259: 以上 includes the number",
            "≥90",
            "＞90",
            "at_least",
        ),
        Rule(
            "indicator.value.at_most",
            r"≤|≦|不高于|不超过|以内|以下|控制在",
            "≤≦不以控",
            "Civil Code, Article 1259: 以下, 以内 include the number",
            "≤5.5",
            "<5.5",
            "at_most",
        ),
        Rule(
            "indicator.value.more_than",
            r"[>＞]|超过|大于|高于|突破",
            ">＞超大高突",
            "Civil Code, Article 1259: 超过 excludes the number",
            ">95",
            "≥95",
            "more_than",
        ),
        Rule(
            "indicator.value.less_than",
            r"[<＜]|低于|小于",
            "<＜低小",
            "Civil Code, Article 1259: 不满 and the like exclude the number",
            "<5",
            "≤5",
            "less_than",
        ),
        Rule(
            "indicator.value.about",
            r"左右|约|上下|近\d",
            "左约上近",
            "Official usage of approximate figures",
            "52左右",
            "52",
            "about",
        ),
        Rule(
            "indicator.value.rise",
            r"稳中有升|稳步(?:提高|提升|增长|上升)|持续(?:提高|提升|增长|上升)|量稳质升|逐步(?:提高|提升)|有所(?:提高|提升)|稳中提质|进一步(?:提高|提升)|[一-鿿]*(?:提高|提升|增长|上升)$",
            "稳持量逐有进提增上",
            "Official usage of goals without a figure",
            "稳中有升",
            "保持稳定",
            "rise",
        ),
        Rule(
            "indicator.value.hold",
            r"保持(?:稳定|不变|基本稳定|平稳)|稳定$|基本稳定|不降低|只增不减|不下降|不减少|维持",
            "保稳基不只维",
            "Official usage of goals without a figure",
            "保持稳定",
            "稳中有升",
            "hold",
        ),
    )
)


@dataclass(frozen=True, slots=True)
class FoundIndicator:
    """A row in clean offsets, its cells read."""

    start: int
    end: int
    node: int | None
    category: str | None
    name: str
    unit: str | None
    baseline: IndicatorValue
    target: IndicatorValue
    attribute: str | None
    rule: str = "indicator.row"


def indicators_in(tree: PlanTree, trace: Trace | None = None) -> list[FoundIndicator]:
    """All rows of the document's indicator tables, in order.

    A table of names and attributes without any value lists indicators to be set; it gives none.
    """
    found: list[FoundIndicator] = []
    for table in headed_tables(tree, COLUMNS, _NEEDED, trace):
        rows = list(_rows(tree, table))
        if any(row.target.text or row.baseline.text for row in rows):
            found.extend(rows)
    return found


@dataclass(frozen=True, slots=True)
class _Column:
    col: int
    year: int | None


def _value_columns(table: HeadedTable) -> tuple[_Column | None, _Column | None]:
    """The columns of baseline and target. Of several years the first is the baseline and the next the target."""
    years = [_Column(col, int(m[1])) for col, head in enumerate(table.heads) if (m := _YEAR.search(head))]
    baseline = _named(table, "baseline")
    target = _named(table, "target")
    rest = [y for y in years if (baseline is None or y.col != baseline.col) and (target is None or y.col != target.col)]
    if baseline is None and target is None and len(rest) >= 2:
        return rest[0], rest[1]
    if target is None:
        target = rest[0] if rest else _named(table, "average")
    elif baseline is None and rest and (rest[0].year or 0) <= (target.year or 9999):
        baseline = rest[0]
    return baseline, target


def _named(table: HeadedTable, role: str) -> _Column | None:
    col = table.roles.get(role)
    if col is None:
        return None
    match = _YEAR.search(table.heads[col])
    return _Column(col, int(match[1]) if match else None)


def _rows(tree: PlanTree, table: HeadedTable) -> Iterator[FoundIndicator]:
    text = tree.doc.text
    baseline, target = _value_columns(table)
    average = _named(table, "average")
    category: str | None = None
    for row in table.rows:
        printed = [cell_text(text, cell) for cell in row]
        filled = {value for value in printed if value}
        if len(filled) == 1:
            category = _section_name(next(iter(filled)))
            continue
        category = _in(printed, table.roles.get("category")) or category
        name, above = _names(row, printed, table)
        if not name or name in ("指标", "指标名称"):
            continue
        name, unit = _name_and_unit(name, _in(printed, table.roles.get("unit")))
        if unit is None and above is not None:
            unit = _name_and_unit(above, None)[1]
        cells = [cell for cell in row if cell is not None and cell.end > cell.start]
        own = [c for c in cells if c.rows == 1] or cells
        yield FoundIndicator(
            start=min(c.start for c in own),
            end=max(c.end for c in own),
            node=table.node,
            category=category,
            name=name,
            unit=unit,
            baseline=_value(printed, baseline),
            target=_target(printed, target, average, name, table) if target else IndicatorValue(),
            attribute=_attribute(_in(printed, table.roles.get("attribute"))),
        )


def _names(row: Row, printed: list[str], table: HeadedTable) -> tuple[str | None, str | None]:
    """A row's name, and the name above it where one head spans both (`城镇化率` over `常住人口城镇化率`)."""
    first = table.roles.get("name")
    name = _in(printed, first)
    if first is None or name is None:
        return name, None
    for col in range(first + 1, len(row)):
        if not _same_head(table, first, col):
            break
        if row[col] is not row[first] and (own := _in(printed, col)):
            return own, name
    return name, None


def _same_head(table: HeadedTable, first: int, col: int) -> bool:
    """Whether two columns stand under one merged head."""
    heads = table.head_cells
    return col < len(heads) and heads[col] is not None and heads[col] is heads[first]


def _section_name(text: str) -> str:
    return re.sub(r"^(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|\d+[.、])", "", text)


def _in(printed: list[str], col: int | None) -> str | None:
    return printed[col] or None if col is not None and col < len(printed) else None


def _attribute(cell: str | None) -> str | None:
    match = _ATTRIBUTE.search(cell or "")
    return match.group() if match else cell


def _name_and_unit(name: str, unit: str | None) -> tuple[str, str | None]:
    """A name with its list number and its unit in brackets taken out; a unit column has the first word."""
    name = re.sub(r"^(?:\d{1,2}[.、．]|[（(]\d{1,2}[）)]|其中[:：])", "", name)
    match = _UNIT_IN_NAME.search(name)
    if match is None:
        return name, unit
    inside = match[1]
    if unit is None and not re.search(r"[，。、；]|不含|含|口径|\d年?$", inside):
        return name[: match.start()], inside
    return name, unit


def read_value(text: str | None, year: int | None = None) -> IndicatorValue:
    """Read a value cell.

    Args:
        text: the cell without white space; None where nothing is printed.
        year: the column's year.

    Returns:
        The value as printed with its comparator; a year in brackets in the cell overrides the column's.
    """
    if not text or text in _DASHES:
        return IndicatorValue(year=year, comparator="reach", basis="level", text=text or None)
    own_year = _CELL_YEAR.search(text)
    if own_year is not None:
        bare = read_value(text[: own_year.start()] + text[own_year.end() :], int(own_year[1]))
        return msgspec.structs.replace(bare, text=text)
    hit = VALUE_RULES.first(text)
    comparator: Comparator = "reach" if hit is None else hit.rule.gives  # type: ignore[assignment]
    span = _RANGE.search(text)
    numbers = [_number(m.group()) for m in _NUMBER.finditer(text)]
    if span is not None:
        return IndicatorValue(year, _number(span[1]), _number(span[2]), "range", _basis(text), text)
    if not numbers:
        return IndicatorValue(
            year, None, None, comparator if comparator in ("rise", "hold") else "reach", _basis(text), text
        )
    if comparator in ("rise", "hold"):
        comparator = "reach"
    return IndicatorValue(year, numbers[0], None, comparator, _basis(text), text)


def _basis(text: str) -> Basis:
    if text.startswith(("〔", "[", "【")) or "累计" in text:
        return "cumulative"
    if "年均" in text:
        return "growth_average"
    if re.search(r"^(?:增长|增速)|同比", text):
        return "growth"
    return "change" if re.search(r"^(?:下降|降低|减少|增加|提高)", text) else "level"


def _number(printed: str) -> float | int:
    plain = printed.replace(",", "").replace("，", "")
    return float(plain) if "." in plain else int(plain)


def _value(printed: list[str], column: _Column | None) -> IndicatorValue:
    if column is None:
        return IndicatorValue(comparator="reach", basis="level")
    return read_value(_in(printed, column.col), column.year)


def _target(
    printed: list[str], column: _Column, average: _Column | None, name: str, table: HeadedTable
) -> IndicatorValue:
    """The value of the target column; where its cell is blank or a dash, the column of averages speaks for it."""
    value = _value(printed, column)
    spare = None if average is None or average.col == column.col else _in(printed, average.col)
    if average is None or spare is None or spare in _DASHES or not _is_blank(_in(printed, column.col)):
        return value
    read = read_value(spare, column.year)
    basis = _average_basis(read.basis, spare, name, table.heads[average.col])
    return IndicatorValue(column.year, read.value, read.value_max, read.comparator, basis, spare)


def _is_blank(text: str | None) -> bool:
    return text is None or text in _DASHES


def _average_basis(read: Basis | None, text: str, name: str, head: str) -> Basis:
    """What a figure in the column of averages is: bracketed ones add up, and a rate grows where its name says so."""
    if read == "cumulative" or "年均" not in head:
        return "cumulative"
    return "growth_average" if _GROWS.search(name) or "%" in text or "年均" in text else "level"
