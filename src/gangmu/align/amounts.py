"""Two figures of one metric compared as amounts: scales, units, comparators, ranges and what they stand for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from math import isclose
from typing import Literal

from gangmu.align.fold import fold
from gangmu.model import Target
from gangmu.vocab.units import UNITS

Compared = Literal["same", "raised", "lowered", "tightened", "loosened", "other"]

_POWERS: Mapping[str, float] = {"十": 1e1, "百": 1e2, "千": 1e3, "万": 1e4, "亿": 1e8}
_SAME_KIND: tuple[tuple[str, str], ...] = (
    ("米", "米 m 1;千米 公里 km ㎞ 1000"),
    ("平方米", "平方米 ㎡ m² 1;公顷 10000;平方公里 平方千米 km² 1000000;亩 666.6666666666667"),
    ("立方米", "立方米 立方 方 m³ 1"),
    ("公斤", "公斤 千克 kg ㎏ 1;斤 0.5;吨 t 1000;担 50"),
    ("千瓦", "瓦 0.001;千瓦 kW 1;兆瓦 MW 1000;吉瓦 GW 1000000"),
    ("千瓦时", "千瓦时 千瓦小时 kWh 度 度电 1;兆瓦时 1000;吉瓦时 1000000"),
    ("吨标准煤", "吨标准煤 吨标煤 1"),
    ("标箱", "标箱 标准箱 TEU 1"),
    ("元", "元 人民币 元人民币 1"),
    ("%", "% 1;‰ 0.1;成 10"),
    ("百分点", "百分点 个百分点 1;千分点 个千分点 0.1"),
    ("人", "人 名 位 1"),
    ("个", "个 家 所 座 处 项 个（处） 处（个） 1"),
    ("户", "户 户家庭 家（户） 1"),
    ("台", "台 台套 台（套） 1"),
    ("套", "套 套（间） 1"),
    ("床位", "张 床位 张床位 1"),
    ("泊位", "泊位 个泊位 1"),
    ("机架", "机架 标准机架 个标准机架 1"),
    ("工作日", "工作日 个工作日 1"),
    ("日", "天 日 自然日 个自然日 1;周 星期 7"),
    ("月", "月 个月 1;季度 个季度 3"),
    ("小时", "小时 个小时 1"),
)
"""Words for one kind of unit with their size. Sizes are those of the Statutory Units of Measurement (1984) and, for the
亩 and the 斤, of their use beside them; the general counting words (个, 家, 所, 座, 处, 项) count the same things."""

_AT_LEAST, _AT_MOST = frozenset(("at_least", "more_than")), frozenset(("at_most", "less_than"))
_STRICT = frozenset(("more_than", "less_than"))
_DOWN = re.compile(r"(?:降低|下降|减少|缩短|压缩|压减|降|减|缩)(?:到|至|为)|控制在|压降")
"""A figure that something is brought down to: the smaller it is, the more is promised."""
_FALLS = re.compile(r"下降|降低|减少|压减|缩减|缩短|压缩|下调")
_CHANGES = frozenset(("growth", "growth_average", "change"))


@cache
def _kinds() -> dict[str, tuple[str, float]]:
    found: dict[str, tuple[str, float]] = {}
    for kind, rows in _SAME_KIND:
        for row in rows.split(";"):
            *words, size = row.split()
            found.update((word, (kind, float(size))) for word in words)
    return found


@cache
def unit_of(printed: str | None) -> tuple[str, float]:
    """A printed unit as its kind and how much of it one is (万张 → 床位, 10000).

    Args:
        printed: the unit, with the scales (百, 千, 万, 亿) that stand in it.
    """
    bare, slash, per = "".join(fold(printed or "").replace("／", "/").split()).partition("/")
    size = 1.0
    while bare and (bare[0] in "万亿" or (bare[0] in _POWERS and bare not in UNITS)):
        size *= _POWERS[bare[0]]
        bare = bare[1:]
    kind, each = _kinds().get(bare, (bare, 1.0))
    return kind + slash + per, size * each


def are_comparable(upper: Target, lower: Target) -> bool:
    """Whether two figures are of one kind of unit."""
    return unit_of(upper.unit)[0] == unit_of(lower.unit)[0]


def is_same_measure(upper: Target, lower: Target) -> bool:
    """Whether two figures stand for the same thing: how much there is, or by how much it moves, up or down."""
    if (upper.basis in _CHANGES) != (lower.basis in _CHANGES):
        return False
    return upper.basis not in _CHANGES or _falls(upper) == _falls(lower)


def compared(upper: Target, lower: Target) -> Compared:
    """What became of an upper figure in a lower one of the same kind of unit; both have a value.

    The end that binds decides: the least of what is to grow, the most of what is to shrink; then the other end; then
    how firmly the figure is given (超过 over 达到, 达到 over 左右).

    Args:
        upper: the figure above.
        lower: the figure below.
    """
    comparators = {upper.comparator, lower.comparator}
    if not is_same_measure(upper, lower) or (comparators & _AT_LEAST and comparators & _AT_MOST):
        return "other"
    smaller_is_stronger = bool(comparators & _AT_MOST) or (_goes_down(upper) and _goes_down(lower))
    above, below = _ends(upper), _ends(lower)
    for i in (1, 0) if smaller_is_stronger else (0, 1):
        if not isclose(above[i], below[i], rel_tol=1e-9):
            return "raised" if (below[i] > above[i]) != smaller_is_stronger else "lowered"
    firm = _firmness(lower) - _firmness(upper)
    return "same" if firm == 0 else "tightened" if firm > 0 else "loosened"


def printed_figure(target: Target) -> str:
    """The figure with its unit (50—60所); empty for a target without one."""
    if target.value is None:
        return ""
    most = f"—{_digits(target.value_max)}" if target.value_max is not None else ""
    return f"{_digits(target.value)}{most}{target.unit or ''}"


def _digits(value: float) -> str:
    return str(int(value)) if float(value).is_integer() else str(value)


def _ends(target: Target) -> tuple[float, float]:
    size = unit_of(target.unit)[1]
    low = (target.value or 0) * size
    return low, low if target.value_max is None else target.value_max * size


def _firmness(target: Target) -> int:
    return 2 if target.comparator in _STRICT else 0 if target.comparator == "about" else 1


def _goes_down(target: Target) -> bool:
    return target.basis not in _CHANGES and _DOWN.search(target.text) is not None


def _falls(target: Target) -> bool:
    return _FALLS.search(target.text) is not None
