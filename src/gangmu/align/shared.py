"""The pieces that two sentences share, and how much of the lower ones is new."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gangmu.align.evidence import Prepared, cosine
from gangmu.align.features import Bag
from gangmu.align.pieces import Piece

SHARED_FLOOR = 0.18
"""Below this cosine two pieces share no more than chance words."""
SHARED_BESIDE_BEST = 0.5
"""A piece belongs to what is shared if it is at least half as like as the best pair of pieces."""


@dataclass(frozen=True, slots=True)
class SharedPiece:
    """A piece of the lower sentence and the upper piece it answers."""

    upper: Piece
    lower: Piece
    likeness: float
    upper_bag: Bag
    lower_bag: Bag
    after_upper: str


def shared_pieces(upper: Prepared, lower: Prepared) -> tuple[SharedPiece, ...]:
    """The pieces of the lower sentence that answer a piece of the upper one, the best pair at least; likest first."""
    pairs = [
        pair
        for pair in (_answer(upper, piece, bag) for piece, bag in zip(lower.pieces, lower.piece_bags, strict=True))
        if pair
    ]
    pairs.sort(key=lambda pair: -pair.likeness)
    if not pairs:
        return ()
    floor = max(SHARED_FLOOR, SHARED_BESIDE_BEST * pairs[0].likeness)
    return (pairs[0], *(pair for pair in pairs[1:] if pair.likeness >= floor))


def _answer(upper: Prepared, piece: Piece, bag: Bag) -> SharedPiece | None:
    """The upper piece that a lower piece is likest to."""
    best: SharedPiece | None = None
    for i, (other, other_bag) in enumerate(zip(upper.pieces, upper.piece_bags, strict=True)):
        likeness = cosine(other_bag, bag)
        if best is None or likeness > best.likeness:
            after = "".join(p.text for p in upper.pieces[i + 1 :])
            best = SharedPiece(other, piece, likeness, other_bag, bag, after)
    return best


def novelty(upper: Prepared, shared: Sequence[SharedPiece], beside: Sequence[Prepared] = ()) -> float:
    """The share of the shared lower pieces' weight that the upper sentence does not hold (subjects aside).

    Args:
        upper: the upper sentence.
        shared: the shared pieces.
        beside: other upper sentences that the lower one answers: what it takes from them is not new.
    """
    held = set(upper.bag.pairs).union(*(other.bag.pairs for other in beside))
    new = total = 0.0
    for pair in shared:
        for feature, weight in pair.lower_bag.pairs.items():
            total += weight * weight
            new += weight * weight if feature not in held else 0.0
    return new / total if total else 1.0


def covered(part: Bag, lower: Bag) -> float:
    """The share of a part of the upper sentence that the lower text holds: cover is asked of the upper side only."""
    if not part.pairs:
        return 1.0
    held = sum(w * w for feature, w in part.pairs.items() if feature in lower.pairs)
    return held / sum(w * w for w in part.pairs.values())
