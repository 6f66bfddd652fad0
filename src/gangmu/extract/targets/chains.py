"""Figures that belong together: one chain (分别增长5%、6.5%左右) shares its unit, its bounding words and its basis."""

from __future__ import annotations

import re
from itertools import pairwise

from gangmu.extract.rules import Trace
from gangmu.extract.targets import basis
from gangmu.extract.targets.model import Figure
from gangmu.model.plan import Basis

_STOPS = frozenset("，。；：、,;:！？!?）)”’」』》\n 和与及")
_LINK = re.compile(r"(?:、|和|与|及|以及|或|,|，)?(?:以及)?(?:力争|争取|确保)?")


_OF_AMOUNTS: dict[str, Basis] = {"growth": "change", "growth_average": "level"}
"""What words of growth say of an amount: 年增5万人 is a change, 年均投资50亿元 a level; rates alone grow by N%."""


def chained(text: str, first: Figure, second: Figure) -> bool:
    """Whether only a list mark stands between two figures: 分别达到65%和55%."""
    return _LINK.fullmatch(text, first.right, second.left) is not None


def share(text: str, figures: list[Figure]) -> None:
    """Spread unit and bounding words along a chain of bare figures (分别提高3个和4个百分点; 分别增长5%、6.5%左右)."""
    bounded_after = {id(figure) for figure in figures if figure.right > figure.end}
    for first, second in reversed(list(pairwise(figures))):
        if not chained(text, first, second):
            continue
        if first.unit is None or (first.unit == "个" and (second.unit or "").startswith("个")):
            first.unit, first.kind = second.unit, second.kind
        if first.comparator is None and id(second) in bounded_after and first.right == first.end:
            first.comparator = second.comparator
            bounded_after.add(id(first))
    for first, second in pairwise(figures):
        if chained(text, first, second) and second.comparator is None and first.left < first.start:
            second.comparator = first.comparator


def bases(text: str, clause_start: int, figures: list[Figure], trace: Trace | None) -> None:
    """Give each figure of a clause its basis; bare figures of a chain share the first one's."""
    floor = clause_start
    previous: Figure | None = None
    for figure in figures:
        figure.basis = basis.of(text, floor, figure.left, trace)
        if figure.basis is None and figure.left < figure.start:
            figure.basis = basis.of(text, floor, figure.start, trace)
        if figure.basis == "change" and figure.kind in ("count", "weak") and _noun_follows(text, figure):
            figure.basis = "level"
        if figure.kind not in ("rate", None):
            figure.basis = _OF_AMOUNTS.get(figure.basis or "", figure.basis)
        if figure.basis is None:
            figure.basis = previous.basis if previous is not None and chained(text, previous, figure) else "level"
        floor, previous = figure.right, figure


def _noun_follows(text: str, figure: Figure) -> bool:
    """Whether the counted things stand after the number (整合提升20个综合体): the verb is an act, not a change."""
    return figure.right < len(text) and text[figure.right] not in _STOPS
