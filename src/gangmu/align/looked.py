"""What was searched before saying that nobody took something up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from gangmu.align.model import Near, Side, Uncovered
from gangmu.align.statements import Statement
from gangmu.model import Plan

NEAREST = 3
"""How many of the nearest sentences are named."""


@dataclass(frozen=True, slots=True)
class Searched:
    """The lower plan's parts that every search goes through."""

    measures: int
    rows: tuple[tuple[str, int], ...]

    @classmethod
    def of(cls, plan: Plan) -> Searched:
        """Count what a plan offers."""
        return cls(len(plan.measures), tuple(Counter(task.annex for task in plan.tasks).items()))

    def nothing_for(self, side: Side, nearest: Sequence[tuple[float, Statement]]) -> Uncovered:
        """The claim that nothing answers a sentence, with its evidence.

        Args:
            side: the upper sentence.
            nearest: what came nearest, with scores, the nearest first.
        """
        near = tuple(Near(s.key, s.text, round(score, 3)) for score, s in nearest[:NEAREST])
        return Uncovered(side, self._words(near), near)

    def _words(self, near: Sequence[Near]) -> str:
        parts = [f"正文{self.measures}条举措", *(f"{annex}的{count}行任务" for annex, count in self.rows)]
        looked = f"查遍{'、'.join(parts)}"
        if not near:
            return f"{looked}，没有相近的内容。"
        return f"{looked}；最相近的是 {'、'.join(f'{n.key}（{n.score:.2f}）' for n in near)}，不足以认定。"
