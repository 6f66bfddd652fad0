"""Marks between words, which Chinese and English set differently."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import get_language


def in_english() -> bool:
    """Whether the page is in English."""
    return (get_language() or "").startswith("en")


def listed(words: Iterable[object]) -> str:
    """Words one after the other, as the page's language lists them."""
    return (", " if in_english() else "、").join(str(word) for word in words if word)


def apart(sentences: Iterable[object]) -> str:
    """Short statements one after the other, as the page's language sets them apart."""
    return ("; " if in_english() else "；").join(str(sentence) for sentence in sentences if sentence)
