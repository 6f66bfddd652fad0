"""Words as one branch of a pattern."""

from __future__ import annotations

import re
from collections.abc import Iterable


def alternatives(words: Iterable[str]) -> str:
    """Words as alternatives of a regular expression, the longest first, so that no word hides a longer one.

    >>> alternatives(["建", "建设"])
    '建设|建'
    """
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
