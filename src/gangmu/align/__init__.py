"""Stage 5: two plans, or a tier of them → decided links with reasons. Never writes to a plan."""

from __future__ import annotations

from gangmu.align.adviser import Advice, Adviser, Question
from gangmu.align.explanation import PairExplanation, explain_pair
from gangmu.align.lineage import Standing, standing_of
from gangmu.align.model import Alignment, Link
from gangmu.align.pair import align
from gangmu.align.tier import Tier, align_tier

__all__ = [
    "Advice",
    "Adviser",
    "Alignment",
    "Link",
    "PairExplanation",
    "Question",
    "Standing",
    "Tier",
    "align",
    "align_tier",
    "explain_pair",
    "standing_of",
]
