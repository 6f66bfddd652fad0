"""What a page in English sets otherwise than one in Chinese: marks between words, and words Chinese in both."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.utils.translation import get_language
from django.utils.translation import gettext as _

HAN, LATIN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]"), re.compile(r"[A-Za-z]")


def in_english() -> bool:
    """Whether the page is in English."""
    return (get_language() or "").startswith("en")


def is_chinese(text: str) -> bool:
    """Whether there is more Chinese than Latin in a text."""
    return len(HAN.findall(text)) > len(LATIN.findall(text))


def listed(words: Iterable[object]) -> str:
    """Words one after the other, as the page's language lists them."""
    return _("、").join(str(word) for word in words if word)


def apart(sentences: Iterable[object]) -> str:
    """Short statements one after the other, as the page's language sets them apart."""
    return _("；").join(str(sentence) for sentence in sentences if sentence)
