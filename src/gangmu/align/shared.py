"""The pieces that two sentences share, and how much of the lower ones is new."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

from gangmu.align.evidence import Prepared, cosine
from gangmu.align.features import Bag
from gangmu.align.pieces import Piece
from gangmu.vocab.subjects import subject_words, subjects_in

SHARED_FLOOR = 0.18
"""Below this cosine two pieces share no more than chance words."""
SHARED_BESIDE_BEST = 0.5
"""A piece belongs to what is shared if it is at least half as like as the best pair of pieces."""
SAID_ABOVE = 0.42
"""A piece that is new to no more than this says what the upper piece says."""
OTHER_WORD = 0.5
"""What is new in other words for a subject that the upper sentence names too (职业院校 for 高职院校): half of it."""


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
    """The share of the shared lower pieces' weight that the upper sentence does not hold.

    Args:
        upper: the upper sentence.
        shared: the shared pieces.
        beside: other upper sentences that the lower one answers: what it takes from them is not new.
    """
    held = set(upper.bag.pairs).union(*(other.bag.pairs for other in beside))
    names = subjects_in(upper.statement.folded).all
    new = total = 0.0
    for pair in shared:
        reworded = _general_words(pair.lower, names)
        for feature, weight in pair.lower_bag.pairs.items():
            total += weight * weight
            if feature not in held:
                new += weight * weight * (OTHER_WORD if any(feature in word for word in reworded) else 1.0)
    return new / total if total else 1.0


def _general_words(piece: Piece, names: Set[str]) -> list[str]:
    """The words of a piece that name one of these subjects in general."""
    words = subject_words(piece.text)
    return [piece.text[word.start : word.end] for word in words if word.is_general and word.name in names]


def details(upper: Prepared, lower: Prepared, shared: Sequence[SharedPiece]) -> tuple[Piece, ...]:
    """The lower pieces after the likest shared one that say what its subject consists of, in words of their own.

    健全养老服务体系，建设日间照料站点，改造敬老院: the site and the home are what the care consists of.

    Args:
        upper: the upper sentence.
        lower: the lower sentence.
        shared: the shared pieces.

    Returns:
        A piece for each such word.
    """
    names = frozenset[str]().union(*(subjects_in(pair.upper.text).all for pair in shared))
    known = {pair.lower.start for pair in shared if novelty(upper, (pair,)) <= SAID_ABOVE}
    later = [p for p in lower.pieces if p.start >= shared[0].lower.start and p.start not in known] if shared else []
    return tuple(
        piece
        for piece in later
        for word in subject_words(piece.text)
        if not word.is_general
        and word.name in names
        and piece.text[word.start : word.end] not in upper.statement.folded
    )


def covered(part: Bag, lower: Bag) -> float:
    """The share of a part of the upper sentence that the lower text holds: cover is asked of the upper side only."""
    if not part.pairs:
        return 1.0
    held = sum(w * w for feature, w in part.pairs.items() if feature in lower.pairs)
    return held / sum(w * w for w in part.pairs.values())
