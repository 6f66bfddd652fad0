"""What a sentence names, and how far it is the thing itself.

Chinese puts the thing at the end of a piece: 打造康养基地 is about 康养, in 推动康养与旅游结合 it stands aside.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from gangmu.align.pieces import Piece
from gangmu.vocab.subjects import subject_words

NEAR_END = 4
"""A word ending this near the end of its piece (…基地, …产业) is what the piece is about. 2 to 8 differ little."""
ASIDE_ABOVE = 0.4
"""What a subject counts that an upper piece names elsewhere. 0.25 to 0.5 differ little."""
ASIDE_BELOW = 0.6
"""The same of a lower piece; its items are often named before what they are made into. 0.5 to 0.7 differ little."""


def promised_subjects(folded: str, pieces: Sequence[Piece]) -> Mapping[str, float]:
    """The subjects an upper sentence promises by a general word, each with what it counts.

    Args:
        folded: folded text of the sentence.
        pieces: its pieces.
    """
    return _weighed(folded, pieces, ASIDE_ABOVE, particular=False)


def answered_subjects(folded: str, pieces: Sequence[Piece]) -> Mapping[str, float]:
    """The subjects a lower sentence names by any word, each with what it counts.

    Args:
        folded: folded text of the sentence.
        pieces: its pieces.
    """
    return _weighed(folded, pieces, ASIDE_BELOW, particular=True)


def _weighed(folded: str, pieces: Sequence[Piece], aside: float, *, particular: bool) -> Mapping[str, float]:
    ends = [piece.end for piece in pieces]
    found: dict[str, float] = {}
    for word in subject_words(folded):
        if word.is_general or particular:
            weight = 1.0 if _is_near_end(word.end, ends) else aside
            found[word.name] = max(weight, found.get(word.name, 0.0))
    return found


def _is_near_end(end: int, ends: Sequence[int]) -> bool:
    at = bisect_left(ends, end)
    return at < len(ends) and ends[at] - end <= NEAR_END
