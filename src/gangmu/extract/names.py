"""Lists of names in a cell: units and persons."""

from __future__ import annotations

import re

from gangmu.extract.brackets import split_outside

_REST = re.compile(r"(?:等(?:有关|相关)?(?:部门|单位)?)$")
_SEPARATORS = "、，,；;/\n"


def unit_names(text: str) -> tuple[str, ...]:
    """Units listed in a cell, as printed, in order; 等 and 等部门 at the end are dropped, brackets stay in the name."""
    found = (_REST.sub("", "".join(text[a:b].split())) for a, b in split_outside(text, 0, len(text), _SEPARATORS))
    return tuple(name.strip("。.:：") for name in found if name.strip("。.:："))


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
