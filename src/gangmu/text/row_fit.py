"""Which pieces of a row belong to which column, where a table lost its rules: by what each column holds.

A row comes as pieces in reading order (lines of one cell each, or words parted by spaces). Each column takes a run of
them; the division that suits the heads best is the row. A cell that was broken over lines stays whole that way.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import Literal

from gangmu.vocab.table_cells import is_attribute, is_unit, is_value, opens_part

Kind = Literal[
    "section", "category", "number", "unit", "value", "attribute", "leader", "units", "due", "text", "remark"
]
Runs = list[tuple[int, int]]
"""For each column the pieces it takes, `[first, after last)`; an empty run is an empty cell."""

_KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("number", re.compile(r"序号|编号|序")),
    ("attribute", re.compile(r"(?:指标|目标)?(?:属性|性质)|指标类型")),
    ("category", re.compile(r"类别|类型|领域|板块|分类|维度|方面|学段|目标层|一级指标|指标类别")),
    ("unit", re.compile(r"(?:计量)?单位")),
    ("leader", re.compile(r".*(?:领导|责任人|负责人|牵头人)")),
    ("units", re.compile(r".*(?:单位|部门|主体)")),
    ("due", re.compile(r".*(?:时限|时间|期限)")),
    (
        "value",
        re.compile(
            r"(?:19|20)\d{2}年?.{0,20}(?<!内容)(?<!要求)(?<!举措)(?<!任务)(?<!工作目标)|.*(?:基期|现状|基准|规划|预期)(?:值|数|年|目标)?(?:[（(]\d{4}年?[）)])?"
            r"|年均.*|.*累计.*|目标值?(?:[（(]\d{4}年?[）)])?|基数|[“\"]?十[一二三四五六]五.*"
        ),
    ),
)
_PLAIN_TARGET = re.compile(r"(?:19|20)\d{2}年(?:度)?(?:工作|任务|重点)")
_BLANK = re.compile(r"[—－–―\-/]{1,3}|无")
_HAS_DIGIT = re.compile(r"[\d０-９]")
_NUMBER = re.compile(r"\d{1,3}[.．、]?")
_NAMES = re.compile(r"[一-鿿·]{2,4}(?:[、,，\s][一-鿿·]{2,4})*[、,，]?")
_ORGAN = re.compile(
    r"(?:局|委|办|厅|部|院|中心|公司|集团|政府|街道|乡镇|镇|乡|村|区|县|市|所|站|队|社|行|会|园|处|大学|单位|部门|组)(?:[（(][^）)]*[）)])?[、，,；;。]?$"
)
_DUE = re.compile(
    r"(?=[^。；]{1,16}$)[^，]*(?:\d年|20\d{2}(?!\d|[^\W\d年])|月|季度|[上下]半年|长期|持续|全年|年底|年内|日前|常态)"
)
_SENTENCE = re.compile(r"[。；;！]$")
_NUMBERED = re.compile(r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]")
_NO_START = re.compile(
    r"[（(][^（）()]{1,8}[）)]$|以[上下内]|左右|[，、。；）)%％]|\d[\d.]*(?![\d.]*[年月日、．]|[\d]*\.[^\d])"
    r"|[（(]?[2-9][）)、．]|[②-⑳]"
)
"""What no cell begins with: the rest of a sentence, or the second item of a list."""
_UNFINISHED = re.compile(r"[，、,（(的和与及等]$")
LONGEST_CATEGORY = 10
LONGEST_SECTION = 30
LONGEST_RUN = 12
NEVER = -9.0


def kinds_of(heads: Sequence[str]) -> tuple[Kind, ...]:
    """What the column under each head holds.

    Args:
        heads: the heads without white space.
    """
    return tuple(_kind(head) for head in heads)


def _kind(head: str) -> Kind:
    if _PLAIN_TARGET.match(head):
        return "text"
    return next((kind for kind, pattern in _KINDS if pattern.fullmatch(head)), "text")


def kinds_seen(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[Kind, ...] | None:
    """What the column under each head holds, by the first rows below them where the heads are new.

    Args:
        heads: the heads without white space.
        rows: rows of as many cells, without white space.

    Returns:
        The kinds; None where the columns are not told apart: each must hold figures throughout or none, one of them
        names and one, under a year or another known head of values, figures.
    """
    said = kinds_of(heads)
    seen: list[Kind] = []
    for kind, column in zip(said, zip(*rows, strict=True), strict=True):
        own = _kind_seen(kind, column)
        if own is None:
            return None
        seen.append(own)
    told = any(kind == own == "value" for kind, own in zip(said, seen, strict=True))
    return tuple(seen) if told and "text" in seen else None


def _kind_seen(said: Kind, column: Sequence[str]) -> Kind | None:
    values = sum(map(is_value, column))
    if said == "number" or [piece.rstrip(".．、") for piece in column] == [str(i + 1) for i in range(len(column))]:
        return "number"
    if all(map(is_attribute, column)):
        return "attribute"
    if all(map(is_unit, column)):
        return "unit"
    if values == len(column):
        return "value"
    if said == "value":
        return "value" if all(_HAS_DIGIT.search(piece) or len(piece) <= LONGEST_CATEGORY for piece in column) else None
    return None if values else "text" if said in ("value", "unit", "attribute") else said


def fit(pieces: Sequence[str], kinds: Sequence[Kind]) -> tuple[float, Runs] | None:
    """Divide a row's pieces among the columns.

    Args:
        pieces: the row's texts without white space.
        kinds: what the columns hold.

    Returns:
        How well the best division suits, and the run of each column; None where none does.
    """

    @cache
    def best(at: int, col: int) -> tuple[float, tuple[int, ...]]:
        if col == len(kinds):
            return (0.0, ()) if at == len(pieces) else (NEVER * len(pieces), ())
        options = []
        for stop in range(at, min(len(pieces), at + LONGEST_RUN) + 1):
            own = _JUDGES[kinds[col]](pieces[at:stop])
            if own <= NEVER:
                continue
            rest, ends = best(stop, col + 1)
            options.append((own + rest, (stop, *ends)))
        return max(options, default=(NEVER * len(pieces) - 1, ()))

    score, ends = best(0, 0)
    if len(ends) != len(kinds) or score <= NEVER:
        return None
    starts = (0, *ends[:-1])
    return score, list(zip(starts, ends, strict=True))


def _category(run: Sequence[str]) -> float:
    if not run:
        return 0.0
    name = "".join(run)
    fits = len(run) == 1 and len(name) <= LONGEST_CATEGORY and not re.search(r"[\d（(、，。%]", name)
    return 0.5 if fits else NEVER


def _section(run: Sequence[str]) -> float:
    """A section row of its own before the row: numbered, or short as a category is."""
    if len(run) == 1 and len(run[0]) <= LONGEST_SECTION and _NUMBERED.match(run[0]):
        return 1.0
    return _category(run)


def _number(run: Sequence[str]) -> float:
    return 3.0 if len(run) == 1 and _NUMBER.fullmatch(run[0]) else NEVER


def _unit(run: Sequence[str]) -> float:
    if len(run) != 1:
        return -3.0 if not run else 2.5 if len(run) == 2 and "/" in "".join(run) and is_unit("".join(run)) else NEVER
    if is_unit(run[0]) or _BLANK.fullmatch(run[0]):
        return 3.0
    return 0.0 if len(run[0]) <= 6 and not _HAS_DIGIT.search(run[0]) and not opens_part(run[0]) else NEVER


def _value(run: Sequence[str]) -> float:
    if not run:
        return -4.0
    whole = "".join(run)
    spread = 2.0 * (len(run) - 1)
    if len(run) > 2 or len(whole) > 24 or (len(run) == 2 and all(map(is_value, run))):
        return NEVER
    if is_value(whole) and not _BLANK.fullmatch(whole):
        return 3.0 - spread
    if _BLANK.fullmatch(whole):
        return 2.0 - spread
    return (1.0 if _HAS_DIGIT.search(whole) else 0.0) - spread


def _attribute(run: Sequence[str]) -> float:
    if len(run) != 1:
        return -3.0 if not run else NEVER
    return 3.0 if is_attribute(run[0]) else -3.0


def _leader(run: Sequence[str]) -> float:
    if not run:
        return -4.0
    return 2.0 - 0.4 * (len(run) - 1) if all(_NAMES.fullmatch(piece) for piece in run) else NEVER


def _organs(run: Sequence[str]) -> float:
    if not run:
        return -4.0
    odd = sum(_ORGAN.search(piece) is None for piece in run)
    return 2.0 - 2.0 * odd - 2.0 * _is_open("".join(run))


def _due(run: Sequence[str]) -> float:
    if len(run) > 2:
        return NEVER
    return 2.0 if run and all(_DUE.match(piece) for piece in run) else -3.0


def _text(run: Sequence[str]) -> float:
    if not run:
        return -5.0
    if any(map(opens_part, run[1:])):
        return NEVER
    whole = "".join(run)
    score = 1.0 if _SENTENCE.search(whole) else 0.0
    score -= 2.5 * (_UNFINISHED.search(whole) is not None) + 3.0 * _is_open(whole)
    score -= 2.0 * (_NO_START.match(whole) is not None)
    score -= 4.0 * sum(is_value(piece) and not _BLANK.fullmatch(piece) for piece in run)
    score -= 2.0 * sum(is_unit(piece) for piece in run)
    return score - sum(map(_joint, run, run[1:])) - (1.0 if len(whole) <= 3 and len(run) == 1 else 0.0)


def _joint(piece: str, following: str) -> float:
    """What speaks against a cell going on from one piece in the next: a sentence is over, or the line was not full."""
    if _SENTENCE.search(piece):
        return 0.6
    return 1.5 if len(piece) < 0.6 * len(following) and not _UNFINISHED.search(piece) else 0.0


def _is_open(text: str) -> bool:
    """Whether a bracket is opened and not closed, or closed and not opened."""
    return sum(map(text.count, "（(")) != sum(map(text.count, "）)"))


_JUDGES: dict[Kind, Callable[[Sequence[str]], float]] = {
    "section": _section,
    "category": _category,
    "number": _number,
    "unit": _unit,
    "value": _value,
    "attribute": _attribute,
    "leader": _leader,
    "units": _organs,
    "due": _due,
    "text": _text,
}
