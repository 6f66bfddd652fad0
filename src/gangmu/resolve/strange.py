"""Characters that public plans hardly use: where recognition went wrong, such a one is often what it left."""

from __future__ import annotations

from collections import Counter

from gangmu.vocab.bigrams import known_characters

SEEN_OFTEN = 3
"""A character used so often is one of the document's own."""
FEW = 40
"""So many characters are counted sooner one by one than all together."""


def strange_characters(text: str) -> frozenset[str]:
    """Chinese characters that public plans hardly use and the text uses once or twice.

    Args:
        text: the source text.
    """
    unknown = {ch for ch in set(text) - known_characters() if "一" <= ch <= "鿿"}
    counts = {ch: text.count(ch) for ch in unknown} if len(unknown) <= FEW else Counter(text)
    return frozenset(ch for ch in unknown if counts[ch] < SEEN_OFTEN)
