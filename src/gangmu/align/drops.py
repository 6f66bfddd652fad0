"""Promises inside an upper sentence that nobody below holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gangmu.align.evidence import Prepared, cosine
from gangmu.align.features import Bag, bag_of
from gangmu.align.model import Dropped
from gangmu.align.pieces import Piece, members_of
from gangmu.align.shared import covered
from gangmu.align.weights import Weights

HELD_FROM = 0.4
"""A promise whose lower counterpart holds two fifths of its weight is held, in other words."""
ANSWERED_FROM = 0.3
"""So is one that a lower piece is this like, subjects included."""
WEIGHT_FLOOR = 60.0
"""Pieces lighter than this (about two rare pairs of characters) say how, not what: their loss is no dropped promise."""
_DATE = re.compile(
    r"(?:力争|争取|确保)?(?:到|至|截至|截止)?(?:20\d{2}年|本世纪中叶|“?十[一二三四五六]五“?)(?:年?底|末|期间|期末|时期)?(?:前|之前)?"
)
"""A piece that is a date alone: whether it was kept is said of the figures it heads."""


def dropped_pieces(
    upper: Prepared, lowers: Sequence[Prepared], places: re.Pattern[str], weights: Weights
) -> tuple[Piece, ...]:
    """The pieces, or members of lists, of an upper sentence that none of the linked lower sentences holds.

    Args:
        upper: the upper sentence.
        lowers: every lower sentence linked to it.
        places: names set aside.
        weights: weights of features.
    """

    def is_held(bag: Bag) -> bool:
        if sum(w * w for w in bag.pairs.values()) < WEIGHT_FLOOR:
            return True
        return any(covered(bag, lower.bag) >= HELD_FROM or _answered(bag, lower) for lower in lowers)

    def missing() -> Iterator[Piece]:
        for piece, bag in zip(upper.pieces, upper.piece_bags, strict=True):
            if _DATE.fullmatch(piece.text):
                continue
            members = members_of(piece)
            lost = [member for member in members if not is_held(bag_of(member.text, places, weights))]
            if len(members) == len(lost) or (len(members) == 1 and lost):
                yield from [] if is_held(bag) else [piece]
            else:
                yield from lost

    return tuple(missing())


def _answered(bag: Bag, lower: Prepared) -> bool:
    return any(cosine(bag, piece) >= ANSWERED_FROM for piece in lower.piece_bags)


def as_dropped(piece: Piece, span: tuple[int, int], text: str, *, exact: bool) -> Dropped:
    """The record of a dropped piece, its text as printed."""
    return Dropped(text=text[piece.start : piece.end], span=span, exact=exact)
