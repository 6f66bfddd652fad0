"""A slip: words as printed and as they should be, and the proposal that mends them at a place."""

from __future__ import annotations

import re
from typing import Literal

from gangmu.model import Proposal

Kind = Literal["place", "word", "person", "organisation", "project"]


def slip_of(proposal: Proposal) -> tuple[str, str]:
    """The words as printed and as they should be, of a proposal or of its family."""
    wrong, _, right = (proposal.family or proposal.why).partition(" → ")
    return wrong, right


def pattern_of(words: str) -> re.Pattern[str]:
    """Finds words wherever they are printed; a cell or a line's end may break them."""
    return re.compile(r"\s*".join(map(re.escape, words)))


def narrowed(wrong: str, right: str) -> tuple[int, int, str]:
    """The stretch of the wrong words that differs from the right ones, and what stands for it there.

    >>> narrowed("区利住建局", "区住建局")
    (1, 2, '')
    >>> narrowed("区水局", "区水利局")
    (2, 3, '利局')
    """
    shorter = min(len(wrong), len(right))
    start = next((i for i in range(shorter) if wrong[i] != right[i]), shorter)
    end = next((i for i in range(shorter - start) if wrong[-1 - i] != right[-1 - i]), shorter - start)
    if start == len(wrong) - end:  # something is missing: the character behind it has to show where
        end = max(0, end - 1)
    return start, len(wrong) - end, right[start : len(right) - end]


def mended_at(
    text: str, place: re.Match[str], slip: tuple[str, str], *, kind: Kind, confidence: float, family: str = ""
) -> Proposal:
    """The proposal that mends words at the place where they are printed.

    Args:
        text: the source text.
        place: where the words stand, found with `pattern_of`.
        slip: the words, without white space, and as they should be.
        kind: what they name.
        confidence: from 0 to 1.
        family: the error, where it has more places than this.
    """
    wrong, right = slip
    first, last, to = narrowed(wrong, right)
    places = [place.start() + i for i, ch in enumerate(place.group()) if not ch.isspace()]
    start, end = places[first], places[last - 1] + 1
    return Proposal((start, end), text[start:end], to, kind, f"{wrong} → {right}", confidence, family)
