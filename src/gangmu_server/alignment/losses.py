"""What a sentence lost once a person took one of its links away: asked of the aligner anew, promise by promise.

The aligner tells what all links of a sentence together do not hold. What only the link that was taken away held is not
among it, so the links that are left are held against the sentence again. No database.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

import msgspec

from gangmu.align.drops import dropped_pieces
from gangmu.align.evidence import Prepared, prepare
from gangmu.align.fold import fold
from gangmu.align.places import place_pattern
from gangmu.align.statements import Statement
from gangmu.align.weights import learned
from gangmu.model import Document, Plan
from gangmu_server.alignment.models import Alignment, Link, PairKind, Sentence


class _Sides(msgspec.Struct):
    """Of an alignment's JSON, what names set aside depend on."""

    upper: Document
    lower: Document


class Losses:
    """What sentences of a run lost, by the links that are given; the run's plans are looked at only when asked."""

    def __init__(self, alignment: Alignment) -> None:
        self._alignment = alignment

    def beside(self, links: Iterable[Link]) -> list[str]:
        """The promises inside the upper sentence of some links that no lower sentence of theirs holds, as printed.

        Args:
            links: of one upper sentence, both ends loaded. Peers owe each other nothing: none is lost between them.
        """
        listed = list(links)
        if not listed or self._alignment.pair.kind == PairKind.PEERS:
            return []
        text = listed[0].upper.text
        upper, *lowers = self._prepared([listed[0].upper, *(link.lower for link in listed)])
        pieces = dropped_pieces(upper, lowers, self._places, learned())
        return [text[piece.start : piece.end] for piece in pieces]

    @cached_property
    def _places(self) -> re.Pattern[str]:
        if not self._alignment.payload:
            return place_pattern(())
        sides = msgspec.json.decode(self._alignment.payload, type=_Sides)
        return place_pattern(Plan(document=document) for document in (sides.upper, sides.lower))

    def _prepared(self, sentences: Iterable[Sentence]) -> tuple[Prepared, ...]:
        return prepare([_statement(sentence) for sentence in sentences], self._places, learned())


def _statement(sentence: Sentence) -> Statement:
    """The sentence as the aligner compares it; headings and repairs do not count for what is lost."""
    key, text = sentence.address, sentence.text
    span = (sentence.start, sentence.end)
    return Statement(key, key, None, text, fold(text), span, repairs=(), provision="", headings=())
