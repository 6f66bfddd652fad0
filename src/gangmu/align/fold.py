"""One form for characters that printings vary in. Lengths are kept, so offsets stay good."""

from __future__ import annotations

_WIDE = "".join(chr(c) for c in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B)))
_NARROW = "".join(chr(ord(c) - 0xFEE0) for c in _WIDE)
_FORMS = {
    "，": ",",
    "；": ";",
    "：": ":",
    "（": "(",
    "）": ")",
    "！": "!",
    "？": "?",
    "《": "<〈",
    "》": ">〉",
    "〔": "[［",
    "〕": "]］",
    "“": "”\"'＂‘’",
    "-": "－—–~～",
    "+": "＋",
    ".": "．",
    "・": "·",
}
"""Each form and the characters it stands for."""

_TABLE = str.maketrans(_WIDE, _NARROW) | {ord(c): form for form, others in _FORMS.items() for c in others}


def fold(text: str) -> str:
    """The text with full and half width, brackets, quotes and dashes made one; quotes all become “."""
    return text.translate(_TABLE)
