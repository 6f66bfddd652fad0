"""Pairs of plans, each run of the aligner over a pair, its sentences and links, and what people decided about them."""

from __future__ import annotations

from gangmu_server.alignment.models.decisions import Deed, LinkDecision
from gangmu_server.alignment.models.pairs import Alignment, AlignmentState, PairKind, PlanPair
from gangmu_server.alignment.models.sentences import Link, LinkState, Relation, Sentence, SentenceState, Side

__all__ = [
    "Alignment",
    "AlignmentState",
    "Deed",
    "Link",
    "LinkDecision",
    "LinkState",
    "PairKind",
    "PlanPair",
    "Relation",
    "Sentence",
    "SentenceState",
    "Side",
]
