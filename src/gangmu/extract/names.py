"""Names of persons in a cell."""

from __future__ import annotations

import re


def person_names(printed: str) -> tuple[str, ...]:
    """Persons listed in a cell as printed.

    Spaces part names where every part is a name, else they are set inside one (李　明).
    """
    found: list[str] = []
    for piece in re.split(r"[、，,；;/]", printed):
        words = piece.split()
        whole = all(2 <= len(word) <= 4 for word in words) and len(words) > 1
        found.extend(words if whole else ["".join(words)] if words else [])
    return tuple(found)
