"""What a text is about, so that 医院 and 诊疗 speak of one matter: directions learned from public plans, no model.

A table in the package gives each pair of characters a place among 32 directions, from what stands together in the
sentences of public plans. A text is about what its pairs are about.
"""

from __future__ import annotations

import math
import re
from array import array
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from operator import mul

TABLE = "topics.bin"
"""Pairs of characters on the first line, then signed bytes for each. Made by tools/learn_topics.py."""
DIRECTIONS = 32
REMEMBERED = 20_000
"""Texts whose matter is remembered: the pieces of a tier, which every pair of plans asks about."""

_PAIR = re.compile(r"(?=([一-鿿A-Za-z0-9]{2}))")

Topic = tuple[float, ...]


def character_pairs(folded: str) -> Iterator[str]:
    """All pairs of characters that stand together in folded text."""
    return (match[1] for match in _PAIR.finditer(folded))


@lru_cache(maxsize=REMEMBERED)
def topic_of(folded: str) -> Topic | None:
    """What folded text is about, as a direction of length one; None where the table knows none of its pairs."""
    known = _table()
    held = [known[pair] for pair in set(character_pairs(folded)) if pair in known]
    if not held:
        return None
    total = [sum(column) for column in zip(*held, strict=True)]
    length = math.sqrt(sum(value * value for value in total))
    return tuple(value / length for value in total) if length else None


def same_matter(first: Topic, second: Topic) -> float:
    """How far two texts are about the same: the cosine of their directions, -1 to 1."""
    return float(sum(map(mul, first, second)))


@cache
def _table() -> Mapping[str, array[int]]:
    data = (files("gangmu.align") / "data" / TABLE).read_bytes()
    end = data.index(b"\n")
    pairs, at = data[:end].decode(), end + 1
    return {
        pairs[2 * i : 2 * i + 2]: array("b", data[at + DIRECTIONS * i : at + DIRECTIONS * (i + 1)])
        for i in range(len(pairs) // 2)
    }
