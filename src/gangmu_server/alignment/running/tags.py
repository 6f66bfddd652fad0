"""What a sentence carries that a reader filters by: a firm figure, a date, a pilot, money."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from gangmu.align.statements import Statement
from gangmu.model import Plan, Target

HEDGED = re.compile(r"力争|争取|力求|左右|预期|大约|约\d")
"""A figure under one of these is a wish or an estimate, not binding."""
PILOT = re.compile(r"试点|试验区|先行先试|示范(?!区)|先行区")
"""A demonstration zone (示范区) is what the plans are about; a pilot is something inside it."""
MONEY = re.compile(r"资金|补助|补贴|奖补|转移支付|债券|基金|贷款|贴息|投资|融资|经费|预算|[万亿]元")


@dataclass(frozen=True, slots=True)
class Tags:
    """The filters a sentence answers to."""

    figure: bool
    date: bool
    pilot: bool
    money: bool


class Tagger:
    """Tags for the sentences of one plan."""

    def __init__(self, plan: Plan) -> None:
        self._targets = sorted(plan.targets, key=lambda target: target.span)
        self._starts = [target.span[0] for target in self._targets]
        self._pilots = {measure.id for measure in plan.measures if measure.pilots}

    def tags(self, statement: Statement) -> Tags:
        """The tags of a measure, or of a table row with its goals."""
        targets = self._inside(statement)
        return Tags(
            figure=any(_is_firm(target) for target in targets),
            date=any(target.deadline or target.recurrence for target in targets),
            pilot=statement.key in self._pilots or PILOT.search(statement.text) is not None,
            money=MONEY.search(statement.text) is not None or any("元" in (t.unit or "") for t in targets),
        )

    def _inside(self, statement: Statement) -> Sequence[Target]:
        if statement.task is not None:
            return [target for target in self._targets if target.task == statement.task]
        start, end = statement.span
        first = bisect_left(self._starts, start)
        found = self._targets[first : bisect_left(self._starts, end)]
        return [target for target in found if target.span[1] <= end and target.task is None]


def _is_firm(target: Target) -> bool:
    return target.value is not None and target.comparator != "about" and HEDGED.search(target.text) is None
