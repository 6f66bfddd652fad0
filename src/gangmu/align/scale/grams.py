"""Sentences as hashed runs of three characters, a hundred thousand at a time. Needs the extra `scale` (numpy)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

RUN = 3
"""Characters in a run. Runs of two stand in so many sentences that finding costs four times as much; runs of four miss
more of what is reworded."""
BITS = 22
"""Runs are hashed to four million numbers: two of a sentence meet less than once in a thousand sentences."""
_PRIME, _MIX = np.uint32(2654435761), np.uint32(0x85EBCA6B)
_END = 10  # the newline that ends a sentence

Ints = NDArray[np.int32]


class Grams(NamedTuple):
    """Runs of many sentences, in order.

    Attributes:
        feature: the hash of each run.
        sentence: the sentence it stands in.
        at: where it stands, counted through all sentences.
    """

    feature: Ints
    sentence: Ints
    at: Ints


def grams_of(sentences: Sequence[str]) -> Grams:
    """All runs of sentences; a newline inside a sentence counts as a blank."""
    joined = "\n".join(sentence.replace("\n", " ") for sentence in sentences) + "\n"
    codes = np.frombuffer(joined.encode("utf-32-le"), dtype=np.uint32)
    ends = codes == _END
    sentence = np.cumsum(ends, dtype=np.int32)
    sentence[ends] -= 1
    length = max(len(codes) - RUN + 1, 0)
    hashed = np.zeros(length, np.uint32)
    crosses = np.zeros(length, bool)
    for i in range(RUN):
        hashed = hashed * _PRIME + codes[i : i + length]
        crosses |= ends[i : i + length]
    hashed = (hashed ^ (hashed >> np.uint32(15))) * _MIX
    kept = np.flatnonzero(~crosses).astype(np.int32)
    feature = (hashed[kept] >> np.uint32(32 - BITS)).astype(np.int32)
    return Grams(feature, sentence[:length][kept], kept)


def once_each(grams: Grams) -> tuple[Ints, Ints]:
    """Features and sentences without repeats, sorted by sentence."""
    key = (grams.sentence.astype(np.int64) << BITS) | grams.feature
    key.sort()
    key = key[np.append(True, key[1:] != key[:-1])] if len(key) else key
    return (key & ((1 << BITS) - 1)).astype(np.int32), (key >> BITS).astype(np.int32)


def rarest_nearby(grams: Grams, counts: NDArray[np.int64], window: int) -> Grams:
    """Of every stretch of `window` characters, the known run that stands in the fewest sentences.

    A sentence is found by what is rare in it, and by rare runs from all over it rather than from one phrase: so text
    reuse is found by winnowed fingerprints, with rarity in the place of chance.
    """
    known = counts[grams.feature] > 0
    feature, sentence, at = grams.feature[known], grams.sentence[known], grams.at[known]
    stretch = at // window
    order = np.lexsort((counts[feature], stretch, sentence))
    feature, sentence, stretch, at = feature[order], sentence[order], stretch[order], at[order]
    if not len(feature):
        return Grams(feature, sentence, at)
    first = np.append(True, (stretch[1:] != stretch[:-1]) | (sentence[1:] != sentence[:-1]))
    return Grams(feature[first], sentence[first], at[first])
