"""Written forms of names: what makes two printed names the same name."""

from __future__ import annotations

import unicodedata

_FULL_WIDTH = str.maketrans({"(": "（", ")": "）", "〔": "（", "〕": "）", "【": "（", "】": "）"})


def name_key(name: str) -> str:
    """A name without white space, its compatibility letters folded, in full-width brackets: `区工信局 (大数据中心)`.

    Garbled or shortened names are not brought together here: that is a doubt for a person, not a spelling.
    """
    return "".join(unicodedata.normalize("NFKC", name).split()).translate(_FULL_WIDTH)


def base_key(name: str) -> str:
    """The key without what stands in brackets at the end: `区工信局（区大数据中心）` is 区工信局 too."""
    key = name_key(name)
    head, bracket, _ = key.partition("（")
    return head if bracket and head and key.endswith("）") else key
