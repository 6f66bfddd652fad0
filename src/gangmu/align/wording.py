"""The words that two sentences both hold, whole, for people to read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set

from gangmu.align.evidence import Prepared
from gangmu.align.weights import Weights
from gangmu.vocab.subjects import subject_words

WORDS_SHOWN = 6
"""How many shared words are named."""
SHORTEST = 2
CLEARLY = 2
"""A character goes with what stands outside if the two stand together this many times as often in public plans."""
_JOINING = frozenset("的和与及或在把将对等以为")


def shared_words(upper: Prepared, lower: Prepared, weights: Weights) -> tuple[str, ...]:
    """The stretches that both sentences hold, the heaviest first.

    A stretch ends where a word ends: of 知识产权强市 and 知识产权强县 it is 知识产权.

    Args:
        upper: the upper sentence.
        lower: the lower sentence.
        weights: how often pairs of characters stand in public plans.
    """
    text, held = upper.statement.folded, upper.bag.pairs.keys() & lower.bag.pairs.keys()
    found: dict[str, float] = {}
    for stretch in _stretches(text, lower.statement.folded, held):
        start, end = _whole(text, *stretch, weights.counts)
        if end - start >= SHORTEST:
            pairs = (text[i : i + 2] for i in range(start, end - 1))
            found[upper.statement.text[start:end]] = sum(upper.bag.pairs.get(pair, 0.0) for pair in pairs)
    best = sorted(found, key=lambda word: -found[word])
    return tuple(word for i, word in enumerate(best) if not any(word in other for other in best[:i]))[:WORDS_SHOWN]


def _stretches(text: str, other: str, held: Set[str]) -> Iterator[tuple[int, int]]:
    """Where in a text the longest stretches of held pairs stand that the other text holds too."""
    start = 0
    while start < len(text) - 1:
        end = start + SHORTEST
        if text[start:end] not in held:
            start += 1
            continue
        while text[end - 1 : end + 1] in held and text[start : end + 1] in other:
            end += 1
        yield start, end
        start = end - 1


def _whole(text: str, start: int, end: int, counts: Mapping[str, int]) -> tuple[int, int]:
    """A stretch without what joins words at its ends, and without a character that goes with what stands outside."""

    def goes_out(pair_out: str, pair_in: str) -> bool:
        return counts.get(pair_out, 0) > CLEARLY * max(1, counts.get(pair_in, 0))

    while end - start >= SHORTEST and text[start] in _JOINING:
        start += 1
    while end - start >= SHORTEST and text[end - 1] in _JOINING:
        end -= 1
    known = subject_words(text)
    ends, starts = {word.end for word in known}, {word.start for word in known}
    if end < len(text) and end not in ends and goes_out(text[end - 1 : end + 1], text[end - 2 : end]):
        end -= 1
    if start and start not in starts and goes_out(text[start - 1 : start + 1], text[start : start + 2]):
        start += 1
    return start, end
