"""Which encoding bytes of text are in: byte order marks first, then UTF-8, then what reads most like Chinese.

A byte order mark stays in the text as its first character, so that `data.decode(encoding)` is the text.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_GUESSES = ("gb18030", "utf-16-le", "utf-16-be")
_SAMPLE = 1 << 16
_LEAST_LIKELY = 0.7
"""Below this share of likely characters, bytes are no text. Random bytes come to about 0.2."""
_MOST_CONTROLS = 0.02
_MOST_DAMAGE = 0.02
"""Above this share of characters lost to damaged bytes, a text is refused."""

_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_ASCII = re.compile("[\x20-\x7e]")


class Decoded(NamedTuple):
    """Text with its encoding, and how many characters had to be replaced because their bytes are damaged."""

    text: str
    encoding: str
    damaged: int = 0


def decode(data: bytes) -> Decoded | None:
    """Text of bytes of unknown encoding.

    Args:
        data: a whole text file.

    Returns:
        The text, exactly as its encoding has it; with U+FFFD for bytes that are damaged, where these are few;
        None where the bytes are no text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data, encoding) or _mended(data, encoding)
    text = _strict(data, "utf-8")
    if text is not None and _controls(text.text) <= _MOST_CONTROLS:
        return text
    likely = max(_GUESSES, key=lambda encoding: _likeness(data, encoding))
    if _likeness(data, likely) >= _LEAST_LIKELY:
        return _strict(data, likely) or _mended(data, likely)
    return _mended(data, "utf-8") or _mended(data, "gb18030")


def _strict(data: bytes, encoding: str) -> Decoded | None:
    try:
        text = data.decode(encoding)
        text.encode("utf-8")  # GB18030 has codes for lone surrogates, which no other encoding can write
    except UnicodeError:
        return None
    return Decoded(text, encoding)


def _mended(data: bytes, encoding: str) -> Decoded | None:
    text = data.decode(encoding, errors="replace")
    damaged = text.count("\ufffd")
    few = damaged <= max(1, len(text) * _MOST_DAMAGE) and len(text) > 3 * damaged
    if not few or _likely(text[:_SAMPLE]) < _LEAST_LIKELY:
        return None
    return Decoded(text.encode("utf-8", "replace").decode("utf-8"), encoding, damaged)


def _likeness(data: bytes, encoding: str) -> float:
    sample = data[:_SAMPLE]
    if encoding.startswith("utf-16") and len(data) % 2:
        return 0.0
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        return _likely(decoder.decode(sample))
    except UnicodeError:
        return 0.0


def _likely(text: str) -> float:
    """How much of a text is what a Chinese document holds: characters of GB 2312 count full, ASCII a little less.

    The common character set tells encodings apart: bytes of one read in another give rare characters.
    """
    if not text:
        return 0.0
    common = len(text.encode("gb2312", "ignore").decode("gb2312"))
    unlikely = len(_CONTROLS.findall(text))
    latin = len(_ASCII.findall(text))
    return (common - unlikely - 0.1 * latin) / len(text)


def _controls(text: str) -> float:
    return len(_CONTROLS.findall(text[:_SAMPLE])) / max(1, len(text[:_SAMPLE]))
