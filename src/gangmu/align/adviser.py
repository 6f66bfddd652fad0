"""The one place where a language model may be plugged in. None is by default, and none is needed.

An adviser is asked whether pairs that the evidence leaves open are linked, and what the relation of linked pairs is.
What it says is kept apart: scores stay the evidence's, and a relation that it changed carries a reason `adviser` with
its name.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from gangmu.align.model import Relation


@dataclass(frozen=True, slots=True)
class Question:
    """A pair of sentences to be advised on.

    Attributes:
        upper: the upper sentence.
        lower: the lower sentence.
        score: how likely the evidence makes a link, 0 to 1.
        relation: the relation the rules gave, None where the pair is not linked.
    """

    upper: str
    lower: str
    score: float
    relation: Relation | None


@dataclass(frozen=True, slots=True)
class Advice:
    """An adviser's word.

    Attributes:
        linked: whether the two are linked; None for no opinion.
        relation: the relation it would give; None for no opinion.
        why: its words, shown as they are.
    """

    linked: bool | None = None
    relation: Relation | None = None
    why: str = ""


class Adviser(Protocol):
    """Something that can be asked about a pair of sentences."""

    name: str

    def advise(self, question: Question) -> Advice:
        """Give advice on one pair."""
        ...
