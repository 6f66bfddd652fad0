"""Who would be asked to take up what nobody took up: the units that carry what stands nearest to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import islice

from gangmu.align.model import Uncovered
from gangmu.model import Plan
from gangmu.vocab.organs import GROUP_HEADS

MOST_OWNERS = 3
"""More units than this are nobody's recommendation."""
_GROUPS = tuple(GROUP_HEADS)
NEAR_ENOUGH = 0.1
"""Sentences less like than this say nothing about whose matter it is."""


class Owners:
    """The units of a plan, by the sentences and headings they answer for."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._measures = {measure.id: measure for measure in plan.measures}
        self._tasks = {task.id: task for task in plan.tasks}

    def recommended(self, uncovered: Uncovered) -> tuple[str, ...]:
        """Units that carry the nearest measures, those named most often first.

        Args:
            uncovered: a promise that the plan does not take up.
        """
        named: Counter[str] = Counter()
        for near in uncovered.nearest:
            if near.score >= NEAR_ENOUGH:
                named.update(dict.fromkeys(self._of_sentence(near.key), 2))
        if uncovered.home:
            named.update(self._under(uncovered.home))
        single = (unit for unit, _ in named.most_common() if not unit.startswith(_GROUPS))
        return tuple(islice(single, MOST_OWNERS))

    def _of_sentence(self, key: str) -> Iterator[str]:
        """Units of a row, or of the duty mark that covers a measure."""
        if (task := self._tasks.get(key)) is not None:
            yield from task.units
        elif (measure := self._measures.get(key)) is not None:
            for mark in self._plan.responsibilities:
                if mark.span[0] <= measure.span[0] < mark.span[1]:
                    yield from mark.units

    def _under(self, home: str) -> Iterator[str]:
        """Units of all marks of a provision, or of all rows of a table's section."""
        for mark in self._plan.responsibilities:
            if mark.provision == home:
                yield from mark.units
        for task in self._plan.tasks:
            if f"{task.annex}/{task.section or ''}" == home:
                yield from task.units
