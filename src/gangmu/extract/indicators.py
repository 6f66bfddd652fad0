"""Rows of indicator tables: name, unit, baseline, target value, attribute (预期性, 约束性)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import msgspec

from gangmu.extract.rules import Rule, RuleSet, Trace
from gangmu.extract.tables import HeadedTable, cell_text, headed_tables
from gangmu.model import IndicatorValue
from gangmu.model.plan import Basis, Comparator
from gangmu.structure.model import PlanTree
from gangmu.text.model import TextCell
from gangmu.vocab.numerals import five_year_plan_end
from gangmu.vocab.units import UNITS

_USAGE = "Indicator tables of five-year plan outlines (主要指标, 专栏) and their column heads"
Row = tuple[TextCell | None, ...]

COLUMNS = RuleSet(
    (
        Rule("indicator.column.number", r"^(?:序号|编号|序)$", "序编", _USAGE, "序号", "序号指标", "number"),
        Rule("indicator.column.attribute", r"属性|性质|指标类型", "属性类", _USAGE, "属性", "类别", "attribute"),
        Rule(
            "indicator.column.category",
            r"^(?:类别|类型|领域|分类|维度|板块|方面|学段|一级指标|指标类别|目标层?)$",
            "类领分维板方学一指目",
            _USAGE,
            "类别",
            "指标",
            "category",
        ),
        Rule("indicator.column.unit", r"^(?:计量)?单位$", "单", _USAGE, "单位", "责任单位", "unit"),
        Rule(
            "indicator.column.average",
            r"年均|累计|五年|增[长加幅速减]|\d{4}年比",
            "年累五增比",
            _USAGE,
            "年均增速〔累计〕",
            "2025年",
            "average",
        ),
        Rule(
            "indicator.column.baseline",
            r"基期|现状|基准|基数|实际|预计|完成(?:值|数|情况)?$|初值",
            "基现实预完初",
            f"{_USAGE}; yearly plans set 预计 of the year that ends beside 计划 of the next",
            "2021年基期值",
            "2025年目标值",
            "baseline",
        ),
        Rule(
            "indicator.column.target",
            r"目标|规划值|预期|计划",
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
PLAN_LENGTH = 5
"""Years between a plan's last year and the next one that its table looks out to."""
_YEAR = re.compile(r"((?:19|20)\d{2})年?")
_HAN_NUMBER = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[）)、]?")
_LEVEL_HEAD = re.compile(r"[一二三四]级指标(?:名称)?")
_YEARS = re.compile(r"20\d{2}年?\s?[-—－–~～至]+\s?(20\d{2})年?")
_PLAN_NAME = re.compile(r"(?<!编制)[“\"]?十([一二三四五六])五")
_CELL_YEAR = re.compile(r"[（(]((?:19|20)\d{2})年?[）)]")
_UNIT_IN_NAME = re.compile(r"[（(〔\[]([^（）()〔〕\[\]]{1,12})[）)〕\]]$")
_NUMBER = re.compile(r"-?\d[\d,，]*(?:\.\d+)?")
_WIDE = str.maketrans("０１２３４５６７８９．，％－ＧＭＫＴＢＰｂｐｓ", "0123456789.,%-GMKTBPbps")
_UNIT_AFTER = re.compile(r"\d(?:\.\d+)?([%‰]|[A-Za-z]{1,6}|[一-鿿/]{1,6}?)(?:以[上下内]|左右|$|[〕\]】）)])")
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
    role: str


def _value_columns(table: HeadedTable, horizon: int | None) -> tuple[_Column | None, _Column | None]:
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
    return baseline, _goal(goals, horizon) or _average(table, None)


def _dated(table: HeadedTable) -> Iterator[_Column]:
    """The columns of values, with their years."""
    for col, head in enumerate(table.heads):
        hit = COLUMNS.first(head) if head else None
        year = _head_year(head)
        role = hit.rule.gives if hit is not None else "year" if year is not None else None
        if role in ("baseline", "target", "year") and not (role == "target" and col == table.roles.get("name")):
            yield _Column(col, year, role)


def _head_year(head: str) -> int | None:
    """The year a head names, or the last of the five-year plan it names (`“十三五”末`)."""
    match = _YEAR.search(head)
    if match is not None:
        return int(match[1])
    plan = _PLAN_NAME.search(head)
    return five_year_plan_end(plan[1]) if plan is not None else None


def _two_baselines(years: list[_Column]) -> bool:
    """Whether the first two years follow one another and the plan's end is far off: 2019, 2020 … 2025."""
    first, second, *later = (c.year or 0 for c in years)
    return bool(later) and second - first == 1 and later[0] - second >= PLAN_LENGTH


def _goal(goals: list[_Column], horizon: int | None) -> _Column | None:
    at_end = next((c for c in goals if horizon is not None and c.year == horizon), None)
    if at_end is not None or not goals:
        return at_end
    chosen = goals[0]
    for following in goals[1:]:
        if (following.year or 0) - (chosen.year or 0) >= PLAN_LENGTH:
            break
        chosen = following
    return chosen


def _average(table: HeadedTable, year: int | None) -> _Column | None:
    """The column of averages or sums; of several the one of the target's year, else the last."""
    found = []
    for col, head in enumerate(table.heads):
        hit = COLUMNS.first(head) if head else None
        if hit is not None and hit.rule.gives == "average":
            match = _YEAR.search(head)
            found.append(_Column(col, int(match[1]) if match else None, "average"))
    return next((c for c in found if year is not None and c.year == year), found[-1] if found else None)


def _horizon(tree: PlanTree, table: HeadedTable) -> int | None:
    """The year a plan ends in, by the headings above the table and by the title (`2021—2035年`, `“十四五”`)."""
    texts = []
    node = table.node
    while node is not None:
        texts.append(tree.nodes[node].heading or "")
        node = tree.nodes[node].parent
    if tree.title is not None:
        texts.append(tree.doc.text[slice(*tree.title)])
    for text in texts:
        if span := _YEARS.search(text):
            return int(span[1])
        if plan := _PLAN_NAME.search(text):
            return five_year_plan_end(plan[1])
    return None


def _rows(tree: PlanTree, table: HeadedTable) -> Iterator[FoundIndicator]:
    text = tree.doc.text
    table = _by_levels(table)
    baseline, target = _value_columns(table, _horizon(tree, table))
    average = _average(table, target.year if target else None)
    grouped = _category_column(table)
    category: str | None = None
    for row in table.rows:
        printed = [cell_text(text, cell) for cell in row]
        filled = {value for value in printed if value}
        if len(filled) == 1:
            category = _section_name(next(iter(filled)))
            continue
        if (section := _numbered_section(printed, table)) is not None:
            category = section
            continue
        category = _in(printed, grouped) or category
        name, above = _names(row, printed, table)
        if not name or name in ("指标", "指标名称"):
            continue
        name, unit = _name_and_unit(name, _in(printed, table.roles.get("unit")))
        if unit is None and above is not None:
            unit = _name_and_unit(above, None)[1]
        cells = [cell for cell in row if cell is not None and cell.end > cell.start]
        own = [c for c in cells if c.rows == 1] or cells
        if unit is None and "unit" not in table.roles:
            unit = _unit_in_cells(printed, target, baseline)
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


def _by_levels(table: HeadedTable) -> HeadedTable:
    """A table of indicators in levels (一级指标, 二级指标, 三级指标): the last level names, the first groups."""
    levels = [col for col, head in enumerate(table.heads) if _LEVEL_HEAD.fullmatch(head)]
    if len(levels) < 2:
        return table
    return replace(table, roles={**table.roles, "category": levels[0], "name": levels[-1]})


def _category_column(table: HeadedTable) -> int | None:
    """The column of categories: by its head, else the one before the names whose head says nothing else."""
    named = table.roles.get("category")
    first = table.roles.get("name")
    if named is not None or first is None:
        return named
    taken = set(table.roles.values())
    return next((col for col in range(first) if col not in taken and table.heads[col]), None)


def _unit_in_cells(printed: list[str], *columns: _Column | None) -> str | None:
    """The unit printed after the figure, where neither the name nor a column gives it (`40Gbps`, `95%以上`)."""
    for column in columns:
        text = (_in(printed, column.col) or "").translate(_WIDE) if column is not None else ""
        match = None if _basis(text) in ("change", "growth") or "降" in text else _UNIT_AFTER.search(text)
        if match is not None and (match[1] in UNITS or match[1].lstrip("万亿千百") in UNITS):
            return match[1]
    return None


def _numbered_section(printed: list[str], table: HeadedTable) -> str | None:
    """The name in a row that holds a Chinese numeral and a name alone (`一 | 经济发展`), or None."""
    number, name = (_in(printed, table.roles.get(role)) for role in ("number", "name"))
    alone = number is not None and name is not None and {v for v in printed if v} == {number, name}
    return name if alone and _HAN_NUMBER.fullmatch(number or "") else None


def _section_name(text: str) -> str:
    return re.sub(r"^(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|\d+[.、])", "", text)


def _in(printed: list[str], col: int | None) -> str | None:
    return printed[col] or None if col is not None and col < len(printed) else None


def _attribute(cell: str | None) -> str | None:
    match = _ATTRIBUTE.search(cell or "")
    return match.group() if match else cell


def _name_and_unit(name: str, unit: str | None) -> tuple[str, str | None]:
    """A name with its list number and its unit in brackets taken out; a unit column has the first word."""
    unit = None if unit in _DASHES else unit
    name = re.sub(r"^(?:\d{1,2}[.、．]|[（(]\d{1,2}[）)]|[①-⑳])?(?:其中[:：])?", "", name)
    match = _UNIT_IN_NAME.search(name)
    if match is None:
        return name, unit
    inside = match[1]
    if inside == unit:  # the unit's column says it too
        return name[: match.start()], inside
    if unit is None and not re.search(r"[，。、；]|不含|含|口径|\d年?$", inside) and not _is_short_name(inside):
        return name[: match.start()], inside
    return name, unit


def _is_short_name(inside: str) -> bool:
    """Whether brackets give an indicator's short name and no unit: `（EQI）`, `（GEP）`."""
    return re.fullmatch(r"[A-Z][A-Z0-9.]{2,}", inside) is not None and inside not in UNITS


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
    plain = text.translate(_WIDE)
    own_year = _CELL_YEAR.search(plain)
    if own_year is not None:
        bare = read_value(plain[: own_year.start()] + plain[own_year.end() :], int(own_year[1]))
        return msgspec.structs.replace(bare, text=text)
    value = _read_plain(plain, year)
    return value if plain == text else msgspec.structs.replace(value, text=text)


def _read_plain(text: str, year: int | None) -> IndicatorValue:
    """Read a value cell in plain figures."""
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
    if read == "cumulative" or ("累计" in head and "年均" not in head) or re.search(r"\d{4}年比|五年", head):
        return "cumulative"
    if "年均" not in head:
        return "growth"
    return "growth_average" if _GROWS.search(name) or "%" in text or "年均" in text else "level"
