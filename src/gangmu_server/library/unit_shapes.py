"""Whether a printed name has the form of a unit's, or is likely a piece of text read for one."""

from __future__ import annotations

import re

from gangmu.resolve import group_of
from gangmu.vocab.organs import GROUPS, ORGAN_ENDS
from gangmu_server.directory.names import base_key

GROUP = re.compile(r"^(各|相关|有关)|各(相关|有关|镇|乡|街道|县|区|市|单位|部门)|(相关|有关)(单位|部门|镇|街道)")
_ENDS = tuple(end.word for end in (*ORGAN_ENDS, *GROUPS))
_OTHER = re.compile(r"[^\w（）·、—\-]")
"""Marks that no unit's name holds; recognised text does."""


def is_like_a_unit(name: str) -> bool:
    """Whether a name ends as units or groups of units are called and holds nothing that names do not.

    Args:
        name: as printed; what stands in brackets at its end does not count.
    """
    key = base_key(name)
    if _OTHER.search(key) or len(key) < 2:
        return False
    return key.endswith(_ENDS) or is_group(name)


def is_group(name: str) -> bool:
    """Whether a name stands for several units (各镇, 相关部门)."""
    return bool(GROUP.search(base_key(name))) or group_of(name) is not None
