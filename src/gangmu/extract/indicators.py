"""Rows of indicator tables: name, unit, baseline, target value, attribute (预期性, 约束性)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from gangmu.extract.indicator_columns import ValueColumn, average_column, plan_end, unit_above, value_columns
from gangmu.extract.indicator_heaps import rows_apart
from gangmu.extract.indicator_reading import column_roles, is_of_the_past, told_table
from gangmu.extract.indicator_rules import COLUMNS
from gangmu.extract.indicator_values import DASHES, WIDE, average_basis, basis_of, is_blank, is_deferred, read_value
from gangmu.extract.rules import Trace
from gangmu.extract.tables import HeadedTable, cell_text, headed_tables
from gangmu.model import Doubt, IndicatorValue
from gangmu.structure.model import PlanTree
from gangmu.text.model import TextCell
from gangmu.vocab.table_cells import is_note, opens_part
from gangmu.vocab.units import UNITS

Row = tuple[TextCell | None, ...]

_NEEDED = (
    frozenset({"name", "target"}),
    frozenset({"name", "year"}),
    frozenset({"category", "name", "attribute", "average"}),
)

_HAN_NUMBER = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[）)、]?")
_LEVEL_HEAD = re.compile(r"[一二三四]级指标(?:名称)?")
_UNIT_IN_NAME = re.compile(r"[（(〔\[]([^（）()〔〕\[\]]{1,12})[）)〕\]]$")
_UNIT_BEFORE_NOTE = re.compile(r"[（(〔\[]([^（）()〔〕\[\]]{1,12})[）)〕\]](?=[（(][^（）()]{1,12}[）)]$)")
"""A unit in brackets before a note in brackets (`造林面积（万亩）（五年新增量）`)."""
_BARE_MEASURE = re.compile(r"总量|总额|总数|数量|规模|占比|比重|比例|增速|增长率|增幅")
"""What is no name without that of the group it stands in."""
_FIGURES = re.compile(r"\d+(?:\.\d+)?")
_MANY = 3
"""Figures in a row of one text that make it rows printed as one."""
_UNTOLD_ROWS = Doubt("rows_not_told_apart", "rows printed as one whose names and values do not come out even")
_NOTE_MARK = re.compile(r"(?<=.)[①-⑳](?=[^①-⑳]|$)|[*＊]+(?=[（(]|$)")
"""Marks that point to a note below the table."""
_UNIT_AFTER = re.compile(r"\d(?:\.\d+)?([%‰]|[A-Za-z]{1,6}|[一-鿿/]{1,6}?)(?:以[上下内]|左右|$|[〕\]】）)])")
_ATTRIBUTE = re.compile(r"[一-鿿]{2}性")


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
    doubts: tuple[Doubt, ...] = ()


def indicators_in(tree: PlanTree, trace: Trace | None = None) -> list[FoundIndicator]:
    """All rows of the document's indicator tables, in order.

    A table without any figure or direction lists indicators or tasks; it gives none.
    """
    found: list[FoundIndicator] = []
    for table in headed_tables(tree, COLUMNS, _NEEDED, trace, told_table):
        if is_of_the_past(tree, table):
            continue
        rows = list(_rows(tree, _by_cells(tree.doc.text, _unfolded(tree.doc.text, table))))
        if _set_goals(rows):
            found.extend(rows)
    return found


def _set_goals(rows: Sequence[FoundIndicator]) -> bool:
    """Whether rows hold a figure or a direction at all, or leave most of their goals to others to set."""
    values = [value for row in rows for value in (row.target, row.baseline)]
    deferred = sum(is_deferred(row.target.text or "") for row in rows)
    told = any(value.value is not None or value.comparator in ("rise", "hold") for value in values)
    return told or 0 < len(rows) <= 2 * deferred


def _unfolded(text: str, table: HeadedTable) -> HeadedTable:
    """A table printed in two halves side by side under the same heads: the right half goes below the left."""
    half, odd = divmod(len(table.heads), 2)
    if odd or half < 2 or table.heads[:half] != table.heads[half:]:
        return table
    right = [row[half:] for row in table.rows if any(cell_text(text, cell) for cell in row[half:])]
    rows = (*(row[:half] for row in table.rows), *right)
    cut = (table.heads[:half], table.head_cells[:half], table.told[:half])
    roles = {role: col for role, col in table.roles.items() if col < half}
    return replace(table, heads=cut[0], head_cells=cut[1], told=cut[2], rows=rows, roles=roles)


def _by_cells(text: str, table: HeadedTable) -> HeadedTable:
    """What the cells of the columns hold, and another column of names where the one so called holds figures."""
    if table.told:
        return table
    named = table.roles.get("name")
    told = column_roles(text, table.heads, table.rows)
    own = told[named] if named is not None else None
    if named is None or own in ("name", "category", None) or "name" not in told:
        return replace(table, told=column_roles(text, table.heads, table.rows, named))
    return replace(table, told=told, roles={**table.roles, "name": told.index("name")})


def _rows(tree: PlanTree, table: HeadedTable) -> Iterator[FoundIndicator]:
    reader = _RowReader(tree, _by_levels(table))
    grid = [[cell_text(tree.doc.text, cell) for cell in row] for row in table.rows]
    category: str | None = None
    for i, (row, printed) in enumerate(zip(table.rows, grid, strict=True)):
        filled = {value for value in printed if value}
        if len(filled) == 1:
            if not _is_no_section(next(iter(filled)), grid[i + 1 : i + 2]):
                category = _section_name(next(iter(filled)))
            continue
        if (section := _numbered_section(printed, reader.table)) is not None:
            category = section
            continue
        category = _in(printed, reader.grouped) or category
        yield from reader.indicators(row, printed, category)


class _RowReader:
    """Reads the rows of one table."""

    def __init__(self, tree: PlanTree, table: HeadedTable) -> None:
        self.table = table
        self.grouped = _category_column(table)
        self._tree = tree
        self._baseline, self._target = value_columns(table, plan_end(tree, table))
        self._average = average_column(table, self._target.year if self._target else None)
        self._unit_of_all = unit_above(tree.doc.text, table)

    def indicators(self, row: Row, printed: list[str], category: str | None) -> Iterator[FoundIndicator]:
        """The indicator of a row; several where its cells hold a line for each of them."""
        columns = [column.col for column in (self._baseline, self._target) if column is not None]
        apart = rows_apart(self._tree, row, self.table.roles.get("name"), columns)
        if apart == []:
            blank = ["" if col in columns else cell for col, cell in enumerate(printed)]
            found = self._indicator(row, blank, category)
            yield from () if found is None else [replace(found, doubts=(_UNTOLD_ROWS,))]
            return
        for own in [printed] if apart is None else apart:
            found = self._indicator(row, own, category)
            yield from () if found is None else [found]

    def _indicator(self, row: Row, printed: list[str], category: str | None) -> FoundIndicator | None:
        table, target, baseline = self.table, self._target, self._baseline
        name, above = _names(row, printed, table)
        if not name or name in ("指标", "指标名称"):
            return None
        name, unit = _name_and_unit(name, _in(printed, table.roles.get("unit")))
        if _BARE_MEASURE.fullmatch(name):
            name = _name_and_unit(above or category or "", None)[0] + name
        if unit is None and above is not None:
            unit = _name_and_unit(above, None)[1]
        cells = [cell for cell in row if cell is not None and cell.end > cell.start]
        own = [c for c in cells if c.rows == 1] or cells
        if unit is None and "unit" not in table.roles:
            unit = _unit_in_cells(printed, target, baseline) or self._unit_of_all
        return FoundIndicator(
            start=min(c.start for c in own),
            end=max(c.end for c in own),
            node=table.node,
            category=category,
            name=name,
            unit=unit,
            baseline=_value(printed, baseline),
            target=_target(printed, target, self._average, name, table) if target else IndicatorValue(),
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


def _unit_in_cells(printed: list[str], *columns: ValueColumn | None) -> str | None:
    """The unit printed after the figure, where neither the name nor a column gives it (`40Gbps`, `95%以上`)."""
    for column in columns:
        text = (_in(printed, column.col) or "").translate(WIDE) if column is not None else ""
        match = None if basis_of(text) in ("change", "growth") or "降" in text else _UNIT_AFTER.search(text)
        if match is not None and _is_measure(match[1]):
            return match[1]
    return None


def _numbered_section(printed: list[str], table: HeadedTable) -> str | None:
    """The name in a row that holds a Chinese numeral and a name alone (`一 | 经济发展`), or None."""
    number, name = (_in(printed, table.roles.get(role)) for role in ("number", "name"))
    alone = number is not None and name is not None and {v for v in printed if v} == {number, name}
    return name if alone and _HAN_NUMBER.fullmatch(number or "") else None


def _is_no_section(text: str, following: Sequence[Sequence[str]]) -> bool:
    """Whether a text alone in its row names no section: a note, a name whose parts follow, rows not told apart."""
    if is_note(text):
        return True
    parts = any(opens_part(cell) for row in following for cell in row)
    return parts or (len(_FIGURES.findall(text)) >= _MANY and "其中" in text)


def _section_name(text: str) -> str:
    return re.sub(r"^(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|\d+[.．、。])", "", text)


def _in(printed: list[str], col: int | None) -> str | None:
    return printed[col] or None if col is not None and col < len(printed) else None


def _attribute(cell: str | None) -> str | None:
    match = _ATTRIBUTE.search(cell or "")
    return match.group() if match else cell


def _name_and_unit(name: str, unit: str | None) -> tuple[str, str | None]:
    """A name with its list number and its unit in brackets taken out; a unit column has the first word."""
    unit = None if unit in DASHES else unit
    name = re.sub(r"^(?:\d{1,2}[.、．]|[（(]\d{1,2}[）)]|[①-⑳]|[一二三四五六七八九十]{1,3}、)?(?:其中[:：])?", "", name)
    name = _NOTE_MARK.sub("", name)
    if unit is None and (early := _UNIT_BEFORE_NOTE.search(name)) is not None and _is_measure(early[1]):
        return name[: early.start()] + name[early.end() :], early[1]
    match = _UNIT_IN_NAME.search(name)
    if match is None:
        return (name, unit) if unit is not None else _name_before_slash(name)
    inside = _unit_among(match[1])
    if inside == unit:  # the unit's column says it too
        return name[: match.start()], inside
    if unit is None and not re.search(r"[，。、；]|不含|含|口径|\d年?$", inside) and not _is_short_name(inside):
        return name[: match.start()], inside
    return name, unit


def _name_before_slash(name: str) -> tuple[str, str | None]:
    """A name with its unit behind a stroke (`装机容量/万千瓦`), or the name alone."""
    bare, stroke, unit = name.partition("/")
    return (bare, unit) if stroke and bare and all(map(_is_measure, unit.split("/"))) else (name, None)


def _is_measure(text: str) -> bool:
    """Whether a text is a unit, or units over one another (`万元/人`)."""
    if "/" in text:
        return all(map(_is_measure, text.split("/")))
    return text in UNITS or text.lstrip("万亿千百十") in UNITS


def _unit_among(inside: str) -> str:
    """The unit in brackets that say a basis too (`每年，%`); the brackets as they are where they hold no unit."""
    parts = re.split(r"[，,、；;]", inside)
    units = [part for part in parts if _is_measure(part)]
    return units[0] if len(parts) == 2 and len(units) == 1 else inside


def _is_short_name(inside: str) -> bool:
    """Whether brackets give an indicator's short name and no unit: `（EQI）`, `（GEP）`."""
    return re.fullmatch(r"[A-Z][A-Z0-9.]{2,}", inside) is not None and inside not in UNITS


def _value(printed: list[str], column: ValueColumn | None) -> IndicatorValue:
    if column is None:
        return IndicatorValue(comparator="reach", basis="level")
    return read_value(_in(printed, column.col), column.year)


def _target(
    printed: list[str], column: ValueColumn, average: ValueColumn | None, name: str, table: HeadedTable
) -> IndicatorValue:
    """The value of the target column; where its cell is blank or a dash, the column of averages speaks for it."""
    value = _value(printed, column)
    spare = None if average is None or average.col == column.col else _in(printed, average.col)
    if average is None or spare is None or spare in DASHES or not is_blank(_in(printed, column.col)):
        return value
    read = read_value(spare, column.year)
    basis = average_basis(read.basis, spare, name, table.heads[average.col])
    return IndicatorValue(column.year, read.value, read.value_max, read.comparator, basis, spare)
