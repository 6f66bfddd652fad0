"""The heads of an indicator table that came as one stream of pieces: what they can be read as.

Heads are known by their words; where one ends, which of them divides into those printed after it, and whether the
first is the table's caption cannot be told from them alone. All readings that make sense are given; the rows below
tell which is right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from gangmu.text.row_fit import Kind, is_attribute, is_unit, is_value
from gangmu.text.tables import COLUMN_HEAD, GridCell, is_caption, is_known_head

Run = tuple[int, int]
HEADS_NEEDED = 3
MOST_HEADS = 14
LONGEST_HEAD = 26
LONGEST_RARE = 10
LONGEST_PLAIN = 12
"""A head of values that names no year."""
_WRAPPED = 3
_RARE_AFTER = 1
"""Heads that are new which may follow the last known one."""
_NAME = re.compile(r"指标(?!值|层级|类别|属性|性质|来源|解释)|名称|项目|内容|目标$|产品")
_DATED = re.compile(r"(?:19|20)\d{2}(?:年|$)|十[一二三四五六]个?五|[“\"][六七八九]五")
_VALUE = re.compile(
    r"基期|现状|基准|基数|实际|预计|完成|(?:规划|计划|目标|预期|指标|现状)[值数]"
    r"|(?:规划|计划)(?:目标)?$|^(?:目标|预期|计划)$|年均|平均每年|累计|增[长速幅]|绝对[值数]|^(?:总量|占比|比重|数值)|近期|远期|[初末]期?值"
)
_NO_VALUE = re.compile(r"(?:内容|要求|举措|任务|措施|单位|部门|名称|来源|安排|时限|进度|备注)$")
_KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("number", re.compile(r"序号|编号|序|编码")),
    ("attribute", re.compile(r"(?:指标|目标)?(?:属性|性质)|指标类型")),
    ("unit", re.compile(r"(?:计量|数量)?单位")),
    (
        "category",
        re.compile(
            r"类别|类型|领域|板块|分类|维度|方面|学段|目标层|[一二]级指标|指标(?:类别|分类|体系)|目标(?:类别|领域)"
        ),
    ),
)
_LEAF = re.compile(
    r"绝对[值数]|总量|数值|比?增[长速幅].{0,8}|年均.{0,10}|占比|比重|(?:19|20)\d{2}年?.{0,6}|近期|远期|[“\"]?十[一二三四五六]五.{0,4}"
)
_YEAR = re.compile(r"(?:19|20)\d{2}年?")
_GOES_ON = re.compile(
    r"基期值?|目标值?|现状值?|规划值?|[〔\[(（]?累计[〕\])）]?|[〔\[(（].{1,10}[）)\]〕]|末|值|[^\d]{0,3}[）)]"
)
_NO_HEAD = re.compile(r"[，。；：！？,;:!?、≥≤<>|｜]|^\d{1,2}[.．]|^[—-]+$")


@dataclass(frozen=True, slots=True)
class HeadReading:
    """One way to read the heads: their cells with the pieces of each, what the columns hold, and where rows begin."""

    cells: tuple[tuple[Run, GridCell], ...]
    kinds: tuple[Kind, ...]
    end: int
    rows: int = 1
    doubt: int = 0
    """How many of its columns have no head that is known."""


def kind_of_head(head: str) -> Kind | None:
    """What the column under a head holds, or None where the head does not tell.

    Args:
        head: without white space.
    """
    exact = next((kind for kind, pattern in _KINDS if pattern.fullmatch(head)), None)
    if exact is not None:
        return exact
    if (_DATED.search(head) or (_VALUE.search(head) and len(head) <= LONGEST_PLAIN)) and not _NO_VALUE.search(head):
        return "value"
    return "text" if _NAME.search(head) else None


def head_readings(texts: Sequence[str]) -> Iterator[HeadReading]:
    """The ways to read the heads at the beginning of a stream, the likeliest first; none where there are no heads.

    Args:
        texts: the pieces without white space; the first of them may be the first head.
    """
    found = _runs(texts)
    names = ["".join(texts[a:b]) for a, b in found]
    known = [i for i, name in enumerate(names) if is_known_head(name) or kind_of_head(name) is not None]
    if len(known) < HEADS_NEEDED - 1 or not any(kind_of_head(names[i]) == "value" for i in known):
        return
    for after in range(HEADS_NEEDED, min(len(found), known[-1] + 1 + _RARE_AFTER) + 1):
        yield from _with_captions(found[:after], names[:after])


def _runs(texts: Sequence[str]) -> list[Run]:
    """The pieces of what may be heads, one after the other; a head may be broken into two or three.

    Cells printed blank are passed over: a merged head's place in the next row of heads.
    """
    found: list[Run] = []
    at = 0
    while at < len(texts) and len(found) < MOST_HEADS:
        if not texts[at]:
            at += 1
            continue
        size = _size(texts, at)
        if size == 0:
            break
        found.append((at, at + size))
        at += size
    return found


def _size(texts: Sequence[str], at: int) -> int:
    """How many pieces the head takes that stands at a place; 0 where none does."""
    if not _may_be_head(texts[at]):
        return 0
    is_known = is_known_head(texts[at])
    for size in range(2, _WRAPPED + 1):
        if at + size > len(texts):
            break
        whole, last = "".join(texts[at : at + size]), texts[at + size - 1]
        if len(whole) > LONGEST_HEAD or not is_known_head(whole):
            continue
        dated = size == 2 and _YEAR.fullmatch(texts[at]) is not None
        if not is_known or (_GOES_ON.fullmatch(last) and (dated or not COLUMN_HEAD.fullmatch(last))):
            return size
    return 1


def _may_be_head(text: str) -> bool:
    if not text or len(text) > LONGEST_HEAD or _NO_HEAD.search(text) or is_attribute(text) or is_caption(text):
        return False
    if is_known_head(text) or kind_of_head(text) is not None:
        return True
    return len(text) <= LONGEST_RARE and not is_value(text) and not is_unit(text)


def _with_captions(found: Sequence[Run], names: Sequence[str]) -> Iterator[HeadReading]:
    """The readings of some heads, and those without the first, where that may be the caption."""
    yield from _layouts(found, names)
    if len(found) > HEADS_NEEDED and kind_of_head(names[0]) in ("text", "value"):
        for reading in _layouts(found[1:], names[1:]):
            yield replace(reading, doubt=reading.doubt + 1)


def _layouts(found: Sequence[Run], names: Sequence[str]) -> Iterator[HeadReading]:
    """Heads side by side; heads of which some divide into the last ones; and either with a column without a head."""
    for groups, leaves in [(frozenset[int](), 0), *_divisions(names)]:
        reading = _reading(found, names, groups, leaves)
        if reading is not None:
            yield reading
            yield from _with_headless(reading)


def _divisions(names: Sequence[str]) -> Iterator[tuple[frozenset[int], int]]:
    """Which heads may divide into how many of the last ones."""
    leaves = 0
    while leaves < len(names) and _LEAF.fullmatch(names[-1 - leaves]):
        leaves += 1
    for many in range(leaves, 1, -1):
        above = names[: len(names) - many]
        years = any(_YEAR.match(name) for name in names[len(above) :])
        able = [i for i, name in enumerate(above) if _divides(name, years)]
        if able and many % len(able) == 0 and many >= 2 * len(able):
            yield frozenset(able), many


def _divides(name: str, into_years: bool) -> bool:
    """Whether a head can stand over others: no year over years."""
    if kind_of_head(name) in ("number", "attribute", "unit", "category"):
        return False
    if into_years:
        return re.search(r"目标|规划|计划|预期|指标值|数值", name) is not None and not _YEAR.search(name)
    return kind_of_head(name) == "value"


def _reading(found: Sequence[Run], names: Sequence[str], groups: frozenset[int], leaves: int) -> HeadReading | None:
    above = len(names) - leaves
    share = leaves // len(groups) if groups else 0
    cells: list[tuple[Run, GridCell]] = []
    heads: list[str] = []
    below = above
    for i in range(above):
        wide = share if i in groups else 1
        cells.append((found[i], GridCell((), 0, len(heads), 1 if i in groups or not groups else 2, wide)))
        if i not in groups:
            heads.append(names[i])
            continue
        for leaf in range(below, below + share):
            cells.append((found[leaf], GridCell((), 1, len(heads))))
            heads.append(names[i] + names[leaf])
        below += share
    kinds = _kinds(heads)
    if kinds is None or len(kinds) < HEADS_NEEDED:
        return None
    doubt = sum(not is_known_head(head) and kind_of_head(head) is None for head in heads)
    return HeadReading(tuple(cells), kinds, found[-1][1], 2 if groups else 1, doubt)


def _kinds(heads: Sequence[str]) -> tuple[Kind, ...] | None:
    """What the columns hold: one the names, at least one values; None where that cannot be."""
    own = [kind_of_head(head) for head in heads]
    if "value" not in own or sum(kind in (None, "text") for kind in own) > 3:
        return None
    levels = [i for i, head in enumerate(heads) if head.endswith("级指标")]
    named = [i for i, kind in enumerate(own) if kind == "text"] or [i for i, kind in enumerate(own) if kind is None]
    name = levels[-1] if len(levels) > 1 else next(iter(named), None)
    if name is None:
        return None
    kinds: list[Kind] = []
    for i, kind in enumerate(own):
        if i == name:
            kinds.append("text")
        elif i in levels:
            kinds.append("category")
        else:
            kinds.append("remark" if kind in (None, "text") else kind)
    return tuple(kinds)


def _with_headless(reading: HeadReading) -> Iterator[HeadReading]:
    """The same with a first column that has no head: the rows' numbers, or what groups them."""
    shifted = tuple((run, replace(cell, col=cell.col + 1)) for run, cell in reading.cells)
    if "number" not in reading.kinds:
        yield replace(reading, cells=shifted, kinds=("number", *reading.kinds), doubt=reading.doubt + 1)
