"""What the library says of an alignment, as sentences in the language of the request."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gangmu.align.model import Near, Notice, PairEvidence, Reason, Searched
from gangmu.export import alignment_words as library
from gangmu_server.alignment.models import Alignment, PlanPair, Sentence
from gangmu_server.base.sentences import library_language


def reason_sentences(reasons: list[Mapping[str, Any]]) -> list[str]:
    """Why a link has its relation. That the substance is the same, or what is new, the marked words say already."""
    return [
        library.reason_words(
            Reason(reason["code"], reason.get("upper", ""), reason.get("lower", "")), library_language()
        )
        for reason in reasons
        if not str(reason["code"]).startswith("substance.")
    ]


def evidence_sentences(pair: PlanPair) -> list[str]:
    """What shows how two plans stand to each other."""
    return [library.evidence_words(PairEvidence(e["code"], e["text"]), library_language()) for e in pair.evidence]


def notice_sentences(alignment: Alignment) -> list[str]:
    """What was noticed about two plans that were compared: an empty one, one text twice."""
    return [
        library.notice_words(Notice(notice["code"], tuple(notice["names"])), library_language())
        for notice in alignment.notices
    ]


def looked_in(alignment: Alignment, sentence: Sentence) -> str:
    """Where was looked before saying that nobody took a sentence up, and what came nearest."""
    searched = Searched(
        alignment.searched.get("measures", 0), tuple((annex, n) for annex, n in alignment.searched.get("rows", ()))
    )
    nearest = [Near(near["key"], near["text"], near["score"]) for near in sentence.nearest]
    return library.looked_in(searched, nearest, library_language())
