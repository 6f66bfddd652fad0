"""What the library says of an alignment, as sentences in the language of the request."""

from __future__ import annotations

import msgspec
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gangmu.align.model import Notice, PairEvidence, Reason
from gangmu.align.quantities import QuantityChange
from gangmu.export import alignment_words as library
from gangmu_server.alignment.models import Alignment, Link, PlanPair, Sentence
from gangmu_server.base.sentences import library_language


def reason_sentences(link: Link) -> list[str]:
    """Why a link has its relation, figures and dates with what they were and became.

    That the substance is the same, or what is new, the marked words say already.
    """
    told = [reason for reason in link.reasons if not str(reason["code"]).startswith("substance.")]
    reasons = [Reason(one["code"], one.get("upper", ""), one.get("lower", "")) for one in told]
    quantities = msgspec.convert(link.quantities, list[QuantityChange])
    return library.why_words(reasons, quantities, library_language())


def evidence_sentences(pair: PlanPair) -> list[str]:
    """What shows how two plans stand to each other."""
    return [library.evidence_words(PairEvidence(e["code"], e["text"]), library_language()) for e in pair.evidence]


def notice_sentences(alignment: Alignment) -> list[str]:
    """What was noticed about two plans that were compared: an empty one, one text twice."""
    return [
        library.notice_words(Notice(notice["code"], tuple(notice["names"])), library_language())
        for notice in alignment.notices
    ]


def looked_in(alignment: Alignment) -> str:
    """Where was looked before saying that nobody took a sentence up: the text, and each table row by row."""
    measures, rows = alignment.searched.get("measures", 0), alignment.searched.get("rows", ())
    parts = [ngettext("正文 %(n)s 条举措", "正文 %(n)s 条举措", measures) % {"n": measures}] if measures else []
    parts += [
        ngettext("%(annex)s的 %(n)s 行任务", "%(annex)s的 %(n)s 行任务", n) % {"annex": annex, "n": n}
        for annex, n in rows
    ]
    return _("查遍%(where)s，没有认定的对应。") % {"where": _("、").join(parts)} if parts else ""


NEAR_ENOUGH = 0.02
"""Sentences less likely than this came nearest only because something must."""


def nearest(sentence: Sentence) -> list[tuple[str, str, int]]:
    """What came nearest to a sentence nobody took up: where it stands, its words, how likely in percent."""
    near = [one for one in sentence.nearest if one["score"] >= NEAR_ENOUGH]
    return [(one["key"], one["text"], round(one["score"] * 100)) for one in near]
