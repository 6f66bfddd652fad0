"""The heads of an indicator table that came as one stream of pieces: what they can be read as.

Heads are known by their words; where one ends, which of them divides into those printed after it, and whether the
first is the table's caption cannot be told from them alone. All readings that make sense are given; the rows below
tell which is right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from gangmu.text.row_fit import Kind
from gangmu.text.tables import GridCell, is_caption
from gangmu.vocab.table_cells import (
    COLUMN_HEAD,
    is_attribute,
    is_known_head,
    is_leaf_head,
    is_unit,
    is_value,
    kind_of_head,
    may_divide,
)

Run = tuple[int, int]
HEADS_NEEDED = 2
MOST_HEADS = 14
LONGEST_HEAD = 26
LONGEST_RARE = 10
_WRAPPED = 3
_RARE_AFTER = 1
"""Heads that are new which may follow the last known one."""
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
    titled = len(found) > HEADS_NEEDED and _is_title(names)
    for reading in _layouts(found, names):
        yield replace(reading, doubt=reading.doubt + titled)
    if len(found) > HEADS_NEEDED and kind_of_head(names[0]) in ("text", "value"):
        for reading in _layouts(found[1:], names[1:]):
            yield replace(reading, doubt=reading.doubt + (not titled))


def _is_title(names: Sequence[str]) -> bool:
    """Whether the first head is the caption rather than a column's: `渡口主要指标` before `指标`."""
    if is_known_head(names[0]) or kind_of_head(names[0]) != "text":
        return False
    return any(kind_of_head(name) == "text" and is_known_head(name) for name in names[1:])


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
    while leaves < len(names) and is_leaf_head(names[-1 - leaves]):
        leaves += 1
    for many in range(leaves, 1, -1):
        above = names[: len(names) - many]
        able = [i for i, name in enumerate(above) if may_divide(name, names[len(above) :])]
        if able and many % len(able) == 0 and many >= 2 * len(able):
            yield frozenset(able), many


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
    doubt = sum(not is_known_head(head) and kind_of_head(head) is None for head in heads)
    if kinds is None or (len(kinds) == HEADS_NEEDED and (kinds != ("text", "value") or doubt)):
        return None
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
