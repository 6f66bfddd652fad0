"""Written forms of names: what makes two printed names the same name."""

from __future__ import annotations

import unicodedata

_BRACKETS = str.maketrans({"(": "（", ")": "）", "〔": "（", "〕": "）", "【": "（", "】": "）"})


def name_key(name: str) -> str:
    """A name without white space, in full-width brackets and compatibility letters folded: `区工信局 (大数据中心)`.

    Garbled or shortened names are not brought together here: that is a doubt for a person, not a spelling.
    """
    folded = "".join(c if "（" <= c <= "）" else unicodedata.normalize("NFKC", c) for c in name)
    return "".join(folded.split()).translate(_BRACKETS)
