"""Stage 5: two plans → decided links with reasons. Never writes to a plan."""

from __future__ import annotations

from gangmu.align.adviser import Advice, Adviser, Question
from gangmu.align.lineage import Standing, standing_of
from gangmu.align.model import Alignment, Link
from gangmu.align.pair import align

__all__ = ["Advice", "Adviser", "Alignment", "Link", "Question", "Standing", "align", "standing_of"]
